"""What the pages of places show and read."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.administration.place_actions import BELOW
from mediation_cms.administration.queries import aliases, get
from mediation_cms.core import clock
from mediation_cms.core.dated import last_day
from mediation_cms.core.i18n import Text
from mediation_cms.core.languages import Language
from mediation_cms.core.names import sort_key
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level, MandateKind, Owner, Unit
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Tree
from mediation_cms.web.choices import Options, options
from mediation_cms.web.forms import Form

FORMS = ("in", "of", "to", "by")
# Where the forms keep fields that inputs and actions speak of.
FORM_NAMES = {"source": "source-kk", "forms": "forms-kk_in", "address": "address-kk"}


@dataclass(frozen=True)
class Branch:
    """A unit of the tree with what lies in it."""

    place: Place
    name: str
    inside: list["Branch"]


def branches(on: date) -> list[Branch]:
    """The regions that exist on the day, each with its districts, these with their cabinets; in the order of the alphabet."""
    places = tree(g.session)
    beneath: dict[UUID | None, list[Place]] = {}
    for place in places.places.values():
        if place.is_open(on):
            beneath.setdefault(places.parent(place.id, on), []).append(place)
    return _branches(places, beneath, places.republic.id, on)


def _branches(places: Tree, beneath: dict[UUID | None, list[Place]], above: UUID, on: date) -> list[Branch]:
    found = [
        Branch(place, places.name(place.id, g.language, on), _branches(places, beneath, place.id, on))
        for place in beneath.get(above, [])
    ]
    return sorted(found, key=lambda branch: sort_key(branch.name))


def unit_page(unit: Unit) -> ResponseReturnValue:
    """Everything that is known of a place."""
    places, today = tree(g.session), clock.today()
    inside = [place for place in places.places.values() if places.parent(place.id, today) == unit.id]
    return render_template(
        "settings/place.html",
        path=[(place, places.name(place.id, g.language, today)) for place in places.path(unit.id, today)[:-1]],
        named=list(reversed(places.names.get(unit.id, ()))),
        placed=list(reversed(places.placings.get(unit.id, ()))),
        owned=list(reversed(places.owners.get(unit.id, ()))),
        mandated=list(reversed(places.mandates.get(unit.id, ()))),
        aliases=aliases(g.session, unit),
        before=places.predecessors(unit.id),
        after=places.successors(unit.id),
        inside=sorted(inside, key=lambda place: sort_key(places.name(place.id, g.language, today))),
        last_day=last_day,
        name_of=lambda unit_id: places.name(unit_id, g.language, today),
        **facts(unit),
    )


def facts(unit: Unit) -> dict[str, Any]:
    """What the head of every page of a place needs."""
    return {
        "unit": unit,
        "name": tree(g.session).name(unit.id, g.language, clock.today()),
        "below": BELOW.get(unit.level),
        "manages": may(g.actor, Can.MANAGE_PLACES, unit),
    }


def kept(unit_id: UUID) -> Unit:
    """A place that the actor administers. Raises NotFound, Forbidden."""
    unit = get(g.session, Unit, unit_id)
    authorize(g.actor, Can.MANAGE_PLACES, unit)
    return unit


# --- forms -------------------------------------------------------------------------------------------------------------


def step(template: str, form: Form, unit: Unit, **more: object) -> ResponseReturnValue:
    """The page of one step on a place."""
    page = render_template(
        template, form=form, owners=options(Owner), mandates=options(MandateKind), forms_of=FORMS, **facts(unit), **more
    )
    return page, form.status


def given(form: Form) -> dict[str, Any]:
    """The form as an input takes it: a source in the languages in which it was typed, forms and addresses that are not empty."""
    typed = form.tree()
    for name in ("source", "forms", "address"):
        if isinstance(typed.get(name), dict):
            typed[name] = {key: said for key, said in typed[name].items() if str(said).strip()}
    if typed.get("source") == {}:
        typed["source"] = ""
    return typed


def given_with_reach(form: Form, level: Level | None) -> dict[str, Any]:
    """The same with whether it is a room: asked of cabinets only, since a box that is not ticked is not sent."""
    return {"physical": "no" if level is Level.CABINET else "yes", **given(form)}


def name_typed(unit: Unit, since: date | None) -> dict[str, str]:
    """The name that begins on the day, to be corrected; otherwise nothing but the present words to start from."""
    held = tree(g.session).names.get(unit.id, ())
    found = next((one for one in held if one.since == since), None)
    words = (found or held[-1]).value.words
    typed = {"kk": words.kk, "ru": words.ru, "en": words.en}
    if found is None:
        return typed
    return (
        typed
        | {f"forms-{name}": form for name, form in found.value.known.items()}
        | {"since": f"{found.since:%d.%m.%Y}", **_source(found.source)}
    )


def parents_for(unit: Unit) -> Options:
    """Where a place may lie: the places of the level above, by name."""
    above = next((level for level, below in BELOW.items() if below is unit.level), None)
    return of_level(above) if above else []


def of_level(level: Level) -> Options:
    """The places of a level that exist today and that the actor administers, by name; with their region."""
    places, today = tree(g.session), clock.today()
    found = []
    for place in places.at_level(level, today):
        if may(g.actor, Can.MANAGE_PLACES, place):
            region = places.region_of(place.id, today)
            above = f" ({places.name(region, g.language, today)})" if region not in {None, place.id} else ""
            found.append((str(place.id), places.name(place.id, g.language, today) + above))
    return sorted(found, key=lambda option: sort_key(option[1]))


def _source(source: Text) -> dict[str, str]:
    return {f"source-{language.value}": source.in_(language) for language in Language}
