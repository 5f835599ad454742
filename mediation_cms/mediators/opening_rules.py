"""Which times are free, worked out from given values: hours of the week, days that differ, holidays, what is taken already."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID

from mediation_cms.core import clock
from mediation_cms.mediators.modes import Mode

ONE_DAY = timedelta(days=1)
MINUTES_A_DAY = 24 * 60


class Opening(NamedTuple):
    """A free time of a mediator at a cabinet, in UTC, and the ways in which one may talk then."""

    mediator_id: UUID
    cabinet_id: UUID
    starts_at: datetime
    ends_at: datetime
    modes: tuple[Mode, ...]


class Stretch(NamedTuple):
    """Hours on one day of the week (Monday is 0), in minutes after local midnight, and the ways to talk."""

    weekday: int
    opens: int
    closes: int
    modes: tuple[Mode, ...]

    @classmethod
    def read(cls, kept: Iterable[Sequence[Any]]) -> tuple[Self, ...]:
        """The stretches as they stand in a row."""
        return tuple(cls(weekday, opens, closes, tuple(map(Mode, modes))) for weekday, opens, closes, modes in kept)

    def kept(self) -> list[Any]:
        """As it stands in a row."""
        return [self.weekday, self.opens, self.closes, [mode.value for mode in self.modes]]


class Between(NamedTuple):
    """Some days: `until` is the first day after, None while nobody knows one."""

    since: date
    until: date | None


@dataclass(frozen=True)
class Register:
    """An entry of a mediator in a register, and when it is suspended."""

    is_ank: bool
    district_id: UUID
    held: Between
    suspended: Sequence[Between] = ()


def holds(days: Between, day: date) -> bool:
    """Whether the day is one of them."""
    return days.since <= day and (days.until is None or day < days.until)


def is_entitled(entries: Iterable[Register], day: date, districts: frozenset[UUID]) -> bool:
    """Whether a mediator may mediate on the day: as `queries.entitling` says, by an entry of the region."""
    held = [entry for entry in entries if holds(entry.held, day)]
    decide = [entry for entry in held if entry.is_ank] or held
    active = any(not any(holds(days, day) for days in entry.suspended) for entry in decide)
    return active and any(entry.district_id in districts for entry in held)


@dataclass(frozen=True)
class Terms:
    """What is asked of bookings: minutes free around each, days ahead, hours before."""

    buffer_minutes: int
    horizon_days: int
    notice_hours: int


@dataclass(frozen=True)
class Plan:
    """What one mediator keeps at one cabinet, and when the mediator is taken: spans in order that do not overlap."""

    mediator_id: UUID
    cabinet_id: UUID
    weeks: Sequence[tuple[Between, Sequence[Stretch]]]
    other_days: Mapping[date, Sequence[Stretch]]
    terms: Terms
    entries: Sequence[Register] = ()
    starts: Sequence[datetime] = ()
    ends: Sequence[datetime] = ()

    def keeps(self, day: date, days: "Days") -> Sequence[Stretch]:
        """The hours of the day, whoever may have taken them: those of the day itself, else those of the week."""
        if day in self.other_days:
            return self.other_days[day]
        weekday = days.weekday_of(day)
        if weekday is None:
            return ()
        for held, stretches in self.weeks:
            if holds(held, day):
                return [stretch for stretch in stretches if stretch.weekday == weekday]
        return ()

    def is_free(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether nothing takes the mediator then, nor within the minutes that are to be free around."""
        buffer = timedelta(minutes=self.terms.buffer_minutes)
        found = bisect_right(self.ends, starts_at - buffer)
        return found == len(self.starts) or self.starts[found] >= ends_at + buffer


@dataclass(frozen=True)
class Days:
    """The days of a cabinet: days off by the calendar, moved working days with the weekday that they follow, closed days."""

    off: frozenset[date] = frozenset()
    moved: Mapping[date, int] = field(default_factory=dict)
    closed: Sequence[Between] = ()

    def weekday_of(self, day: date) -> int | None:
        """Whose hours hold on the day: those of its weekday, on a moved working day those of the day off; None on days off."""
        if day in self.moved:
            return self.moved[day]
        return None if day in self.off else day.weekday()

    def is_closed(self, day: date) -> bool:
        """Whether the cabinet is closed on the day."""
        return any(holds(days, day) for days in self.closed)


def moved_days(days_off: Iterable[date], working_days: Iterable[date]) -> dict[date, int]:
    """For each moved working day the weekday that it stands for: that of the nearest moved day off, else its own."""
    moved_off = sorted(days_off)
    found = {}
    for day in working_days:
        nearest = min(moved_off, key=lambda off, day=day: (abs((off - day).days), off), default=day)  # type: ignore[misc]  # `day` is bound
        found[day] = nearest.weekday()
    return found


@dataclass(frozen=True)
class Asked:
    """Which times are looked for: how long, in which way, now; how far apart they begin is a multiple of `step_minutes`."""

    minutes: int
    now: datetime
    step_minutes: int
    mode: Mode | None = None
    notice: bool = True

    def pitch(self, terms: Terms) -> int:
        """After how many minutes the next time begins, so that one after the other can be booked with what is to be free."""
        return -(-(self.minutes + terms.buffer_minutes) // self.step_minutes) * self.step_minutes


def instant_of(day: date, minutes: int) -> datetime:
    """The instant so many minutes after the local midnight of the day."""
    if minutes >= MINUTES_A_DAY:
        day, minutes = day + ONE_DAY, minutes - MINUTES_A_DAY
    return datetime.combine(day, time(minutes // 60, minutes % 60), clock.ALMATY).astimezone(UTC)


def openings_on(plan: Plan, day: date, asked: Asked, days: Days) -> Iterator[Opening]:
    """The free times of one mediator on one day. Whether the mediator is entitled and the cabinet open is asked before."""
    if not 0 <= (day - clock.local(asked.now).date()).days <= plan.terms.horizon_days:
        return
    soonest = asked.now + timedelta(hours=plan.terms.notice_hours if asked.notice else 0)
    step, length = timedelta(minutes=asked.pitch(plan.terms)), timedelta(minutes=asked.minutes)
    for stretch in plan.keeps(day, days):
        if asked.mode is not None and asked.mode not in stretch.modes:
            continue
        starts_at, closes_at = instant_of(day, stretch.opens), instant_of(day, stretch.closes)
        while (ends_at := starts_at + length) <= closes_at:
            if starts_at >= soonest and plan.is_free(starts_at, ends_at):
                yield Opening(plan.mediator_id, plan.cabinet_id, starts_at, ends_at, stretch.modes)
            starts_at += step


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from the first to the last."""
    day = first
    while day <= last:
        yield day
        day += ONE_DAY


def by_day(
    plans: Sequence[Plan], first: date, last: date, asked: Asked, days: Days, entitled: Callable[[Plan, date], bool]
) -> Iterator[tuple[date, list[Opening]]]:
    """Each day on which some of these mediators are free, with the times in order."""
    for day in each_day(first, last):
        if days.is_closed(day):
            continue
        found = [
            opening for plan in plans
            if entitled(plan, day)
            for opening in openings_on(plan, day, asked, days)
        ]  # fmt: skip
        if found:
            yield day, sorted(found, key=lambda opening: (opening.starts_at, opening.mediator_id))
