"""The only place that knows the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present local date in Kazakhstan (Asia/Almaty)."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """The same instant on the wall clock of Kazakhstan (Asia/Almaty)."""
    return instant.astimezone(ALMATY)
