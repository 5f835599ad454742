"""Reading when mediators are there: their weeks, days that differ, leave; and whose times the actor keeps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.access.sight import in_sight
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.core.names import full_name
from mediation_cms.mediators.availability_models import BookingTerms, CabinetClosing, Leave, OtherDay, Week
from mediation_cms.mediators.queries import ENTRY, IN_FORCE, MEDIATOR, PERSON
from mediation_cms.mediators.tie_queries import Whose, whose
from mediation_cms.people.models import Role
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

COORDINATORS = frozenset({Role.COORDINATOR})
AT_THE_DESK = frozenset({Role.COORDINATOR, Role.RECEPTIONIST})


@dataclass(frozen=True)
class Named:
    """A mediator by name, and the cabinet where they work."""

    id: UUID
    name: str
    cabinet_id: UUID | None


def keeping_hours(session: Session, actor: Actor, mediator_id: UUID) -> Whose:
    """The mediator whose hours the actor may see and keep. Raises NotFound."""
    found = whose(session, [mediator_id]).get(mediator_id)
    if found is not None:
        kept = session.exec(select(Week.cabinet_id).where(Week.mediator_id == mediator_id).distinct())
        found = Whose(mediator_id, found.unit_ids.union(kept))
    if found is None or not may(actor, Can.KEEP_AVAILABILITY, found):
        raise NotFound
    return found


def mediators_in_sight(session: Session, actor: Actor, roles: frozenset[Role] = COORDINATORS) -> list[Named]:
    """The mediators who stand in a register today and work where the actor holds one of the roles, and oneself; by name."""
    week = table_of(Week)
    keeps = sa.exists().where(week.c.mediator_id == MEDIATOR.c.id, in_sight(actor, roles, week.c.cabinet_id))
    own = MEDIATOR.c.id == actor.mediator_id if actor.mediator_id is not None else sa.false()
    columns = (MEDIATOR.c.id, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic, MEDIATOR.c.cabinet_id)
    statement = (
        sa.select(*columns)
        .select_from(
            ENTRY.join(MEDIATOR, MEDIATOR.c.id == ENTRY.c.mediator_id).join(PERSON, PERSON.c.id == MEDIATOR.c.id)
        )
        .where(IN_FORCE, sa.or_(own, in_sight(actor, roles, MEDIATOR.c.cabinet_id, ENTRY.c.district_id), keeps))
        .order_by(PERSON.c.sort_key, MEDIATOR.c.id)
    )
    rows = session.connection().execute(statement, {"on": clock.today()})
    found = {key: Named(key, full_name(*name), cabinet_id) for key, *name, cabinet_id in rows}
    return list(found.values())


def mediators_named(session: Session, keys: Collection[UUID]) -> dict[UUID, str]:
    """The names of these mediators."""
    statement = sa.select(PERSON.c.id, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic)
    rows = session.connection().execute(statement.where(PERSON.c.id.in_(keys)))
    return {key: full_name(*name) for key, *name in rows}


def cabinets_of(session: Session, of: Whose) -> list[UUID]:
    """Where the mediator may keep hours: the cabinets of their places, and those where they keep some; the own one first."""
    places, today = tree(session), clock.today()
    near = [
        place.id for place in places.at_level(Level.CABINET, today)
        if place.id in of.unit_ids or places.district_of(place.id, today) in of.unit_ids
    ]  # fmt: skip
    return sorted(near, key=lambda cabinet_id: cabinet_id not in of.unit_ids)


def week_on(session: Session, mediator_id: UUID, cabinet_id: UUID, on: date) -> Week | None:
    """The week that holds on the day."""
    holding = (col(Week.since) <= on, sa.or_(col(Week.until).is_(None), col(Week.until) > on))
    return session.exec(select(Week).where(*_of(mediator_id, cabinet_id), *holding)).first()


def with_hours(session: Session, cabinets: Collection[UUID], on: date) -> set[UUID]:
    """Those of these cabinets at which somebody keeps hours on that day."""
    stands = sa.or_(col(Week.until).is_(None), col(Week.until) > on)
    return set(
        session.exec(select(Week.cabinet_id).where(col(Week.cabinet_id).in_(cabinets), Week.since <= on, stands))
    )


def keeps_hours(session: Session, mediator_id: UUID, cabinet_id: UUID, on: date) -> bool:
    """Whether the mediator keeps hours at the cabinet on the day or has entered some for later."""
    stands = sa.or_(col(Week.until).is_(None), col(Week.until) > on)
    return session.exec(select(Week.id).where(*_of(mediator_id, cabinet_id), stands)).first() is not None


def last_week(session: Session, mediator_id: UUID, cabinet_id: UUID) -> Week | None:
    """The week that was entered last: the one of today, or one to come."""
    return session.exec(select(Week).where(*_of(mediator_id, cabinet_id)).order_by(col(Week.since).desc())).first()


def _of(mediator_id: UUID, cabinet_id: UUID) -> tuple[Any, ...]:
    return (Week.mediator_id == mediator_id, Week.cabinet_id == cabinet_id)


def other_days(session: Session, mediator_id: UUID, first: date) -> list[OtherDay]:
    """The days that differ, from a day on, at every cabinet."""
    statement = select(OtherDay).where(OtherDay.mediator_id == mediator_id, OtherDay.day >= first)
    return list(session.exec(statement.order_by(col(OtherDay.day), col(OtherDay.id))))


def get_other_day(session: Session, of: Whose, day_id: UUID) -> OtherDay:
    """One day that differs of this mediator. Raises NotFound."""
    found = session.get(OtherDay, day_id)
    if found is None or found.mediator_id != of.mediator_id:
        raise NotFound
    return found


def own_terms(session: Session, mediator_id: UUID) -> BookingTerms | None:
    """What the mediator has chosen of bookings; None: nothing else than usual."""
    return session.exec(select(BookingTerms).where(BookingTerms.mediator_id == mediator_id)).first()


def leaves_between(session: Session, mediators: Collection[UUID], first: date, last: date) -> list[Leave]:
    """The leave of these mediators on any of the days, in order."""
    meets = (col(Leave.first_day) <= last, col(Leave.last_day) >= first)
    statement = select(Leave).where(col(Leave.mediator_id).in_(mediators), *meets)
    return list(session.exec(statement.order_by(col(Leave.first_day), col(Leave.id))))


def get_leave(session: Session, of: Whose, leave_id: UUID) -> Leave:
    """One leave of this mediator. Raises NotFound."""
    found = session.get(Leave, leave_id)
    if found is None or found.mediator_id != of.mediator_id:
        raise NotFound
    return found


def closings_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The closed days of the cabinets where the actor works at the desk."""
    return in_sight(actor, AT_THE_DESK, col(CabinetClosing.cabinet_id))  # type: ignore[arg-type]  # a column


def list_closings(session: Session, actor: Actor, first: date) -> list[CabinetClosing]:
    """The closed days in sight that are not over on the day, in order."""
    statement = select(CabinetClosing).where(closings_visible_to(actor), CabinetClosing.until > first)
    return list(session.exec(statement.order_by(col(CabinetClosing.since), col(CabinetClosing.id))))


def get_closing(session: Session, actor: Actor, closing_id: UUID) -> CabinetClosing:
    """One closing in sight. Raises NotFound."""
    found = session.exec(
        select(CabinetClosing).where(CabinetClosing.id == closing_id, closings_visible_to(actor))
    ).first()
    if found is None:
        raise NotFound
    return found
