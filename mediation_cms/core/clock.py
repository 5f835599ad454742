"""The only place that knows the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")
_TOLD_OF: ContextVar[datetime | None] = ContextVar("told_of", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC; while a story of the past is told, the instant that it tells of."""
    return _TOLD_OF.get() or datetime.now(UTC)


def told_of() -> datetime | None:
    """The instant of which a story is being told, if there is one."""
    return _TOLD_OF.get()


@contextmanager
def telling_of(instant: datetime) -> Iterator[None]:
    """Within this it is that instant. For seeds, which tell what happened before they are planted, and for nobody else."""
    token = _TOLD_OF.set(instant)
    try:
        yield
    finally:
        _TOLD_OF.reset(token)


def today() -> date:
    """The present local date in Kazakhstan (Asia/Almaty)."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """The same instant on the wall clock of Kazakhstan (Asia/Almaty)."""
    return instant.astimezone(ALMATY)
