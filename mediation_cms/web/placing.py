"""Places on pages of lists: which to choose from, what a form says of one, what each is called."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import g

from mediation_cms.access import Can, may
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.names import sort_key
from mediation_cms.core.validation import CHOOSE, NO_SUCH_CHOICE
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Tree
from mediation_cms.web.choices import Options

Grouped = list[tuple[str, Options]]
WHERE = (Level.CABINET, Level.DISTRICT)


# --- to choose from ----------------------------------------------------------------------------------------------------


def places_for(can: Can, also: UUID | None = None, levels: Iterable[Level] = WHERE) -> Grouped:
    """Where the actor may do this today, in groups by level; `also` is chosen already and stays, though it may be closed."""
    today, places = clock.today(), tree(g.session)
    chosen = places.places.get(also) if also else None
    groups = []
    for level in levels:
        found = [place for place in places.at_level(level, today) if may(g.actor, can, place)]
        if chosen and chosen.level is level and chosen not in found:
            found.append(chosen)
        if found:
            groups.append((level.label.in_(g.language), _named(places, found, lambda place: str(place.id))))
    return groups


def first_place(groups: Grouped) -> str:
    """The place to start with: the actor's own, or the only one; nothing when it must be chosen."""
    values = [value for _group, members in groups for value, _name in members]
    home = str(g.actor.home_id)
    return home if home in values else values[0] if len(values) == 1 else ""


def places_to_filter(*, everywhere: bool = False) -> Grouped:
    """Regions with their districts, by code, for the filter of a list: those in which the actor works, or all."""
    today, places = clock.today(), tree(g.session)
    seen = frozenset(places.places) if everywhere or g.actor.everywhere else frozenset().union(*g.actor.covers.values())
    republic = [(places.republic.code, places.name(places.republic.id, g.language, today))]
    groups: Grouped = [("", republic)] if places.republic.id in seen else []
    names = _named(places, places.at_level(Level.REGION, today), lambda place: place.code)
    everywhere_here = [place for place in places.at_level(Level.DISTRICT, today) if place.id in seen]
    repeated = _repeated(places, everywhere_here)
    for code, name in names:
        region = places.by_code(code)
        inside = places.under(region.id, today) & seen
        districts = [place for place in everywhere_here if place.id in inside]
        members = _named(places, districts, lambda place: place.code, repeated)
        if region.id in seen:
            members = [(code, name), *members]
        if members:
            groups.append((name, members))
    return groups


def districts_of(code: str) -> frozenset[UUID] | None:
    """The districts that count in the place with this code today; None (all) for the republic and for an unknown code."""
    today, places = clock.today(), tree(g.session)
    try:
        place = places.by_code(code)
        return None if place.level is Level.REPUBLIC else places.districts_in(place.id, today)
    except NotFound:
        return None


def home_region() -> str:
    """The code of the actor's own region, or of the republic."""
    places = tree(g.session)
    if g.actor.home_id is None:
        return ""
    region = places.region_of(g.actor.home_id, clock.today())
    return places.unit(region).code if region else places.republic.code


# --- out of a form -----------------------------------------------------------------------------------------------------


def chosen_place(typed: Any, field: str = "place_id") -> Place:
    """The place that was chosen in a form. Raises Invalid beside the field."""
    if not typed:
        raise Invalid({field: CHOOSE})
    try:
        return tree(g.session).unit(UUID(str(typed)))
    except (ValueError, NotFound):
        raise Invalid({field: NO_SUCH_CHOICE}) from None


# --- called ------------------------------------------------------------------------------------------------------------


def names_of_places(keys: Iterable[UUID | None]) -> dict[UUID, str]:
    """What these places are called, read once for a whole list; with their region for who works in the whole republic."""
    places, today = tree(g.session), clock.today()
    called = places.name_and_region if g.actor.everywhere else places.name
    return {key: called(key, g.language, today) for key in set(keys) if key is not None}


def _repeated(places: Tree, found: Iterable[Place]) -> frozenset[str]:
    """The names that several of these places have: alone they say nothing."""
    counted = Counter(places.name(place.id, g.language, clock.today()) for place in found)
    return frozenset(name for name, number in counted.items() if number > 1)


def _named(
    places: Tree, found: Sequence[Place], value: Callable[[Place], str], repeated: frozenset[str] | None = None
) -> Options:
    """What to choose from, by the alphabet; a name that is repeated, here or among `repeated`, comes with its region."""
    today = clock.today()
    twice = _repeated(places, found) if repeated is None else repeated
    options = []
    for place in found:
        name = places.name(place.id, g.language, today)
        options.append((value(place), places.name_and_region(place.id, g.language, today) if name in twice else name))
    return sorted(options, key=lambda option: sort_key(option[1]))
