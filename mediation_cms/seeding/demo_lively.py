"""How the lively matters of the demo begin, and on which days: everything is counted back from the day of planting."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from mediation_cms.consultations.models import Result
from mediation_cms.core.clock import local
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.demo_crew import Crew
from mediation_cms.seeding.demo_people import Guests
from mediation_cms.seeding.free_plot import FreePlot
from mediation_cms.seeding.openings import Openings
from mediation_cms.seeding.story import Hand
from mediation_cms.seeding.tales import library

A_LONG_TIME = timedelta(days=430)


class Lively:
    """Makes the stories. Days are counted back: `day(0)` is today, or the last working day before a holiday."""

    def __init__(self, seed: SeedAtWork, crew: Crew, now: datetime) -> None:
        self.seed, self.crew, self.now = seed, crew, now
        self.today = local(now).date()
        self.chance = seed.dice("lively")
        self.openings = Openings(self.chance, seed.cast)
        self.guests = Guests(seed.cast)
        self.by_code = {tale.code: tale for tale in library().tales}

    # --- days ----------------------------------------------------------------------------------------------------------

    @cached_property
    def days(self) -> Sequence[date]:
        """The working days of the past year and a little more."""
        return self.seed.working_days(self.today - A_LONG_TIME, self.today)

    def day(self, ago: int) -> date:
        """The working day so many working days ago."""
        return self.days[-1 - ago]

    def since(self, calendar_days: int) -> int:
        """How many working days ago the first working day of the last so many calendar days was."""
        first = bisect_left(self.days, self.today - timedelta(days=calendar_days))
        return len(self.days) - 1 - first

    # --- beginnings ----------------------------------------------------------------------------------------------------

    def brought(self, code: str, at: str, ago: int, by: str = "", **given: object) -> FreePlot:
        """Somebody brings a matter of this kind to this cabinet; `by` is the login of the mediator who will deal with it."""
        desk, tale = self.crew.desk(at), self.by_code[code]
        request = self.openings.brought(desk, tale, self.day(ago), named=True).model_copy(update=given)
        return FreePlot(self.chance, desk, tale, request, self.now, self.crew.hands.get(by))

    def case(self, code: str, at: str, ago: int, by: str, **given: object) -> FreePlot:
        """The same, talked about and admitted to mediation on the very day."""
        plot = self.brought(code, at, ago, by, **given)
        return plot.consulted(self.day(ago), Result.TO_MEDIATION).admitted(self.day(ago))

    def in_work(self, code: str, at: str, ago: int, by: str, **given: object) -> FreePlot:
        """The same, offered two days later and accepted so many working days ago."""
        plot = self.case(code, at, ago + 3, by, **given)
        return plot.offered(self.day(ago + 1)).accepted(self.day(ago))

    def running(self, code: str, at: str, ago: int, by: str, **given: object) -> FreePlot:
        """The same, with a contract concluded so many working days ago."""
        return self.in_work(code, at, ago + 2, by, **given).contracted(self.day(ago))

    def hand(self, login: str) -> Hand:
        """The mediator with this login."""
        return self.crew.hands[login]
