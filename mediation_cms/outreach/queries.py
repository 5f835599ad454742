"""Reading events."""

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
from mediation_cms.outreach.models import Event
from mediation_cms.people.models import Role

PAGE = 50
STAFF = frozenset(Role)
EVENT = table_of(Event)
EVENTS = sa.select(
    EVENT.c.id, EVENT.c.kind, EVENT.c.title_kk, EVENT.c.title_ru, EVENT.c.cabinet_id, EVENT.c.district_id, EVENT.c.held_on,
    EVENT.c.venue, EVENT.c.partners, EVENT.c.audience, EVENT.c.method, EVENT.c.qualifier,
)  # fmt: skip
BY_DAY = Order(EVENT.c.held_on, EVENT.c.id, falling=True)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The events of the places where the actor works."""
    return in_sight(actor, STAFF, EVENT.c.cabinet_id, EVENT.c.district_id)


def list_events(
    session: Session,
    actor: Actor,
    *,
    districts: Iterable[UUID] | None = None,
    kind: str | None = None,
    held_from: date | None = None,
    held_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Events that the actor may see, by their day, the last first; one more than a page."""
    statement = BY_DAY.page(session, EVENTS.where(visible_to(actor)), after, limit)
    if districts is not None:
        statement = statement.where(EVENT.c.district_id.in_(districts))
    if kind is not None:
        statement = statement.where(EVENT.c.kind == kind)
    if held_from is not None:
        statement = statement.where(EVENT.c.held_on >= held_from)
    if held_to is not None:
        statement = statement.where(EVENT.c.held_on <= held_to)
    return session.connection().execute(statement).all()


def get_event(session: Session, actor: Actor, event_id: UUID) -> Event:
    """One event that the actor may see. Raises NotFound."""
    found = session.exec(select(Event).where(Event.id == event_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found
