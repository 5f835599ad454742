"""The life of a booked talk: held, confirmed, then it takes place, somebody does not come, or it is cancelled."""

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class BookingState(Labelled, context="booking"):
    """Where a booking is. A moved one is still confirmed: `Booking.moved_from` says from when."""

    HELD = "held", "Held for ten minutes"
    CONFIRMED = "confirmed", "Booked"
    CANCELLED_BY_PERSON = "cancelled_by_person", "Cancelled by the person"
    CANCELLED_BY_CABINET = "cancelled_by_cabinet", "Cancelled by the cabinet"
    TOOK_PLACE = "took_place", "Took place"
    NO_SHOW_BY_PERSON = "no_show_by_person", "The person did not come"
    NO_SHOW_BY_MEDIATOR = "no_show_by_mediator", "The mediator did not come"


class BookingStep(Labelled, context="step of a booking"):
    """What can be done to a booking."""

    CONFIRM = "confirm", "Book"
    MOVE = "move", "Move to another time"
    CANCEL = "cancel", "Cancel for the person"
    CALL_OFF = "call_off", "Cancel by the cabinet"
    TAKE_PLACE = "take_place", "Note that it took place"
    MISS = "miss", "Note that the person did not come"
    FAIL = "fail", "Note that the mediator did not come"


_OUTCOMES = {
    BookingStep.TAKE_PLACE: BookingState.TOOK_PLACE,
    BookingStep.MISS: BookingState.NO_SHOW_BY_PERSON,
    BookingStep.FAIL: BookingState.NO_SHOW_BY_MEDIATOR,
}
AFTERWARDS = (*_OUTCOMES.values(),)
"""What was noted after the hour; one outcome may be set right by another."""
OVER = tuple(state for state in BookingState if state not in {BookingState.HELD, BookingState.CONFIRMED})

BOOKING = Workflow(
    {
        (BookingState.HELD, BookingStep.CONFIRM): BookingState.CONFIRMED,
        (BookingState.CONFIRMED, BookingStep.MOVE): BookingState.CONFIRMED,
        (BookingState.CONFIRMED, BookingStep.CANCEL): BookingState.CANCELLED_BY_PERSON,
        (BookingState.CONFIRMED, BookingStep.CALL_OFF): BookingState.CANCELLED_BY_CABINET,
        **{
            (before, step): after
            for before in (BookingState.CONFIRMED, *AFTERWARDS)
            for step, after in _OUTCOMES.items()
            if before is not after
        },
    }
)
