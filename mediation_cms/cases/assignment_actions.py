"""From admission to a mediator who has accepted."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.conflict import codes
from mediation_cms.cases.conflict_queries import conflicts_of
from mediation_cms.cases.declarations import declare, step_aside
from mediation_cms.cases.endings import open_since
from mediation_cms.cases.inputs import AdmissionIn, AnswerIn, DeclarationIn, DeclineIn, MoreTimeIn
from mediation_cms.cases.mandates import why_no_mediation
from mediation_cms.cases.models import Answer, Assignment, Case, Interest
from mediation_cms.cases.offers import (
    DEALS_ALREADY,
    accept,
    answer_offer,
    decline,
    give_matter_to,
    last_day_to_answer,
    release,
    require_away,
    require_in_time,
    waiting_offer,
)
from mediation_cms.cases.overriding import require_reason, tell_the_level_above
from mediation_cms.cases.workflow import CASE, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.applicant_news import tell_news
from mediation_cms.intake.models import Request
from mediation_cms.intake.screening_queries import screened
from mediation_cms.intake.workflow import REQUEST, RequestStep
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import assignable, require_entitled
from mediation_cms.notifications.outbox import notify
from mediation_cms.people.models import Person

UNFIT = _(
    "The dispute is not suitable for mediation by what was answered. Refuse it, or write why it is taken all the same."
)


def admit(session: Session, actor: Actor, request: Request, given: AdmissionIn) -> Case:
    """Admit a request to mediation: it becomes a case with the same number, and waits for a mediator.

    Raises Invalid for a day before the request was open at the cabinet, or on which the cabinet had no mandate for mediation,
    and, beside the reason, when a question of scope says that the dispute is not suitable and nobody says why it is taken
    all the same (Law on Mediation, article 1; staff decide). That nobody has asked yet forbids nothing.
    """
    authorize(actor, Can.ADMIT_CASE, request)
    request.status = REQUEST.after(request.status, RequestStep.ADMIT)
    since = open_since(session, request.id)
    if given.on < since:
        raise Invalid({"on": _("The request is open since %(day)s. Give that day or a later one.", day=since)})
    no_mandate = why_no_mediation(session, request.cabinet_id, given.on)
    if no_mandate is not None:
        raise Invalid({"on": no_mandate})
    unfit = screened(session, request).unfit
    if unfit and not given.scope_reason:
        raise Invalid({"scope_reason": UNFIT})
    case = Case(
        request_id=request.id,
        number=request.number,
        cabinet_id=request.cabinet_id,
        admitted_on=given.on,
        scope_reason=given.scope_reason if unfit else "",
    )
    session.add_all([request, case])
    session.flush()
    reason = case.scope_reason or None
    record(session, actor, "case.admitted", case, matter_id=request.id, on=given.on, reason=reason)
    tell_news(session, request, f"admitted:{case.id}")
    return case


def assign_mediator(
    session: Session,
    actor: Actor,
    case: Case,
    mediator: Mediator,
    override_reason: str = "",
    answer_by: date | None = None,
) -> Assignment:
    """Offer the case to a mediator of the region, with a day for the answer, after the check for a conflict of interest.

    The day is the one given, or the one of the rule. Refused unless a register entry is in force today; Invalid for a day
    out of reach, for a mediator of another region, for one who works in the case as a companion, for one who is barred from
    the matter, and for a conflict of interest (Law on Mediation, article 7) without a reason in a few words. What was found
    is kept with the offer; the level above is told of the reason.
    """
    authorize(actor, Can.ASSIGN_CASE, case)
    today = clock.today()
    require_entitled(session, mediator, today)
    if mediator.id not in {who.mediator_id for who in assignable(session, case.cabinet_id, today)}:
        raise Invalid({"mediator_id": NO_SUCH_CHOICE})
    if mediator.id in {one.mediator_id for one in case.companions}:
        raise Invalid({"mediator_id": DEALS_ALREADY})
    hits = conflicts_of(session, actor, case).get(mediator.id, ())
    reason = require_reason(hits, override_reason)
    last_day = last_day_to_answer(session, answer_by)
    case.status = CASE.after(case.status, CaseStep.ASSIGN)
    offer = Assignment(
        case_id=case.id,
        mediator_id=mediator.id,
        offered_by_id=actor.account_id,
        offered_at=clock.now(),
        answer_by=last_day,
        found=codes(hits),
        override_reason=reason,
    )
    give_matter_to(session, case, mediator)
    session.add_all([case, offer])
    session.flush()
    name = _name(session, mediator.id)
    record(session, actor, "case.offered", case, matter_id=case.request_id, mediator=name, answer_by=offer.answer_by)
    if reason:
        tell_the_level_above(session, actor, case, offer, name)
    notify(session, mediator.id, "case_offered", case.request_id, number=case.number, answer_by=offer.answer_by)
    return offer


def accept_offer(session: Session, actor: Actor, case: Case, given: DeclarationIn) -> None:
    """The mediator takes the case, declaring that there is no conflict of interest.

    A conflict that is declared makes it a refusal, as the law asks (article 7), and bars the mediator from the matter.
    Refused when the offer has lapsed or was taken back meanwhile.
    """
    authorize(actor, Can.ANSWER_OFFER, case)
    declaration = declare(session, actor, case, given)
    if declaration.interest is Interest.SOME:
        step_aside(session, actor, case, declaration)
        return
    require_in_time(session, case)
    accept(session, case)
    record(session, actor, "case.accepted", case, matter_id=case.request_id)


def decline_offer(session: Session, actor: Actor, case: Case, given: DeclineIn) -> None:
    """The mediator does not take the case, and says why; it waits for another mediator (Law on Mediation, article 7)."""
    authorize(actor, Can.ANSWER_OFFER, case)
    decline(session, case, given.reason)
    record(session, actor, "case.declined", case, matter_id=case.request_id, reason=given.reason)


def enter_answer(session: Session, actor: Actor, case: Case, given: AnswerIn) -> None:
    """Write down what a mediator who does not sign in has answered and declared. Refused when the mediator can answer here."""
    authorize(actor, Can.ASSIGN_CASE, case)
    mediator = require_away(session, case)
    name = _name(session, mediator.id)
    if given.answer is Answer.ACCEPTED:
        declaration = declare(session, actor, case, given.declaration, told=True)
        if declaration.interest is Interest.SOME:
            step_aside(session, actor, case, declaration)
            return
        accept(session, case)
        record(session, actor, "case.accepted_for", case, matter_id=case.request_id, mediator=name)
    else:
        decline(session, case, given.reason)
        record(session, actor, "case.declined_for", case, matter_id=case.request_id, mediator=name, reason=given.reason)


def give_more_time(session: Session, actor: Actor, case: Case, given: MoreTimeIn) -> None:
    """Ask for the answer to an offer by another day: one that has lapsed can be accepted again."""
    authorize(actor, Can.ASSIGN_CASE, case)
    offer = waiting_offer(session, case)
    offer.answer_by = last_day_to_answer(session, given.answer_by)
    session.add(offer)
    record(session, actor, "case.offer_prolonged", case, matter_id=case.request_id, answer_by=offer.answer_by)
    notify(
        session, offer.mediator_id, "offer_prolonged", case.request_id, number=case.number, answer_by=offer.answer_by
    )


def remind_of_offer(session: Session, actor: Actor, case: Case) -> None:
    """Remind a mediator of an offer that waits, once a day at most; Refused when that was done today."""
    authorize(actor, Can.ASSIGN_CASE, case)
    offer = waiting_offer(session, case)
    if offer.reminded_on == clock.today():
        raise Refused(_("The mediator was reminded today. Call, or wait until tomorrow."))
    offer.reminded_on = clock.today()
    session.add(offer)
    name = _name(session, offer.mediator_id)
    record(session, actor, "case.offer_reminded", case, matter_id=case.request_id, mediator=name)
    notify(session, offer.mediator_id, "offer_reminder", case.request_id, number=case.number, answer_by=offer.answer_by)


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
    name = _name(session, case.mediator_id)
    release(session, case, given.reason)
    record(session, actor, "case.released", case, matter_id=case.request_id, mediator=name, reason=given.reason)


def _name(session: Session, mediator_id: UUID | None) -> str:
    return session.get_one(Person, mediator_id).name
