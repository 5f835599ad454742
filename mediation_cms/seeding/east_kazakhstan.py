"""The seed `east-kazakhstan-2022-h1`: half a year of East Kazakhstan in its old composition, person by person.

The figures are those of its House of Friendship; `seed/east-kazakhstan-2022-h1/` holds them with what was made up around
them, and docs/seeds.md says which is which. No figure is stored in the database: reports count the rows.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.bundled import bundled
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.seeding import bulk, turns
from mediation_cms.seeding.bulk_requests import World
from mediation_cms.seeding.cabinets import Cabinet, district, open_cabinet
from mediation_cms.seeding.cast import Cast
from mediation_cms.seeding.chance import dealt, dice
from mediation_cms.seeding.gatherings import hold_course, hold_event
from mediation_cms.seeding.openings import Desk, Openings
from mediation_cms.seeding.planting import Planted, Watch, planted_before, remember
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.registers import Register
from mediation_cms.seeding.scans import own_scans
from mediation_cms.seeding.sheaf import Sheaf
from mediation_cms.seeding.story import Hand, Story

NAME = "east-kazakhstan-2022-h1"
FOLDER = bundled("seed") / NAME
REGISTER_BEGAN, REGISTER_GREW = date(2016, 3, 1), 2050  # days over which people came in
AT_A_CABINET = 8  # mediators who work there
SIGNED_BEFORE_THE_END = timedelta(days=16)  # the last day on which what still ends in an agreement came in
VIDEO = "OSK"  # the cabinet that the virtual one is a channel of


def plant(session: Session, actor: Actor, watch: Watch) -> Planted:
    """Half a year, unless it is there already."""
    if planted_before(session, NAME):
        return Planted(new=False)
    told = tomllib.loads((FOLDER / "seed.toml").read_text(encoding="utf-8"))
    HalfYear(session, actor, told).plant(watch)
    remember(session, NAME)
    return Planted(new=True)


@dataclass
class HalfYear:
    """The seed while it is planted."""

    session: Session
    actor: Actor
    told: Mapping[str, Any]

    def plant(self, watch: Watch) -> None:
        """Cabinets, mediators, what people brought, events and courses."""
        cabinets = [open_cabinet(self.session, self.actor, line, self.told["source"]) for line in lines("cabinets")]
        desks = self._desks(cabinets)
        bulk.tell(self._world, watch(sorted(self._stories(desks), key=lambda story: story[0].at)))
        for event in self.told["event"]:
            hold_event(self.session, self.actor, event)
        for course in self.told["course"]:
            hold_course(self.session, self.actor, course, self._cast)

    # --- who mediates --------------------------------------------------------------------------------------------------

    def _desks(self, cabinets: Sequence[Cabinet]) -> list[tuple[Desk, int]]:
        """Everybody in the register; the cabinets at work, each with its share of what people bring."""
        register = Register(self._world.sheaf, self.actor, self._cast, self._dice("register"), "63/")
        chance, hands = self._dice("entries"), defaultdict[str, list[Hand]](list)
        at_work = [cabinet for cabinet in cabinets if cabinet.weight]
        for line in lines("register"):
            unit = district(self.session, line["district"])
            here = [cabinet for cabinet in at_work if cabinet.district == unit.code]
            for kind in MediatorKind:
                for place in range(int(line[kind.value])):
                    since = REGISTER_BEGAN + timedelta(days=chance.randrange(REGISTER_GREW))
                    cabinet = here[place % len(here)] if place < AT_A_CABINET * len(here) else None
                    entered = register.enter(unit.id, kind, since, cabinet.unit.id if cabinet else None)
                    if cabinet:
                        hands[cabinet.unit.code].append(Hand(entered.mediator_id, entered.name, self.actor))
        register.close(self.told["left_the_register"])
        self._world.sheaf.write()
        return [
            (
                Desk(cabinet.unit.id, cabinet.town, self.actor, self.actor, hands[cabinet.unit.code],
                     video=cabinet.unit.short == VIDEO),
                cabinet.weight,
            )
            for cabinet in at_work
        ]  # fmt: skip

    # --- what people bring ---------------------------------------------------------------------------------------------

    def _stories(self, desks: Sequence[tuple[Desk, int]]) -> Iterator[Story]:
        """As many of each kind as the source says; of what it leaves open nothing is made up but that it was brought."""
        first, last, calendar = self.told["first"], self.told["last"], self._world.calendar
        days = [day for ahead in range((last - first).days + 1) if calendar.is_working(day := first + timedelta(ahead))]
        early = [day for day in days if day <= last - SIGNED_BEFORE_THE_END]
        left = self.told["requests"] - self.told["agreements"] - self.told["settled"]
        yield from self._kind("agreed", desks, self.told["agreements"], early, self._agreed, mediable=True)
        yield from self._kind("settled", desks, self.told["settled"], days, turns.settled)
        yield from self._kind("left", desks, left, days, lambda plot: turns.unstated(plot, calendar, last))

    def _kind(
        self, kind: str, desks: Sequence[tuple[Desk, int]], count: int, days: Sequence[date],
        turn: Callable[[Plot], Plot], *, mediable: bool = False,
    ) -> Iterator[Story]:  # fmt: skip
        chance = self._dice(kind)
        openings = Openings(chance, self._cast)
        by_code = {desk.cabinet_id: desk for desk, _weight in desks}
        for cabinet_id in dealt({desk.cabinet_id: weight for desk, weight in desks}, count):
            tale, desk = openings.tale(mediable=mediable), by_code[cabinet_id]
            given = openings.brought(desk, tale, chance.choice(days), named=mediable)
            yield turn(Plot(chance, desk, tale, given)).steps

    def _agreed(self, plot: Plot) -> Plot:
        calendar = self._world.calendar
        turns.agreed(plot, calendar, self.told["last"])
        return turns.performed(plot, calendar, self.told["left_the_register"])

    # --- what is needed for it -----------------------------------------------------------------------------------------

    @cached_property
    def _world(self) -> World:
        return World(self.session, Sheaf(self.session, self._dice("keys")), own_scans(self.session))

    @cached_property
    def _cast(self) -> Cast:
        return Cast(self._dice("cast"), self.told["names"], self.told["towns"])

    def _dice(self, purpose: str) -> Random:
        return dice(NAME, purpose)


def lines(table: str) -> Iterator[dict[str, str]]:
    """The lines of a table of the seed."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
