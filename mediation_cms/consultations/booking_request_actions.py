"""An applicant who has come back books a talk for the request: who comes and how they are told is known, and not asked twice."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.consultations.booking_consents import keep_consent
from mediation_cms.consultations.booking_inputs import BeforehandIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import talks_ahead_of
from mediation_cms.consultations.booking_rules import require_ahead
from mediation_cms.consultations.booking_steps import Coming, Placed, book_held, lock
from mediation_cms.consultations.booking_who import applicant_known
from mediation_cms.core.errors import Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Request
from mediation_cms.intake.preconditions import require_open


def confirm_for_request(
    session: Session, actor: Actor, booking: Booking, request: Request, given: BeforehandIn, read_in: Language
) -> Placed:
    """Book what is held for this request, for who brought it, with the consent as it was `read_in`. One talk ahead at a time.

    Raises Taken, AlreadyBooked; Refused once the request is finished, or has a talk ahead.
    """
    authorize(actor, Can.KEEP_BOOKING, booking)
    authorize(actor, Can.COME_BACK, request)
    session.refresh(request, with_for_update=True)
    lock(session, booking)
    require_open(request)
    require_ahead(booking.starts_at)
    if talks_ahead_of(session, request):
        raise Refused(_("A talk is booked for this request already. To move it, use the link in the message about it."))
    known = applicant_known(session, request)
    if known is None or booking.request_id != request.id:
        raise stale()
    placed = book_held(session, actor, booking, Coming(*known, given.note), request)
    keep_consent(session, booking, known[0].name, read_in)
    return placed
