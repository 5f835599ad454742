"""Registering a request from a booked talk: what is known of who came stands in the form, and the receptionist checks it."""

from uuid import UUID

from flask import g

from mediation_cms.access import Can, authorize
from mediation_cms.consultations.booking_card import Card, card_of
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import get_booking
from mediation_cms.consultations.booking_register_actions import put_to_request
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.briefly import CHANNELS
from mediation_cms.core import clock
from mediation_cms.core.names import parts_of
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Contact
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key

BOOKING = "booking_id"


def filled(form: Form, asked: str) -> Form:
    """The form of a new request with what is known of the talk that the address names."""
    booking = _talk(as_key(asked))
    if booking is None:
        return form
    transactions.reading("requests.new", booking.request_id)
    card = card_of(g.session, booking)
    form.values |= {
        BOOKING: str(booking.id), "cabinet_id": str(booking.cabinet_id), "language": booking.language.value,
        "channel": CHANNELS[booking.mode].value, **_person(card), **_heard(booking),
    }  # fmt: skip
    return form


def put_talk_to(form: Form, request: Request) -> None:
    """The talk from which the form was begun is of the request that it became."""
    booking = _talk(as_key(form.text(BOOKING)))
    if booking is not None:
        put_to_request(g.session, g.actor, booking, request)


def _talk(key: UUID | None) -> Booking | None:
    booking = get_booking(g.session, g.actor, key) if key else None
    if booking is not None:
        authorize(g.actor, Can.MANAGE_BOOKINGS, booking)
    return booking


def _person(card: Card) -> dict[str, str]:
    person = {f"applicant-person-{name}": part for name, part in parts_of(card.name).items()}
    return person | (_contact(card.way) if card.way else {})


def _contact(way: Contact) -> dict[str, str]:
    known = {
        "channel": way.channel.value, "value": way.value, "language": way.language.value, "safe_times": way.safe_times,
        "may_leave_message": "yes" if way.may_leave_message else "",
    }  # fmt: skip
    return {f"applicant-person-contact-{name}": value for name, value in known.items()}


def _heard(booking: Booking) -> dict[str, str]:
    """A talk that took place is recorded with the request, which came in on its day."""
    if booking.state is not BookingState.TOOK_PLACE:
        return {}
    begun, minutes = clock.local(booking.starts_at), (booking.ends_at - booking.starts_at).total_seconds() // 60
    talk = {"mediator_id": str(booking.mediator_id), "mode": booking.mode.value, "held_at": f"{begun:%H:%M}"}
    told = {f"talk-{name}": value for name, value in talk.items()}
    return told | {"heard": "yes", "received_on": f"{begun:%d.%m.%Y}", "talk-minutes": f"{minutes:.0f}"}
