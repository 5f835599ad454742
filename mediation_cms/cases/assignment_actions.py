"""From admission to a mediator who has accepted."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.endings import open_since
from mediation_cms.cases.inputs import AdmissionIn, AnswerIn, DeclineIn
from mediation_cms.cases.mandates import why_no_mediation
from mediation_cms.cases.models import Answer, Assignment, Case
from mediation_cms.cases.offers import accept, answer_offer, decline, give_matter_to, release, require_away
from mediation_cms.cases.workflow import CASE, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.models import Request
from mediation_cms.intake.workflow import REQUEST, RequestStep
from mediation_cms.law.queries import value, working_calendar
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import assignable, require_entitled
from mediation_cms.notifications.outbox import notify
from mediation_cms.people.models import Person


def admit(session: Session, actor: Actor, request: Request, given: AdmissionIn) -> Case:
    """Admit a request to mediation: it becomes a case with the same number, and waits for a mediator.

    Raises Invalid for a day before the request was open at the cabinet, or on which the cabinet had no mandate for mediation.
    """
    authorize(actor, Can.ADMIT_CASE, request)
    request.status = REQUEST.after(request.status, RequestStep.ADMIT)
    since = open_since(session, request.id)
    if given.on < since:
        raise Invalid({"on": _("The request is open since %(day)s. Give that day or a later one.", day=since)})
    no_mandate = why_no_mediation(session, request.cabinet_id, given.on)
    if no_mandate is not None:
        raise Invalid({"on": no_mandate})
    case = Case(request_id=request.id, number=request.number, cabinet_id=request.cabinet_id, admitted_on=given.on)
    session.add_all([request, case])
    session.flush()
    record(session, actor, "case.admitted", case, matter_id=request.id, on=given.on)
    return case


def assign_mediator(session: Session, actor: Actor, case: Case, mediator: Mediator) -> Assignment:
    """Offer the case to a mediator of the region, with a day for the answer.

    Refused unless a register entry is in force today; Invalid for a mediator of another region.
    """
    authorize(actor, Can.ASSIGN_CASE, case)
    today = clock.today()
    require_entitled(session, mediator, today)
    if mediator.id not in {who.mediator_id for who in assignable(session, case.cabinet_id, today)}:
        raise Invalid({"mediator_id": NO_SUCH_CHOICE})
    case.status = CASE.after(case.status, CaseStep.ASSIGN)
    case.mediator_id = mediator.id
    days = value(session, "offer.answer_working_days", today)
    offer = Assignment(
        case_id=case.id,
        mediator_id=mediator.id,
        offered_by_id=actor.account_id,
        offered_at=clock.now(),
        answer_by=working_calendar(session).after(today, days),
    )
    give_matter_to(session, case, mediator)
    session.add_all([case, offer])
    session.flush()
    name = _name(session, mediator)
    record(session, actor, "case.offered", case, matter_id=case.request_id, mediator=name, answer_by=offer.answer_by)
    notify(session, mediator.id, "case_offered", case.request_id, number=case.number, answer_by=offer.answer_by)
    return offer


def accept_offer(session: Session, actor: Actor, case: Case) -> None:
    """The mediator takes the case."""
    authorize(actor, Can.ANSWER_OFFER, case)
    accept(session, case)
    record(session, actor, "case.accepted", case, matter_id=case.request_id)


def decline_offer(session: Session, actor: Actor, case: Case, given: DeclineIn) -> None:
    """The mediator does not take the case, and says why; it waits for another mediator (Law on Mediation, article 7)."""
    authorize(actor, Can.ANSWER_OFFER, case)
    decline(session, case, given.reason)
    record(session, actor, "case.declined", case, matter_id=case.request_id, reason=given.reason)


def enter_answer(session: Session, actor: Actor, case: Case, given: AnswerIn) -> None:
    """Write down what a mediator who does not sign in has answered. Refused when the mediator can answer here."""
    authorize(actor, Can.ASSIGN_CASE, case)
    mediator = require_away(session, case)
    name = _name(session, mediator)
    if given.answer is Answer.ACCEPTED:
        accept(session, case)
        record(session, actor, "case.accepted_for", case, matter_id=case.request_id, mediator=name)
    else:
        decline(session, case, given.reason)
        record(session, actor, "case.declined_for", case, matter_id=case.request_id, mediator=name, reason=given.reason)


def take_back_offer(session: Session, actor: Actor, case: Case, given: DeclineIn) -> None:
    """The coordinator takes an unanswered offer back."""
    authorize(actor, Can.ASSIGN_CASE, case)
    case.status = CASE.after(case.status, CaseStep.TAKE_BACK)
    answer_offer(session, case, Answer.TAKEN_BACK, given.reason)
    give_matter_to(session, case, None)
    record(session, actor, "case.taken_back", case, matter_id=case.request_id, reason=given.reason)


def release_case(session: Session, actor: Actor, case: Case, given: DeclineIn) -> None:
    """Take a case that has no contract yet from its mediator, so that another can be chosen; a former one may come back."""
    authorize(actor, Can.ASSIGN_CASE, case)
    case.status = CASE.after(case.status, CaseStep.REASSIGN)
    name = _name(session, session.get_one(Mediator, case.mediator_id))
    release(session, case, given.reason)
    record(session, actor, "case.released", case, matter_id=case.request_id, mediator=name, reason=given.reason)


def _name(session: Session, mediator: Mediator) -> str:
    return session.get_one(Person, mediator.id).name
