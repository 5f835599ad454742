"""Who deals with a matter: the offer that waits for a mediator's answer, and who may see the matter because of it."""

from sqlmodel import Session, col, select

from mediation_cms.cases.models import Answer, Assignment, Case
from mediation_cms.cases.queries import who_works_here
from mediation_cms.cases.workflow import CASE, CaseStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.intake.models import Request
from mediation_cms.mediators.models import Mediator


def give_matter_to(session: Session, case: Case, mediator: Mediator | None) -> None:
    """Who deals with the case may see its request; who does not, may not."""
    case.mediator_id = mediator.id if mediator else None
    request = session.get_one(Request, case.request_id)
    request.mediator_id = case.mediator_id
    session.add_all([case, request])
    session.flush()


def accept(session: Session, case: Case) -> None:
    """The mediator to whom the case is offered takes it."""
    case.status = CASE.after(case.status, CaseStep.ACCEPT)
    answer_offer(session, case, Answer.ACCEPTED)


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
    give_matter_to(session, case, None)


def require_away(session: Session, case: Case) -> Mediator:
    """The mediator of the case, who does not sign in. Refused when the mediator does, or when the case has none any more."""
    if case.mediator_id is None:
        raise stale()
    if who_works_here(session, [case.mediator_id], clock.today()):
        raise Refused(_("This mediator signs in and answers here. If the answer does not come, take the offer back."))
    return session.get_one(Mediator, case.mediator_id)


def answer_offer(session: Session, case: Case, answer: Answer, reason: str = "") -> None:
    """Write down what became of the offer that waits. Refused when none does."""
    waiting = select(Assignment).where(Assignment.case_id == case.id, Assignment.answer == Answer.WAITING)
    offer = session.exec(waiting).one_or_none()
    if offer is None:
        raise Refused(_("This offer has been answered already. Look at the new state of the case."))
    offer.answer, offer.answered_at, offer.reason = answer, clock.now(), reason
    session.add(offer)
    session.flush()
