"""The seed `republic-2023`: the register, the agreements and the ethnomediation seminars of one year, in all regions but one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.places.queries import tree
from mediation_cms.seeding import bulk, turns
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.cabinets import Cabinet, open_cabinet
from mediation_cms.seeding.cast import Cast
from mediation_cms.seeding.gatherings import hold_course
from mediation_cms.seeding.openings import Desk
from mediation_cms.seeding.planting import Planted, Watch, planted_before, remember
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.registers import Register
from mediation_cms.seeding.story import Hand, Story

NAME = "republic-2023"
Line = Mapping[str, str]
AT_THE_CABINET = 12  # mediators of each kind who work there; the others in the districts
FIRST_WORKING_DAYS = 6  # on which those came in who conduct the year's mediations
SIGNED_BEFORE_THE_END = timedelta(days=14)
SEMINAR_DAYS = timedelta(days=1)


def plant(session: Session, actor: Actor, watch: Watch) -> Planted:
    """The year, unless it is there already."""
    if planted_before(session, NAME):
        return Planted(new=False)
    Year(session, actor, NAME).plant(watch)
    remember(session, NAME)
    return Planted(new=True)


class Year(SeedAtWork):
    """The seed while it is planted."""

    def plant(self, watch: Watch) -> None:
        """In each region a cabinet with its mediators; then what people brought, and the seminars."""
        register = Register(self.world.sheaf, self.actor, self.cast, self.dice("register"), "2023/")
        desks = [(line, self._desk(register, line)) for line in self.lines("regions")]
        self.world.sheaf.write()
        stories = [story for line, desk in desks for story in self._agreements(line, desk)]
        bulk.tell(self.world, watch(sorted(stories, key=lambda story: story[0].at)))
        for line in watch(list(self.lines("regions"))):
            self._seminars(line)

    def _desk(self, register: Register, line: Line) -> Desk:
        """The cabinet of the region's Mediation Council, and everybody whom the region has in the register."""
        cabinet = open_cabinet(
            self.session, self.actor, self.told["cabinet"] | {"district": line["district"]}, self.told["source"]
        )
        hands = [hand for kind in MediatorKind for hand in self._enter(register, line, kind, cabinet)]
        return Desk(cabinet.unit.id, cabinet.town, self.actor, self.actor, hands, video=True)

    def _enter(self, register: Register, line: Line, kind: MediatorKind, cabinet: Cabinet) -> list[Hand]:
        places = tree(self.session)
        first, last = self.told["first"], self.told["last"]
        here = places.by_code(line["district"]).id
        around = places.districts_in(places.by_code(line["region"]).id, first)
        districts = cycle(sorted(around, key=lambda unit_id: places.unit(unit_id).code))
        days, chance, hands = self.working_days(first, last), self.dice(f"{line['region']} {kind}"), []
        for place in range(int(line[kind.value])):
            if place < AT_THE_CABINET:
                entered = register.enter(here, kind, chance.choice(days[:FIRST_WORKING_DAYS]), cabinet.unit.id)
                hands.append(Hand(entered.mediator_id, entered.name, self.actor))
            else:
                register.enter(next(districts), kind, chance.choice(days))
        return hands

    def _agreements(self, line: Line, desk: Desk) -> Iterator[Story]:
        """Of the year's requests the source tells only those that ended in an agreement; no others are made up."""
        cast = Cast(self.dice(f"cast of {line['region']}"), self.told["names"], [line["town"]])
        days = self.working_days(self.told["received_from"], self.told["last"] - SIGNED_BEFORE_THE_END)
        count = int(line["agreements"])
        return self.stories(
            f"agreed {line['region']}", [(desk, 1)], count, days, self._agreed, mediable=True, cast=cast
        )

    def _agreed(self, plot: Plot) -> Plot:
        turns.agreed(plot, self.world.calendar, self.told["last"])
        return turns.performed(plot, self.world.calendar, self.told["performed_until"])

    def _seminars(self, line: Line) -> None:
        held, learners = int(line["seminars"]), int(line["learners"])
        for number, day in enumerate(self._seminar_days(line, held)):
            course = self.told["seminar"] | {
                "at": line["district"],
                "starts_on": day,
                "ends_on": day + SEMINAR_DAYS,
                "learners": learners // held + (number < learners % held),
            }
            hold_course(self.session, self.actor, course, self.cast)

    def _seminar_days(self, line: Line, held: int) -> Sequence[date]:
        """Mondays to Thursdays: a seminar lasts two days."""
        days = self.working_days(self.told["received_from"], self.told["last"] - SIGNED_BEFORE_THE_END)
        with_a_next = [day for day in days if self.world.calendar.is_working(day + SEMINAR_DAYS)]
        return sorted(self.dice(f"seminars {line['region']}").sample(with_a_next, held))
