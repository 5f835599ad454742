"""A booked talk leads to a request: who came is registered, and the talk is of that request from here on."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_steps import lock
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.queries import consultations_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.models import Request


def put_to_request(session: Session, actor: Actor, booking: Booking, request: Request) -> None:
    """Note of which request the talk is, and what was recorded of it there. Refused where it is of a request already."""
    authorize(actor, Can.MANAGE_BOOKINGS, booking)
    lock(session, booking)
    if booking.request_id is not None:
        raise Refused(_("A request was registered from this talk already. Open the talk again: it leads there."))
    booking.request_id = request.id
    if booking.state is BookingState.TOOK_PLACE and booking.consultation_id is None:
        booking.consultation_id = next((talk.id for talk in consultations_of(session, request)), None)
    session.add(booking)
    session.flush()
    record(session, actor, "booking.registered", booking, matter_id=request.id, starts_at=booking.starts_at)
