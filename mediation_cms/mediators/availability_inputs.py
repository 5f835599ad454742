"""What is asked about the times of mediators and cabinets: hours of a week, a day that differs, leave, closed days."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    ClockTime,
    Day,
    OptionalDay,
    OptionalLine,
    Several,
    Typed,
    between,
    line,
    optional,
    wrong,
)
from mediation_cms.mediators.availability_models import LeaveKind
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.opening_rules import Stretch

LONGEST_AWAY = timedelta(days=366)
WEEKDAYS = 7
BACKWARDS = _("The end is before the start. Check the dates.")


def _modes(typed: list[str]) -> list[Mode]:
    known = {mode.value: mode for mode in Mode}
    return [known[one] for one in dict.fromkeys(typed) if one in known]


class HoursIn(Typed):
    """Hours of one day, from and to, and the ways to talk then; both left empty: none."""

    opens: ClockTime = None
    closes: ClockTime = None
    modes: Annotated[Several, AfterValidator(_modes)] = Field(default_factory=list)

    @field_validator("closes")
    @classmethod
    def _after(cls, closes: time | None, above: ValidationInfo) -> time | None:
        opens = above.data.get("opens")
        if closes is not None and opens is not None and closes <= opens:
            raise wrong(_("The end is not after the beginning. Check the hours."))
        return closes

    def stretch(self, weekday: int) -> Stretch | None:
        """The hours as they are kept; None where none were typed."""
        if self.opens is None or self.closes is None:
            return None
        return Stretch(weekday, _minutes(self.opens), _minutes(self.closes), tuple(self.modes))  # type: ignore[arg-type]  # made modes above


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _whole(rows: list[HoursIn]) -> list[HoursIn]:
    """The hours of one day: each with its beginning and end and a way to talk, in order, none over another."""
    typed = [row for row in rows if row.opens is not None or row.closes is not None]
    if any(row.opens is None or row.closes is None for row in typed):
        raise wrong(_("Give both the beginning and the end, or leave both empty."))
    if any(not row.modes for row in typed):
        raise wrong(_("Tick at least one way to talk beside the hours."))
    ordered = sorted(typed, key=lambda row: row.opens or time())
    if any(one.closes > other.opens for one, other in pairwise(ordered)):  # type: ignore[operator]  # both are there
        raise wrong(_("The hours of one day overlap. Check them."))
    return ordered


OfOneDay = Annotated[list[HoursIn], AfterValidator(_whole)]


def stretches(days: Iterable[tuple[int, list[HoursIn]]]) -> list[Stretch]:
    """The hours of these days of the week, as they are kept."""
    return [kept for weekday, rows in days for row in rows if (kept := row.stretch(weekday)) is not None]


class WeekIn(Typed):
    """The hours of a week, Monday first, from a day on."""

    since: Day
    days: list[OfOneDay] = Field(max_length=WEEKDAYS)

    @field_validator("since")
    @classmethod
    def _not_past(cls, since: date) -> date:
        if since < clock.today():
            raise wrong(_("Hours of past days stay as they were. Give today or a later day."))
        return since

    @property
    def hours(self) -> list[Any]:
        """The hours as they stand in a row."""
        return [stretch.kept() for stretch in stretches(enumerate(self.days))]


class OtherDayIn(Typed):
    """A day with other hours than the week says, or none; and a word why."""

    day: Day
    hours: OfOneDay = Field(default_factory=list)
    note: OptionalLine = ""

    @field_validator("day")
    @classmethod
    def _not_past(cls, day: date) -> date:
        if day < clock.today():
            raise wrong(_("Hours of past days stay as they were. Give today or a later day."))
        return day

    @property
    def kept(self) -> list[Any]:
        """The hours as they stand in a row."""
        return [stretch.kept() for stretch in stretches([(self.day.weekday(), self.hours)])]


class TermsIn(Typed):
    """What a mediator asks of bookings; empty: as usual."""

    buffer_minutes: Annotated[int | None, optional(between(0, 240))] = None
    horizon_days: Annotated[int | None, optional(between(1, 366))] = None
    notice_hours: Annotated[int | None, optional(between(0, 336))] = None


class _Days(Typed):
    """From a first to a last day; one day where no last one is given."""

    first_day: Day
    last_day: OptionalDay = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        last = self.last_day or self.first_day
        if last < self.first_day or last - self.first_day > LONGEST_AWAY:
            raise wrong(BACKWARDS)
        return self

    @property
    def last(self) -> date:
        """The last day."""
        return self.last_day or self.first_day


class LeaveIn(_Days):
    """That a mediator is away, and why; `reason` is what people are told whose talk is called off, in neutral words."""

    kind: LeaveKind
    reason: Annotated[str, line(200)]


class ClosedDaysIn(_Days):
    """That a cabinet is closed, and why: the reason is told to everybody concerned."""

    reason: Annotated[str, line(200)]

    @field_validator("first_day")
    @classmethod
    def _not_past(cls, day: date) -> date:
        if day < clock.today():
            raise wrong(_("This day is past. Give today or a later day."))
        return day


def _https(typed: Any) -> str:
    address = typed.strip() if isinstance(typed, str) else ""
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    is_plain = (
        host
        and "." in host
        and not parts.username
        and not any(sign.isspace() or sign in "\"'<>\\`" for sign in address)
    )
    if not is_plain or parts.scheme != "https":
        raise wrong(_("Type the whole address of the video room: it begins with https://."))
    return address


class VideoIn(Typed):
    """The address of the cabinet's own video room; empty: none, people are given the phone instead."""

    video: Annotated[str, BeforeValidator(_https), line(300, needed=False)] = ""
