"""The wing of agreements: drafting, signing, supplementing, performance, and the list of what was signed."""

from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.access.sight import require_dealing
from mediation_cms.agreements.actions import (
    change_draft,
    draft_agreement,
    draft_supplement,
    drop_draft,
    record_performance,
    sign_agreement,
)
from mediation_cms.agreements.calendar import calendar_of
from mediation_cms.agreements.inputs import AgreementIn, PerformanceIn, SigningIn
from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.queries import (
    READERS,
    draft_of,
    get_agreement,
    get_obligation,
    list_agreements,
    signed_agreement_of,
)
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import get_case
from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.queries import Download, download, get_file
from mediation_cms.intake.queries import get_request
from mediation_cms.web import agreement_forms as forms
from mediation_cms.web import agreement_overview as shown
from mediation_cms.web import transactions
from mediation_cms.web.downloads import attached, attachment
from mediation_cms.web.drafts import going_on
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import together
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.saying import say

agreements = Blueprint("agreements", __name__)
OF_CASE = "/cases/<uuid:case_id>/agreement"


@agreements.get("/agreements")
def index() -> ResponseReturnValue:
    """Signed agreements whose terms the actor may read, each with what falls due next."""
    require_dealing(g.actor, READERS)
    filters = Filters(request.args, {"status", "due"}, {"cabinet_id"}, set())
    rows = page_of(list_agreements(g.session, g.actor, **shown.asked(filters), after=filters.after))
    transactions.reading("agreements.index", shown=[row.number for row in rows.items])
    return shown.index(rows, filters)


@agreements.get(OF_CASE)
def of_case(case_id: UUID) -> ResponseReturnValue:
    """The agreement of a case: its draft and what it lacks, or what was signed and how it is performed."""
    return shown.of_case(_case(case_id))


# --- the draft -----------------------------------------------------------------------------------------------------------


@agreements.route(f"{OF_CASE}/draft", methods=["GET", "POST"])
def draft(case_id: UUID) -> ResponseReturnValue:
    """Begin the draft of the agreement, or go on with the one that there is."""
    case = _case(case_id)
    begun = draft_of(g.session, case)
    if request.method != "POST":
        return forms.draft(case, begun, going_on(forms.begun(begun) if begun else forms.fresh(case)))
    form = forms.with_rows_changed(Form.sent())
    if forms.only_rows():
        with form.catching():
            forms.with_clause(case, form)
        return forms.draft(case, begun, form)
    with form.catching():
        given = AgreementIn.checked(form.tree())
        forms.require_as_seen(form, begun)
        if begun is None:
            draft_agreement(g.session, g.actor, case, given)
        else:
            change_draft(g.session, g.actor, begun, given)
        say(_("The draft is saved."))
        return redirect(url_for(".of_case", case_id=case_id), code=303)
    return forms.draft(case, begun, form)


@agreements.route(f"{OF_CASE}/supplement", methods=["GET", "POST"])
def supplement(case_id: UUID) -> ResponseReturnValue:
    """Begin a supplementary agreement: the one way in which a signed agreement is changed."""
    case = _case(case_id)
    signed = signed_agreement_of(g.session, case)
    if signed is None:
        raise Refused(_("A supplementary agreement changes a signed agreement. Choose that one."))
    if request.method != "POST":
        return forms.draft(case, None, going_on(forms.fresh_supplement(signed)), amends=signed)
    form = forms.with_rows_changed(Form.sent())
    if forms.only_rows():
        with form.catching():
            forms.with_clause(case, form)
        return forms.draft(case, None, form, amends=signed)
    with form.catching():
        draft_supplement(g.session, g.actor, signed, AgreementIn.checked(form.tree()))
        say(_("The draft is saved."))
        return redirect(url_for(".of_case", case_id=case_id), code=303)
    return forms.draft(case, None, form, amends=signed)


@agreements.route(f"{OF_CASE}/draft/removal", methods=["GET", "POST"])
def removal(case_id: UUID) -> ResponseReturnValue:
    """Give the draft up; its number is not used again."""
    case = _case(case_id)
    begun, form = _draft(case), Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            drop_draft(g.session, g.actor, begun)
            say(_("The draft is given up. It stays in the history."))
            return redirect(url_for(".of_case", case_id=case_id), code=303)
    return forms.removal(case, begun, form)


# --- signed --------------------------------------------------------------------------------------------------------------


@agreements.route(f"{OF_CASE}/signing", methods=["GET", "POST"])
def signing(case_id: UUID) -> ResponseReturnValue:
    """Record that the sides have signed, with the scan of what they signed."""
    case = _case(case_id)
    authorize(g.actor, Can.CONDUCT_MEDIATION, case)
    begun = _draft(case)
    form = Form.sent() if request.method == "POST" else forms.fresh_signing(case)
    with form.catching():
        if request.method == "POST":
            forms.require_as_seen(form, begun)
            given, copy = together(lambda: SigningIn.checked(form.tree()), lambda: attached("scan", case.request_id))
            sign_agreement(g.session, g.actor, begun, given, copy)
            say(_("The agreement is signed: %(number)s.", number=begun.number))
            return redirect(url_for(".of_case", case_id=case_id), code=303)
    return forms.signing(case, begun, form)


@agreements.get(f"{OF_CASE}/<uuid:agreement_id>/scan")
def scan(case_id: UUID, agreement_id: UUID) -> ResponseReturnValue:
    """The signed copy as it was attached."""
    case = _case(case_id)
    signed = get_agreement(g.session, g.actor, case, agreement_id)
    if signed.scan_id is None:
        raise NotFound
    file = get_file(g.session, get_request(g.session, g.actor, case.request_id), signed.scan_id)
    transactions.reading("agreements.scan", case.request_id)
    return attachment(download(g.session, file))


@agreements.get(f"{OF_CASE}/calendar.ics")
def calendar(case_id: UUID) -> ResponseReturnValue:
    """The days of the agreement for the calendar of a phone, to be handed to the sides."""
    case = _case(case_id)
    authorize(g.actor, Can.READ_MINUTES, case)
    signed = signed_agreement_of(g.session, case)
    if signed is None:
        raise NotFound
    transactions.reading("agreements.calendar", case.request_id)
    content = calendar_of(g.session, signed, g.language)
    return attachment(Download(f"{signed.number}.ics", "text/calendar; charset=utf-8", content))


@agreements.route(f"{OF_CASE}/obligations/<uuid:obligation_id>", methods=["GET", "POST"])
def performance(case_id: UUID, obligation_id: UUID) -> ResponseReturnValue:
    """What was seen of one obligation, and what is seen now."""
    case = _case(case_id)
    obligation = get_obligation(g.session, g.actor, case, obligation_id)
    form = Form.sent() if request.method == "POST" else forms.fresh_performance()
    with form.catching():
        if request.method == "POST":
            record_performance(g.session, g.actor, obligation, PerformanceIn.checked(form.tree()))
            say(_("Recorded."))
            return redirect(url_for(".of_case", case_id=case_id), code=303)
    return forms.performance(case, obligation, form)


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _case(case_id: UUID) -> Case:
    return get_case(g.session, g.actor, case_id)


def _draft(case: Case) -> Agreement:
    begun = draft_of(g.session, case)
    if begun is None:
        raise Refused(_("There is no draft. Begin one first."))
    return begun
