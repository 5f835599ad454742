"""The wing of ethnomediation: preventive measures, as counts and bodies, never persons."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, authorize_somewhere, may_somewhere
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core.i18n import _, labels
from mediation_cms.places.facts import Place
from mediation_cms.prevention.actions import add_measure, correct_measure, remove_measure
from mediation_cms.prevention.inputs import MeasureIn
from mediation_cms.prevention.models import MeasureKind, PreventiveMeasure
from mediation_cms.prevention.queries import get_measure, list_measures
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import together
from mediation_cms.web.lists import Filters, page_of
from mediation_cms.web.placing import (
    chosen_place,
    districts_of,
    first_place,
    names_of_places,
    places_for,
    places_to_filter,
)
from mediation_cms.web.saying import say
from mediation_cms.web.typed import as_typed, today_as_typed

prevention = Blueprint("prevention", __name__, url_prefix="/prevention")
FIELDS = ("kind", "held_on", "participants", "note")


@prevention.get("")
def index() -> ResponseReturnValue:
    """Measures of the actor's places, by their day, the last first."""
    filters = Filters(request.args, {"place", "kind"}, set(), {"held_from", "held_to"})
    asked = dict(filters.values)
    districts = districts_of(asked.pop("place", ""))
    rows = page_of(list_measures(g.session, g.actor, districts=districts, **asked, after=filters.after))
    return render_template(
        "prevention/index.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        names=names_of_places(row.cabinet_id or row.district_id for row in rows.items),
        kind_words=labels(MeasureKind, g.language),
        kinds=options(MeasureKind),
        places=places_to_filter(),
        may_add=may_somewhere(g.actor, Can.KEEP_MEASURES),
    )


@prevention.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter a measure."""
    authorize_somewhere(g.actor, Can.KEEP_MEASURES)
    form = Form.sent() if request.method == "POST" else _fresh()
    with form.catching():
        if request.method == "POST":
            place, given = _given(form)
            made = add_measure(g.session, g.actor, place, given)
            say(_("The measure is entered."))
            return redirect(url_for(".show", measure_id=made.id), code=303)
    return _form_page(form)


@prevention.get("/<uuid:measure_id>")
def show(measure_id: UUID) -> ResponseReturnValue:
    """One measure."""
    return render_template("prevention/show.html", **_facts(get_measure(g.session, g.actor, measure_id)))


@prevention.route("/<uuid:measure_id>/correction", methods=["GET", "POST"])
def correction(measure_id: UUID) -> ResponseReturnValue:
    """Correct a measure."""
    measure = get_measure(g.session, g.actor, measure_id)
    authorize(g.actor, Can.KEEP_MEASURES, measure)
    held_at = measure.cabinet_id or measure.district_id
    form = Form.correcting(as_typed(measure, *FIELDS) | {"place_id": str(held_at)})
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            place, given = _given(form)
            correct_measure(g.session, g.actor, measure, place, given)
            say(_("Saved"))
            return redirect(url_for(".show", measure_id=measure_id), code=303)
    return _form_page(form, measure)


@prevention.route("/<uuid:measure_id>/removal", methods=["GET", "POST"])
def removal(measure_id: UUID) -> ResponseReturnValue:
    """Take out a measure that was entered by mistake."""
    measure = get_measure(g.session, g.actor, measure_id)
    authorize(g.actor, Can.KEEP_MEASURES, measure)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            remove_measure(g.session, g.actor, measure, ReasonIn.checked(form.tree()))
            say(_("The measure is taken out. The history keeps what it was."))
            return redirect(url_for(".index"), code=303)
    return render_template("prevention/removal.html", form=form, **_facts(measure)), form.status


@prevention.get("/<uuid:measure_id>/history")
def history(measure_id: UUID) -> ResponseReturnValue:
    """Who entered the measure and who corrected it."""
    measure = get_measure(g.session, g.actor, measure_id)
    return render_template("prevention/history.html", lines=history_of_thing(g.session, measure.id), **_facts(measure))


def _facts(measure: PreventiveMeasure) -> dict[str, Any]:
    return {
        "measure": measure,
        "kind_word": labels(MeasureKind, g.language)[measure.kind.value],
        "names": names_of_places((measure.cabinet_id, measure.district_id)),
    }


def _fresh() -> Form:
    return Form({"place_id": first_place(places_for(Can.KEEP_MEASURES)), "held_on": today_as_typed()})


def _given(form: Form) -> tuple[Place, MeasureIn]:
    typed = form.tree()
    place_id = typed.pop("place_id", "")
    place, given = together(lambda: chosen_place(place_id), lambda: MeasureIn.checked(typed))
    return place, given


def _form_page(form: Form, measure: PreventiveMeasure | None = None) -> ResponseReturnValue:
    also = (measure.cabinet_id or measure.district_id) if measure else None
    page = render_template(
        "prevention/form.html",
        form=form,
        measure=measure,
        places=places_for(Can.KEEP_MEASURES, also),
        kinds=options(MeasureKind),
    )
    return page, form.status
