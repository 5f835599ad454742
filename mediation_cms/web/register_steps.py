"""Steps of a register entry: correct, suspend, make active again, remove from the register, take out as a mistake."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.cases.lapse_actions import warn_of_lapse
from mediation_cms.cases.lapse_queries import concerned
from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import bar_from_own_matters
from mediation_cms.mediators.actions import leave_register, resume, suspend
from mediation_cms.mediators.correction_actions import correct_entry, correct_mediator, remove_entry
from mediation_cms.mediators.inputs import LeavingIn, ResumptionIn, SuspensionIn
from mediation_cms.mediators.register_queries import Card, card_of
from mediation_cms.web import register_forms as shown
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import beside
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

register_steps = Blueprint("register_steps", __name__, url_prefix="/registers/<uuid:entry_id>")


@register_steps.route("/correction", methods=["GET", "POST"])
def correction(entry_id: UUID) -> ResponseReturnValue:
    """Correct an entry: whatever was typed wrong."""
    card = _kept(entry_id)
    form = shown.EntryForm.correcting(shown.stored_entry(card))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            place, given = shown.given_correction(form)
            with form.beside():
                correct_entry(g.session, g.actor, card.stand.entry, place, given)
            say(_("Saved"))
            _warn(card, clock.today())
            return _back(entry_id)
    return shown.form_page("registers/correction.html", form, card)


@register_steps.route("/person", methods=["GET", "POST"])
def person(entry_id: UUID) -> ResponseReturnValue:
    """Correct the card: name, requisites, where and how the mediator works."""
    card = _kept(entry_id)
    transactions.reading("registers.person", shown=[card.stand.entry.number])
    form = Form.correcting(shown.stored_person(card))
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            who, practice = shown.given_person(form)
            with beside(shown.FORM_NAMES):
                correct_mediator(g.session, g.actor, card.stand.entry, who, practice)
            bar_from_own_matters(g.session, g.actor, card.stand.entry.mediator_id)
            say(_("Saved"))
            return _back(entry_id)
    return shown.form_page("registers/person.html", form, card)


@register_steps.route("/suspension", methods=["GET", "POST"])
def suspension(entry_id: UUID) -> ResponseReturnValue:
    """Suspend an entry from a day on."""
    card = _kept(entry_id)
    form = Form.sent() if request.method == "POST" else Form({"since": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            given = SuspensionIn.checked(form.tree())
            suspend(g.session, g.actor, card.stand.entry, given)
            say(_("The entry is suspended."))
            _warn(card, given.since)
            return _back(entry_id)
    return _page("registers/suspension.html", form, card, concerned=concerned(g.session, card.mediator.id))


@register_steps.route("/resumption", methods=["GET", "POST"])
def resumption(entry_id: UUID) -> ResponseReturnValue:
    """End a suspension."""
    card = _kept(entry_id)
    form = Form.sent() if request.method == "POST" else Form({"on": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            resume(g.session, g.actor, card.stand.entry, ResumptionIn.checked(form.tree()))
            say(_("The entry is active again."))
            return _back(entry_id)
    return _page("registers/resumption.html", form, card)


@register_steps.route("/leaving", methods=["GET", "POST"])
def leaving(entry_id: UUID) -> ResponseReturnValue:
    """Remove somebody from the register from a day on, with the ground."""
    card = _kept(entry_id)
    form = Form.sent() if request.method == "POST" else Form({"until": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            given = LeavingIn.checked(form.tree())
            leave_register(g.session, g.actor, card.stand.entry, given)
            say(_("Removed from the register."))
            _warn(card, given.until)
            return _back(entry_id)
    return _page("registers/leaving.html", form, card, concerned=concerned(g.session, card.mediator.id))


@register_steps.route("/removal", methods=["GET", "POST"])
def removal(entry_id: UUID) -> ResponseReturnValue:
    """Take out an entry that was made by mistake."""
    card = _kept(entry_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            remove_entry(g.session, g.actor, card.stand.entry, ReasonIn.checked(form.tree()))
            say(_("The entry is taken out. The history keeps what it was."))
            _warn(card, clock.today())
            return redirect(url_for("registers.index"), code=303)
    return _page("registers/removal.html", form, card, concerned=concerned(g.session, card.mediator.id))


def _kept(entry_id: UUID) -> Card:
    """The card behind an entry that the actor keeps."""
    card = card_of(g.session, g.actor, entry_id, clock.today())
    authorize(g.actor, Can.KEEP_REGISTER, card.stand.entry)
    return card


def _warn(card: Card, since: date) -> None:
    """Warn of what waits for a mediator who may no longer act, and say of how much."""
    new = warn_of_lapse(g.session, g.actor, card.stand.entry, max(since, clock.today()))
    if new.cases or new.talks:
        counted = {"cases": len(new.cases), "talks": len(new.talks)}
        say(_("The coordinators are warned. Open cases: %(cases)s, booked talks ahead: %(talks)s.", **counted), "wait")


def _page(template: str, form: Form, card: Card, **more: Any) -> ResponseReturnValue:
    return render_template(template, form=form, **more, **shown.facts(card)), form.status


def _back(entry_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("registers.show", entry_id=entry_id), code=303)
