"""The instants of one story."""

from datetime import date, datetime, time, timedelta
from random import Random

from mediation_cms.core.clock import ALMATY

OPENS, LAST_MINUTES = time(9), 8 * 60


class Hours:
    """Each instant is later than the one before, in the hours of an office. The first is not after `latest`."""

    def __init__(self, chance: Random, latest: datetime | None = None) -> None:
        self._chance, self._latest = chance, latest
        self._last: datetime | None = None

    def on(self, day: date) -> datetime:
        """An instant of that day (Asia/Almaty); minutes after the one before when that lies on the same day."""
        if self._last is not None and self._last.date() == day:
            self._last += timedelta(minutes=self._chance.randint(4, 25))
        else:
            opened = datetime.combine(day, OPENS, ALMATY)
            fresh = opened + timedelta(minutes=self._chance.randint(0, LAST_MINUTES))
            if self._last is None and self._latest is not None and fresh > self._latest:
                fresh = self._latest - timedelta(minutes=self._chance.randint(5, 55))
            self._last = fresh
        return self._last
