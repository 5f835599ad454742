"""The tree as it counts on one day.

Every unit counts somewhere on every day. On a day before it was made a district counts with the one that it was made
of, and after its end with the one that continues it: so on any day every district lies in exactly one region.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    _levels: dict[tuple[UUID, Level], frozenset[UUID]] = field(default_factory=dict, repr=False, compare=False)

    def of_level(self, unit_id: UUID, level: Level, places: Mapping[UUID, Place]) -> frozenset[UUID]:
        """What counts in the unit of one level; worked out once."""
        key = unit_id, level
        if key not in self._levels:
            beneath = self.under.get(unit_id, frozenset())
            self._levels[key] = frozenset(found for found in beneath if places[found].level is level)
        return self._levels[key]


class Days:
    """The composition of every day, worked out once between two changes.

    `before` and `after`: the units that each one continues, and those that continue it.
    """

    def __init__(self, places: Mapping[UUID, Place], placings: Facts[UUID], before: Links, after: Links) -> None:
        self._places, self._placings, self._links = places, placings, (before, after)
        self._changes = _ends(placings.values())
        self._borders = _ends(facts for unit, facts in placings.items() if places[unit].level is not Level.CABINET)
        self._composed: dict[int, Composition] = {}

    def on(self, day: date) -> Composition:
        """How the tree counts on that day."""
        era = bisect_right(self._changes, day)
        if era not in self._composed:
            self._composed[era] = compose(self._places, self._placings, *self._links, day)
        return self._composed[era]

    def changes_after(self, day: date) -> list[date]:
        """The later days from which the tree may count differently than the day before."""
        return self._changes[bisect_right(self._changes, day) :]

    def regions_from(self, unit_id: UUID, first: date) -> frozenset[UUID]:
        """The regions in which one unit counts on that day or later, without composing the days whole."""
        own = [held.since for held in self._placings.get(unit_id, ()) if held.since > first]
        later = self._borders[bisect_right(self._borders, first) :]
        found = (self._region(unit_id, day) for day in {first, *own, *later})
        return frozenset(region for region in found if region is not None)

    def _region(self, unit_id: UUID, day: date) -> UUID | None:
        region: UUID | None = None
        above: UUID | None = unit_id
        while above is not None:
            if self._places[above].level is Level.REGION:
                region = above  # the topmost wins, as in `compose`
            above = _counts_in(self._places[above], self._placings.get(above, ()), *self._links, day)
        return region


def compose(places: Mapping[UUID, Place], placings: Facts[UUID], before: Links, after: Links, on: date) -> Composition:
    """The composition of that day. `before` and `after` are the predecessors and the successors of each unit."""
    parents: dict[UUID, UUID] = {}
    for place in places.values():
        above = _counts_in(place, placings.get(place.id, ()), before, after, on)
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


def _counts_in(place: Place, placings: Sequence[Held[UUID]], before: Links, after: Links, on: date) -> UUID | None:
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


def _ends(placings: Iterable[Sequence[Held[UUID]]]) -> list[date]:
    """The days on which any of these begins or ends, in order."""
    held = [each for facts in placings for each in facts]
    return sorted({each.since for each in held} | {each.until for each in held if each.until is not None})
