"""Rows gathered table by table and written together: the fast way into the tables, for seeds alone."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit.models import Entry
from mediation_cms.audit.trail import plain
from mediation_cms.core.clock import now
from mediation_cms.core.db import Row, keyring, table_of
from mediation_cms.schema import metadata

Values = dict[str, Any]
BITS = 62  # of a key that are left to chance
LONGEST_COUNT = 0xFFF


class Sheaf:
    """Rows to be written. A row may be changed until then; what may only change afterwards is given to `amend`."""

    def __init__(self, session: Session, chance: Random) -> None:
        self.session = session
        self._keyring = keyring(session)
        self._chance = chance
        self._instant, self._count = now(), 0
        self._rows: dict[type[Row], list[Values]] = {}
        self._amendments: dict[type[Row], list[Values]] = {}

    def add(self, table: type[Row], at: datetime, /, **values: Any) -> Values:
        """A row with a key of that instant, and with what the table fills in by itself."""
        row = blank(table) | values
        row.setdefault("id", self.key(at))
        self._rows.setdefault(table, []).append(row)
        return row

    def key(self, at: datetime) -> UUID:
        """A key of version 7, as a row made at that instant would have. Keys of one instant rise."""
        self._count = 0 if at is not self._instant else self._count + 1
        self._instant = at
        time = int(at.timestamp() * 1000) << 80
        return UUID(
            int=time | 0x7 << 76 | (self._count & LONGEST_COUNT) << 64 | 0x2 << BITS | self._chance.getrandbits(BITS)
        )

    def seal(self, table: type[Row], row: Values, name: str, value: str | None) -> None:
        """Put an encrypted text into a field of the row, as `core.db.seal` does."""
        if value:
            row[name] = self._keyring.seal(value.encode(), f"{table.__tablename__}:{row['id']}:{name}")

    def index(self, value: str, purpose: str) -> str:
        """The keyed index of a value."""
        return self._keyring.index(value, purpose)

    def record(
        self, at: datetime, by: Actor, action: str, table: type[Row], row: Values, place_id: UUID | None, /,
        matter_id: UUID | None = None, **details: Any,
    ) -> None:  # fmt: skip
        """Add to the history, as `audit.record` does."""
        self.add(
            Entry,
            at,
            at=at,
            account_id=by.account_id,
            action=action,
            thing_kind=str(table.__tablename__),
            thing_id=row["id"],
            matter_id=matter_id,
            place_id=place_id,
            details={name: plain(value) for name, value in details.items() if value is not None},
        )

    def amend(self, table: type[Row], row: Values, **values: Any) -> Values:
        """Change a row when everything else is written: what the database lets happen only then, as a signing."""
        amendment = {"row_id": row["id"]} | values
        self._amendments.setdefault(table, []).append(amendment)
        return amendment

    def write(self) -> None:
        """Write all that was gathered, each table before those that point at it, and begin anew."""
        connection = self.session.connection()
        for table in _in_order(self._rows):
            connection.execute(sa.insert(table_of(table)), self._rows[table])
        for table, amendments in self._amendments.items():
            columns = table_of(table).c
            names = [name for name in amendments[0] if name != "row_id"]
            statement = sa.update(table_of(table)).where(columns.id == sa.bindparam("row_id"))
            connection.execute(statement.values({name: sa.bindparam(name) for name in names}), amendments)
        self._rows.clear()
        self._amendments.clear()


def _in_order(tables: Iterable[type[Row]]) -> list[type[Row]]:
    order = {table.name: place for place, table in enumerate(metadata.sorted_tables)}
    return sorted(tables, key=lambda table: order[str(table.__tablename__)])


@cache
def _defaults(table: type[Row]) -> Values:
    fields = {name: field for name, field in table.model_fields.items() if name != "id"}
    return {
        name: field.get_default(call_default_factory=True) for name, field in fields.items() if not field.is_required()
    }


def blank(table: type[Row]) -> Values:
    """A row of the table in which nothing is filled in but what fills itself in."""
    return dict(_defaults(table))
