"""The half-year report on paper: the figures of the report as it is published, with their labels and definitions."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import PaperFacts

Value: TypeAlias = int | Literal["not_applicable", "<5"]
"""A figure of the report: a number, `not_applicable` where nobody may do such a thing, `<5` where it is suppressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One line of the table."""

    code: str
    kind: Literal["flow", "stock"]
    label: Words
    definition: Words
    value: Value
    before: Value | None = None
    """The same figure of the same period a year earlier, in the same borders; `None` where it cannot be compared."""
    more_than: bool = False
    """The source says «16-дан астам», "more than 16"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """How many requests ended in one way."""

    label: Words
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """`open_at_start + received + transferred_in + reopened = finished + transferred_out + open_at_end`."""

    open_at_start: int
    received: int
    transferred_in: int
    reopened: int
    finished: tuple[Finished, ...]
    transferred_out: int
    open_at_end: int
    complaints: tuple[Words, ...] = ()
    """What does not hold, each in a sentence; none when the report balances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfYearFacts(PaperFacts):
    """The report of one place and period. Its number names them: `63-2022-H1`."""

    template: ClassVar[str] = "statistics/half_year.html"
    kind: Literal["half_year"] = "half_year"
    title: Words
    """«2022 жылғы I жартыжылдықтағы есеп» / «Отчёт за I полугодие 2022 года»."""
    place: Words
    period: Words
    period_before: Words
    as_of: date
    borders: Words
    """«Сол кездегі шекара бойынша.» / «В границах того времени.»"""
    indicators: tuple[Indicator, ...]
    headline: tuple[str, ...] = ("A1", "M2", "C2", "K1")
    """The codes of the figures set large."""
    balance: Balance
    text: Words
    """The ready paragraph, as regions publish it."""
    break_on: date | None = None
    break_reason: Words | None = None
    notes: tuple[Words, ...] = ()
    approved_by: Words | None = None
    version: str = ""
