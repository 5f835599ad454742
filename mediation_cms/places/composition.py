"""The tree as it counts on one day.

Every unit counts somewhere on every day. On a day before it was made a district counts with the one that it was made
of, and after its end with the one that continues it: so on any day every district lies in exactly one region.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation_cms.core.dated import in_force
from mediation_cms.places.facts import Facts, Held, Place
from mediation_cms.places.models import Level

Links = Mapping[UUID, Sequence[UUID]]


@dataclass(frozen=True)
class Composition:
    """Where each unit counts, what counts in each unit, and the region and the district of each."""

    parents: Mapping[UUID, UUID]
    under: Mapping[UUID, frozenset[UUID]]
    regions: Mapping[UUID, UUID]
    districts: Mapping[UUID, UUID]


def compose(places: Mapping[UUID, Place], placings: Facts[UUID], before: Links, after: Links, on: date) -> Composition:
    """The composition of that day. `before` and `after` are the predecessors and the successors of each unit."""
    parents: dict[UUID, UUID] = {}
    for place in places.values():
        above = counts_in(place, placings.get(place.id, ()), before, after, on)
        if above is not None:
            parents[place.id] = above
    under: dict[UUID, set[UUID]] = {unit_id: set() for unit_id in places}
    at_level: dict[Level, dict[UUID, UUID]] = {level: {} for level in Level}
    for unit_id in places:
        climbed: UUID | None = unit_id
        while climbed is not None:
            under[climbed].add(unit_id)
            # The topmost of a level wins: above an unborn district stands its predecessor, and that one is meant.
            at_level[places[climbed].level][unit_id] = climbed
            climbed = parents.get(climbed)
    beneath = {unit_id: frozenset(units) for unit_id, units in under.items()}
    return Composition(parents, beneath, at_level[Level.REGION], at_level[Level.DISTRICT])


def counts_in(place: Place, placings: Sequence[Held[UUID]], before: Links, after: Links, on: date) -> UUID | None:
    """Where one unit counts on that day; None for the republic. `placings` are its own, earliest first."""
    if not placings:
        return None
    held = in_force(placings, on)
    if held is not None:
        return held.value
    unborn = on < placings[0].since
    continued = (before if unborn else after).get(place.id)
    if continued and place.level is not Level.CABINET:
        return continued[0]
    return placings[0].value if unborn else placings[-1].value
