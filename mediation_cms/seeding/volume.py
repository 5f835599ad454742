"""The seed `volume`: so many cases over ten years in all regions, for measuring. The same rows every time, only sealed anew."""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.consultations.models import Result
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.mediators.models import MediatorKind, RegisterEntry
from mediation_cms.places.models import Level, Owner, Unit
from mediation_cms.places.queries import tree
from mediation_cms.seeding import bulk, turns
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.bulk_requests import World
from mediation_cms.seeding.cabinets import district, open_cabinet
from mediation_cms.seeding.chance import Bag, dice
from mediation_cms.seeding.openings import Desk, Openings
from mediation_cms.seeding.planting import Planted, Watch, planted_before, remember
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.registers import Register
from mediation_cms.seeding.scans import one_scan
from mediation_cms.seeding.sheaf import Sheaf
from mediation_cms.seeding.story import Hand, Story
from mediation_cms.seeding.unindexed import unindexed

NAME = "volume"
AT_A_CABINET = 6  # mediators, every sixth a professional
REASON = "үлгі / пример"


def plant(session: Session, actor: Actor, watch: Watch, cases: int = 1000, seed: int = 1) -> Planted:
    """So many cases. Refused unless the database holds the reference data alone."""
    if planted_before(session, NAME):
        return Planted(new=False)
    if any(session.connection().execute(sa.select(sa.exists(found))).scalar() for found in OTHER_DATA):
        raise Refused(
            _("The seed volume is for measuring: load it into a database that holds nothing but the seed reference.")
        )
    Volume(session, actor, cases, seed).plant(watch)
    remember(session, NAME)
    return Planted(new=True)


CABINET = sa.select(table_of(Unit).c.id).where(table_of(Unit).c.level == Level.CABINET)
OTHER_DATA = (CABINET, sa.select(table_of(RegisterEntry).c.id), sa.select(table_of(Request).c.id))


class Volume(SeedAtWork):
    """The seed while it is planted."""

    def __init__(self, session: Session, actor: Actor, cases: int, seed: int) -> None:
        super().__init__(session, actor, NAME)
        self._cases, self._seed = cases, seed
        self._others = cases // self.told["beside_cases"]
        self._endings, self._open, self._talks = (Bag(self.told[name]) for name in ("endings", "open", "talks"))
        self.world = World(session, Sheaf(session, self.dice("keys")), one_scan(session, actor))

    def dice(self, purpose: str) -> Random:
        """Dice of this seed and its number."""
        return dice(NAME, self._seed, purpose)

    def plant(self, watch: Watch) -> None:
        """Cabinets with their mediators, then the matters in the order of their days."""
        register = Register(self.world.sheaf, self.actor, self.cast, self.dice("register"), "V/")
        desks = [self._desk(register, line["district"], line["short"]) for line in self.lines("cabinets")]
        self.world.sheaf.write()
        with unindexed(self.session):
            bulk.tell(self.world, self._matters(desks, watch))

    def _desk(self, register: Register, code: str, short: str) -> Desk:
        unit, since = district(self.session, code), self.told["opened"]
        of = {language: tree(self.session).forms(unit.id, language, since).of for language in Language}
        told = {
            "short": short,
            "district": code,
            "since": since.isoformat(),
            "kk": f"{of[Language.KK]} медиация кабинеті",
            "ru": f"Кабинет медиации {of[Language.RU]}",
            "en": f"Mediation cabinet {of[Language.EN]}",
        }
        # Cabinets of akimats: their mandate for mediation has no end, so agreements are concluded in all the years.
        cabinet = open_cabinet(self.session, self.actor, told, self.told["source"], owner=Owner.AKIMAT)
        kinds = [MediatorKind.PROFESSIONAL, *[MediatorKind.PUBLIC] * (AT_A_CABINET - 1)]
        entered = [register.enter(unit.id, kind, since, cabinet.unit.id) for kind in kinds]
        hands = [Hand(each.mediator_id, each.name, self.actor) for each in entered]
        return Desk(cabinet.unit.id, cabinet.town, self.actor, self.actor, hands, video=True)

    # --- matters -------------------------------------------------------------------------------------------------------

    def _matters(self, desks: Sequence[Desk], watch: Watch) -> Iterator[Story]:
        """Each later than the one before: cases and, spread among them, requests that never became one."""
        first, last, chance = self.told["first"], self.told["last"], self.dice("matters")
        openings, total, cases = Openings(chance, self.cast), self._cases + self._others, 0
        days = self.working_days(first, last)
        first_open = self._cases - min(self._cases // 4, self.told["open_at_most"])
        for place in watch(range(total)):
            day, is_case = days[place * len(days) // total], (place + 1) * self._cases // total > cases
            tale = openings.tale(mediable=is_case)
            desk = chance.choice(desks)
            plot = Plot(chance, desk, tale, openings.brought(desk, tale, day, named=is_case))
            if not is_case:
                self._talk(plot)
            elif cases < first_open:
                self._end(plot)
            else:
                self._leave_open(plot)
            cases += is_case
            yield plot.steps

    def _talk(self, plot: Plot) -> None:
        result = Result(self._talks.draw(plot.chance))
        plot.consulted(plot.given.received_on, result, REASON if result is Result.NOT_MEDIABLE else "")

    def _end(self, plot: Plot) -> None:
        """A case that has come to its end, before or after a contract."""
        calendar, outcome = self.world.calendar, Outcome(self._endings.draw(plot.chance))
        if outcome is Outcome.AGREEMENT:
            turns.agreed(plot, calendar, date.max)
            turns.performed(plot, calendar, self.told["last"])
        else:
            turns.ended(plot, calendar, outcome, REASON)

    def _leave_open(self, plot: Plot) -> None:
        """A matter that somebody still has to deal with, wherever it stands."""
        calendar, stands, on = self.world.calendar, self._open.draw(plot.chance), plot.given.received_on
        if stands == "in_mediation":
            plot.met(turns.contracted(plot, calendar, turns.usual_days(plot.chance)))
        elif stands == "in_work":
            turns.accepted(plot, calendar, turns.usual_days(plot.chance))
        elif stands == "offered":
            plot.consulted(on, Result.TO_MEDIATION).admitted(on).offered(on)
        else:
            plot.consulted(on, Result.TO_MEDIATION).admitted(on)
