"""What is asked of an observation: the wish, the meeting, the sheet, the hours, why it is called off."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from mediation_cms.cases.date_inputs import TimeIn
from mediation_cms.core import clock
from mediation_cms.core.validation import Tick, Typed, between, line, words
from mediation_cms.mentoring.models import MOST_HOURS

LONGEST = 4000


class WishIn(Typed):
    """When the trainee is free, in which languages; nothing has to be said."""

    wish: Annotated[str, line(300, needed=False)] = ""


class OfferIn(TimeIn):
    """A meeting ahead of one of the mentor's cases."""

    case_id: UUID
    minutes: Annotated[int, between(15, 480)]

    @property
    def starts_at(self) -> datetime:
        """The instant at which the meeting begins."""
        assert self.hour is not None  # noqa: S101 - `TimeIn` refuses a time without an hour
        return datetime.combine(self.day, self.hour, clock.ALMATY)


class SheetIn(Typed):
    """What the trainee saw and learnt, without names."""

    observed: Annotated[str, words(LONGEST)]
    learnt: Annotated[str, words(LONGEST)]
    asks: Annotated[str, words(LONGEST, needed=False)] = ""

    @property
    def text(self) -> str:
        """All of it, to be searched for names."""
        return f"{self.observed}\n{self.learnt}\n{self.asks}"


class NoTiesIn(Typed):
    """That the sides were told who looks on, and what they said."""

    no_ties: Tick = False


class HoursIn(Typed):
    """Academic hours that count."""

    hours: Annotated[int, between(1, MOST_HOURS)]


class CallingOffIn(Typed):
    """Why it does not take place; the trainee reads it."""

    reason: Annotated[str, line(400)]
