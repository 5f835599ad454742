"""The wing of events for the public: what was held, where, and how many came."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, authorize_somewhere, may_somewhere
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core import clock
from mediation_cms.core.formats import about, more_than, number
from mediation_cms.core.i18n import _
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import items, labels
from mediation_cms.outreach.actions import add_event, correct_event, remove_event
from mediation_cms.outreach.inputs import EventIn
from mediation_cms.outreach.models import CountMethod, Event, Qualifier
from mediation_cms.outreach.queries import get_event, list_events
from mediation_cms.places.facts import Place
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

events = Blueprint("events", __name__, url_prefix="/events")
FIELDS = (
    "kind", "title_kk", "title_ru", "held_on", "venue", "partners", "audience", "method", "qualifier", "note",
)  # fmt: skip


@events.get("")
def index() -> ResponseReturnValue:
    """Events of the actor's places, by their day, the last first."""
    filters = Filters(request.args, {"place", "kind"}, set(), {"held_from", "held_to"})
    asked = dict(filters.values)
    districts = districts_of(asked.pop("place", ""))
    rows = page_of(list_events(g.session, g.actor, districts=districts, **asked, after=filters.after))
    return render_template(
        "events/index.html",
        rows=rows,
        filters=filters,
        form=Form(filters.typed),
        names=names_of_places(row.cabinet_id or row.district_id for row in rows.items),
        kind_words=labels(g.session, Catalogue.EVENT_KIND, g.language),
        audience=audience,
        kinds=_kinds(),
        places=places_to_filter(),
        may_add=may_somewhere(g.actor, Can.KEEP_EVENTS),
    )


@events.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter an event."""
    authorize_somewhere(g.actor, Can.KEEP_EVENTS)
    form = Form.sent() if request.method == "POST" else _fresh()
    with form.catching():
        if request.method == "POST":
            place, given = _given(form)
            made = add_event(g.session, g.actor, place, given)
            say(_("The event is entered."))
            return redirect(url_for(".show", event_id=made.id), code=303)
    return _form_page(form)


@events.get("/<uuid:event_id>")
def show(event_id: UUID) -> ResponseReturnValue:
    """One event."""
    event = get_event(g.session, g.actor, event_id)
    return render_template("events/show.html", audience=audience, **_facts(event))


@events.route("/<uuid:event_id>/correction", methods=["GET", "POST"])
def correction(event_id: UUID) -> ResponseReturnValue:
    """Correct an event."""
    event = get_event(g.session, g.actor, event_id)
    authorize(g.actor, Can.KEEP_EVENTS, event)
    held_at = event.cabinet_id or event.district_id
    form = Form.correcting(as_typed(event, *FIELDS) | {"place_id": str(held_at)})
    with form.catching():
        if request.method == "POST":
            form.require_as_seen()
            place, given = _given(form)
            correct_event(g.session, g.actor, event, place, given)
            say(_("Saved"))
            return redirect(url_for(".show", event_id=event_id), code=303)
    return _form_page(form, event)


@events.route("/<uuid:event_id>/removal", methods=["GET", "POST"])
def removal(event_id: UUID) -> ResponseReturnValue:
    """Take out an event that was entered by mistake."""
    event = get_event(g.session, g.actor, event_id)
    authorize(g.actor, Can.KEEP_EVENTS, event)
    form = Form.sent() if request.method == "POST" else Form()
    with form.catching():
        if request.method == "POST":
            remove_event(g.session, g.actor, event, ReasonIn.checked(form.tree()))
            say(_("The event is taken out. The history keeps what it was."))
            return redirect(url_for(".index"), code=303)
    return render_template("events/removal.html", form=form, **_facts(event)), form.status


@events.get("/<uuid:event_id>/history")
def history(event_id: UUID) -> ResponseReturnValue:
    """Who entered the event and who corrected it."""
    event = get_event(g.session, g.actor, event_id)
    return render_template("events/history.html", lines=history_of_thing(g.session, event.id), **_facts(event))


def audience(count: int, qualifier: str) -> str:
    """How many came, as exactly as it is known."""
    said = {Qualifier.MORE_THAN.value: more_than, Qualifier.ABOUT.value: about}.get(str(qualifier), number)
    return said(count, g.language)


def _facts(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "names": names_of_places((event.cabinet_id, event.district_id)),
        "kind": labels(g.session, Catalogue.EVENT_KIND, g.language).get(event.kind, event.kind),
    }


def _fresh() -> Form:
    return Form({
        "place_id": first_place(places_for(Can.KEEP_EVENTS)),
        "held_on": today_as_typed(),
        "method": CountMethod.LIST.value,
        "qualifier": Qualifier.EXACT.value,
    })  # fmt: skip


def _given(form: Form) -> tuple[Place, EventIn]:
    typed = form.tree()
    place_id = typed.pop("place_id", "")
    place, given = together(lambda: chosen_place(place_id), lambda: EventIn.checked(typed))
    return place, given


def _form_page(form: Form, event: Event | None = None) -> ResponseReturnValue:
    also = (event.cabinet_id or event.district_id) if event else None
    page = render_template(
        "events/form.html",
        form=form,
        event=event,
        places=places_for(Can.KEEP_EVENTS, also),
        kinds=_kinds(),
        methods=options(CountMethod),
        qualifiers=options(Qualifier),
    )
    return page, form.status


def _kinds() -> list[tuple[str, str]]:
    found = items(g.session, Catalogue.EVENT_KIND, clock.today())
    return [(item.code, item.words.in_(g.language)) for item in found]
