"""Booking a talk without an account: step by step by addresses that can be shared, until a time is held for ten minutes.

What is chosen stands in the address; who comes is typed on the page of the held time (`web/booked.py`), and only sent by form.
"""

from collections.abc import Sequence

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.accounts.queries import reserved
from mediation_cms.consultations.booking_actions import hold as hold_time
from mediation_cms.consultations.booking_actions import let_go
from mediation_cms.consultations.booking_days import slots_at
from mediation_cms.consultations.booking_inputs import SlotIn, WhoIn, WishIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import booking_behind
from mediation_cms.consultations.booking_steps import Placed
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.waiting_actions import wish_time
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.intake.models import Request
from mediation_cms.mediators.occupancy import Taken
from mediation_cms.people.models import AccountKind
from mediation_cms.web import booking_pages as shown
from mediation_cms.web import transactions
from mediation_cms.web.booking_choice import Choice, instant
from mediation_cms.web.booking_pages import WHO
from mediation_cms.web.forms import Form
from mediation_cms.web.limits import limit_holds, limit_visitors
from mediation_cms.web.talk_for_request import book_for_nobody, request_booked_for, request_of
from mediation_cms.web.talk_for_request import check as check_for_request

booking = Blueprint("booking", __name__)
booking.before_request(limit_visitors)
HELD, CHOSEN = "held_booking", "chosen_talk"
"""Under these names the cookie of the session holds the link to the time that this browser holds, and what it was chosen from."""
CONSENT_FIRST = _("Tick this: without your consent we may not keep your name and phone.")


@booking.get("/book")
def start() -> ResponseReturnValue:
    """The first question that is still open: which talk, where, how, and when."""
    choice = Choice.of(request.args)
    if choice.kind is None:
        return shown.kinds(choice)
    if choice.cabinet is None and not choice.anywhere:
        return shown.cabinets(choice) if choice.region else shown.regions(choice)
    if choice.sought() is None:
        return shown.ways(choice)
    return shown.times(choice, held=_held())


@booking.route("/book/times/<at>", methods=["GET", "POST"])
def hold(at: str) -> ResponseReturnValue:
    """Hold the time that was pressed. Who had already typed a name, and lost the time, goes on with all of it."""
    form, choice = Form.sent(), Choice.of(request.form)
    sought = choice.sought()
    if request.method != "POST" or sought is None:
        return chosen_again()
    starts_at = instant(at)
    limit_holds()
    visitor, before = _visitor(), _held()
    try:
        if before is not None:
            let_go(g.session, visitor, before)
        placed = _first(visitor, slots_at(g.session, sought, starts_at), request_booked_for())
    except Taken as lost:
        transactions.forget()
        return shown.times(choice, typed=form, lost=lost.sentence, wanted=starts_at)
    session[HELD], session[CHOSEN] = placed.code, choice.args
    address = url_for("booked.show", code=placed.code)
    if any(form.text(name) for name in WHO):
        transactions.leads_to(address)
        return asked_who(placed.booking, placed.code, form)
    return redirect(address, code=303)


@booking.route("/book/waiting", methods=["GET", "POST"])
def waiting() -> ResponseReturnValue:
    """Ask to be told when a time frees up, for who found none."""
    choice = Choice.of(request.values)
    if choice.sought() is None or choice.cabinet is None:
        return redirect(choice.url())
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            who = who_typed(form)
            require_consent(form)
            talk = {
                "cabinet_id": choice.cabinet.id,
                **{name: choice.args[name] for name in ("kind", "mode", "language")},
            }
            wish_time(g.session, _visitor(), WishIn.checked(talk | {"until": form.text("until")}), who, g.language)
            return redirect(choice.url(waits="yes"), code=303)
    return shown.waiting(choice, form)


def asked_who(booking: Booking, code: str, form: Form) -> ResponseReturnValue:
    """Who comes; all once more where it is booked for the request of who has come back, since they are known."""
    own = request_of(booking)
    return check_for_request(booking, code, form, own) if own else shown.who(booking, code, form)


def who_typed(form: Form) -> WhoIn:
    """Who comes. An e-mail alone means that we write there. Raises Invalid."""
    typed = {name: form.values[name] for name in WHO if name in form.values}
    if form.text("email").strip() and not form.text("phone").strip():
        typed["told_by"] = "email"
    return WhoIn.checked(typed)


def require_consent(form: Form) -> None:
    """Raises Invalid where the consent is not ticked."""
    if not form.text("consent"):
        raise Invalid({"consent": CONSENT_FIRST})


def chosen_again() -> ResponseReturnValue:
    """Back to the times of what this browser has chosen last; to the first question where it has not."""
    known = session.get(CHOSEN)
    return redirect(Choice.of(known if isinstance(known, dict) else {}).url(), code=303)


def forget_held() -> None:
    """This browser holds no time any more."""
    session.pop(HELD, None)
    session.pop(CHOSEN, None)
    book_for_nobody()


def _visitor() -> Actor:
    return reserved(g.session, AccountKind.VISITOR)


def _first(visitor: Actor, slots: Sequence[SlotIn], own: Request | None) -> Placed:
    """Hold the first of these that is still free, for one's `own` request where there is one. Raises Taken."""
    for slot in slots[:-1]:
        try:
            return hold_time(g.session, visitor, slot, own)
        except Taken:
            continue
    if not slots:
        raise Taken
    return hold_time(g.session, visitor, slots[-1], own)


def _held() -> Booking | None:
    """The time that this browser holds, if it does."""
    token = session.get(HELD)
    if not isinstance(token, str):
        return None
    try:
        found = booking_behind(g.session, link_behind(g.session, Purpose.BOOKING, token).thing_id)
    except NotFound:
        return None
    stands = found.state is BookingState.HELD and found.held_until is not None and found.held_until > clock.now()
    return found if stands else None
