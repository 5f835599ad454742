"""Where figures come from. A source is a kind of record: its table, the local date on which it counts, where it lies.

A source has lines. A figure counts a line, and opening the figure lists the same line: both are made of the one statement
of the source, so a figure always opens exactly its records. All lines of a source are counted in one pass over its index.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlmodel import col

from mediation_cms.core.i18n import Labelled
from mediation_cms.disputes.models import Catalogue
from mediation_cms.places.models import Level, Unit
from mediation_cms.statistics.borders import Reach

Clause: TypeAlias = sa.ColumnElement[bool]
Statement: TypeAlias = sa.Select[*tuple[Any, ...]]
Column: TypeAlias = Any
"""A column of a table, or an expression that stands for one: SQLModel's attributes have no narrower type."""

# The days of a figure: flows count from the first to the last, stocks on one day.
FIRST, LAST, ON = (sa.bindparam(name, type_=sa.Date()) for name in ("first", "last", "on"))
DISTRICTS = sa.bindparam("districts", expanding=True, type_=sa.Uuid())
CABINET = sa.bindparam("cabinet", type_=sa.Uuid())
AFTER_ON, AFTER_KEY = sa.bindparam("after_on", type_=sa.Date()), sa.bindparam("after_key", type_=sa.Uuid())
KEYS, LIMIT = sa.bindparam("keys", expanding=True, type_=sa.Uuid()), sa.bindparam("limit", type_=sa.Integer())
EACH: Clause = sa.true()
NOTHING = sa.literal("")
EVERY_DISTRICT = sa.select(col(Unit.id)).where(col(Unit.level) == Level.DISTRICT)


@dataclass(frozen=True, eq=False)
class Site:
    """Where a record lies: its district, and its cabinet if it has one."""

    district: Column
    cabinet: Column | None

    def inside(self, reach: Reach) -> Clause:
        """Whether the record lies in the place of the report."""
        clause: Clause
        match reach:
            case Reach.REPUBLIC:
                clause = self.district.in_(EVERY_DISTRICT)
            case Reach.DISTRICTS:
                clause = self.district.in_(DISTRICTS)
            case Reach.CABINET:
                clause = sa.and_(
                    self.district.in_(DISTRICTS), sa.true() if self.cabinet is None else self.cabinet == CABINET
                )
        return clause


@dataclass(frozen=True, eq=False)
class Line:
    """Some of the records of a source. `amount` is what each of them adds; without it they are counted."""

    code: str
    where: Clause | Callable[[Reach], Clause] = EACH
    amount: Column | None = None

    def clause(self, reach: Reach) -> Clause:
        """Which records. A transfer is one only when it crosses the border of the place, so it asks how far that reaches."""
        return self.where(reach) if callable(self.where) else self.where

    def measure(self, reach: Reach) -> sa.ColumnElement[int]:
        """The figure, over the statement of the source."""
        total = sa.func.count() if self.amount is None else sa.func.sum(self.amount)
        clause = self.clause(reach)
        counted = total if clause is EACH else total.filter(clause)
        return (counted if self.amount is None else sa.func.coalesce(counted, 0)).label(self.code)


@dataclass(frozen=True, eq=False)
class Source:
    """One kind of record.

    `records` selects FROM and WHERE, the days bound; `key`, `on`, `number` (or `title`, in Kazakh and Russian), `kind`,
    `outcome` are what a list shows of each record: nothing that names a person. `kinds` and `outcomes` say in which words.
    """

    records: Statement
    site: Site
    key: Column
    on: Column
    lines: tuple[Line, ...]
    number: Column = NOTHING
    title: tuple[Column, Column] = (NOTHING, NOTHING)
    kind: Column = NOTHING
    outcome: Column = NOTHING
    kinds: type[Labelled] | Catalogue | None = None
    outcomes: type[Labelled] | None = None

    def counts_by(self, reach: Reach) -> bool:
        """Whether such records can be told apart by that: an entry in a register lies in a district, not in a cabinet."""
        return reach is not Reach.CABINET or self.site.cabinet is not None

    @cached_property
    def tallies(self) -> Mapping[Reach, Statement]:
        """The statements that count all lines, built once."""
        return {reach: self._tally(reach) for reach in Reach if self.counts_by(reach)}

    @cached_property
    def pages(self) -> Mapping[tuple[str, Reach], Statement]:
        """The statements that find the records of a line after a given one, in the order of their days, built once."""
        return {(line.code, reach): self._page(line, reach) for line in self.lines for reach in self.tallies}

    @cached_property
    def details(self) -> Statement:
        """The statement that reads what is shown of some records. `amount` is what each adds to the sum of a line."""
        amount = next((line.amount for line in self.lines if line.amount is not None), sa.literal(1))
        shown = {
            "key": self.key,
            "on": self.on,
            "number": self.number,
            "title_kk": self.title[0],
            "title_ru": self.title[1],
            "kind": self.kind,
            "outcome": self.outcome,
            "district_id": self.site.district,
            "cabinet_id": sa.null() if self.site.cabinet is None else self.site.cabinet,
            "amount": amount,
        }
        columns = [column.label(name) for name, column in shown.items()]
        return self.records.with_only_columns(*columns).where(self.key.in_(KEYS))

    def _tally(self, reach: Reach) -> Statement:
        measures = [line.measure(reach) for line in self.lines]
        return self.records.with_only_columns(*measures).where(self.site.inside(reach))

    def _page(self, line: Line, reach: Reach) -> Statement:
        later = sa.tuple_(self.on, self.key) > sa.tuple_(AFTER_ON, AFTER_KEY)
        columns = self.on.label("on"), self.key.label("key")
        found = self.records.with_only_columns(*columns).where(self.site.inside(reach), line.clause(reach), later)
        return found.order_by(self.on, self.key).limit(LIMIT)
