"""Rows whose time may not overlap, refused by the database itself, whatever way they come in.

PostgreSQL keeps an exclusion constraint (its extension `btree_gist` may be made by the owner of a database), which holds
under concurrency as well; SQLite, where one transaction writes at a time, two triggers. A look before the insert is still
taken, but only to say the sentence that a person understands.
"""

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.event import listen

from mediation_cms.core.guards import refusal


class Only(NamedTuple):
    """Which rows of a table are meant: those whose column has this value."""

    column: str
    value: str


class Span(NamedTuple):
    """Between which columns the time of a row lies: the first belongs to it, the last does not; `range` is PostgreSQL's."""

    first: str
    last: str
    range: str


DAYS = Span("since", "until", "daterange")
INSTANTS = Span("starts_at", "ends_at", "tstzrange")


def refuse_overlaps(
    table: sa.Table, name: str, same: tuple[str, ...], only: Only | None = None, span: Span = DAYS
) -> None:
    """Of rows equal in `same`, no two may overlap in [first, last) of the span; an empty `last` is open."""
    for dialect, statements in overlap_refusal(table.name, name, same, only, span).items():
        for statement in statements:
            ddl: sa.DDL = sa.DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
            listen(table, "after_create", ddl.execute_if(dialect=dialect))


def overlap_refusal(
    table: str, name: str, same: tuple[str, ...], only: Only | None = None, span: Span = DAYS
) -> dict[str, list[str]]:
    """The statements that make the database refuse, by dialect. Names and value are ours, never typed by anybody."""
    equal = ", ".join(f"{column} WITH =" for column in same)
    where = f" WHERE ({only.column} = '{only.value}')" if only else ""
    excluded = f"EXCLUDE USING gist ({equal}, {span.range}({span.first}, {span.last}) WITH &&){where}"
    meets = _meets(table, same, only, span)
    return {
        "sqlite": [
            trigger
            for operation in ("INSERT", "UPDATE")
            for trigger in refusal(table, f"{name}_{operation.lower()}", operation, meets, name)["sqlite"]
        ],
        "postgresql": [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f'ALTER TABLE "{table}" ADD CONSTRAINT {name} {excluded}',
        ],
    }


def _meets(table: str, same: tuple[str, ...], only: Only | None, span: Span) -> str:
    """The condition that another row meets the new one."""
    first, last = span.first, span.last
    conditions = ["other.id <> NEW.id"]
    conditions += [f"other.{column} = NEW.{column}" for column in same]
    conditions += [
        f"(NEW.{last} IS NULL OR other.{first} < NEW.{last})",
        f"(other.{last} IS NULL OR NEW.{first} < other.{last})",
    ]
    if only:
        conditions += [f"{row}.{only.column} = '{only.value}'" for row in ("NEW", "other")]
    return f'EXISTS (SELECT 1 FROM "{table}" AS other WHERE {" AND ".join(conditions)})'  # noqa: S608 - the names are ours
