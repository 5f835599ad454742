"""The whole tree of places over all its days, as one immutable value: read once per process, asked by the day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from mediation_cms.core.dated import in_force, overlaps
from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.i18n import Text, Words, _
from mediation_cms.core.languages import Language
from mediation_cms.core.names import fold, sort_key
from mediation_cms.places.composition import Composition, Days, Links
from mediation_cms.places.facts import Facts, Held, Keeper, Name, Place, Value
from mediation_cms.places.forms import Forms, forms
from mediation_cms.places.models import Level, MandateKind

COMMON_NOUNS = frozenset(
    (
        *("облысы", "қаласы", "ауданы", "республикасы", "область", "город", "район", "республика"),
        *("region", "city", "district", "republic", "of"),
    )
)
MOST_NAMES = 5000
MOST_ALPHABETS = 100
Named = tuple[Place, str]
NO_SUCH_PLACE = _("There is no such place. Choose one from the list.")


@dataclass(frozen=True)
class Tree:
    """All units, each with its dated facts, earliest first. `predecessors` and `successors` likewise."""

    places: Mapping[UUID, Place]
    names: Facts[Name]
    placings: Facts[UUID]
    owners: Facts[Keeper]
    mandates: Facts[MandateKind]
    aliases: Mapping[UUID, Sequence[str]]
    before: Links
    after: Links
    _forms: dict[tuple[int, Language], Forms] = field(default_factory=dict, repr=False, compare=False)
    _alphabets: dict[tuple[Level, Language, date], Sequence[Named]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _full_names: dict[tuple[UUID, Language, date], str] = field(default_factory=dict, repr=False, compare=False)

    # --- which unit ----------------------------------------------------------------------------------------------------

    def unit(self, unit_id: UUID) -> Place:
        """The unit with this key. Raises NotFound."""
        found = self.places.get(unit_id)
        if found is None:
            raise NotFound(NO_SUCH_PLACE)
        return found

    def by_code(self, code: str) -> Place:
        """The unit with this code (KZ, 63, semey, 63-OSK), in any case of letters. Raises NotFound."""
        found = self._by_code.get(code.casefold())
        if found is None:
            raise NotFound(
                _("There is no place with the code %(code)s. Codes look like KZ, 63, semey or 63-OSK.", code=code)
            )
        return found

    def find(self, text: str) -> list[Place]:
        """The units that are called so: by code, by any name that they ever had, by an alias, in any spelling."""
        by_code = self._by_code.get(text.strip().casefold())
        return (
            [by_code] if by_code is not None else [self.places[unit_id] for unit_id in self._called.get(fold(text), ())]
        )

    def search(self, text: str, most: int = 50) -> list[Place]:
        """The units whose code, name of whatever day or alias has the text in it, in any spelling; the exact ones first."""
        wanted = fold(text)
        if not wanted:
            return []
        found = dict.fromkeys(place.id for place in self.find(text))
        for words, units in self._called.items():
            if wanted in words:
                found |= dict.fromkeys(units)
        return [self.places[unit_id] for unit_id in found][:most]

    @cached_property
    def republic(self) -> Place:
        """The republic. Raises NotFound while the tree is empty."""
        for place in self.places.values():
            if place.level is Level.REPUBLIC:
                return place
        raise NotFound(_("The tree of places is empty. Load the seed: mediation-cms seed reference."))

    @cached_property
    def beginning(self) -> date:
        """The first day of which the tree knows anything."""
        return min(facts[0].since for facts in self.names.values())

    def at_level(self, level: Level, on: date) -> list[Place]:
        """The units of a level that exist on that day, in the order of their codes."""
        return [place for place in self._in_order if place.level is level and place.is_open(on)]

    def by_name(self, level: Level, language: Language, on: date) -> Sequence[Named]:
        """The units of a level that exist on that day with their names, in the order of the alphabet; worked out once a day."""
        key = level, language, on
        if key not in self._alphabets:
            found = [(place, self.name(place.id, language, on)) for place in self.at_level(level, on)]
            if len(self._alphabets) >= MOST_ALPHABETS:
                self._alphabets.clear()
            self._alphabets[key] = sorted(found, key=lambda named: sort_key(named[1]))
        return self._alphabets[key]

    # --- what it is called ---------------------------------------------------------------------------------------------

    def name(self, unit_id: UUID, language: Language, on: date) -> str:
        """What the unit is called on that day."""
        return self.words(unit_id, on).in_(language)

    def name_and_region(self, unit_id: UUID, language: Language, on: date) -> str:
        """What the unit is called on that day, with the region in which it lies; worked out once a day."""
        key = unit_id, language, on
        if key not in self._full_names:
            region, name = self.region_of(unit_id, on), self.name(unit_id, language, on)
            above = "" if region in {None, unit_id} else f", {self.name(region, language, on)}"
            if len(self._full_names) >= MOST_NAMES:
                self._full_names.clear()
            self._full_names[key] = name + above
        return self._full_names[key]

    def words(self, unit_id: UUID, on: date) -> Words:
        """The name of that day as a text in all languages."""
        return self._name(unit_id, on).value.words

    def forms(self, unit_id: UUID, language: Language, on: date) -> Forms:
        """The name of that day as it stands in sentences."""
        name = self._name(unit_id, on).value
        key = id(name), language
        if key not in self._forms:
            self._forms[key] = forms(name.words.in_(language), language, name.known)
        return self._forms[key]

    def _name(self, unit_id: UUID, on: date) -> Held[Name]:
        names = self.names.get(unit_id)
        if not names:
            raise NotFound(NO_SUCH_PLACE)
        return names[0] if len(names) == 1 else in_force(names, on) or (names[0] if on < names[0].since else names[-1])

    # --- where it lies -------------------------------------------------------------------------------------------------

    def parent(self, unit_id: UUID, on: date) -> UUID | None:
        """Where the unit counts on that day; None for the republic. An unborn district counts with its predecessor."""
        return self._day(on).parents.get(unit_id)

    def path(self, unit_id: UUID, on: date) -> list[Place]:
        """From the republic down to the unit itself."""
        parents, found = self._day(on).parents, [self.unit(unit_id)]
        while (above := parents.get(found[-1].id)) is not None:
            found.append(self.places[above])
        return found[::-1]

    def region_of(self, unit_id: UUID, on: date) -> UUID | None:
        """The region in which the unit lies on that day, or the region itself; None for the republic."""
        return self._day(on).regions.get(unit_id)

    def regions_from(self, unit_id: UUID, first: date) -> frozenset[UUID]:
        """The regions in which the unit counts on that day or on any later one."""
        return self._days.regions_from(unit_id, first)

    def district_of(self, cabinet_id: UUID, on: date) -> UUID | None:
        """The district or town in which a cabinet lies on that day; None for what stands above districts."""
        return self._day(on).districts.get(cabinet_id)

    def under(self, unit_id: UUID, on: date) -> frozenset[UUID]:
        """The unit itself and everything that counts in it on that day, open or not."""
        return self._day(on).under.get(unit_id, frozenset())

    # --- borders of a report -------------------------------------------------------------------------------------------

    def districts_in(self, unit_id: UUID, on: date) -> frozenset[UUID]:
        """The districts and towns that count in the place by the borders of that day; none in a cabinet.

        Refused when the place, other than a cabinet, did not exist on that day.
        """
        self.must_exist(unit_id, on)
        return self._of_level(unit_id, Level.DISTRICT, on)

    def cabinets_in(self, unit_id: UUID, on: date) -> frozenset[UUID]:
        """The cabinets that count in the place by the borders of that day, open or not: ask `is_open` of each.

        Refused when the place, other than a cabinet, did not exist on that day.
        """
        self.must_exist(unit_id, on)
        return self._of_level(unit_id, Level.CABINET, on)

    def _of_level(self, unit_id: UUID, level: Level, on: date) -> frozenset[UUID]:
        return self._day(on).of_level(unit_id, level, self.places)

    def must_exist(self, unit_id: UUID, on: date) -> None:
        """Refuse unless there were such borders on that day; the sentence says which place to ask for instead."""
        place = self.unit(unit_id)
        if on < self.beginning:
            raise Refused(_("Borders are known from %(day)s. Choose that day or a later one.", day=self.beginning))
        if place.level is Level.CABINET or place.is_open(on):
            return
        if place.opened_on is not None and on < place.opened_on:
            raise Refused(self._not_yet(place))
        raise Refused(self._no_longer(place))

    def _not_yet(self, place: Place) -> Text:
        name, since = self.words(place.id, place.opened_on or self.beginning), place.opened_on or self.beginning
        before = self._codes(self.before.get(place.id, ()))
        if not before:
            return _("%(place)s exists since %(day)s; choose borders now.", place=name, day=since)
        return _(
            "%(place)s exists since %(day)s; choose borders now, or place %(code)s.",
            place=name, day=since, code=before,
        )  # fmt: skip

    def _no_longer(self, place: Place) -> Text:
        last = (place.closed_on or self.beginning) - timedelta(days=1)
        name, after = self.words(place.id, last), self._codes(self.after.get(place.id, ()))
        if not after:
            return _("%(place)s existed until %(day)s; choose the borders of an earlier day.", place=name, day=last)
        return _(
            "%(place)s existed until %(day)s; choose the borders of an earlier day, or place %(code)s.",
            place=name, day=last, code=after,
        )  # fmt: skip

    def _codes(self, units: Iterable[UUID]) -> str:
        return ", ".join(self.places[unit_id].code for unit_id in units)

    def break_between(self, unit_id: UUID, first: date, last: date) -> date | None:
        """The first day after `first`, up to `last`, on which other districts count in the place; None when none."""
        before = self._of_level(unit_id, Level.DISTRICT, first)
        for day in self._days.changes_after(first):
            if day > last:
                return None
            if self._of_level(unit_id, Level.DISTRICT, day) != before:
                return day
        return None

    # --- what holds ----------------------------------------------------------------------------------------------------

    def is_open(self, unit_id: UUID, on: date) -> bool:
        """Whether the unit exists on that day."""
        return self.unit(unit_id).is_open(on)

    def owner(self, cabinet_id: UUID, on: date) -> Held[Keeper]:
        """Who keeps the cabinet on that day. Raises NotFound when nobody is entered."""
        return self._must_hold(self.owners, cabinet_id, on, _("The owner of this cabinet is not entered for that day."))

    def mandate(self, cabinet_id: UUID, on: date) -> Held[MandateKind]:
        """What the cabinet is there for on that day, and who says so. Raises NotFound when no mandate is entered."""
        missing = _("The mandate of this cabinet is not entered for that day. Ask an administrator to enter it.")
        return self._must_hold(self.mandates, cabinet_id, on, missing)

    def had_mandate(self, cabinet_id: UUID, kind: MandateKind, first: date, last: date) -> bool:
        """Whether the cabinet, being open, had the mandate on any day from the first to the last, both included."""
        place = self.unit(cabinet_id)
        first = max(first, place.opened_on or first)
        last = last if place.closed_on is None else min(last, place.closed_on - timedelta(days=1))
        return first <= last and any(
            held.value is kind and overlaps(held, first, last) for held in self.mandates.get(cabinet_id, ())
        )

    def _must_hold(self, facts: Facts[Value], unit_id: UUID, on: date, missing: Text) -> Held[Value]:
        found = in_force(facts.get(unit_id, ()), on)
        if found is None:
            raise NotFound(missing)
        return found

    def predecessors(self, unit_id: UUID) -> list[Place]:
        """The units that this one continues, earliest first."""
        return [self.places[found] for found in self.before.get(unit_id, ())]

    def successors(self, unit_id: UUID) -> list[Place]:
        """The units that continue this one, earliest first."""
        return [self.places[found] for found in self.after.get(unit_id, ())]

    # --- made once -----------------------------------------------------------------------------------------------------

    @cached_property
    def _in_order(self) -> list[Place]:
        return sorted(self.places.values(), key=lambda place: place.code)

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        return {place.code.casefold(): place for place in self.places.values()}

    @cached_property
    def _called(self) -> dict[str, list[UUID]]:
        called: dict[str, dict[UUID, None]] = defaultdict(dict)
        for place in self._in_order:
            for held in self.names.get(place.id, ()):
                for words in (held.value.words.kk, held.value.words.ru, held.value.words.en):
                    called[fold(words)][place.id] = None
                    called[fold(_proper(words))][place.id] = None
            for alias in self.aliases.get(place.id, ()):
                called[fold(alias)][place.id] = None
        return {words: list(units) for words, units in called.items()}

    @cached_property
    def _days(self) -> Days:
        return Days(self.places, self.placings, self.before, self.after)

    def _day(self, on: date) -> Composition:
        return self._days.on(on)


def _proper(name: str) -> str:
    return " ".join(word for word in name.split() if word.lower() not in COMMON_NOUNS)
