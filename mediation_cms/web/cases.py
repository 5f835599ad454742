"""The wing of mediation: who conducts it, its contract and term, meetings, private notes, and how it ends."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.access.sight import require_dealing
from mediation_cms.cases.actions import (
    close_case,
    conclude_contract,
    extend_term,
    hold_meeting,
    reopen_case,
    write_private_note,
)
from mediation_cms.cases.assignment_actions import (
    accept_offer,
    assign_mediator,
    decline_offer,
    enter_answer,
    give_more_time,
    release_case,
    take_back_offer,
)
from mediation_cms.cases.declaration_actions import declare_beside, renew_declaration
from mediation_cms.cases.inputs import (
    AnswerIn,
    ContractIn,
    DeclarationIn,
    DeclineIn,
    ExtensionIn,
    MeetingIn,
    MoreTimeIn,
    NoteIn,
    OfferIn,
)
from mediation_cms.cases.models import Case, Interest
from mediation_cms.cases.overriding import coordinators_above
from mediation_cms.cases.queries import get_case
from mediation_cms.cases.readiness_actions import mark_readiness
from mediation_cms.cases.readiness_inputs import ReadinessIn
from mediation_cms.cases.workflow import CaseStep
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.inputs import ClosingIn, ReasonIn
from mediation_cms.intake.queries import READERS
from mediation_cms.mediators.queries import get_mediator
from mediation_cms.web import case_forms as forms
from mediation_cms.web import case_list, transactions
from mediation_cms.web import case_overview as shown
from mediation_cms.web import declaration_forms as declaring
from mediation_cms.web.conflicts import overridden, stands_beside
from mediation_cms.web.drafts import going_on
from mediation_cms.web.forms import Form
from mediation_cms.web.invitation_cards import proposed_closing
from mediation_cms.web.lists import Filters
from mediation_cms.web.saying import say

cases = Blueprint("cases", __name__, url_prefix="/cases")
MEDIATES_NO_MORE = _(
    "The conflict of interest is declared. The case goes to the coordinator, and you no longer see it."
)
BESIDE_NO_MORE = _("The conflict of interest is declared. Your part in the case has ended, and you no longer see it.")


@cases.get("")
def index() -> ResponseReturnValue:
    """Cases that the actor may see, newest first, filtered by the address; what `q` asks for is looked for in all."""
    require_dealing(g.actor, READERS)
    if request.args.get("q"):
        return redirect(url_for("search.index", q=request.args["q"]))
    filters = Filters(request.args, {"status", "mine", "due"}, {"cabinet_id"}, set())
    rows = case_list.page(filters)
    transactions.reading("cases.index", shown=[row.number for row in rows.items])
    return case_list.index(rows, filters)


@cases.get("/<uuid:case_id>")
def show(case_id: UUID) -> ResponseReturnValue:
    """The mediation: who conducts it, where it stands, and what can be done next."""
    return shown.overview(case_id, Form())


# --- to a mediator -------------------------------------------------------------------------------------------------------


@cases.route("/<uuid:case_id>/assignment", methods=["GET", "POST"])
def assignment(case_id: UUID) -> ResponseReturnValue:
    """Choose a mediator and offer the case."""
    case, form = _case(case_id), Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            given = OfferIn.checked(form.tree())
            chosen = get_mediator(g.session, g.actor, given.mediator_id)
            offer = assign_mediator(g.session, g.actor, case, chosen, given.override_reason, given.answer_by)
            say(_("The case is offered. The mediator answers by %(day)s.", day=offer.answer_by))
            if offer.override_reason:
                say(overridden(coordinators_above(g.session, g.actor, case)))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return forms.assignment(case, form)


@cases.route("/<uuid:case_id>/acceptance", methods=["GET", "POST"])
def acceptance(case_id: UUID) -> ResponseReturnValue:
    """The mediator declares whether there is a conflict of interest, and takes the case when there is none."""
    case, form = _case(case_id), Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            given = DeclarationIn.checked(form.tree())
            accept_offer(g.session, g.actor, case, given)
            return _declared(case, given, _("The case is yours. Next comes the mediation contract."))
    return declaring.acceptance(case, form)


@cases.route("/<uuid:case_id>/declaration", methods=["GET", "POST"])
def declaration(case_id: UUID) -> ResponseReturnValue:
    """The mediator declares anew: something became known, or the declaration is missing."""
    case, form = _case(case_id), Form.sent() if request.method == "POST" else Form()
    beside = stands_beside(case)
    authorize(g.actor, Can.CONDUCT_MEDIATION if beside else Can.DECLARE_INTEREST, case)
    with form.catching():
        if request.method == "POST":
            given = DeclarationIn.checked(form.tree())
            (declare_beside if beside else renew_declaration)(g.session, g.actor, case, given)
            return _declared(case, given, _("The declaration is kept."), BESIDE_NO_MORE if beside else MEDIATES_NO_MORE)
    return declaring.declaration(case, form)


@cases.route("/<uuid:case_id>/refusal", methods=["GET", "POST"])
def refusal(case_id: UUID) -> ResponseReturnValue:
    """The mediator does not take the case, and says why. Who declined no longer sees it."""
    return _with_a_reason(case_id, decline_offer, CaseStep.DECLINE, url_for("desk.home"), _("The case is declined."))


@cases.route("/<uuid:case_id>/answer", methods=["GET", "POST"])
def answer(case_id: UUID) -> ResponseReturnValue:
    """Enter what a mediator who does not sign in has answered."""
    case, form = _case(case_id), Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            enter_answer(g.session, g.actor, case, AnswerIn.checked(form.tree()))
            say(_("The answer of the mediator is entered."))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return forms.answer(case, form)


@cases.route("/<uuid:case_id>/withdrawal", methods=["GET", "POST"])
def withdrawal(case_id: UUID) -> ResponseReturnValue:
    """Take an unanswered offer back."""
    back = url_for(".show", case_id=case_id)
    return _with_a_reason(case_id, take_back_offer, CaseStep.TAKE_BACK, back, _("The offer is taken back."))


@cases.route("/<uuid:case_id>/offer", methods=["GET", "POST"])
def more_time(case_id: UUID) -> ResponseReturnValue:
    """Ask for the answer to an offer by another day."""
    case, form = _case(case_id), Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            give_more_time(g.session, g.actor, case, MoreTimeIn.checked(form.tree()))
            say(_("The mediator has more time and is told."))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return forms.step("cases/more_time.html", case, form, CaseStep.TAKE_BACK, Can.ASSIGN_CASE)


@cases.route("/<uuid:case_id>/release", methods=["GET", "POST"])
def release(case_id: UUID) -> ResponseReturnValue:
    """Take a case that has no contract from its mediator, so that another can be chosen."""
    said = _("The case waits for another mediator.")
    return _with_a_reason(case_id, release_case, CaseStep.REASSIGN, url_for(".show", case_id=case_id), said)


@cases.post("/<uuid:case_id>/readiness")
def readiness(case_id: UUID) -> ResponseReturnValue:
    """Mark what a side is ready with, or take the mark back."""
    case = _case(case_id)
    authorize(g.actor, Can.MARK_READINESS, case)
    mark_readiness(g.session, g.actor, case, ReadinessIn.checked(Form.sent().tree()))
    return redirect(url_for(".show", case_id=case_id, _anchor="readiness"), code=303)


# --- mediation -----------------------------------------------------------------------------------------------------------


@cases.route("/<uuid:case_id>/contract", methods=["GET", "POST"])
def contract(case_id: UUID) -> ResponseReturnValue:
    """Enter the mediation contract: the eleven fields of article 21."""
    case = _case(case_id)
    if request.method != "POST":
        return forms.contract(case, going_on(forms.fresh_contract(case)))
    form = Form.sent()
    if "add" in request.form:
        return forms.contract(case, forms.in_its_language(form))
    with form.catching():
        made = conclude_contract(g.session, g.actor, case, ContractIn.checked(form.tree()))
        say(_("The contract %(number)s is entered. The mediation has begun.", number=made.number))
        return redirect(url_for(".show", case_id=case_id), code=303)
    return forms.contract(case, form)


@cases.route("/<uuid:case_id>/meetings/new", methods=["GET", "POST"])
def meeting(case_id: UUID) -> ResponseReturnValue:
    """Record a meeting that was held."""
    case = _case(case_id)
    form = Form.sent() if request.method == "POST" else going_on(forms.fresh_meeting(case))
    with form.catching():
        if request.method == "POST":
            hold_meeting(g.session, g.actor, case, MeetingIn.checked(form.tree()))
            say(_("The meeting is recorded."))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return forms.meeting(case, form)


@cases.route("/<uuid:case_id>/extension", methods=["GET", "POST"])
def extension(case_id: UUID) -> ResponseReturnValue:
    """Extend the term, once."""
    case = _case(case_id)
    form = Form.sent() if request.method == "POST" else forms.fresh_extension(case)
    with form.catching():
        if request.method == "POST":
            extend_term(g.session, g.actor, case, ExtensionIn.checked(form.tree()))
            say(_("The term is extended: %(day)s is its last day now.", day=case.due_on or ""))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return forms.extension(case, form)


@cases.post("/<uuid:case_id>/notes")
def notes(case_id: UUID) -> ResponseReturnValue:
    """Write a note that nobody else can read."""
    case, form = _case(case_id), Form.sent()
    authorize(g.actor, Can.WRITE_PRIVATE_NOTE, case)
    with form.catching():
        write_private_note(g.session, g.actor, case, NoteIn.checked(form.tree()))
        say(_("The note is kept. Only you can read it."))
        return redirect(url_for(".show", case_id=case_id), code=303)
    return shown.overview(case_id, form)


# --- the end -------------------------------------------------------------------------------------------------------------


@cases.route("/<uuid:case_id>/closure", methods=["GET", "POST"])
def closure(case_id: UUID) -> ResponseReturnValue:
    """Finish a case that has no contract yet."""
    case = _case(case_id)
    form = Form.sent() if request.method == "POST" else forms.from_today(proposed_closing(case.request_id))
    with form.catching():
        if request.method == "POST":
            close_case(g.session, g.actor, case, ClosingIn.checked(form.tree()))
            say(_("The case is finished."))
            return redirect(url_for("requests.show", request_id=case.request_id), code=303)
    return forms.closure(case, form)


@cases.route("/<uuid:case_id>/reopening", methods=["GET", "POST"])
def reopening(case_id: UUID) -> ResponseReturnValue:
    """Reopen a case that ended without agreement, with a reason."""
    case, form = _case(case_id), Form.sent() if request.method == "POST" else forms.from_today()
    with form.catching():
        if request.method == "POST":
            reopen_case(g.session, g.actor, case, ReasonIn.checked(form.tree()))
            say(_("The case is open again."))
            return redirect(url_for(".show", case_id=case_id), code=303)
    return forms.reopening(case, form)


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _case(case_id: UUID) -> Case:
    return get_case(g.session, g.actor, case_id)


def _declared(case: Case, given: DeclarationIn, said: Text, leaves: Text = MEDIATES_NO_MORE) -> ResponseReturnValue:
    """To the case, or to the desk for who declared a conflict and sees it no more."""
    if given.interest is Interest.SOME:
        say(leaves)
        return redirect(url_for("desk.home"), code=303)
    say(said)
    return redirect(url_for(".show", case_id=case.id), code=303)


def _with_a_reason(
    case_id: UUID, act: Callable[..., None], step: CaseStep, way: str, said: Text
) -> ResponseReturnValue:
    case, form = _case(case_id), Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            act(g.session, g.actor, case, DeclineIn.checked(form.tree()))
            say(said)
            return redirect(way, code=303)
    return forms.reason(case, form, step, Can.ANSWER_OFFER if step is CaseStep.DECLINE else Can.ASSIGN_CASE)
