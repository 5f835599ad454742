"""The number of a request: region, cabinet, year, sequence, as in 63-OSK-2022-000123. Never changed, never reused."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session
from uuid_utils.compat import uuid7

from mediation_cms.core.db import table_of
from mediation_cms.intake.cabinets import OpenCabinet
from mediation_cms.intake.models import NumberSeries


def next_number(session: Session, cabinet: OpenCabinet, year: int) -> str:
    """Take the next number of the cabinet in that year. Two takers at once get two numbers: the database counts."""
    return written(cabinet, year, take(session, cabinet.id, year)[0])


def written(cabinet: OpenCabinet, year: int, number: int) -> str:
    """The number as people read it."""
    return f"{cabinet.region_code}-{cabinet.short}-{year}-{number:06d}"


def take(session: Session, cabinet_id: UUID, year: int, count: int = 1) -> range:
    """Take so many numbers of the cabinet in that year, one after the other."""
    table = table_of(NumberSeries)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(table).values(id=uuid7(), cabinet_id=cabinet_id, year=year, last=count)
    taken = first.on_conflict_do_update(index_elements=["cabinet_id", "year"], set_={"last": table.c.last + count})
    last: int = session.execute(taken.returning(sa.column("last"))).scalar_one()
    return range(last - count + 1, last + 1)
