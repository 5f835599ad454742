"""A lease: that one process alone does a thing, for so long. It ends by itself when its holder dies, and early when it goes.

The time is the database's own, so that servers whose clocks differ agree. SQLite has none: there all share one machine.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel

from mediation_cms.core import clock
from mediation_cms.core.db import Utc, instant, table_of


class Lease(SQLModel, table=True):
    """Who does the thing named so, and until when nobody else may."""

    name: str = Field(primary_key=True, max_length=40)
    holder: str = Field(default="", max_length=64)
    until: datetime = instant()


def take(session: Session, name: str, holder: str, seconds: float) -> bool:
    """Take or renew the lease for so long from now; whether the holder has it. A transaction of its own, short."""
    lease = table_of(Lease)
    now = _now(session)
    free = sa.or_(lease.c.holder == holder, lease.c.until < now)
    until = now + timedelta(seconds=seconds)
    connection = session.connection()
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


def _now(session: Session) -> datetime:
    if session.get_bind().dialect.name == "sqlite":
        return clock.now()
    now: datetime = session.connection().execute(sa.select(sa.type_coerce(sa.text("now()"), Utc))).scalar_one()
    return now
