"""What is asked to find a date: up to ten times, until when the sides may answer; and which of them suit a side."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE, ClockTime, Day, Several, Typed, between, wrong

MOST = 10
FARTHEST = timedelta(days=180)


def _typed_in(row: Any) -> Any:
    """A row in which neither a day nor an hour was typed is none."""
    return None if isinstance(row, dict) and not row.get("day") and not row.get("hour") else row


class TimeIn(Typed):
    """One proposed time."""

    day: Day
    hour: ClockTime
    mode: Mode = Mode.IN_PERSON

    @field_validator("day")
    @classmethod
    def _ahead(cls, day: date) -> date:
        if not clock.today() <= day <= clock.today() + FARTHEST:
            raise wrong(_("Give a day from today on, within half a year."))
        return day

    @field_validator("hour")
    @classmethod
    def _to_come(cls, hour: time | None, above: ValidationInfo) -> time:
        if hour is None:
            raise wrong(_("Give the hour, for example 14:30."))
        day = above.data.get("day")
        if day is not None and datetime.combine(day, hour, clock.ALMATY) <= clock.now():
            raise wrong(_("This time is past. Give a later one."))
        return hour


class DatesIn(Typed):
    """The times that are proposed for one meeting, how long it takes, and until when the sides may answer."""

    minutes: Annotated[int, between(15, 480)]
    closes_on: Day
    times: Annotated[list[Annotated[TimeIn | None, BeforeValidator(_typed_in)]], Field(max_length=MOST)]

    @property
    def chosen(self) -> list[TimeIn]:
        """The times, without the rows that were left empty."""
        return [each for each in self.times if each is not None]

    @field_validator("closes_on")
    @classmethod
    def _not_over(cls, closes_on: date) -> date:
        if not clock.today() <= closes_on <= clock.today() + FARTHEST:
            raise wrong(_("Give a day from today on, within half a year."))
        return closes_on

    @field_validator("times")
    @classmethod
    def _each_once(cls, times: list[TimeIn | None]) -> list[TimeIn | None]:
        known = [(each.day, each.hour) for each in times if each is not None]
        if not known:
            raise wrong(_("Propose at least one time."))
        if len(set(known)) < len(known):
            raise wrong(_("The same time stands here twice. Take one out."))
        return times


class TicksIn(Typed):
    """Which times suit a side; none at all is an answer too."""

    suits: Annotated[Several, Field(default_factory=list, max_length=MOST)]

    @property
    def keys(self) -> set[UUID]:
        """The keys of the times. Raises Invalid for what is no key."""
        try:
            return {UUID(key) for key in self.suits}
        except ValueError:
            raise Invalid({"suits": NO_SUCH_CHOICE}) from None
