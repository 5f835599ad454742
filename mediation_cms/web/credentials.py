"""Certificates for programs and wallets: signed credentials of Open Badges 3.0, whether they still stand, the public keys."""

from datetime import date

from flask import Blueprint, Response, current_app, g, jsonify
from flask.typing import ResponseReturnValue

from mediation_cms.certification.certificate_queries import SAYS, Verified, verify
from mediation_cms.certification.certificate_rules import CertificateState
from mediation_cms.certification.open_badge import ENDED, claims, revocations
from mediation_cms.core.errors import NotFound
from mediation_cms.core.signing import SigningKey, as_published, signed, signing_key
from mediation_cms.documents.codes import as_printed
from mediation_cms.web.limits import limit_visitors
from mediation_cms.web.site import site
from mediation_cms.web.verification import NOT_FOUND, as_json
from mediation_cms.web.ways_in import alike

credentials = Blueprint("credentials", __name__)
credentials.before_request(limit_visitors)
GONE = 410
DECOY = Verified(
    dict.fromkeys(SAYS, "") | {"issued_on": date(2022, 3, 16)}, CertificateState.VALID, None, None, imported=False
)
"""Signed where a code is unknown, so that the time of the answer does not tell which codes there are."""


@credentials.get("/certificates/<code>/credential")
def show(code: str) -> ResponseReturnValue:
    """The certificate as a signed credential. None of one that was revoked, replaced, or that somebody else issued."""
    key, printed = _keys()[0], as_printed(code)
    found = alike(lambda: verify(g.session, code))
    token = signed(key, claims(found or DECOY, printed, site()), _address(key))
    if found is None:
        return jsonify({"status": "unknown"}), NOT_FOUND
    if found.state in ENDED or found.imported:
        return jsonify(as_json(found)), GONE if found.state in ENDED else NOT_FOUND
    name = f"{found.says['label']}.jwt"
    return Response(token, mimetype="text/plain", headers={"Content-Disposition": f'attachment; filename="{name}"'})


@credentials.get("/certificates/<code>/revocations")
def status(code: str) -> ResponseReturnValue:
    """Whether the credential still stands: its list of revocations."""
    found = alike(lambda: verify(g.session, code))
    answer = revocations(found or DECOY, as_printed(code), site())
    return (jsonify({"status": "unknown"}), NOT_FOUND) if found is None else (jsonify(answer), 200)


@credentials.get("/certificates/keys/<name>")
def key(name: str) -> ResponseReturnValue:
    """One public key, where the credentials say that it is found."""
    found = next((each for each in _keys() if each.name == name), None)
    if found is None:
        raise NotFound
    return jsonify(as_published(found, _address(found)))


@credentials.get("/.well-known/jwks.json")
def keys() -> ResponseReturnValue:
    """Every public key by which a credential of this site may be signed."""
    return jsonify({"keys": [as_published(each, _address(each)) for each in _keys()]})


def _keys() -> list[SigningKey]:
    kept: tuple[bytes, ...] = current_app.settings.signing_keys  # type: ignore[attr-defined]  # our own Flask
    if not kept:
        raise NotFound
    return [signing_key(each) for each in kept]


def _address(which: SigningKey) -> str:
    return f"{site()}/certificates/keys/{which.name}"
