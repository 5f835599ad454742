"""Reading consultations, and the contacts around them."""

from sqlmodel import Session, col, select

from mediation_cms.consultations.models import Consultation, ContactLog, Result
from mediation_cms.intake.models import Request


def consultations_of(session: Session, request: Request) -> list[Consultation]:
    """The consultations held on a request, newest first."""
    statement = select(Consultation).where(Consultation.request_id == request.id)
    return list(session.exec(statement.order_by(col(Consultation.held_on).desc(), col(Consultation.id).desc())))


def contacts_in(session: Session, request: Request) -> list[ContactLog]:
    """The calls, messages, letters and visits of a matter, newest first."""
    statement = select(ContactLog).where(ContactLog.request_id == request.id)
    return list(session.exec(statement.order_by(col(ContactLog.held_on).desc(), col(ContactLog.id).desc())))


def goes_to_mediation(session: Session, request: Request) -> bool:
    """Whether the latest talk ended with the wish for a mediation."""
    latest = next(iter(consultations_of(session, request)), None)
    return latest is not None and latest.result is Result.TO_MEDIATION
