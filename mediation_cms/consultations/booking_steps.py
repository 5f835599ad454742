"""What the use-cases of bookings are made of: booking what is held, putting a talk at another time, ending it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.consultations import booking_telling as telling
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_placing import claim, end_claim, prolong_claim, time_of
from mediation_cms.consultations.booking_workflow import BOOKING, BookingStep
from mediation_cms.consultations.waiting import kept_for, settle_wishes
from mediation_cms.core.db import seal
from mediation_cms.intake.models import Request
from mediation_cms.mediators.occupancy import Time, free, in_turn, keep_held, retake
from mediation_cms.mediators.occupancy_models import Busy
from mediation_cms.people.models import Contact, Person


class Placed(NamedTuple):
    """A booking, and the secret part of a personal link to it (`/b/<code>`), which nobody sees again."""

    booking: Booking
    code: str


class Coming(NamedTuple):
    """Who comes: the person, the ways to reach them, the one by which they are told, and what they wrote beforehand."""

    person: Person
    ways: Sequence[Contact]
    chosen: Contact
    note: str = ""


def lock(session: Session, booking: Booking) -> None:
    """The booking as it stands, which nobody else changes until this transaction is over."""
    session.refresh(booking, with_for_update=True)


def book_held(session: Session, actor: Actor, booking: Booking, who: Coming, request: Request | None = None) -> Placed:
    """Book for this person what is held, and tell them. Raises Taken, AlreadyBooked."""
    booking.state, booking.held_until = BOOKING.after(booking.state, BookingStep.CONFIRM), None
    booking.person_id, booking.contact_id = who.person.id, who.chosen.id
    booking.request_id = request.id if request else None
    keep_held(session, booking.id, time_of(booking))
    seal(session, booking, "note_sealed", who.note or None)
    session.add(booking)
    claim(session, booking, who.person, who.ways)
    settle_wishes(session, booking)
    record(
        session, actor, "booking.confirmed", booking, matter_id=booking.request_id, starts_at=booking.starts_at
    )  # without a name: administrators read the history of what belongs to no matter
    return Placed(booking, telling.confirmed(session, booking))


def put_at(session: Session, actor: Actor, booking: Booking, after: Time, action: str, *, asked: bool) -> Placed:
    """Put a talk at this time and no other. Raises Taken."""
    retake(session, {booking.id: after}, Busy.BOOKED)
    return note_new_time(session, actor, booking, after, action, asked=asked)


def note_new_time(session: Session, actor: Actor, booking: Booking, after: Time, action: str, *, asked: bool) -> Placed:
    """The booking at the time that it has taken, with its history; the person is told where the hour is another."""
    before = time_of(booking)
    booking.mediator_id, booking.starts_at, booking.ends_at = after
    booking.sequence += 1
    is_other = before.starts_at != after.starts_at
    details: dict[str, Any] = {"starts_at": after.starts_at}
    if is_other:
        booking.moved_from = before.starts_at
        details = {"changed": {"starts_at": [before.starts_at.isoformat(), after.starts_at.isoformat()]}}
    session.add(booking)
    prolong_claim(session, booking)
    record(session, actor, action, booking, matter_id=booking.request_id, **details)
    if is_other:
        return Placed(booking, telling.moved(session, booking, before.starts_at, asked=asked))
    return Placed(booking, telling.link_to(session, booking))


def end(session: Session, booking: Booking) -> None:
    """A booking that is no more: its time is free, another may be booked, and nobody waits for its sake."""
    booking.sequence += 1
    session.add(booking)
    in_turn(session, {booking.mediator_id, *kept_for(session, booking)})
    free(session, booking.id)
    end_claim(session, booking)
    settle_wishes(session, booking)
