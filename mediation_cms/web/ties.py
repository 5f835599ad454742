"""The ties that a mediator declares: relatives, village, organisations. For the mediator, and who keeps the register."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.audit.queries import names_of
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.mediators.tie_actions import declare_tie, end_tie, remove_tie
from mediation_cms.mediators.tie_inputs import ASKED, TieEndingIn
from mediation_cms.mediators.tie_models import Kin, TieKind
from mediation_cms.mediators.tie_queries import Whose, get_tie, keeping, ties_of
from mediation_cms.people.models import Person
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web import transactions
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form
from mediation_cms.web.placing import names_of_places
from mediation_cms.web.saying import say
from mediation_cms.web.typed import today_as_typed

ties = Blueprint("ties", __name__, url_prefix="/ties/<uuid:mediator_id>")


@ties.get("")
def of(mediator_id: UUID) -> ResponseReturnValue:
    """What a mediator declared, those ties first that hold."""
    whose = keeping(g.session, g.actor, mediator_id)
    found = ties_of(g.session, mediator_id)
    transactions.reading("ties.of")
    return render_template(
        "ties/of.html",
        ties=found,
        kinds=list(TieKind),
        entered_by=names_of(g.session, {tie.entered_by_id for tie in found}),
        names=names_of_places(tie.near_id for tie in found),
        **_facts(whose),
    )


@ties.route("/new/<kind>", methods=["GET", "POST"])
def new(mediator_id: UUID, kind: str) -> ResponseReturnValue:
    """Enter a relative, a village or an organisation."""
    whose = keeping(g.session, g.actor, mediator_id)
    if kind not in set(TieKind):
        raise NotFound
    asked = TieKind(kind)
    form = Form.sent() if request.method == "POST" else Form({"since": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            declare_tie(g.session, g.actor, whose, ASKED[asked].checked(form.tree()))
            say(_("Saved"))
            return _back(mediator_id)
    page = render_template(
        "ties/new.html", form=form, kind=asked, kin=options(Kin), districts=_districts(), **_facts(whose)
    )
    return page, form.status


@ties.route("/<uuid:tie_id>/ending", methods=["GET", "POST"])
def ending(mediator_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    """A tie is none any more."""
    whose = keeping(g.session, g.actor, mediator_id)
    tie = get_tie(g.session, whose, tie_id)
    form = Form.sent() if request.method == "POST" else Form({"until": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            end_tie(g.session, g.actor, whose, tie, TieEndingIn.checked(form.tree()))
            say(_("Saved"))
            return _back(mediator_id)
    return render_template("ties/ending.html", form=form, tie=tie, **_facts(whose)), form.status


@ties.route("/<uuid:tie_id>/removal", methods=["GET", "POST"])
def removal(mediator_id: UUID, tie_id: UUID) -> ResponseReturnValue:
    """Take out a tie that was entered by mistake."""
    whose = keeping(g.session, g.actor, mediator_id)
    tie = get_tie(g.session, whose, tie_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            remove_tie(g.session, g.actor, whose, tie)
            say(_("Removed."))
            return _back(mediator_id)
    return render_template("ties/removal.html", form=form, tie=tie, **_facts(whose)), form.status


def _facts(whose: Whose) -> dict[str, object]:
    own = whose.mediator_id == g.actor.mediator_id
    return {"mediator": g.session.get_one(Person, whose.mediator_id), "own": own}


def _districts() -> Options:
    named = tree(g.session).by_name(Level.DISTRICT, g.language, clock.today())
    return [(str(place.id), name) for place, name in named]


def _back(mediator_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".of", mediator_id=mediator_id), code=303)
