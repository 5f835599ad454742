"""In which hours people are written to: staff on working days alone, nobody else in the night. Our assumptions, no rules of law.

The dated rule `messages.hours` tells the first and the last hour (Asia/Almaty) of working days, `messages.quiet_hours` when the
quiet begins in the evening and ends in the morning. What somebody has just asked for is no disturbance and leaves at once.
"""

from datetime import datetime, time, timedelta

from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.law.queries import versions, working_calendar
from mediation_cms.law.rules import IsWorking, rolled

HOURS, QUIET = "messages.hours", "messages.quiet_hours"
JUST_NOW = timedelta(hours=1)
"""So long after it was put out a message is still what somebody waits for, whatever the hour."""
ONE_DAY = timedelta(days=1)
WHOLE_DAY = 24


def next_working_hour(instant: datetime, opens: int, closes: int, is_working: IsWorking) -> datetime:
    """The instant itself where it lies in these hours of a working day, else the next opening; `closes` may be 24."""
    local = clock.local(instant)
    today = local.date()
    if is_working(today) and opens <= local.hour < closes:
        return instant
    first = today if local.hour < opens else today + ONE_DAY
    return datetime.combine(rolled(first, is_working), time(opens), clock.ALMATY)


def for_staff(session: Session, instant: datetime) -> datetime:
    """When a message that is ready at this instant may leave for staff; at once where no rule tells hours that can be."""
    found = in_force(versions(session, HOURS), clock.local(instant).date())
    if found is None or not _can_be(found.value):
        return instant
    opens, closes = found.value
    return next_working_hour(instant, opens, closes, working_calendar(session).is_working)


def after_the_quiet(instant: datetime, begins: int, ends: int) -> datetime:
    """The instant itself by day, else the end of the quiet hours, which begin in the evening of one day and end on the next."""
    local = clock.local(instant)
    if ends <= local.hour < begins:
        return instant
    morning = local.date() if local.hour < ends else local.date() + ONE_DAY
    return datetime.combine(morning, time(ends), clock.ALMATY)


def for_people(session: Session, instant: datetime) -> datetime:
    """When a message that is ready at this instant may leave for somebody who is not of the staff."""
    found = in_force(versions(session, QUIET), clock.local(instant).date())
    if found is None or not isinstance(found.value, list) or not _can_be(found.value[::-1]):
        return instant
    begins, ends = found.value
    return after_the_quiet(instant, begins, ends)


def _can_be(value: object) -> bool:
    """Whether an administrator wrote two hours of one day, the earlier first."""
    return (
        isinstance(value, list)
        and len(value) == len(("from", "to"))
        and all(isinstance(hour, int) for hour in value)
        and 0 <= value[0] < value[1] <= WHOLE_DAY
    )
