"""Booking a talk for one's own request: the browser that was let in to it by number and code books for it, and no other.

No address and no form names the request. The cookie of the session remembers that the button was pressed, under the pass of
the status page; it means nothing once that pass has ended.
"""

from flask import g, session
from flask.typing import ResponseReturnValue

from mediation_cms.consultations.booking_consents import booking_consent
from mediation_cms.consultations.booking_models import Booking, TalkKind
from mediation_cms.consultations.booking_who import applicant_known
from mediation_cms.consultations.queries import consultations_of
from mediation_cms.core import clock
from mediation_cms.core.i18n import _, labels
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Channel
from mediation_cms.places.queries import tree
from mediation_cms.web import booking_pages as pages
from mediation_cms.web.booking_choice import Choice
from mediation_cms.web.forms import Form
from mediation_cms.web.status_pass import HELD, Pass, held_pass

FOR = "talk_for"


def begin_talk(found: Pass) -> str:
    """From here on this browser books for its request; the address where the wizard begins: at the cabinet of the request."""
    session[FOR] = session[HELD]
    kind = TalkKind.FOLLOW_UP if consultations_of(g.session, found.request) else TalkKind.FIRST
    cabinet = tree(g.session).unit(found.request.cabinet_id)
    return Choice(kind, cabinet=cabinet if cabinet.is_open(clock.today()) else None).url()


def request_booked_for() -> Request | None:
    """The request for which this browser books now."""
    found = held_pass() if session.get(FOR) and session.get(FOR) == session.get(HELD) else None
    return found.request if found else None


def request_of(booking: Booking) -> Request | None:
    """The request for which this browser holds the time, where who comes is known; None: they are asked."""
    request = request_booked_for() if booking.request_id else None
    same = request is not None and request.id == booking.request_id
    return request if request is not None and same and applicant_known(g.session, request) else None


def book_for_nobody() -> None:
    """What this browser books is for no request any more."""
    session.pop(FOR, None)


def check(booking: Booking, code: str, form: Form, request: Request) -> ResponseReturnValue:
    """Everything once more. Name and phone are known and not shown: the page may be open in a shared place."""
    known = applicant_known(g.session, request)
    assert known is not None  # noqa: S101 - asked by who calls
    person, _ways, chosen = known
    told_by = chosen.channel if chosen.may_leave_message and chosen.channel is not Channel.PHONE else Channel.PHONE
    own = [
        (_("For the request").in_(g.language), request.number),
        (_("We tell you").in_(g.language), labels(Channel, g.language)[told_by.value]),
    ]
    consent = booking_consent(g.session, booking, person.name, g.language)
    return pages.holding("booking/for_request.html", pages.CHECK, booking, code, form, own=own, consent=consent)
