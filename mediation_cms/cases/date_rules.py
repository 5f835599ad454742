"""Which of the proposed times suits everybody: pure, over given values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock


@dataclass(frozen=True, order=True)
class Time:
    """One proposed time."""

    day: date
    hour: time
    key: UUID
    mode: Mode

    @property
    def instant(self) -> datetime:
        """When it begins, on the clock of Kazakhstan."""
        return datetime.combine(self.day, self.hour, clock.ALMATY)


def suiting(times: Iterable[Time], answers: Mapping[UUID, Collection[UUID] | None]) -> dict[UUID, int]:
    """Whom each time suits: how many sides. A side without an answer is None, and suits nothing yet."""
    return {time_.key: sum(time_.key in said for said in answers.values() if said is not None) for time_ in times}


def soonest_common(
    times: Iterable[Time], answers: Mapping[UUID, Collection[UUID] | None], now: datetime
) -> Time | None:
    """The soonest time to come that suits every side; None while one of them has not answered, or where there is none."""
    common = suiting(times := list(times), answers)
    ahead = (each for each in times if answers and each.instant > now)
    return min((each for each in ahead if common[each.key] == len(answers)), default=None)
