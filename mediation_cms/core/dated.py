"""Facts that hold from one day to another: `since` is the first day, `until` the first day after (None = open)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

import sqlalchemy as sa


class Dated(Protocol):
    """A fact with its first day and the first day without it."""

    @property
    def since(self) -> date:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The first day after; None while nobody knows one."""


Fact = TypeVar("Fact", bound=Dated)


def last_day(until: date) -> date:
    """The last day of a fact whose first day after is `until`: what people mean by "until"."""
    return until - timedelta(days=1)


def in_force(facts: Sequence[Fact], on: date) -> Fact | None:
    """The fact of that day, of several that follow each other, earliest first."""
    for fact in reversed(facts):
        if fact.since <= on:
            return fact if fact.until is None or on < fact.until else None
    return None


def overlaps(fact: Dated, first: date, last: date) -> bool:
    """Whether the fact holds on any day from the first to the last, both included."""
    return fact.since <= last and (fact.until is None or fact.until > first)


def one_after_another(table: str, *owner: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The constraints of a table of dated facts: each fact of an owner begins on its own day, and only one is open.

    That facts in the middle do not overlap is what `core.overlaps` lets the database refuse.
    """
    is_open = sa.text("until IS NULL")
    return (
        sa.UniqueConstraint(*owner, "since"),
        sa.CheckConstraint("until IS NULL OR until > since", name="dates"),
        sa.Index(f"uq_{table}_open", *owner, unique=True, sqlite_where=is_open, postgresql_where=is_open),
    )
