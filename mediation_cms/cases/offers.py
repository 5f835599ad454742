"""Who deals with a matter: the offer that waits for a mediator's answer, and who may see the matter because of it."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from mediation_cms.cases.date_taking import free_meetings
from mediation_cms.cases.models import Answer, Assignment, Case
from mediation_cms.cases.queries import who_works_here
from mediation_cms.cases.workflow import CASE, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.intake.applicant_news import tell_news
from mediation_cms.intake.models import Request
from mediation_cms.law.queries import value, working_calendar
from mediation_cms.mediators.models import Mediator

DEALS_ALREADY = _("This mediator deals with the case already. Choose another.")
LONGEST_OFFER = timedelta(days=30)
"""Whom nobody answers for a month has waited too long; an offer of such a length is a slip."""


def give_matter_to(session: Session, case: Case, mediator: Mediator | None) -> None:
    """Offer the matter to a mediator, who may see it from now on, or take it from the one who has it, who may not any more."""
    case.mediator_id = mediator.id if mediator else None
    request = session.get_one(Request, case.request_id)
    request.mediator_id, request.on_offer = case.mediator_id, mediator is not None
    session.add_all([case, request])
    session.flush()


def accept(session: Session, case: Case) -> None:
    """The mediator to whom the case is offered takes it."""
    case.status = CASE.after(case.status, CaseStep.ACCEPT)
    offer = waiting_offer(session, case)
    request = session.get_one(Request, case.request_id)
    request.on_offer = False
    session.add(request)
    answer_offer(session, case, Answer.ACCEPTED)
    tell_news(session, request, f"given:{offer.id}")


def decline(session: Session, case: Case, reason: str) -> None:
    """The mediator to whom the case is offered does not take it."""
    case.status = CASE.after(case.status, CaseStep.DECLINE)
    answer_offer(session, case, Answer.DECLINED, reason)
    give_matter_to(session, case, None)


def release(session: Session, case: Case, reason: str) -> None:
    """The mediator who took the case no longer deals with it."""
    taken = select(Assignment).where(Assignment.case_id == case.id, Assignment.answer == Answer.ACCEPTED)
    offer = session.exec(taken.where(col(Assignment.released_at).is_(None))).one()
    offer.released_at, offer.reason = clock.now(), reason
    session.add(offer)
    free_meetings(session, case)
    give_matter_to(session, case, None)


def require_away(session: Session, case: Case) -> Mediator:
    """The mediator of the case, who does not sign in. Refused when the mediator does, or when the case has none any more."""
    if case.mediator_id is None:
        raise stale()
    if who_works_here(session, [case.mediator_id], clock.today()):
        raise Refused(_("This mediator signs in and answers here. If the answer does not come, take the offer back."))
    return session.get_one(Mediator, case.mediator_id)


def waiting_offer(session: Session, case: Case) -> Assignment:
    """The offer of the case that waits for an answer. Refused when none does."""
    waiting = select(Assignment).where(Assignment.case_id == case.id, Assignment.answer == Answer.WAITING)
    offer = session.exec(waiting).one_or_none()
    if offer is None:
        raise Refused(_("This offer has been answered already. Look at the new state of the case."))
    return offer


def require_in_time(session: Session, case: Case) -> None:
    """Refuse to take a case whose offer has lapsed: the coordinator may have promised the sides somebody else."""
    offer = waiting_offer(session, case)
    if offer.answer_by < clock.today():
        raise Refused(
            _(
                "The offer lapsed: the last day to answer was %(day)s. Ask the coordinator for more time, then accept.",
                day=offer.answer_by,
            )
        )


def last_day_to_answer(session: Session, given: date | None) -> date:
    """Until when a mediator is asked to answer: the day that was given, or so many working days as the rule says.

    Raises Invalid for a day that has passed or lies further off than anybody can wait.
    """
    today, calendar = clock.today(), working_calendar(session)
    if given is None:
        return calendar.after(today, value(session, "offer.answer_working_days", today))
    if given < today:
        raise Invalid({"answer_by": _("This day has passed. Give today or a later one.")})
    if given > today + LONGEST_OFFER:
        furthest = today + LONGEST_OFFER
        raise Invalid({"answer_by": _("The last day that can be given is %(day)s.", day=furthest)})
    return given


def answer_offer(session: Session, case: Case, answer: Answer, reason: str = "") -> None:
    """Write down what became of the offer that waits. Refused when none does."""
    offer = waiting_offer(session, case)
    offer.answer, offer.answered_at, offer.reason = answer, clock.now(), reason
    session.add(offer)
    session.flush()
