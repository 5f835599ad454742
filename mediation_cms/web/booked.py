"""The page of one talk, behind a personal link: who comes while it is held; then joining, moving, cancelling, waiting.

All without an account. Opening a page changes nothing: scanners of mail open it too.
"""

from datetime import datetime

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import note_use
from mediation_cms.accounts.queries import reserved
from mediation_cms.consultations.booking_actions import cancel_own, confirm, move_own
from mediation_cms.consultations.booking_again_actions import remind_who_is_booked
from mediation_cms.consultations.booking_inputs import BeforehandIn, NewTimeIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_placing import AlreadyBooked
from mediation_cms.consultations.booking_queries import booking_behind, wish_of
from mediation_cms.consultations.booking_request_actions import confirm_for_request
from mediation_cms.consultations.booking_telling import calendar_of
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.waiting_actions import drop_wish, take_offer, wish_earlier
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.models import Request
from mediation_cms.mediators.occupancy import Taken
from mediation_cms.people.models import AccountKind
from mediation_cms.web import booking_pages as shown
from mediation_cms.web import transactions
from mediation_cms.web.booking import asked_who, chosen_again, forget_held, require_consent, who_typed
from mediation_cms.web.booking_choice import Choice, instant
from mediation_cms.web.forms import Form
from mediation_cms.web.limits import limit_visitors
from mediation_cms.web.saying import say
from mediation_cms.web.site import site
from mediation_cms.web.talk_for_request import book_for_nobody, check, request_of
from mediation_cms.web.ways_in import by_link, nowhere

booked = Blueprint("booked", __name__)
booked.before_request(limit_visitors)
BOOK, CHANGE = "book", "change"
TAKE = "take"
YES = "yes"


@booked.errorhandler(NotFound)
def not_there(_problem: NotFound) -> ResponseReturnValue:
    """A link that leads nowhere, or no longer to where its reader wanted."""
    return nowhere()


@booked.route("/b/<code>", methods=["GET", "POST"])
def show(code: str) -> ResponseReturnValue:
    """While the time is held: who comes. Then the talk itself."""
    link = by_link(Purpose.BOOKING, code)
    try:
        booking = booking_behind(g.session, link.thing_id)
    except NotFound:
        return _gone()
    if booking.state is not BookingState.HELD:
        return (
            redirect(url_for(".show", code=code), code=303) if request.method == "POST" else shown.booked(booking, code)
        )
    if wish_of(g.session, booking) is not None:
        return shown.offered(booking, booking, code)
    form = Form.sent() if request.method == "POST" else Form()
    if request.method != "POST":
        return asked_who(booking, code, form)
    own = request_of(booking)
    return _taking_for(booking, code, form, own) if own else _taking(booking, code, form)


@booked.get("/b/<code>/join")
def join(code: str) -> ResponseReturnValue:
    """Where one joins the talk, or whom to phone."""
    return shown.join(_kept(code), code)


@booked.get("/b/<code>/calendar.ics")
def calendar(code: str) -> ResponseReturnValue:
    """The talk as a file for a calendar, under the same name as in the mails."""
    booking = _kept(code)
    file = calendar_of(g.session, booking, g.language, f"{site()}/b/{code}")
    headers = {"Content-Disposition": 'attachment; filename="bitim.ics"'}
    return Response(file, mimetype="text/calendar", headers=headers)


@booked.get("/b/<code>/times")
def times(code: str) -> ResponseReturnValue:
    """The same days and times as at first, to move the talk."""
    booking = _kept(code)
    if not shown.is_ahead(booking):
        return redirect(url_for(".show", code=code), code=303)
    return shown.times(Choice.behind(booking), moves=(booking, code))


@booked.route("/b/<code>/times/<at>", methods=["GET", "POST"])
def move(code: str, at: str) -> ResponseReturnValue:
    """The time that was pressed is looked at once more, then the talk is moved."""
    booking = _kept(code)
    if not shown.is_ahead(booking):
        return redirect(url_for(".show", code=code), code=303)
    starts_at = instant(at)
    if request.form.get("sure") != YES:
        return shown.moving(booking, code, starts_at)
    given = NewTimeIn(starts_at=starts_at, any_mediator=booking.any_mediator)
    try:
        placed = move_own(g.session, _visitor(), booking, given)
    except Taken as lost:
        transactions.forget()
        return shown.times(Choice.behind(booking), moves=(booking, code), lost=lost.sentence, wanted=starts_at)
    _used(code)
    say(_("The talk is moved."))
    return redirect(url_for(".show", code=placed.code), code=303)


@booked.route("/b/<code>/cancellation", methods=["GET", "POST"])
def cancellation(code: str) -> ResponseReturnValue:
    """Cancel the talk, after asking once more."""
    booking = _kept(code)
    if not shown.is_ahead(booking):
        return redirect(url_for(".show", code=code), code=303)
    if request.method == "POST":
        cancel_own(g.session, _visitor(), booking)
        _used(code)
        return redirect(url_for(".show", code=code), code=303)
    return shown.cancellation(booking, code)


@booked.post("/b/<code>/waiting")
def waiting(code: str) -> ResponseReturnValue:
    """Be told if an earlier time frees up, or not any more."""
    booking = _kept(code)
    wish = wish_of(g.session, booking)
    if request.form.get("waits") == YES:
        wish_earlier(g.session, _visitor(), booking)
    elif wish is not None:
        drop_wish(g.session, _visitor(), wish, booking)
    _used(code)
    return redirect(url_for(".show", code=code), code=303)


@booked.post("/b/<code>/offer")
def offer(code: str) -> ResponseReturnValue:
    """Take the earlier time that is kept, or leave it and stay with what was booked."""
    booking = _behind(code)
    wish, stays = wish_of(g.session, booking), booking.state is not BookingState.HELD
    if request.form.get("answer") == TAKE:
        try:
            placed = take_offer(g.session, _visitor(), booking)
        except Refused:
            transactions.forget()
            say(_("The earlier time is not kept any more."), "late")
            return redirect(url_for(".show", code=code), code=303)
        _used(code)
        return redirect(url_for(".show", code=placed.code), code=303)
    if wish is not None:
        drop_wish(g.session, _visitor(), wish, booking)
    say(_("The earlier time is free for others again."))
    return redirect(url_for(".show", code=code) if stays else url_for("booking.start"), code=303)


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _taking(booking: Booking, code: str, form: Form) -> ResponseReturnValue:
    """What was typed goes on to the page on which it is checked, and from there it is booked."""
    step, choice = form.text("step"), Choice.of(request.form)
    if step == CHANGE:
        return shown.who(booking, code, form)
    lost, wanted = None, booking.starts_at
    with form.catching():
        who = who_typed(form)
        if step != BOOK:
            return shown.check(booking, code, form, who)
        require_consent(form)
        try:
            placed = confirm(g.session, _visitor(), booking, who, g.language)
        except (Taken, AlreadyBooked) as refusal:
            lost = refusal
            raise
        forget_held()
        return redirect(url_for(".show", code=placed.code), code=303)
    if lost is not None and (others := _lost(lost, choice, form, wanted)):
        return others
    if "consent" in form.errors:
        return shown.check(booking, code, form, who_typed(form))
    return shown.who(booking, code, form)


def _taking_for(booking: Booking, code: str, form: Form, own: Request) -> ResponseReturnValue:
    """The same for the request of who has come back: nothing is left to ask but the consent."""
    if form.text("step") == CHANGE:
        book_for_nobody()
        return shown.who(booking, code, form)
    lost, wanted = None, booking.starts_at
    with form.catching():
        require_consent(form)
        given = BeforehandIn.checked({"note": form.text("note")})
        try:
            placed = confirm_for_request(g.session, _visitor(), booking, own, given, g.language)
        except (Taken, AlreadyBooked) as refusal:
            lost = refusal
            raise
        forget_held()
        return redirect(url_for(".show", code=placed.code), code=303)
    if lost is not None and (others := _lost(lost, Choice.of(request.form), form, wanted)):
        return others
    return check(booking, code, form, own)


def _lost(lost: Taken | AlreadyBooked, choice: Choice, form: Form, wanted: datetime) -> ResponseReturnValue | None:
    """Other times where this one is gone; None where a talk is ahead: whose it is is told, and the form is shown again."""
    if isinstance(lost, AlreadyBooked):
        _remind(lost)
        return None
    return shown.times(choice, typed=form, lost=lost.sentence, wanted=wanted)


def _remind(already: AlreadyBooked) -> None:
    """Whose talk is ahead is told of it. The refusal keeps nothing, so this stands in a short transaction of its own."""
    with transactions.database().transaction() as session:
        for key in already.bookings:
            visitor = reserved(session, AccountKind.VISITOR)
            remind_who_is_booked(session, visitor, booking_behind(session, key))


def _behind(code: str) -> Booking:
    return booking_behind(g.session, by_link(Purpose.BOOKING, code).thing_id)


def _kept(code: str) -> Booking:
    """A talk that is booked, or was. Raises NotFound for what is only held."""
    found = _behind(code)
    if found.state is BookingState.HELD:
        raise NotFound
    return found


def _gone() -> ResponseReturnValue:
    """What was held is gone altogether: whoever sends a name all the same keeps it, and chooses another time."""
    choice = Choice.of(request.form)
    if request.method != "POST" or choice.sought() is None:
        say(shown.HOLD_IS_OVER, "wait")
        return chosen_again()
    try:
        wanted = instant(request.form.get("starts_at", ""))
    except Invalid:
        return chosen_again()
    return shown.times(choice, typed=Form.sent(), lost=shown.HOLD_IS_OVER, wanted=wanted)


def _used(code: str) -> None:
    note_use(g.session, by_link(Purpose.BOOKING, code))


def _visitor() -> Actor:
    return reserved(g.session, AccountKind.VISITOR)
