"""The seed `east-kazakhstan-2022-h1`: half a year of East Kazakhstan in its old composition, person by person.

The figures are those of its House of Friendship; `seed/east-kazakhstan-2022-h1/` holds them with what was made up around
them, and docs/seeds.md says which is which. No figure is stored in the database: reports count the rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.seeding import bulk, turns
from mediation_cms.seeding.at_work import SeedAtWork, Weighed
from mediation_cms.seeding.cabinets import Cabinet, district, open_cabinet
from mediation_cms.seeding.gatherings import hold_course, hold_event
from mediation_cms.seeding.openings import Desk
from mediation_cms.seeding.planting import Planted, Watch, planted_before, remember
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.registers import Register
from mediation_cms.seeding.story import Hand, Story

NAME = "east-kazakhstan-2022-h1"
REGISTER_BEGAN, REGISTER_GREW = date(2016, 3, 1), 2050  # days over which people came in
AT_A_CABINET = 8  # mediators of each kind who work there
SIGNED_BEFORE_THE_END = timedelta(days=16)  # the last day on which what still ends in an agreement came in
VIDEO = "OSK"  # the cabinet that the virtual one is a channel of


def plant(session: Session, actor: Actor, watch: Watch) -> Planted:
    """Half a year, unless it is there already."""
    if planted_before(session, NAME):
        return Planted(new=False)
    HalfYear(session, actor, NAME).plant(watch)
    remember(session, NAME)
    return Planted(new=True)


class HalfYear(SeedAtWork):
    """The seed while it is planted."""

    def plant(self, watch: Watch) -> None:
        """Cabinets, mediators, what people brought, events and courses."""
        cabinets = [
            open_cabinet(self.session, self.actor, line, self.told["source"]) for line in self.lines("cabinets")
        ]
        at_work = [cabinet for cabinet in cabinets if cabinet.weight]
        hands = self._fill_register(at_work)
        stories = self._stories([self._desk(cabinet, hands) for cabinet in at_work])
        bulk.tell(self.world, watch(sorted(stories, key=lambda story: story[0].at)))
        for event in self.told["event"]:
            hold_event(self.session, self.actor, event)
        for course in self.told["course"]:
            hold_course(self.session, self.actor, course, self.cast)

    # --- who mediates --------------------------------------------------------------------------------------------------

    def _fill_register(self, at_work: Sequence[Cabinet]) -> dict[str, list[Hand]]:
        """Everybody in the register, district by district; who mediates at which cabinet."""
        register = Register(self.world.sheaf, self.actor, self.cast, self.dice("register"), "63/")
        chance, hands = self.dice("entries"), defaultdict[str, list[Hand]](list)
        for line in self.lines("register"):
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
        self.world.sheaf.write()
        return hands

    def _desk(self, cabinet: Cabinet, hands: dict[str, list[Hand]]) -> tuple[Desk, float]:
        unit = cabinet.unit
        desk = Desk(unit.id, cabinet.town, self.actor, self.actor, hands[unit.code], video=unit.short == VIDEO)
        return desk, cabinet.weight

    # --- what people bring ---------------------------------------------------------------------------------------------

    def _stories(self, desks: Weighed) -> Iterator[Story]:
        """As many of each kind as the source says; of what it leaves open nothing is made up but that it was brought."""
        first, last, calendar = self.told["first"], self.told["last"], self.world.calendar
        days = self.working_days(first, last)
        in_time = [day for day in days if day <= last - SIGNED_BEFORE_THE_END]
        left = self.told["requests"] - self.told["agreements"] - self.told["settled"]
        yield from self.stories("agreed", desks, self.told["agreements"], in_time, self._agreed, mediable=True)
        yield from self.stories("settled", desks, self.told["settled"], days, turns.settled)
        yield from self.stories("left", desks, left, days, lambda plot: turns.unstated(plot, calendar, last))

    def _agreed(self, plot: Plot) -> Plot:
        turns.agreed(plot, self.world.calendar, self.told["last"])
        return turns.performed(plot, self.world.calendar, self.told["left_the_register"])
