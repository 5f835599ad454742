"""Mediators who are away, and cabinets that are closed: whose talks are concerned, who takes them over, who is told.

Everything stands in one transaction: nobody is on leave with a talk in the diary, and no talk is lost without a word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.away_queries import closed_between, meetings_between, talks_ahead
from mediation_cms.consultations.booking_actions import call_off, reassign
from mediation_cms.consultations.booking_clearing_actions import Leaving, call_off_day
from mediation_cms.consultations.booking_inputs import CalledOffIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.mediators.availability_inputs import ClosedDaysIn, LeaveIn
from mediation_cms.mediators.availability_models import CabinetClosing, Leave
from mediation_cms.mediators.availability_queries import leaves_between
from mediation_cms.mediators.occupancy import Taken, busy_between, free, in_turn, take
from mediation_cms.mediators.occupancy_models import Busy
from mediation_cms.mediators.opening_rules import instant_of
from mediation_cms.mediators.tie_queries import Whose
from mediation_cms.places.models import Unit
from mediation_cms.tasks.models import TaskKind
from mediation_cms.tasks.opening import open_task

ONE_DAY = timedelta(days=1)
CALL_OFF = "call_off"
"""What is chosen for a talk that nobody takes over; else it is the key of the colleague."""


@dataclass(frozen=True)
class Outcome:
    """What became of the talks concerned: given to a colleague, called off with a message, called off with a call to make."""

    given: int
    told: int
    to_phone: int


def enter_leave(session: Session, actor: Actor, of: Whose, given: LeaveIn, choices: Mapping[UUID, str]) -> Outcome:
    """The mediator is away; each talk of these days is given to a colleague or called off, as chosen for it.

    Invalid while something is not chosen for every talk: `booking-<key>` is the field of each.
    """
    authorize(actor, Can.KEEP_AVAILABILITY, of)
    first, last = instant_of(given.first_day, 0), instant_of(given.last + ONE_DAY, 0)
    if last <= clock.now():
        raise Invalid({"last_day": _("These days are over. Choose a later one.")})
    if leaves_between(session, [of.mediator_id], given.first_day, given.last):
        raise Invalid({"first_day": _("Leave is entered on one of these days already. Look at the list.")})
    talks = talks_ahead(session, first, last, mediator_id=of.mediator_id)
    if missing := [talk for talk in talks if not choices.get(talk.id)]:
        raise Invalid({f"booking-{talk.id}": _("Choose who takes this talk over, or call it off.") for talk in missing})
    leave = Leave(
        mediator_id=of.mediator_id, kind=given.kind, first_day=given.first_day, last_day=given.last,
        entered_by_id=actor.account_id, entered_at=clock.now(),
    )  # fmt: skip
    session.add(leave)
    session.flush()
    record(
        session, actor, "leave.entered", leave, place_id=min(of.unit_ids, default=None), since=leave.first_day,
        until=given.last,
    )  # fmt: skip
    colleagues = {talk.id: _key(choices[talk.id]) for talk in talks}
    in_turn(session, {of.mediator_id, *(key for key in colleagues.values() if key)})
    _take_days(session, leave, first, last, talks)
    outcome = _see_to(session, actor, talks, colleagues, given.reason)
    for meeting in meetings_between(session, given.first_day, given.last, mediator_id=of.mediator_id):
        open_task(
            session, actor, TaskKind.MEETING_CLASHES, meeting.finding_id, cabinet_id=meeting.cabinet_id,
            matter_id=meeting.request_id,
        )  # fmt: skip
    return outcome


def drop_leave(session: Session, actor: Actor, of: Whose, leave: Leave) -> None:
    """The mediator is there after all: the hours of the week hold again. Talks that were called off stay so."""
    authorize(actor, Can.KEEP_AVAILABILITY, of)
    free(session, leave.id)
    record(session, actor, "leave.dropped", leave, place_id=min(of.unit_ids, default=None), since=leave.first_day)
    session.delete(leave)
    session.flush()


def close_cabinet(session: Session, actor: Actor, cabinet: Unit, given: ClosedDaysIn) -> tuple[CabinetClosing, Outcome]:
    """Close a cabinet for some days: every talk there is called off, with the reason and the three nearest other times.

    Refused where it is closed already on one of the days.
    """
    authorize(actor, Can.CLOSE_CABINET, cabinet)
    first, last = instant_of(given.first_day, 0), instant_of(given.last + ONE_DAY, 0)
    if closed_between(session, cabinet.id, given.first_day, given.last):
        raise Refused(_("The cabinet is closed on one of these days already. Look at the list."))
    closing = CabinetClosing(
        cabinet_id=cabinet.id, since=given.first_day, until=given.last + ONE_DAY, reason=given.reason,
        entered_by_id=actor.account_id, entered_at=clock.now(),
    )  # fmt: skip
    session.add(closing)
    session.flush()
    record(
        session, actor, "cabinet.shut", closing, place_id=cabinet.id, since=given.first_day, until=given.last,
        reason=given.reason,
    )  # fmt: skip
    talks = talks_ahead(session, first, last, cabinet_id=cabinet.id)
    cleared = call_off_day(
        session, actor, Leaving(cabinet.id), talks, CalledOffIn(reason=given.reason), reassigns=False
    )
    for talk in (*cleared.told, *cleared.to_call):
        talk.closing_id = closing.id
    session.flush()
    for talk in cleared.to_call:
        _have_phoned(session, actor, talk)
    for meeting in meetings_between(session, given.first_day, given.last, cabinet_id=cabinet.id):
        open_task(
            session, actor, TaskKind.MEETING_CLASHES, meeting.finding_id, cabinet_id=cabinet.id,
            matter_id=meeting.request_id,
        )  # fmt: skip
    return closing, Outcome(0, len(cleared.told), len(cleared.to_call))


def open_again(session: Session, actor: Actor, cabinet: Unit, closing: CabinetClosing) -> None:
    """The cabinet is open on these days after all. Talks that were called off stay so: people may book anew."""
    authorize(actor, Can.CLOSE_CABINET, cabinet)
    record(session, actor, "cabinet.reopened", closing, place_id=cabinet.id, since=closing.since)
    session.delete(closing)
    session.flush()


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _key(chosen: str) -> UUID | None:
    """The colleague who was chosen; None where the talk is called off."""
    try:
        return None if chosen == CALL_OFF else UUID(chosen)
    except ValueError:
        raise Refused(_("There is no such choice. Choose from the list.")) from None


def _take_days(session: Session, leave: Leave, first: datetime, last: datetime, talks: Sequence[Booking]) -> None:
    """Take the days for the leave: all but what has begun, and meetings, which only their mediator and sides can move.

    What is held for somebody who is just choosing is let go: they are told so and choose another.
    """
    gives_way = {talk.id for talk in talks}
    stays = []
    for span in busy_between(session, [leave.mediator_id], first, last).get(leave.mediator_id, []):
        if span.thing_id in gives_way or span.busy is Busy.HELD:
            free(session, span.thing_id)
        else:
            stays.append(span)
    begins = first
    for span in stays:
        if span.starts_at > begins:
            take(session, leave.mediator_id, begins, span.starts_at, Busy.LEAVE, leave.id)
        begins = max(begins, span.ends_at)
    if begins < last:
        take(session, leave.mediator_id, begins, last, Busy.LEAVE, leave.id)


def _see_to(
    session: Session, actor: Actor, talks: Sequence[Booking], colleagues: Mapping[UUID, UUID | None], reason: str
) -> Outcome:
    given = told = to_phone = 0
    for talk in talks:
        colleague = colleagues[talk.id]
        if colleague is not None:
            try:
                reassign(session, actor, talk, colleague)
            except Taken:
                raise Invalid(
                    {f"booking-{talk.id}": _("This colleague is not free then any more. Choose again.")}
                ) from None
            given += 1
        elif call_off(session, actor, talk, CalledOffIn(reason=reason)):
            told += 1
        else:
            _have_phoned(session, actor, talk)
            to_phone += 1
    return Outcome(given, told, to_phone)


def _have_phoned(session: Session, actor: Actor, talk: Booking) -> None:
    open_task(session, actor, TaskKind.TALK_CALLED_OFF, talk.id, cabinet_id=talk.cabinet_id, matter_id=talk.request_id)
