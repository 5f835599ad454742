"""Who works in the demo: its cabinets, the people behind its accounts, the mediators in its register."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from mediation_cms.access import Actor
from mediation_cms.accounts.actions import add_account
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.accounts.queries import actor_of
from mediation_cms.administration.cabinet_actions import set_mandate
from mediation_cms.administration.inputs import MandateIn
from mediation_cms.core.clock import ALMATY, now, telling_of
from mediation_cms.mediators.actions import add_mediator
from mediation_cms.mediators.inputs import EntryIn, LeavingIn, PracticeIn, SuspensionIn
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.people.inputs import IdentifiedPersonIn
from mediation_cms.people.models import Account, Person, Role
from mediation_cms.places.models import MandateKind
from mediation_cms.places.queries import tree
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.bulk_registers import Entered, leave, suspend
from mediation_cms.seeding.cabinets import Cabinet, district, open_cabinet
from mediation_cms.seeding.cast import INVENTED
from mediation_cms.seeding.openings import Desk
from mediation_cms.seeding.registers import GROUND_IN, Register
from mediation_cms.seeding.story import Hand

MORNING = time(10)
PROFESSIONALS = ("mediator", "mediator4")  # of those who sign in
AT_A_CABINET = 3  # of those who do not
ENTERED_WITHIN = 300  # days of the beginning
ILL = "Денсаулық жағдайы бойынша өтініш / Заявление по состоянию здоровья"
MOVED = "Басқа өңірге көшті / Переезд в другой регион"


@dataclass(frozen=True)
class SignIn:
    """An account of the demo that somebody may try: with its passphrase, which is nowhere else."""

    role: Role
    login: str
    passphrase: str
    first: str


@dataclass
class Crew:
    """Everybody at work, by login and by cabinet."""

    cabinets: dict[str, Cabinet] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    hands: dict[str, Hand] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    sign_ins: list[SignIn] = field(default_factory=list)

    @property
    def cabinet_ids(self) -> Sequence[UUID]:
        """The keys of the cabinets of the demo: other seeds may have planted others."""
        return [cabinet.unit.id for cabinet in self.cabinets.values()]

    def desk(self, code: str) -> Desk:
        """The cabinet of this code at work: the regional one has a desk officer of its own."""
        cabinet = self.cabinets[code]
        front = next(
            (login for login, at in self.places.items() if at == code and login not in self.hands), "receptionist2"
        )
        hands = [hand for login, hand in self.hands.items() if self.places[login] == code]
        return Desk(
            cabinet.unit.id, cabinet.town, self.actors[front], self.actors["coordinator"], hands, video=bool(hands)
        )


def told_accounts(seed: SeedAtWork) -> Sequence[Mapping[str, Any]]:
    """The accounts that the seed tells of."""
    told = tomllib.loads((seed.folder / "accounts.toml").read_text(encoding="utf-8"))
    accounts: Sequence[Mapping[str, Any]] = told["account"]
    return accounts


def gather(seed: SeedAtWork, today: date) -> Crew:
    """Open the cabinets, give the accounts, fill the register."""
    crew, session, began = Crew(), seed.session, seed.told["began"]
    for line in seed.lines("cabinets"):
        with telling_of(morning(date.fromisoformat(line["since"]))):
            more = {"owner": line["owner"], "phone": seed.cast.phone()}
            cabinet = open_cabinet(session, seed.actor, line, seed.told["source"], **more)
        crew.cabinets[cabinet.unit.code] = cabinet
    accounts: list[tuple[Account, str]] = []
    with telling_of(morning(began)):
        for told in told_accounts(seed):
            person = _mediator(seed, crew, told) if told["role"] == Role.MEDIATOR else None
            accounts.append((_account(seed, crew, told, person), told["login"]))
    for account, login in accounts:
        crew.actors[login] = actor_of(session, account)
        crew.places[login] = next(told["at"] for told in told_accounts(seed) if told["login"] == login)
        if account.person_id and Role.MEDIATOR in crew.actors[login].roles:
            crew.hands[login] = Hand(account.person_id, crew.actors[login].name, crew.actors[login])
    _give_mandate(seed, crew, date(today.year - 1, 1, 1))
    _fill_register(seed, crew, today)
    return crew


def _account(seed: SeedAtWork, crew: Crew, told: Mapping[str, Any], person: Person | None) -> Account:
    """An account with its role. Only those that somebody is invited to try are told to anybody."""
    names = {name: told[name] for name in ("login", "surname", "given_name", "patronymic", "language")}
    email = f"{told['login']}@example.kz" if "try" in told else ""
    given = AccountIn.checked(names | {"person_id": person.id if person else None, "email": email})
    place = tree(seed.session).by_code(told["at"])
    since = max(seed.told["began"], place.opened_on or date.min)
    role = RoleIn(role=Role(told["role"]), unit_id=place.id, since=since)
    account, passphrase = add_account(seed.session, seed.actor, given, [role])
    if "try" in told:
        crew.sign_ins.append(SignIn(role.role, account.login, passphrase, told["try"]))
    return account


def _mediator(seed: SeedAtWork, crew: Crew, told: Mapping[str, Any]) -> Person:
    """Somebody who stands in the register and signs in."""
    cabinet, professional = crew.cabinets[told["at"]], told["login"] in PROFESSIONALS
    names = {name: told[name] for name in ("surname", "given_name", "patronymic")}
    who = IdentifiedPersonIn.checked(names | {"born_on": "12.04.1974", "no_iin_reason": INVENTED})
    practice = PracticeIn(cabinet_id=cabinet.unit.id, languages=["kk", "ru"], dispute_codes=["FAM", "NEI", "DEB"])
    given = {
        "kind": MediatorKind.PROFESSIONAL if professional else MediatorKind.PUBLIC,
        "number": f"55/A{told['login'].removeprefix('mediator') or '1':0>2}",
        "since": seed.told["began"],
        "ground_in": GROUND_IN,
        "certificate_no": "ҮЛГІ-0055" if professional else "",
        "certificate_on": "15.05.2024" if professional else "",
    }
    unit = district(seed.session, cabinet.district)
    entry = add_mediator(seed.session, seed.actor, unit, who, practice, EntryIn.checked(given))
    return seed.session.get_one(Person, entry.mediator_id)


def _give_mandate(seed: SeedAtWork, crew: Crew, since: date) -> None:
    """One cabinet of the Assembly conducts mediation by an act of the administrator; those beside it do not."""
    told = seed.told["mandate"]
    source = {language: told[language] for language in ("kk", "ru", "en")}
    given = MandateIn.checked({"mandate": MandateKind.MEDIATION, "since": since, "source": source})
    with telling_of(morning(seed.world.calendar.next_working(since))):
        set_mandate(seed.session, crew.actors["administrator"], crew.cabinets[told["cabinet"]].unit, given)


def _fill_register(seed: SeedAtWork, crew: Crew, today: date) -> None:
    """Those in the register who do not sign in: one is suspended now, one was, one has left."""
    sheaf, keeper = seed.world.sheaf, crew.actors["keeper"]
    register, chance = Register(sheaf, keeper, seed.cast, seed.dice("register"), "55/"), seed.dice("entries")
    for line in seed.lines("register"):
        unit = district(seed.session, line["district"])
        here = [
            cabinet for cabinet in crew.cabinets.values() if cabinet.district == unit.code and cabinet.unit.physical
        ]
        for kind in MediatorKind:
            for place in range(int(line[kind.value])):
                since = seed.told["began"] + timedelta(days=chance.randrange(ENTERED_WITHIN))
                cabinet_id = here[0].unit.id if here and place < AT_A_CABINET else None
                register.enter(unit.id, kind, since, cabinet_id)
    ill, well, gone = (entered.row for entered in _public(register.entered))
    suspend(sheaf, keeper, ill, SuspensionIn.model_construct(since=today - timedelta(days=24), ground=ILL))
    since, until = today - timedelta(days=150), today - timedelta(days=90)
    suspend(sheaf, keeper, well, SuspensionIn.model_construct(since=since, until=until, ground=ILL))
    leave(sheaf, keeper, gone, LeavingIn.model_construct(until=today - timedelta(days=37), ground=MOVED))
    sheaf.write()


def _public(entered: Sequence[Entered]) -> Sequence[Entered]:
    return [each for each in entered if each.row["kind"] is MediatorKind.PUBLIC][:3]


def morning(day: date) -> datetime:
    """When the office of that day has begun; now, while it has not: who plants at night tells nothing of tomorrow."""
    return min(datetime.combine(day, MORNING, ALMATY), now())
