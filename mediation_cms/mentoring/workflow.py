"""The life of an observation: from a trainee's wish to counted hours."""

from mediation_cms.core.i18n import Labelled
from mediation_cms.core.workflow import Workflow


class ObservationState(Labelled, context="observation"):
    """Where an observation is. Only the hours of a counted one count."""

    ASKED = "asked", "Asked for"
    OFFERED = "offered", "Offered by a mentor"
    CONFIRMED = "confirmed", "Confirmed"
    WRITTEN = "written", "The sheet is written"
    COUNTED = "counted", "The hours are counted"
    CALLED_OFF = "called_off", "Called off"


class ObservationStep(Labelled, context="step of an observation"):
    """What can be done to an observation."""

    OFFER = "offer", "Offer a meeting"
    CONFIRM = "confirm", "Confirm the observation"
    WRITE = "write", "Hand in the sheet"
    COUNT = "count", "Confirm the hours"
    CALL_OFF = "call_off", "Call the observation off"


AHEAD = (ObservationState.ASKED, ObservationState.OFFERED, ObservationState.CONFIRMED)
"""What may still be called off."""

OBSERVATION = Workflow(
    {
        (ObservationState.ASKED, ObservationStep.OFFER): ObservationState.OFFERED,
        (ObservationState.OFFERED, ObservationStep.CONFIRM): ObservationState.CONFIRMED,
        (ObservationState.CONFIRMED, ObservationStep.WRITE): ObservationState.WRITTEN,
        (ObservationState.WRITTEN, ObservationStep.COUNT): ObservationState.COUNTED,
        **{(state, ObservationStep.CALL_OFF): ObservationState.CALLED_OFF for state in AHEAD},
    }
)
