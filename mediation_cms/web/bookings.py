"""Booked talks for staff: one page each, and booking for a caller on one page."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.consultations.booking_actions import (
    book_for,
    call_off,
    cancel_for,
    move,
    note_outcome,
    reassign,
    swap,
)
from mediation_cms.consultations.booking_card import card_of
from mediation_cms.consultations.booking_inputs import CalledOffIn, NewTimeIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import get_booking
from mediation_cms.consultations.booking_workflow import BookingStep
from mediation_cms.core.errors import Forbidden, Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.web import bookings_pages as shown
from mediation_cms.web import transactions
from mediation_cms.web.choices import cabinets
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key
from mediation_cms.web.saying import say

bookings = Blueprint("bookings", __name__, url_prefix="/bookings")
ONE = "/<uuid:booking_id>"
OUTCOMES = {step.value: step for step in (BookingStep.TAKE_PLACE, BookingStep.MISS, BookingStep.FAIL)}


@bookings.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Book for somebody who calls: a time, a name, a phone. A button `since` only shows other days; all that is typed stays."""
    offered = cabinets(Can.MANAGE_BOOKINGS)
    if not offered:
        raise Forbidden
    sought = shown.Seeking.asked(offered)
    form = Form.sent() if request.method == "POST" else Form({"told_by": "sms"})
    with form.catching():
        if request.method == "POST" and not form.text("since"):
            slot, who, override = shown.as_typed(sought, form)
            placed = book_for(g.session, g.actor, slot, who, override, sought.request)
            say(_("Booked: %(when)s.", when=placed.booking.starts_at))
            return _to(placed.booking)
    transactions.reading("bookings.new", sought.request.id if sought.request else None)
    return shown.new(sought, offered, form)


@bookings.get(ONE)
def show(booking_id: UUID) -> ResponseReturnValue:
    """One talk: who, when, how, and what may be done."""
    booking = get_booking(g.session, g.actor, booking_id)
    transactions.reading("bookings.show", booking.request_id)
    return shown.show(card_of(g.session, booking), may(g.actor, Can.MANAGE_BOOKINGS, booking))


@bookings.route(f"{ONE}/time", methods=["GET", "POST"])
def time(booking_id: UUID) -> ResponseReturnValue:
    """Move a talk to another time, with the same mediator or any."""
    booking = _managed(booking_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            given = NewTimeIn.checked({"starts_at": form.text("starts_at"), "any_mediator": form.text("any_mediator")})
            placed = move(g.session, g.actor, booking, given)
            say(_("Moved: %(when)s. The person is told.", when=placed.booking.starts_at))
            return _to(booking)
    return shown.times(card_of(g.session, booking), form)


@bookings.post(f"{ONE}/mediator")
def mediator(booking_id: UUID) -> ResponseReturnValue:
    """Give a talk to a colleague who is free at its hour."""
    booking = _managed(booking_id)
    chosen = as_key(Form.sent().text("mediator_id"))
    if chosen is None:
        raise Invalid({"mediator_id": CHOOSE})
    reassign(g.session, g.actor, booking, chosen)
    say(_("The talk goes to a colleague. The hour stays."))
    return _to(booking)


@bookings.route(f"{ONE}/swap", methods=["GET", "POST"])
def exchange(booking_id: UUID) -> ResponseReturnValue:
    """Two talks change places."""
    booking = _managed(booking_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            key = as_key(form.text("other_id"))
            if key is None:
                raise Invalid({"other_id": CHOOSE})
            swap(g.session, g.actor, booking, _managed(key))
            say(_("The two talks have changed places. Whose hour is another is told."))
            return _to(booking)
    return shown.swapping(card_of(g.session, booking), form)


@bookings.route(f"{ONE}/cancellation", methods=["GET", "POST"])
def cancellation(booking_id: UUID) -> ResponseReturnValue:
    """Cancel a talk: for the person, who called, or by the cabinet, with a reason that is told."""
    booking = _managed(booking_id)
    form = Form.sent() if request.method == "POST" else Form({"by": "person"})
    with form.catching():
        if request.method == "POST":
            if form.text("by") == "cabinet":
                told = call_off(g.session, g.actor, booking, CalledOffIn.checked({"reason": form.text("reason")}))
                say(
                    _("The talk is called off, and the person is told.") if told else shown.CALL_THEM,
                    "done" if told else "wait",
                )
            else:
                cancel_for(g.session, g.actor, booking)
                say(_("The talk is cancelled for the person."))
            return _to(booking)
    return render_template("bookings/cancellation.html", form=form, card=card_of(g.session, booking)), form.status


@bookings.post(f"{ONE}/outcome")
def outcome(booking_id: UUID) -> ResponseReturnValue:
    """Note what came of a talk."""
    booking, step = _managed(booking_id), OUTCOMES.get(Form.sent().text("step"))
    if step is None:
        raise Invalid({"step": CHOOSE})
    note_outcome(g.session, g.actor, booking, step)
    say(_("Noted."))
    return _to(booking)


def _managed(booking_id: UUID) -> Booking:
    booking = get_booking(g.session, g.actor, booking_id)
    authorize(g.actor, Can.MANAGE_BOOKINGS, booking)
    return booking


def _to(booking: Booking) -> ResponseReturnValue:
    return redirect(url_for(".show", booking_id=booking.id), code=303)
