"""Somebody wants to book who has a first consultation ahead, or types the phone of who has: only its owner is told of it."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.consultations import booking_telling as telling
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock


def remind_who_is_booked(session: Session, actor: Actor, booking: Booking) -> None:
    """Tell whose talk this is that it stands, at the way that we know and at no other; once a day, however often it is tried."""
    authorize(actor, Can.BOOK, booking)
    if booking.state is not BookingState.CONFIRMED or booking.starts_at <= clock.now():
        return
    try:
        with session.begin_nested():
            telling.again(session, booking, clock.today())
    except IntegrityError:  # a twin told it at this very moment
        return
