"""Rows whose time may not overlap, refused by the database itself, whatever way they come in.

PostgreSQL keeps an exclusion constraint (needs `btree_gist`, which a database owner may create), SQLite two triggers. Both
stand beside the table as DDL events, so that `create_all` makes them; a migration executes the same `statements`. A look
before the insert is still taken, but only to say the sentence that a person understands.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.ddl import ExecutableDDLElement

DIALECTS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class NoOverlap:
    """Of the rows of `table` that are equal in `same`, no two may overlap in [`since`, `until`); an empty `until` is open.

    Days, half-open: one row may end on the day on which the next begins. `column`, `value` name the rows that are meant
    (`register_kind`, `ank`); without them all are. Names are ours, never typed by anybody.
    """

    name: str
    table: str
    same: tuple[str, ...]
    column: str = ""
    value: str = ""

    def statements(self, dialect: str) -> list[str]:
        """What makes the database refuse, in the words of this dialect."""
        return {"sqlite": self._triggers, "postgresql": self._constraint}[dialect]()

    def undoing(self, dialect: str) -> list[str]:
        """What takes the refusal away again, for a migration."""
        if dialect == "postgresql":
            return [f"ALTER TABLE {self.table} DROP CONSTRAINT {self.name}"]
        return [f"DROP TRIGGER {self.name}_{when}" for when in ("insert", "update")]

    def _constraint(self) -> list[str]:
        equal = ", ".join(f"{column} WITH =" for column in self.same)
        only = f" WHERE ({self.column} = '{self.value}')" if self.column else ""
        excluded = f"EXCLUDE USING gist ({equal}, daterange(since, until) WITH &&){only}"
        return [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} {excluded}",
        ]

    def _triggers(self) -> list[str]:
        equal = [f"other.{column} = NEW.{column}" for column in self.same]
        only = [f"{row}.{self.column} = '{self.value}'" for row in ("NEW", "other") if self.column]
        meet = ["(NEW.until IS NULL OR other.since < NEW.until)", "(other.until IS NULL OR NEW.since < other.until)"]
        where = " AND ".join(["other.id <> NEW.id", *only, *equal, *meet])
        return [
            f"CREATE TRIGGER {self.name}_{when} BEFORE {when.upper()} ON {self.table} "  # noqa: S608 - the names are ours
            f"WHEN EXISTS (SELECT 1 FROM {self.table} AS other WHERE {where}) "
            f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            for when in ("insert", "update")
        ]


def refuse_overlaps(table: sa.Table, rule: NoOverlap) -> None:
    """Have the rule made together with the table, on both databases."""
    for dialect in DIALECTS:
        for statement in rule.statements(dialect):
            sa.event.listen(table, "after_create", _made_on(dialect, statement))


def _made_on(dialect: str, statement: str) -> ExecutableDDLElement:
    ddl: ExecutableDDLElement = sa.DDL(statement)  # type: ignore[no-untyped-call]  # untyped in the library
    return ddl.execute_if(dialect=dialect)


def table_of(model: Any) -> sa.Table:  # SQLModel does not type what it adds to a class
    """The table behind a model."""
    table: sa.Table = model.__table__
    return table
