"""Several talks at once: a cabinet closes for a day, or a mediator is away. Each goes to a colleague, or is cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.consultations.booking_actions import call_off, reassign
from mediation_cms.consultations.booking_inputs import CalledOffIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import colleagues_for
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.mediators.occupancy import Taken, in_turn


@dataclass(frozen=True)
class Leaving:
    """Whose talks are cleared: all of a cabinet, or those of one mediator there."""

    cabinet_id: UUID
    mediator_id: UUID | None = None


class Cleared(NamedTuple):
    """What became of the talks: given to a colleague, cancelled with a message, and cancelled where staff have to call."""

    reassigned: list[Booking]
    told: list[Booking]
    to_call: list[Booking]


def call_off_day(
    session: Session, actor: Actor, whose: Leaving, bookings: Sequence[Booking], given: CalledOffIn, *, reassigns: bool
) -> Cleared:
    """Clear these talks, as far as they are ahead: with `reassigns` each goes first to a colleague who is open at that hour.

    `whose` talks they are: of a cabinet, or of a mediator; for each the right is asked once more. What nobody can take is
    cancelled with the reason and three other times. Whoever closes a cabinet or enters a leave has noted that before, so that no
    time of those days is offered.
    """
    authorize(actor, Can.MANAGE_BOOKINGS, whose)
    cleared = Cleared([], [], [])
    ahead = [each for each in bookings if each.state is BookingState.CONFIRMED and each.starts_at > clock.now()]
    colleagues = {each.id: colleagues_for(session, each) if reassigns else [] for each in ahead}
    in_turn(session, {each.mediator_id for each in ahead}.union(*colleagues.values()))
    for booking in sorted(ahead, key=lambda each: (each.starts_at, each.id)):
        if reassigns and _is_taken_over(session, actor, booking):
            cleared.reassigned.append(booking)
        elif call_off(session, actor, booking, given):
            cleared.told.append(booking)
        else:
            cleared.to_call.append(booking)
    return cleared


def _is_taken_over(session: Session, actor: Actor, booking: Booking) -> bool:
    """Whether a colleague could take the talk at its hour."""
    for mediator_id in colleagues_for(session, booking):
        try:
            reassign(session, actor, booking, mediator_id)
        except Taken:
            continue
        return True
    return False
