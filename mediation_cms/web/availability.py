"""When mediators are there: the hours of the week, days that differ, terms of booking, leave. For mediators and coordinators."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access.sight import require_dealing
from mediation_cms.cases.away_actions import drop_leave, enter_leave
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.mediators.availability_actions import (
    drop_other_day,
    keep_other_day,
    keep_terms,
    keep_week,
    take_back_week,
)
from mediation_cms.mediators.availability_inputs import OtherDayIn, TermsIn, WeekIn
from mediation_cms.mediators.availability_queries import (
    cabinets_of,
    get_leave,
    get_other_day,
    keeping_hours,
    mediators_in_sight,
    own_terms,
)
from mediation_cms.mediators.tie_queries import Whose
from mediation_cms.people.models import Role
from mediation_cms.web import availability_pages as shown
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.lists import as_key
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.saying import say
from mediation_cms.web.typed import as_typed, today_as_typed

availability = Blueprint("availability", __name__, url_prefix="/availability")
KEEPERS = frozenset({Role.MEDIATOR, Role.COORDINATOR})
ONE = "/<uuid:mediator_id>"


@availability.get("")
def index() -> ResponseReturnValue:
    """The mediators whose hours the actor keeps; who keeps only the own ones is led there."""
    require_dealing(g.actor, KEEPERS)
    found = mediators_in_sight(g.session, g.actor)
    if [each.id for each in found] == [g.actor.mediator_id]:
        return redirect(url_for(".show", mediator_id=g.actor.mediator_id))
    transactions.reading("availability.index")
    names = names_of_places(each.cabinet_id for each in found)
    return render_template("availability/index.html", mediators=found, names=names)


@availability.get(ONE)
def show(mediator_id: UUID) -> ResponseReturnValue:
    """The hours of one mediator, at each cabinet."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    transactions.reading("availability.show")
    return shown.show(of)


@availability.route(f"{ONE}/week", methods=["GET", "POST"])
def week(mediator_id: UUID) -> ResponseReturnValue:
    """The hours of the week at a cabinet, from a day on."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    cabinet_id = _cabinet(of)
    form = Form.sent() if request.method == "POST" else shown.stored_week(mediator_id, cabinet_id)
    with form.catching():
        if request.method == "POST":
            keep_week(g.session, g.actor, of, cabinet_id, WeekIn.checked(form.tree()))
            say(_("The hours are kept. Talks that are booked already stand: look at the calendar."))
            return _back(mediator_id)
    return shown.week(of, cabinet_id, form)


@availability.post(f"{ONE}/week/former")
def former_week(mediator_id: UUID) -> ResponseReturnValue:
    """Take back the last change of the hours."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    take_back_week(g.session, g.actor, of, _cabinet(of))
    say(_("The hours are as they were before."))
    return _back(mediator_id)


@availability.route(f"{ONE}/days/new", methods=["GET", "POST"])
def new_day(mediator_id: UUID) -> ResponseReturnValue:
    """A day with other hours, or none."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    cabinet_id = _cabinet(of)
    form = Form.sent() if request.method == "POST" else shown.fresh_day()
    with form.catching():
        if request.method == "POST":
            keep_other_day(g.session, g.actor, of, cabinet_id, OtherDayIn.checked(form.tree()))
            say(_("Saved"))
            return _back(mediator_id)
    return shown.new_day(of, cabinet_id, form)


@availability.post(f"{ONE}/days/<uuid:day_id>/removal")
def day_removal(mediator_id: UUID, day_id: UUID) -> ResponseReturnValue:
    """The day is as the week says again."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    drop_other_day(g.session, g.actor, of, get_other_day(g.session, of, day_id))
    say(_("Removed."))
    return _back(mediator_id)


@availability.route(f"{ONE}/terms", methods=["GET", "POST"])
def terms(mediator_id: UUID) -> ResponseReturnValue:
    """Minutes free around each talk, days ahead, hours before."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    own = own_terms(g.session, mediator_id)
    stored = as_typed(own, *TermsIn.model_fields) if own else {}
    form = Form.sent() if request.method == "POST" else Form(stored)
    with form.catching():
        if request.method == "POST":
            keep_terms(g.session, g.actor, of, TermsIn.checked(form.tree()))
            say(_("Saved"))
            return _back(mediator_id)
    return shown.terms(of, form)


@availability.route(f"{ONE}/leave/new", methods=["GET", "POST"])
def new_leave(mediator_id: UUID) -> ResponseReturnValue:
    """Enter leave: the page shows the talks of these days, and for each what becomes of it."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    form = Form.sent() if request.method == "POST" else Form({"first_day": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            given, choices = shown.leave_as_sent(form)
            if not shown.asks_more(of, given, choices):
                outcome = enter_leave(g.session, g.actor, of, given, choices)
                say(shown.became_of(outcome))
                return _back(mediator_id)
    transactions.reading("availability.leave")
    return shown.new_leave(of, form)


@availability.post(f"{ONE}/leave/<uuid:leave_id>/removal")
def leave_removal(mediator_id: UUID, leave_id: UUID) -> ResponseReturnValue:
    """The mediator is there after all."""
    of = keeping_hours(g.session, g.actor, mediator_id)
    drop_leave(g.session, g.actor, of, get_leave(g.session, of, leave_id))
    say(_("The leave is taken back: the hours hold again. Talks that were called off stay so."))
    return _back(mediator_id)


def _cabinet(of: Whose) -> UUID:
    """The cabinet of the address, else the first where the mediator may keep hours. Refused where there is none."""
    offered, asked = cabinets_of(g.session, of), as_key(request.args.get("cabinet_id", ""))
    if not offered:
        raise Refused(_("This mediator works at no cabinet yet. The register keeper enters the cabinet."))
    return asked if asked in offered else offered[0]


def _back(mediator_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".show", mediator_id=mediator_id), code=303)
