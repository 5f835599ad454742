"""Settings: the tree of places. Nothing is overwritten; what changes, changes from a day on and with a source."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.administration.cabinet_actions import set_mandate, set_owner
from mediation_cms.administration.inputs import (
    AliasIn,
    ClosingIn,
    FromDayIn,
    MandateIn,
    NameIn,
    OwnerIn,
    ReachIn,
    UnitIn,
)
from mediation_cms.administration.place_actions import (
    BELOW,
    add_alias,
    add_successor,
    change_reach,
    close_unit,
    move_unit,
    open_unit,
    remove_alias,
    rename_unit,
)
from mediation_cms.administration.queries import get
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.intake.queries import open_in
from mediation_cms.places.models import Unit, UnitAlias
from mediation_cms.places.queries import tree
from mediation_cms.web import place_forms as shown
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import beside, together
from mediation_cms.web.lists import Filters
from mediation_cms.web.placing import chosen_place
from mediation_cms.web.saying import say
from mediation_cms.web.typed import as_typed, today_as_typed

settings_places = Blueprint("settings_places", __name__, url_prefix="/settings/places")


@settings_places.get("")
def index() -> ResponseReturnValue:
    """The tree of a day, or the places that are called so."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    filters = Filters(request.args, {"q"}, set(), {"on"})
    on, wanted, places = filters.values.get("on", clock.today()), filters.values.get("q", ""), tree(g.session)
    return render_template(
        "settings/places.html",
        form=Form({"on": today_as_typed()} | filters.typed),
        on=on,
        wanted=wanted,
        found=[(place, places.path(place.id, on)) for place in places.search(wanted)],
        name_of=lambda unit_id: places.name(unit_id, g.language, on),
        branches=[] if wanted else shown.branches(on),
        republic=places.republic,
    )


@settings_places.get("/<uuid:unit_id>")
def show(unit_id: UUID) -> ResponseReturnValue:
    """One place over all its days."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return shown.unit_page(get(g.session, Unit, unit_id))


@settings_places.get("/<uuid:unit_id>/history")
def history(unit_id: UUID) -> ResponseReturnValue:
    """Who changed what of a place."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    unit = get(g.session, Unit, unit_id)
    return render_template(
        "settings/place_history.html", lines=history_of_thing(g.session, unit.id), **shown.facts(unit)
    )


@settings_places.route("/<uuid:unit_id>/units/new", methods=["GET", "POST"])
def opening(unit_id: UUID) -> ResponseReturnValue:
    """Open a region, a district or a cabinet in this place."""
    unit = shown.kept(unit_id)
    form = Form.sent() if request.method == "POST" else Form({"owner": "ank", "physical": "yes"})
    with form.catching():
        if request.method == "POST":
            with beside(shown.FORM_NAMES):
                made = open_unit(
                    g.session, g.actor, unit, UnitIn.checked(shown.given_with_reach(form, BELOW.get(unit.level)))
                )
            say(_("%(code)s is opened.", code=made.code))
            return redirect(url_for(".show", unit_id=made.id), code=303)
    return shown.step("settings/place_opening.html", form, unit)


@settings_places.route("/<uuid:unit_id>/name", methods=["GET", "POST"])
def name(unit_id: UUID) -> ResponseReturnValue:
    """Another name from a day on; the name of a day that is there already is corrected."""
    unit = shown.kept(unit_id)
    since = Filters(request.args, set(), set(), {"since"}).values.get("since")
    form = Form.sent() if request.method == "POST" else Form(shown.name_typed(unit, since))
    with form.catching():
        if request.method == "POST":
            with beside(shown.FORM_NAMES):
                rename_unit(g.session, g.actor, unit, NameIn.checked(shown.given(form)))
            say(_("Saved"))
            return _back(unit_id)
    return shown.step("settings/place_name.html", form, unit, corrects=since)


@settings_places.route("/<uuid:unit_id>/placing", methods=["GET", "POST"])
def placing(unit_id: UUID) -> ResponseReturnValue:
    """Another parent from a day on."""
    unit = shown.kept(unit_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            typed = shown.given(form)
            parent_id = typed.pop("parent_id", "")
            with beside(shown.FORM_NAMES):
                parent, given = together(lambda: chosen_place(parent_id, "parent_id"), lambda: FromDayIn.checked(typed))
                move_unit(g.session, g.actor, unit, get(g.session, Unit, parent.id), given)
            say(_("Saved"))
            return _back(unit_id)
    return shown.step("settings/place_placing.html", form, unit, parents=shown.parents_for(unit))


@settings_places.route("/<uuid:unit_id>/owner", methods=["GET", "POST"])
def owner(unit_id: UUID) -> ResponseReturnValue:
    """Another owner of a cabinet from a day on."""
    unit = shown.kept(unit_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            with beside(shown.FORM_NAMES):
                set_owner(g.session, g.actor, unit, OwnerIn.checked(shown.given(form)))
            say(_("Saved"))
            return _back(unit_id)
    return shown.step("settings/place_owner.html", form, unit)


@settings_places.route("/<uuid:unit_id>/mandate", methods=["GET", "POST"])
def mandate(unit_id: UUID) -> ResponseReturnValue:
    """Another mandate of a cabinet from a day on."""
    unit = shown.kept(unit_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            with beside(shown.FORM_NAMES):
                set_mandate(g.session, g.actor, unit, MandateIn.checked(shown.given(form)))
            say(_("Saved"))
            return _back(unit_id)
    return shown.step("settings/place_mandate.html", form, unit)


@settings_places.route("/<uuid:unit_id>/closing", methods=["GET", "POST"])
def closing(unit_id: UUID) -> ResponseReturnValue:
    """End a place: the first day without it."""
    unit = shown.kept(unit_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            with beside(shown.FORM_NAMES):
                given = ClosingIn.checked(shown.given(form))
                inside = tree(g.session).under(unit.id, given.on)
                close_unit(g.session, g.actor, unit, given, open_matters=open_in(g.session, inside))
            say(_("%(code)s is closed.", code=unit.code))
            return _back(unit_id)
    return shown.step("settings/place_closing.html", form, unit)


@settings_places.route("/<uuid:unit_id>/reach", methods=["GET", "POST"])
def reach(unit_id: UUID) -> ResponseReturnValue:
    """Phone, address, mail; whether it is a room or a channel."""
    unit = shown.kept(unit_id)
    stored = as_typed(unit, "physical", "phone", "email") | {f"address-{key}": at for key, at in unit.address.items()}
    form = Form.correcting(stored)
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            with beside(shown.FORM_NAMES):
                change_reach(g.session, g.actor, unit, ReachIn.checked(shown.given_with_reach(form, unit.level)))
            say(_("Saved"))
            return _back(unit_id)
    return shown.step("settings/place_reach.html", form, unit)


@settings_places.route("/<uuid:unit_id>/successors/new", methods=["GET", "POST"])
def successor(unit_id: UUID) -> ResponseReturnValue:
    """Say that another place continues this one."""
    unit = shown.kept(unit_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            typed = shown.given(form)
            successor_id = typed.pop("successor_id", "")
            with beside(shown.FORM_NAMES):
                following, given = together(
                    lambda: chosen_place(successor_id, "successor_id"), lambda: FromDayIn.checked(typed)
                )
                add_successor(g.session, g.actor, unit, get(g.session, Unit, following.id), given)
            say(_("Saved"))
            return _back(unit_id)
    return shown.step("settings/place_successor.html", form, unit, others=shown.of_level(unit.level))


@settings_places.route("/<uuid:unit_id>/aliases/new", methods=["GET", "POST"])
def alias(unit_id: UUID) -> ResponseReturnValue:
    """Another name by which people find the place."""
    unit = shown.kept(unit_id)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            add_alias(g.session, g.actor, unit, AliasIn.checked(form.tree()))
            say(_("Saved"))
            return _back(unit_id)
    return shown.step("settings/place_alias.html", form, unit)


@settings_places.post("/<uuid:unit_id>/aliases/<uuid:alias_id>/removal")
def alias_removal(unit_id: UUID, alias_id: UUID) -> ResponseReturnValue:
    """Forget one of the other names."""
    unit = shown.kept(unit_id)
    remove_alias(g.session, g.actor, unit, get(g.session, UnitAlias, alias_id))
    say(_("Removed."))
    return _back(unit_id)


def _back(unit_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".show", unit_id=unit_id), code=303)
