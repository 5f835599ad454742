"""Rows gathered table by table and written together: the fast way into the tables, for seeds alone."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random
from typing import Any, Self
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit.models import Entry
from mediation_cms.audit.trail import plain
from mediation_cms.core.clock import now
from mediation_cms.core.db import Row, keyring, table_of
from mediation_cms.core.validation import Typed
from mediation_cms.schema import metadata

Values = dict[str, Any]
BITS = 62  # of a key that are left to chance
ORDER = {table.name: place for place, table in enumerate(metadata.sorted_tables)}  # each before those that point at it
VERSION_7, VARIANT, LONGEST_COUNT = 0x7 << 76, 0x2 << BITS, 0xFFF


class Sheaf:
    """Rows to be written. A row may be changed until then; what may only change afterwards is given to `amend`."""

    def __init__(self, session: Session, chance: Random) -> None:
        self.session = session
        self._keyring = keyring(session)
        self._chance = chance
        self._instant, self._head, self._count = now(), 0, 0
        self._rows: dict[type[Row], list[Values]] = defaultdict(list)
        self._amendments: dict[type[Row], list[Values]] = {}
        self._writers: dict[type[Row], Writer] = {}

    def add(self, table: type[Row], at: datetime, /, **values: Any) -> Values:
        """A row with a key of that instant, and with what the table fills in by itself."""
        row = {**defaults(table), **values}
        if "id" not in values:
            row["id"] = self.key(at)
        self._rows[table].append(row)
        return row

    def key(self, at: datetime) -> UUID:
        """A key of version 7, as a row made at that instant would have. Keys of one instant rise."""
        if at is not self._instant:
            self._instant, self._head, self._count = at, int(at.timestamp() * 1000) << 80 | VERSION_7, 0
        self._count += 1
        return UUID(int=self._head | (self._count & LONGEST_COUNT) << 64 | VARIANT | self._chance.getrandbits(BITS))

    def seal(self, table: type[Row], row: Values, name: str, value: str | None) -> None:
        """Put an encrypted text into a field of the row, as `core.db.seal` does."""
        if value:
            row[name] = self._keyring.seal(value.encode(), f"{name_of(table)}:{row['id']}:{name}")

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
            thing_kind=name_of(table),
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
        for table in sorted(self._rows, key=lambda table: ORDER[name_of(table)]):
            if table not in self._writers:
                self._writers[table] = Writer.of(table, connection.dialect)
            self._writers[table].write(connection, self._rows[table])
        for table, amendments in self._amendments.items():
            columns = table_of(table).c
            names = [name for name in amendments[0] if name != "row_id"]
            statement = sa.update(table_of(table)).where(columns.id == sa.bindparam("row_id"))
            connection.execute(statement.values({name: sa.bindparam(name) for name in names}), amendments)
        self._rows.clear()
        self._amendments.clear()


@dataclass(frozen=True)
class Writer:
    """How rows of one table are handed to the driver: SQLAlchemy's own conversions of values, without its way to each row."""

    statement: str
    columns: Sequence[tuple[str, Callable[[Any], Any] | None]]

    @classmethod
    def of(cls, table: type[Row], dialect: Dialect) -> Self:
        """The writer of this table for this kind of database."""
        columns = table_of(table).c
        names = ", ".join(f'"{column.name}"' for column in columns)
        marks = ", ".join(("?" if dialect.paramstyle == "qmark" else "%s") for _column in columns)
        return cls(
            f'INSERT INTO "{name_of(table)}" ({names}) VALUES ({marks})',  # noqa: S608 - the names are ours
            [(column.name, column.type.dialect_impl(dialect).bind_processor(dialect)) for column in columns],
        )

    def write(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Write these rows."""
        columns = [
            [row[name] for row in rows]
            if convert is None
            else [None if row[name] is None else convert(row[name]) for row in rows]
            for name, convert in self.columns
        ]
        connection.exec_driver_sql(self.statement, list(zip(*columns, strict=True)))


@cache
def name_of(table: type[Row]) -> str:
    """What the table is called in the database."""
    return table_of(table).name


@cache
def defaults(table: type[Row]) -> Values:
    """What a row of the table fills in by itself: not to be changed."""
    fields = {name: field for name, field in table.model_fields.items() if name != "id"}
    return {
        name: field.get_default(call_default_factory=True) for name, field in fields.items() if not field.is_required()
    }


def typed(given: Typed, *, only: Sequence[str] = (), without: Sequence[str] = ()) -> Values:
    """The fields of an input, all of them or some."""
    fields = vars(given)
    return {name: fields[name] for name in only or fields if name not in without}
