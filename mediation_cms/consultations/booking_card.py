"""A booking as staff see it: who comes, how they are reached, what they wrote beforehand, what may be done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import bookings_between
from mediation_cms.consultations.booking_workflow import AFTERWARDS, BookingState
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.mediators.availability_queries import mediators_named
from mediation_cms.people.models import Contact, Person

A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Card:
    """A booking with the words around it."""

    booking: Booking
    name: str
    mediator: str
    way: Contact | None
    phones: list[str]
    note: str

    @property
    def is_ahead(self) -> bool:
        """Whether it is booked and has not begun."""
        return self.booking.state is BookingState.CONFIRMED and self.booking.starts_at > clock.now()

    @property
    def takes_outcome(self) -> bool:
        """Whether what came of it may be noted, or set right."""
        known = {BookingState.CONFIRMED, *AFTERWARDS}
        return self.booking.state in known and self.booking.starts_at <= clock.now()


def card_of(session: Session, booking: Booking) -> Card:
    """The card of a booking that the caller may see."""
    person = session.get(Person, booking.person_id) if booking.person_id else None
    ways = session.exec(select(Contact).where(Contact.person_id == booking.person_id).order_by(col(Contact.id)))
    return Card(
        booking,
        person.name if person else "",
        mediators_named(session, [booking.mediator_id]).get(booking.mediator_id, ""),
        session.get(Contact, booking.contact_id) if booking.contact_id else None,
        list(dict.fromkeys(way.value for way in ways if way.value)) if person else [],
        unseal(session, booking, "note_sealed") or "",
    )


def names_of_people(session: Session, bookings: Collection[Booking]) -> dict[UUID, str]:
    """Who comes to each of these bookings, by the key of the booking."""
    keys = {booking.person_id for booking in bookings if booking.person_id}
    people = {person.id: person.name for person in session.exec(select(Person).where(col(Person.id).in_(keys)))}
    return {booking.id: people.get(booking.person_id, "") for booking in bookings if booking.person_id}


def to_swap_with(session: Session, actor: Actor, booking: Booking) -> list[Booking]:
    """The other talks ahead at the cabinet with which this one may change places."""
    first = clock.now()
    found = bookings_between(
        session, actor, first, first + A_MONTH, cabinet_id=booking.cabinet_id, states=[BookingState.CONFIRMED]
    )
    return [each for each in found if each.id != booking.id and each.starts_at > first]
