"""Days counted: calendar terms that roll to a working day, working days, ages. Pure arithmetic over given values.

A term in calendar days runs from the day after the event; where its last day is not a working day it ends on the next
working one (Civil Code, articles 173 and 175). An extension is counted from the unrolled end; only the day shown as due
rolls, and expiry takes effect on that day (decision 15).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from mediation_cms.core import dates
from mediation_cms.core.i18n import Joined, Phrase, Raised, Text, _, ngettext

IsWorking = Callable[[date], bool]
ONE_DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_REST = 60  # no row of days off is as long: a calendar without working days is a fault of its data


# --- days --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are worked: Monday to Friday, but for days off (holidays, moved days off), and moved working days."""

    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day. A day named both ways is worked: the decree that moves it came later."""
        return day in self.working_days or (day.weekday() < SATURDAY and day not in self.days_off)


def term_end(start: date, days: int) -> date:
    """The last day of a term in calendar days, not rolled: the day of the event is day 0."""
    return start + timedelta(days=days)


def rolled(day: date, is_working: IsWorking) -> date:
    """The day itself where it is worked, otherwise the next working day."""
    for ahead in range(LONGEST_REST):
        if is_working(day + ahead * ONE_DAY):
            return day + ahead * ONE_DAY
    raise ValueError(f"the calendar knows no working day within {LONGEST_REST} days of {day}")


def working_day_after(start: date, days: int, is_working: IsWorking) -> date:
    """The day on which so many working days have passed after `start`, which does not count itself; 0 is `start`."""
    reached = start
    for _day in range(days):
        reached = rolled(reached + ONE_DAY, is_working)
    return reached


def working_days_between(start: date, end: date, is_working: IsWorking) -> int:
    """How many working days come after `start` up to and with `end`; 0 where `end` is not later."""
    return sum(is_working(start + ahead * ONE_DAY) for ahead in range(1, (end - start).days + 1))


def age_on(born_on: date, on: date) -> int:
    """Full years on the day. Who was born on 29 February is a year older on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


# --- the term of a mediation -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """The term of a mediation: day 0, its days, and its one extension (Law on Mediation, article 23).

    `ends_on` is the end as counted, `due_on` the same rolled to a working day: the day people see, and the one on which
    the term expires. `first_due_on` is what was due before the extension.
    """

    started_on: date
    days: int
    extension_days: int
    first_due_on: date
    ends_on: date
    due_on: date

    @classmethod
    def of(cls, start: date, days: int, extension_days: int = 0, *, is_working: IsWorking) -> Self:
        """The term from the day of the contract. How long it and its extension may be is a dated rule, not asked here."""
        first_end, end = term_end(start, days), term_end(start, days + extension_days)
        return cls(start, days, extension_days, rolled(first_end, is_working), end, rolled(end, is_working))

    def is_over(self, today: date) -> bool:
        """Whether the last day has passed."""
        return today > self.due_on

    def days_left(self, today: date) -> int:
        """Calendar days until the last day; 0 on it, negative after it."""
        return (self.due_on - today).days

    def sentence(self) -> Text:
        """In one line: "30 days from 3 June 2026, due 3 July; extended by 20 days, due 23 July"."""
        first = _(
            "%(days)s %(since)s, due %(due)s", days=self._days, since=self._since, due=self._day(self.first_due_on)
        )
        if not self.extension_days:
            return first
        more = _("%(extended)s, due %(due)s", extended=self._extended, due=self._day(self.due_on))
        return Joined((first, more), between="; ")

    def sentences(self) -> tuple[Text, ...]:
        """How the day due comes about, step by step: the term, its extension, its roll to a working day."""
        first_end = term_end(self.started_on, self.days)
        steps = [
            _("Term: %(days)s %(since)s, due %(due)s.", days=self._days, since=self._since, due=self._day(first_end))
        ]
        if self.extension_days:
            extended = Raised(self._extended)
            steps.append(_("%(extended)s, now due %(due)s.", extended=extended, due=self._day(self.ends_on)))
        if self.due_on != self.ends_on:
            due_on = Phrase(dates.on, self.due_on, year=self.due_on.year != self.started_on.year)
            steps.append(_("The last day is not a working day, so the term ends %(due_on)s.", due_on=due_on))
        return tuple(steps)

    def standing(self, today: date) -> Text:
        """How the term stands today: "5 days left", "Today is the last day", "overdue by 2 days"."""
        left = self.days_left(today)
        if left == 0:
            return _("Today is the last day")
        if left < 0:
            return ngettext("overdue by %(n)s day", "overdue by %(n)s days", -left)
        return ngettext("%(n)s day left", "%(n)s days left", left)

    @property
    def _days(self) -> Text:
        return ngettext("%(n)s day", "%(n)s days", self.days)

    @property
    def _extended(self) -> Text:
        return ngettext("extended by %(n)s day", "extended by %(n)s days", self.extension_days)

    @property
    def _since(self) -> Text:
        return Phrase(dates.since, self.started_on)

    def _day(self, value: date) -> Text:
        """A day of the term; its year is said only where it is not that of the start."""
        return Phrase(dates.day, value, year=value.year != self.started_on.year)
