"""The calendar of staff: talks, meetings whose day is fixed, leave, in one list; who sees what follows from each concept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.away_queries import FixedMeeting, meetings_between
from mediation_cms.consultations.booking_card import names_of_people
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import bookings_between
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.i18n import Labelled
from mediation_cms.intake.queries import visible_to as requests_in_sight
from mediation_cms.mediators.availability_models import Leave
from mediation_cms.mediators.availability_queries import AT_THE_DESK, Named, leaves_between, mediators_in_sight
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.opening_rules import instant_of
from mediation_cms.people.models import Role

ONE_DAY = timedelta(days=1)
CANCELLED = frozenset({BookingState.CANCELLED_BY_PERSON, BookingState.CANCELLED_BY_CABINET})


class ItemKind(Labelled, context="calendar item"):
    """What stands in the calendar."""

    TALK = "talk", "talk"
    MEETING = "meeting", "meeting"
    LEAVE = "leave", "leave"


@dataclass(frozen=True)
class Item:
    """One line: when, with whom, what; `thing_id` is the booking, the case or the leave. A leave is in whole days."""

    kind: ItemKind
    thing_id: UUID
    mediator_id: UUID | None
    cabinet_id: UUID | None
    starts_at: datetime
    ends_at: datetime
    who: str = ""
    number: str = ""
    mode: Mode | None = None
    state: BookingState | None = None
    changes: int = 0

    @property
    def hours(self) -> str:
        """From when to when, on the clock of Kazakhstan: 09:00–09:30."""
        return f"{clock.local(self.starts_at):%H:%M}–{clock.local(self.ends_at):%H:%M}"

    @property
    def is_cancelled(self) -> bool:
        """Whether it is a talk that does not take place."""
        return self.state in CANCELLED


@dataclass(frozen=True)
class Looked:
    """Which calendar is looked at: some days, of a cabinet, of a mediator, or all that is in sight."""

    first: date
    last: date
    cabinet_id: UUID | None = None
    mediator_id: UUID | None = None


def agenda(session: Session, actor: Actor, looked: Looked, mediators: Iterable[Named]) -> list[Item]:
    """Everything in sight on these days, in order; `mediators`: those in sight, whose leave is shown."""
    first, last = instant_of(looked.first, 0), instant_of(looked.last + ONE_DAY, 0)
    talks = bookings_between(session, actor, first, last, cabinet_id=looked.cabinet_id, mediator_id=looked.mediator_id)
    names = names_of_people(session, talks)
    found = [_talk(each, names.get(each.id, "")) for each in talks]
    meetings = meetings_between(
        session, looked.first, looked.last, cabinet_id=looked.cabinet_id, mediator_id=looked.mediator_id,
        seen=[requests_in_sight(actor)],
    )  # fmt: skip
    found += [_meeting(each) for each in meetings]
    shown = [
        each.id for each in mediators
        if looked.mediator_id in {None, each.id} and looked.cabinet_id in {None, each.cabinet_id}
    ]  # fmt: skip
    found += [_leave(each) for each in leaves_between(session, shown, looked.first, looked.last)]
    return sorted(found, key=lambda item: (item.starts_at, item.kind is not ItemKind.LEAVE, item.thing_id))


def mediators_of(session: Session, actor: Actor) -> list[Named]:
    """The mediators whose calendar the actor may look at: those of the places of the desk, and oneself."""
    found = mediators_in_sight(session, actor, AT_THE_DESK)
    own = Role.MEDIATOR in actor.roles
    return [each for each in found if own or each.id != actor.mediator_id]


def on_day(items: Iterable[Item], day: date) -> list[Item]:
    """The items that touch the day."""
    begins, ends = instant_of(day, 0), instant_of(day + ONE_DAY, 0)
    return [item for item in items if item.starts_at < ends and item.ends_at > begins]


def _talk(booking: Booking, name: str) -> Item:
    return Item(
        ItemKind.TALK, booking.id, booking.mediator_id, booking.cabinet_id, booking.starts_at, booking.ends_at, name,
        mode=booking.mode, state=booking.state, changes=booking.sequence,
    )  # fmt: skip


def _meeting(meeting: FixedMeeting) -> Item:
    return Item(
        ItemKind.MEETING, meeting.case_id, meeting.mediator_id, meeting.cabinet_id, meeting.starts_at, meeting.ends_at,
        meeting.subject, meeting.number, Mode(meeting.mode),
    )  # fmt: skip


def _leave(leave: Leave) -> Item:
    begins, ends = instant_of(leave.first_day, 0), instant_of(leave.last_day + ONE_DAY, 0)
    return Item(ItemKind.LEAVE, leave.id, leave.mediator_id, None, begins, ends)
