"""Who is barred from a matter: recorded by the coordinator, and lifted with a reason."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import get_barring, who_may_see
from mediation_cms.intake.barring_actions import BarringIn, bar_person, lift_bar
from mediation_cms.intake.queries import get_request
from mediation_cms.people.models import Person
from mediation_cms.web.forms import Form
from mediation_cms.web.matters import matter
from mediation_cms.web.saying import say

barrings = Blueprint("barrings", __name__, url_prefix="/requests/<uuid:request_id>/barrings")
PAGE = "requests.show"


@barrings.route("/new", methods=["GET", "POST"])
def new(request_id: UUID) -> ResponseReturnValue:
    """Bar somebody who works here from the matter."""
    found = get_request(g.session, g.actor, request_id)
    authorize(g.actor, Can.KEEP_BARRINGS, found)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            bar_person(g.session, g.actor, found, BarringIn.checked(form.tree()))
            say(_("Barred. For them the matter is not there any more."))
            return redirect(url_for("requests.show", request_id=request_id), code=303)
    people = [(str(person.id), person.name) for person in who_may_see(g.session, g.actor, found)]
    page = render_template("requests/barring.html", form=form, matter=matter(request_id, PAGE), people=people)
    return page, form.status


@barrings.route("/<uuid:barring_id>/lifting", methods=["GET", "POST"])
def lifting(request_id: UUID, barring_id: UUID) -> ResponseReturnValue:
    """Lift a bar, with a reason."""
    found = get_request(g.session, g.actor, request_id)
    barring = get_barring(g.session, found, barring_id)
    authorize(g.actor, Can.KEEP_BARRINGS, found)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            lift_bar(g.session, g.actor, found, barring, ReasonIn.checked(form.tree()))
            say(_("The bar is lifted."))
            return redirect(url_for("requests.show", request_id=request_id), code=303)
    who = g.session.get_one(Person, barring.person_id)
    page = render_template(
        "requests/lifting.html", form=form, matter=matter(request_id, PAGE), barring=barring, who=who
    )
    return page, form.status
