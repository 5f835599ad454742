"""Mediators of a seed: people of its cast in the ANK register, each in a district and perhaps at a cabinet."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from mediation_cms.access import Actor
from mediation_cms.mediators.inputs import EntryIn, LeavingIn, PracticeIn
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.seeding.bulk_registers import Entered, enter, leave
from mediation_cms.seeding.cast import Cast
from mediation_cms.seeding.sheaf import Sheaf

AGES = {MediatorKind.PROFESSIONAL: (27, 66), MediatorKind.PUBLIC: (41, 74)}  # on the day of entry
GROUND_IN = "Үлгі үшін ойдан шығарылды / Вымышлено для примера"
GROUND_OUT = "Үлгі үшін ойдан шығарылған қайта тіркеу / Вымышленная для примера перерегистрация"
LANGUAGES = (["kk", "ru"], ["kk", "ru"], ["kk"], ["ru"])
FIELDS = ("FAM", "NEI", "DEB", "LAN", "LAB", "HOU", "INH", "SCH", "ETH")
BETWEEN_COURSE_AND_ENTRY = timedelta(days=45)


class Register:
    """The ANK register as one seed fills it. Numbers begin with what tells the seed from others."""

    def __init__(self, sheaf: Sheaf, actor: Actor, cast: Cast, chance: Random, prefix: str) -> None:
        self._sheaf, self._actor, self._cast, self._chance = sheaf, actor, cast, chance
        self._prefix = prefix
        self.entered: list[Entered] = []

    def enter(self, district_id: UUID, kind: MediatorKind, since: date, cabinet_id: UUID | None = None) -> Entered:
        """Somebody new, from a day on."""
        chance, number = self._chance, f"{self._prefix}{len(self.entered) + 1:04d}"
        professional = kind is MediatorKind.PROFESSIONAL
        given = EntryIn.model_construct(
            register_kind=RegisterKind.ANK,
            kind=kind,
            number=number,
            since=since,
            ground_in=GROUND_IN,
            certificate_no=f"ҮЛГІ-{number}" if professional else "",
            certificate_on=since - BETWEEN_COURSE_AND_ENTRY if professional else None,
        )
        practice = PracticeIn.model_construct(
            cabinet_id=cabinet_id,
            languages=chance.choice(LANGUAGES),
            dispute_codes=sorted(chance.sample(FIELDS, chance.randint(1, 4))),
        )
        who = self._cast.mediator(since, ages=AGES[kind])
        entered = enter(self._sheaf, self._actor, district_id, who, practice, given)
        self.entered.append(entered)
        return entered

    def close(self, until: date) -> None:
        """Everybody is out from that day on: the invented re-registration with which a seed of figures ends."""
        for entered in self.entered:
            leave(self._sheaf, self._actor, entered.row, LeavingIn.model_construct(until=until, ground=GROUND_OUT))
