"""What is asked before a step of a request, whichever it is: that the request is open, and that the day is not before it."""

from datetime import date

from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.models import Request
from mediation_cms.intake.workflow import RequestStatus


def require_open(request: Request) -> None:
    """Refuse for a finished request."""
    if request.status is RequestStatus.ENDED:
        raise Refused(_("The request is finished. Reopen it with a reason first."))


def require_since(request: Request, field: str, day: date) -> None:
    """Nothing was said or decided about a request before it came in. Raises Invalid beside the field."""
    since = request.received_on
    if day < since:
        raise Invalid({field: _("The request is open since %(day)s. Give that day or a later one.", day=since)})
