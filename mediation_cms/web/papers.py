"""Papers of a matter: asked for, waited for, taken; and the page on which anybody can verify one."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.agreements.paper_actions import (
    make_agreement,
    make_case_report,
    make_court_route,
    make_obligations,
    make_termination,
)
from mediation_cms.agreements.queries import agreements_of, signed_agreement_of
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case, ContractLanguage
from mediation_cms.cases.paper_actions import make_contract, make_court_notice, make_extension
from mediation_cms.cases.queries import case_of
from mediation_cms.cases.terms import contract_of, extension_of
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _, labels, said
from mediation_cms.core.validation import CHOOSE, NO_SUCH_CHOICE
from mediation_cms.documents.inputs import Languages, PaperIn
from mediation_cms.documents.models import Paper, PaperKind, PaperStatus
from mediation_cms.documents.queries import get_paper, papers_of, printed
from mediation_cms.documents.queries import verify as verified
from mediation_cms.intake.invitation_queries import invitations_of
from mediation_cms.intake.invitation_workflow import MAY_LEAVE
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, Party, Request, side_number
from mediation_cms.intake.paper_actions import HANDED, make_invitation, make_receipt, make_referral, make_refusal
from mediation_cms.intake.papers import own_languages, proceedings_of
from mediation_cms.intake.queries import get_request
from mediation_cms.intake.screening_queries import referrals_of, refusal_of
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import matter

papers = Blueprint("papers", __name__)
OF_REQUEST = "/requests/<uuid:request_id>/papers"
TRIES, PAUSE = 20, 0.15  # three seconds in all
NOT_FOUND = 404
Make = Callable[[Languages], Paper]


@papers.route(OF_REQUEST, methods=["GET", "POST"])
def of_request(request_id: UUID) -> ResponseReturnValue:
    """The papers of a matter, and the form that asks for one: `?what=` is chosen already, `?paper=` is waited for."""
    found = get_request(g.session, g.actor, request_id)
    kinds = _kinds(found)
    if request.method != "POST":
        asked = {"what": request.args.get("what", ""), "languages": "+".join(own_languages(found.language))}
        return _page(request_id, Form(asked), kinds, _waited_for(found))
    authorize(g.actor, Can.MAKE_PAPER, found)
    form = Form.sent()
    with form.catching():
        given = PaperIn.checked({"languages": form.values.get("languages", "")})
        make = kinds.get(form.text("what"))
        if make is None:
            raise Invalid({"what": NO_SUCH_CHOICE if form.text("what") else CHOOSE})
        paper = make[1](given.languages)
        return redirect(url_for(".of_request", request_id=request_id, paper=paper.id), code=303)
    return _page(request_id, form, kinds, None)


@papers.get(f"{OF_REQUEST}/<uuid:paper_id>/file")
def file(request_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """The PDF of a paper."""
    found = get_request(g.session, g.actor, request_id)
    paper = get_paper(g.session, g.actor, found, paper_id)
    transactions.reading("papers.file", request_id)
    return attachment(printed(g.session, paper))


@papers.get("/papers")
@papers.get("/papers/<code>")
def verify(code: str = "") -> ResponseReturnValue:
    """Whether a paper is genuine: what anybody who holds it may compare, never a name or the subject."""
    typed = request.args.get("code", "").strip()
    if typed and not code:
        return redirect(url_for(".verify", code=typed[:80]))
    if not code:
        return render_template("papers/verify.html", paper=None, code="", kind_words={})
    try:
        paper, status = verified(g.session, code), 200
    except NotFound:
        paper, status = None, NOT_FOUND
    if paper is not None and paper.kind is PaperKind.CERTIFICATE:  # it has a page that says what became of it
        return redirect(url_for("verification.show", code=code))
    return render_template("papers/verify.html", paper=paper, code=code), status


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _kinds(found: Request) -> dict[str, tuple[str, Make]]:
    """The papers that can be made of a matter now: how each is called, and how it is asked for."""
    words, case = labels(PaperKind, g.language), case_of(g.session, g.actor, found)
    kinds: dict[str, tuple[str, Make]] = {}
    if not may(g.actor, Can.MAKE_PAPER, found):
        return kinds
    kinds["receipt"] = words[PaperKind.RECEIPT], partial(make_receipt, g.session, g.actor, found)
    if (refusal := refusal_of(g.session, found)) is not None:
        kinds["refusal"] = words[PaperKind.REFUSAL], partial(make_refusal, g.session, g.actor, found)
        if refusal.elsewhere or referrals_of(g.session, refusal):
            kinds["referral"] = words[PaperKind.REFERRAL], partial(make_referral, g.session, g.actor, found)
    for invitation in invitations_of(g.session, found.id):
        if invitation.status in MAY_LEAVE and HANDED & set(invitation.channels):
            side = g.session.get_one(Party, invitation.party_id)
            number = said(_("Side %(n)s", n=side_number(side.side, side.side_no)), g.language)
            make = partial(make_invitation, g.session, g.actor, invitation)
            kinds[str(invitation.id)] = f"{words[PaperKind.INVITATION]}, {number}", make
    return kinds if case is None else kinds | _of_mediation(case, words) | _of_terms(case, words)


def _of_mediation(case: Case, words: Mapping[str, str]) -> dict[str, tuple[str, Make]]:
    """What can be printed of the way of a mediation: nothing before its contract."""
    contract = contract_of(g.session, case)
    if contract is None:
        return {}
    makes = {PaperKind.CONTRACT: make_contract}
    if case.ended_on is None and proceedings_of(g.session, case.request_id):
        makes[PaperKind.COURT_NOTICE] = make_court_notice
    if extension_of(g.session, contract) is not None:
        makes[PaperKind.EXTENSION] = make_extension
    if case.outcome in ENDINGS_OF_MEDIATION:
        makes[PaperKind.TERMINATION] = make_termination
    return {kind.value: (words[kind], partial(make, g.session, g.actor, case)) for kind, make in makes.items()}


def _of_terms(case: Case, words: Mapping[str, str]) -> dict[str, tuple[str, Make]]:
    """What is printed for who may read the minutes: agreements, what follows them, and the report of the case."""
    if not may(g.actor, Can.READ_MINUTES, case):
        return {}
    kinds: dict[str, tuple[str, Make]] = {}
    for agreement in agreements_of(g.session, case):
        if agreement.status is not AgreementStatus.DROPPED:
            kind = words[PaperKind.SUPPLEMENT if agreement.amends_id else PaperKind.AGREEMENT]
            make = partial(make_agreement, g.session, g.actor, agreement)
            kinds[str(agreement.id)] = f"{kind}, {agreement.number}", make
    signed = signed_agreement_of(g.session, case)
    if signed is not None:
        kinds["obligations"] = words[PaperKind.OBLIGATIONS], partial(make_obligations, g.session, g.actor, signed)
        kinds["court_route"] = words[PaperKind.COURT_ROUTE], partial(make_court_route, g.session, g.actor, signed)
    kinds["case_report"] = words[PaperKind.CASE_REPORT], partial(make_case_report, g.session, g.actor, case)
    return kinds


def _waited_for(found: Request) -> Paper | None:
    """The paper that the address names, as it stands when it is ready or after three seconds."""
    wanted = request.args.get("paper", type=UUID)
    if wanted is None:
        return None
    paper = get_paper(g.session, g.actor, found, wanted)
    for _try in range(TRIES):
        if paper.status is not PaperStatus.QUEUED:
            break
        g.session.rollback()  # what the jobs have written meanwhile is seen by a new transaction only
        time.sleep(PAUSE)
        paper = get_paper(g.session, g.actor, found, wanted)
    return paper


def _page(
    request_id: UUID, form: Form, kinds: dict[str, tuple[str, Make]], waited: Paper | None
) -> ResponseReturnValue:
    of = matter(request_id, "papers.of_request")
    return render_template(
        "papers/of_request.html",
        matter=of,
        form=form,
        kinds=[(value, word) for value, (word, _make) in kinds.items()],
        written_in=options(ContractLanguage),
        language_words=labels(ContractLanguage, g.language),
        kind_words=labels(PaperKind, g.language),
        status_words=labels(PaperStatus, g.language),
        rows=papers_of(g.session, of.request),
        waited=waited,
        reads=may(g.actor, Can.READ_MINUTES, of.request),
        may_make=may(g.actor, Can.MAKE_PAPER, of.request),
    ), form.status
