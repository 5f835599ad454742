"""Reading agreements and the state of their obligations."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.agreements.models import Agreement, Obligation, Performance, PerformanceState
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.cases.models import Case
from mediation_cms.core.errors import NotFound

State = tuple[PerformanceState | None, date | None]


def get_agreement(session: Session, actor: Actor, case: Case, agreement_id: UUID) -> Agreement:
    """An agreement of a case whose terms the actor may read. Raises NotFound."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None or agreement.case_id != case.id or not may(actor, Can.READ_MINUTES, case):
        raise NotFound
    return agreement


def agreements_of(session: Session, case: Case) -> list[Agreement]:
    """All agreements of the case, drafts and dropped ones included, oldest first."""
    return list(session.exec(select(Agreement).where(Agreement.case_id == case.id).order_by(col(Agreement.id))))


def obligations_of(session: Session, agreement: Agreement) -> list[Obligation]:
    """The terms of one agreement, in their order."""
    return list(
        session.exec(
            select(Obligation).where(Obligation.agreement_id == agreement.id).order_by(col(Obligation.position))
        )
    )


def in_force(session: Session, first: Agreement) -> list[Obligation]:
    """The obligations of an agreement and of its signed supplements, in order."""
    statement = (
        select(Obligation)
        .join(Agreement, col(Agreement.id) == Obligation.agreement_id)
        .where(or_(Agreement.id == first.id, Agreement.amends_id == first.id))
        .where(col(Agreement.status).in_([AgreementStatus.SIGNED, AgreementStatus.PERFORMED]))
        .order_by(col(Agreement.id), col(Obligation.position))
    )
    return list(session.exec(statement))


def states_of(session: Session, first: Agreement) -> list[State]:
    """For each obligation in force its newest state and the day on which it was seen; None = nothing seen yet."""
    return [newest_state(session, obligation) for obligation in in_force(session, first)]


def newest_state(session: Session, obligation: Obligation) -> State:
    """What was last recorded of the obligation."""
    statement = (
        select(Performance).where(Performance.obligation_id == obligation.id).order_by(col(Performance.id).desc())
    )
    seen = session.exec(statement).first()
    return (seen.state, seen.seen_on) if seen else (None, None)
