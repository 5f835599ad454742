"""Taking and freeing the time of mediators: the one way to it, for bookings, meetings and leave alike.

Who places something first waits for others who place something with the same mediators, then deletes the holds that have lapsed;
then the database itself says whether the time is free.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.keys import new_key
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.occupancy_models import ONE_AT_A_TIME, Busy, Occupancy

OCCUPANCY, MEDIATOR = table_of(Occupancy), table_of(Mediator)


class Taken(Refused):
    """Somebody else was faster: the time of the mediator is not free."""

    def __init__(self, sentence: Text | None = None) -> None:
        super().__init__(sentence or _("This time has just been taken. Choose another one."))


class Time(NamedTuple):
    """A time of a mediator, half open."""

    mediator_id: UUID
    starts_at: datetime
    ends_at: datetime


class Span(NamedTuple):
    """A time at which a mediator is taken, and by what."""

    starts_at: datetime
    ends_at: datetime
    busy: Busy
    thing_id: UUID


def take(
    session: Session, mediator_id: UUID, starts_at: datetime, ends_at: datetime, busy: Busy, thing_id: UUID,
    until: datetime | None = None,
) -> None:  # fmt: skip
    """Take a time of a mediator for this thing; what is only held, until then. Raises Taken."""
    retake(session, {thing_id: Time(mediator_id, starts_at, ends_at)}, busy, until, frees=False)


def retake(
    session: Session, times: Mapping[UUID, Time], busy: Busy, until: datetime | None = None, *, frees: bool = True
) -> None:
    """Give each of these things this time and no other: a move, or a swap of several. All or none. Raises Taken."""
    session.flush()
    connection = session.connection()
    try:
        with connection.begin_nested():  # whoever is refused keeps nobody waiting any longer
            theirs = OCCUPANCY.c.thing_id.in_(times)
            before = connection.scalars(sa.select(OCCUPANCY.c.mediator_id).where(theirs)).all() if frees else ()
            _wait_for(connection, {time.mediator_id for time in times.values()}.union(before))
            if frees:
                connection.execute(sa.delete(OCCUPANCY).where(theirs))
            for thing_id, time in times.items():
                row = {"id": new_key(), **time._asdict(), "busy": busy, "thing_id": thing_id, "until": until}
                connection.execute(sa.insert(OCCUPANCY), row)
    except IntegrityError as refusal:
        if ONE_AT_A_TIME in str(refusal.orig):
            raise Taken from None
        raise


def keep_held(session: Session, thing_id: UUID, time: Time) -> None:
    """Make of what is held for this thing what is booked; taken anew where the hold has lapsed meanwhile. Raises Taken."""
    session.flush()
    connection = session.connection()
    _wait_for(connection, {time.mediator_id})
    held = sa.and_(OCCUPANCY.c.thing_id == thing_id, OCCUPANCY.c.busy == Busy.HELD)
    if not connection.execute(sa.update(OCCUPANCY).where(held).values(busy=Busy.BOOKED, until=None)).rowcount:
        retake(session, {thing_id: time}, Busy.BOOKED)


def free(session: Session, thing_id: UUID) -> None:
    """Free whatever time this thing takes."""
    session.flush()
    connection = session.connection()
    takes = OCCUPANCY.c.thing_id == thing_id
    _wait_for(connection, connection.scalars(sa.select(OCCUPANCY.c.mediator_id).where(takes)).all())
    connection.execute(sa.delete(OCCUPANCY).where(takes))


def in_turn(session: Session, mediators: Collection[UUID]) -> None:
    """Wait until nobody else places anything with these mediators, and let nobody do so until this transaction is over.

    For who places several things one after the other: two such hands would else wait for each other.
    """
    session.flush()
    _wait_for(session.connection(), mediators)


def busy_between(
    session: Session, mediators: Collection[UUID], first: datetime, last: datetime
) -> dict[UUID, list[Span]]:
    """What takes the time of each of these mediators between two instants, in order; holds that have lapsed take none."""
    standing = sa.or_(OCCUPANCY.c.until.is_(None), OCCUPANCY.c.until > clock.now())
    meets = sa.and_(OCCUPANCY.c.starts_at < last, OCCUPANCY.c.ends_at > first)
    columns = (OCCUPANCY.c[name] for name in ("mediator_id", *Span._fields))
    found: dict[UUID, list[Span]] = defaultdict(list)
    statement = sa.select(*columns).where(OCCUPANCY.c.mediator_id.in_(mediators), meets, standing)
    for mediator_id, *span in session.connection().execute(statement.order_by(OCCUPANCY.c.starts_at)):
        found[mediator_id].append(Span(*span))
    return dict(found)


def _wait_for(connection: sa.Connection, mediators: Collection[UUID]) -> None:
    """Hands that place something with one mediator come one after the other; then what has lapsed goes.

    Without it two that meet on PostgreSQL would wait for each other until one is thrown out; on SQLite they queue anyway.
    """
    mine = sa.select(MEDIATOR.c.id).where(MEDIATOR.c.id.in_(mediators)).order_by(MEDIATOR.c.id)
    connection.execute(mine.with_for_update(key_share=True)).all()
    lapsed = sa.and_(OCCUPANCY.c.mediator_id.in_(mediators), OCCUPANCY.c.until <= clock.now())
    connection.execute(sa.delete(OCCUPANCY).where(lapsed))
