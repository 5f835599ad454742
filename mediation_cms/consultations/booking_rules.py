"""What may be done with a booking at which hour: pure, over given values."""

from datetime import datetime

from mediation_cms.consultations.booking_workflow import BookingStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _


def require_ahead(starts_at: datetime) -> None:
    """Refused when the talk has begun already: then nothing is moved or cancelled any more."""
    if starts_at <= clock.now():
        raise Refused(_("The time of this talk has come. Call the cabinet, or book another time."))


def require_begun(starts_at: datetime, step: BookingStep) -> None:
    """Refused before the hour: what came of a talk is not known before it."""
    if starts_at > clock.now():
        raise Refused(_("The talk has not begun yet. Note what came of it afterwards: %(step)s.", step=step.label))
