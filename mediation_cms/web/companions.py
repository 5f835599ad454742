"""Who works beside the mediator of a case: added and parted with on pages of their own."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.companion_actions import add_companion, end_companion
from mediation_cms.cases.inputs import CompanionIn, PartingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import get_case
from mediation_cms.core import clock
from mediation_cms.core.i18n import _, labels
from mediation_cms.core.names import search_key
from mediation_cms.intake.companion_models import Part
from mediation_cms.intake.queries import get_companion
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.mediators.queries import Assignable, assignable, get_mediator
from mediation_cms.people.models import Person
from mediation_cms.web.case_overview import PAGE
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import matter_of_case
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

companions = Blueprint("companions", __name__, url_prefix="/cases/<uuid:case_id>/companions")
MOST_SHOWN = 20


@companions.route("/new", methods=["GET", "POST"])
def new(case_id: UUID) -> ResponseReturnValue:
    """Choose who works beside the mediator, and in what part."""
    case, form = get_case(g.session, g.actor, case_id), Form.sent() if request.method == "POST" else Form()
    authorize(g.actor, Can.NAME_COMPANION, case)
    with form.catching():
        if request.method == "POST":
            given = CompanionIn.checked(form.tree())
            chosen = get_mediator(g.session, g.actor, given.mediator_id)
            add_companion(g.session, g.actor, case, chosen, given)
            say(_("Added. The mediator is told and sees the case."))
            return redirect(url_for("cases.show", case_id=case_id), code=303)
    return render_template(
        "cases/companion.html",
        matter=matter_of_case(case_id, PAGE),
        case=case,
        form=form,
        asked=request.args.get("q", "")[:100],
        found=_found(case, request.args.get("q", "")[:100]),
        parts_offered=options(Part),
        kind_words=labels(MediatorKind, g.language),
    ), form.status


@companions.route("/<uuid:companion_id>/removal", methods=["GET", "POST"])
def removal(case_id: UUID, companion_id: UUID) -> ResponseReturnValue:
    """Somebody no longer works beside the mediator."""
    case = get_case(g.session, g.actor, case_id)
    companion = get_companion(g.session, case.request_id, companion_id)
    authorize(g.actor, Can.NAME_COMPANION, case)
    form = Form.sent() if request.method == "POST" else Form({"on": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            end_companion(g.session, g.actor, case, companion, PartingIn.checked(form.tree()))
            say(_("From this day on the mediator no longer sees the case."))
            return redirect(url_for("cases.show", case_id=case_id), code=303)
    return render_template(
        "cases/companion_removal.html",
        matter=matter_of_case(case_id, PAGE),
        case=case,
        form=form,
        companion=companion,
        name=g.session.get_one(Person, companion.mediator_id).name,
    ), form.status


def _found(case: Case, typed: str) -> list[Assignable]:
    """The mediators to choose from, the nearest first; who deals with the case is not among them."""
    there = {case.mediator_id, *(one.mediator_id for one in case.companions)}
    words = search_key(typed).split()
    everybody = assignable(g.session, case.cabinet_id, clock.today())
    fit = [
        who for who in everybody if who.mediator_id not in there and all(word in search_key(who.name) for word in words)
    ]
    return fit[:MOST_SHOWN]
