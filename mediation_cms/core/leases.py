"""A lease: that one process alone does a thing, for so long. It ends by itself when its holder dies, and early when it goes.

The time is the database's own, so that servers whose clocks differ agree. SQLite has none: there all share one machine.
A lease that lies further ahead than any lease lasts was given by a wrong clock that has been set back: it holds nobody off.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel

from mediation_cms.core import clock
from mediation_cms.core.columns import Utc, instant
from mediation_cms.core.db import table_of

LASTS = 10.0
"""Seconds: after a fall another process takes over when the lease has run out."""


class Lease(SQLModel, table=True):
    """Who does the thing named so, and until when nobody else may."""

    name: str = Field(primary_key=True, max_length=40)
    holder: str = Field(default="", max_length=64)
    until: datetime = instant()


def take(session: Session, name: str, holder: str, seconds: float = LASTS) -> bool:
    """Take or renew the lease for so long from now; whether the holder has it. A transaction of its own, short.

    All who want a lease ask for the same length.
    """
    lease = table_of(Lease)
    connection = session.connection()  # first: who waits for it must not reckon with the time before
    now = _now(session)
    free = sa.or_(lease.c.holder == holder, lease.c.until < now, lease.c.until > _furthest(now, seconds))
    until = now + timedelta(seconds=seconds)
    if connection.execute(lease.update().where(lease.c.name == name, free).values(holder=holder, until=until)).rowcount:
        return True
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    first = insert(lease).values(name=name, holder=holder, until=until).on_conflict_do_nothing()
    return connection.execute(first.returning(lease.c.name)).first() is not None


def give_back(session: Session, name: str, holder: str) -> None:
    """End the lease early, if this holder still has it."""
    lease = table_of(Lease)
    mine = sa.and_(lease.c.name == name, lease.c.holder == holder)
    session.connection().execute(lease.update().where(mine).values(until=_now(session)))


def is_held(session: Session, name: str, seconds: float = LASTS) -> bool:
    """Whether somebody has the lease."""
    lease, now = session.get(Lease, name), _now(session)
    return lease is not None and now <= lease.until <= _furthest(now, seconds)


def _furthest(now: datetime, seconds: float) -> datetime:
    """Where a lease may end that was given by a right clock; as much again for transactions that wait for each other."""
    return now + timedelta(seconds=2 * seconds)


def _now(session: Session) -> datetime:
    if session.get_bind().dialect.name == "sqlite":
        return clock.now()
    now: datetime = session.connection().execute(sa.select(sa.type_coerce(sa.text("now()"), Utc))).scalar_one()
    return now
