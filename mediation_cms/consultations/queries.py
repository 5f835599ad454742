"""Reading consultations."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.consultations.models import Consultation, Result
from mediation_cms.core.db import Records, table_of
from mediation_cms.intake import queries as intake
from mediation_cms.intake.models import Request

CONSULTATION = table_of(Consultation)
REQUEST = table_of(Request)
COLUMNS = (
    CONSULTATION.c.id, CONSULTATION.c.held_on, CONSULTATION.c.mode, CONSULTATION.c.result, CONSULTATION.c.minutes,
    CONSULTATION.c.cabinet_id, REQUEST.c.id.label("request_id"), REQUEST.c.number, REQUEST.c.subject,
)  # fmt: skip


def consultations_of(session: Session, request: Request) -> list[Consultation]:
    """The consultations held on a request, newest first."""
    statement = select(Consultation).where(Consultation.request_id == request.id)
    return list(session.exec(statement.order_by(col(Consultation.held_on).desc(), col(Consultation.id).desc())))


def goes_to_mediation(session: Session, request: Request) -> bool:
    """Whether the latest talk ended with the wish for a mediation."""
    latest = next(iter(consultations_of(session, request)), None)
    return latest is not None and latest.result is Result.TO_MEDIATION


def list_consultations(
    session: Session, actor: Actor, *, after: UUID | None = None, limit: int = intake.PAGE
) -> Records:
    """Consultations on requests that the actor may see, newest entries first, one more than a page."""
    statement = (
        sa.select(*COLUMNS)
        .select_from(CONSULTATION.join(REQUEST, REQUEST.c.id == CONSULTATION.c.request_id))
        .where(intake.visible_to(actor))
        .order_by(CONSULTATION.c.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        statement = statement.where(CONSULTATION.c.id < after)
    return session.connection().execute(statement).all()
