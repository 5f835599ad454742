"""What people are told of a meeting: that it is booked, moved or cancelled, and reminders before it.

One call for each step, in the transaction of the step. Whatever still waited to be told of the meeting is withdrawn first, so
nobody is reminded of an hour that is no more, and a confirmation that could not leave is not sent behind the news of a move.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.law.queries import versions
from mediation_cms.notifications.calendar import TITLE, Entry
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.notifications.models import Message
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.telling import Tidings, tell, withdraw

REMINDERS = "messages.reminder_hours"
TOO_SOON = timedelta(hours=1)
"""A reminder that would come as soon after the last message is left out."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Meeting:
    """A meeting as one person is told of it. `key` names it for good, `sequence` grows with each change that is told.

    `page` is its own page with `{code}` where the secret stands: there one joins, moves and cancels. `title` is for calendars.
    """

    key: UUID
    sequence: int
    person_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    mode: Fact
    place: Fact
    page: str
    code: str
    cabinet: Fact
    phone: str
    matter_id: UUID | None = None
    reach: Reach | None = None
    wants_reminders: bool = True
    title: Fact = TITLE

    @property
    def about(self) -> str:
        """Under which name its messages to this person are withdrawn."""
        return f"meeting:{self.key}:{self.person_id or ''}"


def tell_booked(session: Session, meeting: Meeting, *, asked: bool = True) -> Message | None:
    """Confirm a meeting, with a file for the calendar, and plan the reminders; None: a call has to."""
    return _tell_of(session, meeting, MessageKind.MEETING_BOOKED, {}, asked=asked)


def tell_moved(session: Session, meeting: Meeting, before: datetime, *, asked: bool) -> Message | None:
    """Tell the new time of a meeting that began at `before`; `asked`: the person moved it."""
    return _tell_of(session, meeting, MessageKind.MEETING_MOVED, {"old_starts_at": before}, asked=asked)


def tell_cancelled(session: Session, meeting: Meeting, reason: Fact, times: Fact = "") -> Message | None:
    """Tell that the cabinet cancels a meeting, why, and which other times there are: instants, or words for them."""
    facts: dict[str, Fact] = {"reason": reason, "times": times}
    return _tell_of(session, meeting, MessageKind.MEETING_CANCELLED, facts, asked=False)


def tell_given_up(session: Session, meeting: Meeting) -> Message | None:
    """Confirm that the person has cancelled a meeting."""
    return _tell_of(session, meeting, MessageKind.MEETING_GIVEN_UP, {}, asked=True)


def tell_earlier(session: Session, meeting: Meeting, earlier: datetime, kept_until: datetime) -> Message | None:
    """Tell that an earlier time is free and how long it is kept; the meeting itself stands, and so do its reminders."""
    facts: dict[str, Fact] = {"kept_until": kept_until}
    tidings = _tidings(replace(meeting, starts_at=earlier), MessageKind.EARLIER_TIME, facts, not_after=kept_until)
    return tell(session, meeting.person_id, tidings, reach=meeting.reach)


def tell_again(session: Session, meeting: Meeting, once: str) -> Message | None:
    """Tell that the meeting stands, since somebody wanted to book once more; told `once` under this name."""
    tidings = _tidings(meeting, MessageKind.MEETING_AGAIN, {}, once=once, not_after=meeting.starts_at)
    return tell(session, meeting.person_id, tidings, reach=meeting.reach)


def _tell_of(
    session: Session, meeting: Meeting, kind: MessageKind, facts: dict[str, Fact], *, asked: bool
) -> Message | None:
    withdraw(session, meeting.about)
    is_over = kind in {MessageKind.MEETING_CANCELLED, MessageKind.MEETING_GIVEN_UP}
    entry = Entry(f"{meeting.key}@bitim", meeting.sequence, meeting.starts_at, meeting.ends_at, is_cancelled=is_over)
    told = tell(
        session, meeting.person_id, _tidings(meeting, kind, facts, calendar=entry, not_after=meeting.ends_at),
        reach=meeting.reach, asked=asked,
    )  # fmt: skip
    if not is_over and meeting.wants_reminders:
        _remind(session, meeting)
    return told


def _remind(session: Session, meeting: Meeting) -> None:
    """Plan the reminders: as many hours before as the dated rule says, none in the quiet hours, none for what is near anyway.

    Their words say "tomorrow" or "today", so none leaves once that is not true any more.
    """
    now = clock.now()
    found = in_force(versions(session, REMINDERS), clock.today())
    midnight = datetime.combine(clock.local(meeting.starts_at).date(), datetime.min.time(), clock.ALMATY)
    for hours in _hours(found.value if found else None):
        leaves = meeting.starts_at - timedelta(hours=hours)
        if leaves < now + TOO_SOON:
            continue
        day_before = midnight - ONE_DAY <= leaves < midnight
        if not day_before and leaves < midnight:
            continue  # words for days further ahead there are none
        kind = MessageKind.MEETING_TOMORROW if day_before else MessageKind.MEETING_TODAY
        not_after = midnight if day_before else meeting.starts_at
        once = f"{meeting.about}:{meeting.sequence}:{hours}"
        reminder = _tidings(meeting, kind, {}, once=once, not_before=leaves, not_after=not_after)
        tell(session, meeting.person_id, reminder, reach=meeting.reach)


def _hours(value: object) -> list[float]:
    """What an administrator wrote, as far as these are hours."""
    return [hours for hours in value if isinstance(hours, int | float)] if isinstance(value, list) else []


def _tidings(
    meeting: Meeting, kind: MessageKind, facts: dict[str, Fact], *, once: str | None = None, calendar: Entry | None = None,
    not_before: datetime | None = None, not_after: datetime,
) -> Tidings:  # fmt: skip
    facts |= {"starts_at": meeting.starts_at, "mode": meeting.mode, "place": meeting.place, "title": meeting.title}
    return Tidings(
        kind, meeting.cabinet, meeting.phone, meeting.page, meeting.code, meeting.matter_id, facts, once, meeting.about,
        calendar, not_before, not_after,
    )  # fmt: skip
