"""Periods of a report: a year, a half, a quarter, a month, or any days in a row. All days are local dates, both ends included."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from mediation_cms.core import dates, periods
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Phrase, Text, _

MONTHS_OF_YEAR = 12
ONE_DAY = timedelta(days=1)
OLDEST = 1900  # no cabinet is older; 0202 is a slip of the finger


class Kind(StrEnum):
    """What a period is. Those of the calendar have a name, days in a row have only their ends."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAYS = "days"


MONTHS = {Kind.YEAR: 12, Kind.HALF: 6, Kind.QUARTER: 3, Kind.MONTH: 1}
CODES = {
    Kind.YEAR: re.compile(r"(\d{4})"),
    Kind.HALF: re.compile(r"(\d{4})-H([12])"),
    Kind.QUARTER: re.compile(r"(\d{4})-Q([1-4])"),
    Kind.MONTH: re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
}
NAMES = {Kind.HALF: periods.half_year, Kind.QUARTER: periods.quarter, Kind.MONTH: periods.month_of_year}
DURING = {Kind.HALF: periods.in_half_year, Kind.QUARTER: periods.in_quarter, Kind.MONTH: periods.in_month}


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date
    kind: Kind = Kind.DAYS

    @classmethod
    def parse(cls, code: str, today: date) -> Self:
        """The period that a person or an address names: 2022, 2022-H1, 2022-Q1, 2022-06, 2022-01-01..2022-03-31.

        Raises Invalid (field `period`) for anything else, for a last day before the first, and for a period that has not begun.
        """
        period = cls._named(code.strip().upper()) or cls._of_days(code.strip())
        if period.first > today:
            raise Invalid({"period": _("This period has not begun yet. Choose one that has.")})
        return period

    @classmethod
    def _named(cls, code: str) -> Self | None:
        for kind, form in CODES.items():
            if found := form.fullmatch(code):
                year, *number = map(int, found.groups())
                if not OLDEST <= year < date.max.year:
                    raise _no_such_period()
                return cls.of(kind, year, *number)
        return None

    @classmethod
    def _of_days(cls, code: str) -> Self:
        try:
            first, last = map(date.fromisoformat, code.split(".."))
        except ValueError:
            raise _no_such_period() from None
        if first.year < OLDEST:
            raise _no_such_period()
        if last < first:
            raise Invalid({"period": _("The end is before the start. Check the dates.")})
        return cls(first, last)

    @classmethod
    def of(cls, kind: Kind, year: int, number: int = 1) -> Self:
        """The calendar's own: the first half of 2022 is `of(Kind.HALF, 2022, 1)`; a year has number 1."""
        return cls._from_month(kind, year * MONTHS_OF_YEAR + (number - 1) * MONTHS[kind])

    @classmethod
    def _from_month(cls, kind: Kind, month: int) -> Self:
        return cls(_first_of(month), _first_of(month + MONTHS[kind]) - ONE_DAY, kind)

    @property
    def code(self) -> str:
        """How addresses, files and the command line name it."""
        match self.kind:
            case Kind.YEAR:
                return f"{self.first.year:04d}"
            case Kind.HALF:
                return f"{self.first.year:04d}-H{self.number}"
            case Kind.QUARTER:
                return f"{self.first.year:04d}-Q{self.number}"
            case Kind.MONTH:
                return f"{self.first:%Y-%m}"
            case Kind.DAYS:
                return f"{self.first}..{self.last}"

    @property
    def number(self) -> int:
        """Which half, quarter or month of its year; 1 for a year and for days in a row."""
        return 1 if self.kind is Kind.DAYS else (self.first.month - 1) // MONTHS[self.kind] + 1

    def as_of(self, today: date) -> date:
        """The day on which stocks are counted and up to which flows are: the last day, in a running period today."""
        return min(self.last, today)

    def is_running(self, today: date) -> bool:
        """Whether its last day is still to come."""
        return today < self.last

    def previous(self) -> Self:
        """The period of the same kind directly before."""
        if self.kind is Kind.DAYS:
            return type(self)(self.first - (self.last - self.first) - ONE_DAY, self.first - ONE_DAY)
        return self._from_month(self.kind, _month(self.first) - MONTHS[self.kind])

    def year_before(self) -> Self:
        """The same period of the year before; 29 February becomes the 28th."""
        if self.kind is Kind.DAYS:
            return type(self)(_year_earlier(self.first), _year_earlier(self.last))
        return self._from_month(self.kind, _month(self.first) - MONTHS_OF_YEAR)

    def halves(self) -> tuple[Self, ...]:
        """The halves of a year; of anything else none."""
        if self.kind is not Kind.YEAR:
            return ()
        return self.of(Kind.HALF, self.first.year, 1), self.of(Kind.HALF, self.first.year, 2)

    @property
    def name(self) -> Text:
        """«2022 жылдың бірінші жартыжылдығы», «первое полугодие 2022 года», "first half of 2022"."""
        match self.kind:
            case Kind.YEAR:
                return Phrase(periods.whole_year, self.first.year)
            case Kind.DAYS:
                return Phrase(dates.between, self.first, self.last)
            case _:
                return Phrase(NAMES[self.kind], self.first.year, self.number)

    @property
    def during(self) -> Text:
        """«2022 жылдың бірінші жартыжылдығында», «за 1 полугодие 2022 года», "in the first half of 2022"."""
        match self.kind:
            case Kind.YEAR:
                return Phrase(periods.in_year, self.first.year)
            case Kind.DAYS:
                return Phrase(dates.between, self.first, self.last)
            case _:
                return Phrase(DURING[self.kind], self.first.year, self.number)


def _month(day: date) -> int:
    """Months since the year 0, so that a year later is twelve more."""
    return day.year * MONTHS_OF_YEAR + day.month - 1


def _first_of(month: int) -> date:
    year, index = divmod(month, MONTHS_OF_YEAR)
    return date(year, index + 1, 1)


def _year_earlier(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _no_such_period() -> Invalid:
    return Invalid(
        {"period": _("There is no such period. Write 2022, 2022-H1, 2022-Q1, 2022-06 or 2022-01-01..2022-03-31.")}
    )
