"""Reading preventive measures."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.core.paging import Order
from mediation_cms.people.models import Role
from mediation_cms.prevention.models import MeasureKind, PreventiveMeasure

PAGE = 50
STAFF = frozenset(Role)
MEASURE = table_of(PreventiveMeasure)
MEASURES = sa.select(
    MEASURE.c.id, MEASURE.c.kind, MEASURE.c.cabinet_id, MEASURE.c.district_id, MEASURE.c.held_on, MEASURE.c.participants,
    MEASURE.c.note,
)  # fmt: skip
BY_DAY = Order(MEASURE.c.held_on, MEASURE.c.id, falling=True)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The measures of the places where the actor works."""
    return in_sight(actor, STAFF, MEASURE.c.cabinet_id, MEASURE.c.district_id)


def list_measures(
    session: Session,
    actor: Actor,
    *,
    districts: Iterable[UUID] | None = None,
    kind: MeasureKind | None = None,
    held_from: date | None = None,
    held_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Measures that the actor may see, by their day, the last first; one more than a page."""
    statement = BY_DAY.page(session, MEASURES.where(visible_to(actor)), after, limit)
    if districts is not None:
        statement = statement.where(MEASURE.c.district_id.in_(districts))
    if kind is not None:
        statement = statement.where(MEASURE.c.kind == kind)
    if held_from is not None:
        statement = statement.where(MEASURE.c.held_on >= held_from)
    if held_to is not None:
        statement = statement.where(MEASURE.c.held_on <= held_to)
    return session.connection().execute(statement).all()


def get_measure(session: Session, actor: Actor, measure_id: UUID) -> PreventiveMeasure:
    """One measure that the actor may see. Raises NotFound."""
    found = session.exec(select(PreventiveMeasure).where(PreventiveMeasure.id == measure_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found
