"""Whether a certificate is good, for whoever holds it or its code, without signing in; and the holder's own link to the file."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import note_use
from mediation_cms.accounts.queries import reserved
from mediation_cms.certification.certificate_models import Certificate, RevocationGround
from mediation_cms.certification.certificate_papers import paper_of
from mediation_cms.certification.certificate_queries import Verified, open_copy, verified, verify
from mediation_cms.certification.certificate_rules import CertificateState
from mediation_cms.certification.copy_actions import note_own_copy
from mediation_cms.certification.queries import replaced_on
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import labels
from mediation_cms.documents.codes import as_printed
from mediation_cms.documents.models import PaperStatus
from mediation_cms.documents.queries import printed
from mediation_cms.people.models import AccountKind
from mediation_cms.web.downloads import attachment
from mediation_cms.web.limits import limit_visitors
from mediation_cms.web.ways_in import alike, by_link, nowhere

verification = Blueprint("verification", __name__, url_prefix="/certificates")
verification.before_request(limit_visitors)
NOT_FOUND = 404
JSON = "application/json"


@verification.get("")
@verification.get("/<code>")
def show(code: str = "") -> ResponseReturnValue:
    """What a certificate says and what became of it; without a code, where to type one. Programs get it as JSON."""
    typed = as_printed(request.args.get("code", ""))
    if typed and not code:
        return redirect(url_for(".show", code=typed))
    if not code:
        return _page(None, "")
    if request.accept_mimetypes.best_match(["text/html", JSON], "text/html") == JSON:
        return machine(code)
    found = alike(lambda: verify(g.session, code))
    return _page(found, code), 200 if found else NOT_FOUND


@verification.get("/<code>.json")
def machine(code: str) -> ResponseReturnValue:
    """The same for programs."""
    found = alike(lambda: verify(g.session, code))
    answer = jsonify({"status": "unknown"} if found is None else as_json(found))
    answer.headers["Vary"] = "Accept"
    return answer, 200 if found else NOT_FOUND


@verification.route("/own/<code>", methods=["GET", "POST"])
def own(code: str) -> ResponseReturnValue:
    """The certificate behind the holder's link. Opening the page takes nothing; the button does, and that is noted."""
    try:
        link = by_link(Purpose.CERTIFICATE, code)
    except NotFound:
        return nowhere()
    certificate = g.session.get_one(Certificate, link.thing_id)
    if request.method == "POST":
        copy = note_own_copy(g.session, reserved(g.session, AccountKind.VISITOR), certificate)
        note_use(g.session, link)
        return redirect(url_for(".own_file", code=code, copy_id=copy.id), code=303)
    paper = paper_of(g.session, certificate.id)
    ready = paper is not None and paper.status is PaperStatus.READY
    found = verified(certificate, replaced_on(g.session, certificate))
    signs = bool(current_app.settings.signing_keys) and not found.imported  # type: ignore[attr-defined]  # our own Flask
    return _page(found, certificate.code, own=True, ready=ready, signs=signs)


@verification.get("/own/<code>/file/<uuid:copy_id>")
def own_file(code: str, copy_id: UUID) -> ResponseReturnValue:
    """The PDF, for the copy that was just noted."""
    try:
        link = by_link(Purpose.CERTIFICATE, code)
        copy = open_copy(g.session, reserved(g.session, AccountKind.VISITOR), copy_id)
    except NotFound:
        return nowhere()
    paper = paper_of(g.session, link.thing_id)
    if copy.certificate_id != link.thing_id or paper is None:
        return nowhere()
    return attachment(printed(g.session, paper))


def as_json(found: Verified) -> Mapping[str, Any]:
    """What the page says, for programs: days as ISO 8601, both languages, nothing where the paper says nothing."""
    says = found.says

    def both(name: str) -> dict[str, str]:
        return {"kk": says[f"{name}_kk"], "ru": says[f"{name}_ru"]}

    def day(name: str) -> str | None:
        return says[name].isoformat() if says[name] else None

    return {
        "status": found.state.value,
        "status_since": found.since.isoformat() if found.since else None,
        "revocation_ground": found.ground.value if found.ground else None,
        "imported": found.imported,
        "number": says["label"],
        "name": both("name"),
        "course": both("title"),
        "academic_hours": says["academic_hours"],
        "starts_on": day("starts_on"),
        "ends_on": day("ends_on"),
        "place": both("place"),
        "issuer": both("issuer"),
        "signatory": says["signatory"],
        "position": both("position"),
        "issued_on": day("issued_on"),
        "valid_until": day("valid_until"),
    }


def _page(found: Verified | None, code: str, *, own: bool = False, ready: bool = False, signs: bool = False) -> str:
    return render_template(
        "courses/certificate_verify.html",
        found=found,
        code=as_printed(code),
        own=own,
        ready=ready,
        signs=signs,
        states=labels(CertificateState, g.language),
        grounds=labels(RevocationGround, g.language),
    )
