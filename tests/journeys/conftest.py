"""The real program on a port of its own, and people who come to it with a browser."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser
from sqlmodel import Session, select

from mediation_cms.accounts.actions import add_account
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.accounts.queries import actor_of, reserved
from mediation_cms.administration.inputs import UnitIn
from mediation_cms.administration.place_actions import open_unit
from mediation_cms.administration.queries import unit_with_code
from mediation_cms.core.i18n import Language, _
from mediation_cms.mediators.actions import add_mediator
from mediation_cms.mediators.inputs import EntryIn, PracticeIn
from mediation_cms.mediators.models import MediatorKind, RegisterEntry
from mediation_cms.people.models import Account, AccountKind, Person, Role
from mediation_cms.places.models import Owner, Unit
from mediation_cms.places.queries import tree
from tests.installation import Installation, until
from tests.journeys.reader import Reader
from tests.make import SmallCountry
from tests.make.matters import Cast
from tests.make.mediators import TAKEN_OVER

NUMBERS = count()
DISTRICT = "oskemen"
LONG_AGO = date(2020, 1, 6)
STAFF = {
    Role.RECEPTIONIST: ("Серікова", "Айгүл", "Нұрланқызы"),
    Role.COORDINATOR: ("Оспанов", "Ерлан", "Маратұлы"),
    Role.MANAGER: ("Әбдіров", "Қанат", "Сейітұлы"),
}
GIVEN_NAMES = (
    "Сәуле",
    "Гүлсім",
    "Әлия",
    "Жанар",
    "Роза",
    "Зейнеп",
    "Қарлығаш",
    "Ботагөз",
    "Шолпан",
    "Айман",
    "Үміт",
    "Нұргүл",
    "Гүлнар",
    "Мәдина",
    "Шынар",
    "Күлән",
    "Райхан",
    "Дина",
    "Зәуре",
    "Толқын",
)


@dataclass
class Cabinet:
    """A cabinet that nobody else works in, with one account for each role, in the language of its staff."""

    site: Installation
    language: Language
    code: str
    name: str
    mediator: str
    keys: dict[Role, tuple[str, str]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def site(database, new_database, tmp_path_factory, request) -> Iterator[Installation]:
    """An installation with the reference seed, served with its jobs beside it; stopped when the tests are over."""
    site = Installation(tmp_path_factory.mktemp("site"), new_database(), request.config.cache.mkdir("fonts"))
    site.run("init")
    site.run("seed", "reference")
    site.start("serve", "--workers", "1", "--port", str(site.port))
    until(lambda: _answers(site))
    yield site
    site.close()


@pytest.fixture
def cabinet_of(site) -> Callable[..., Cabinet]:
    """Opens a cabinet: `cabinet_of(Language.KK)`, or with another owner than the akimat."""

    def open_cabinet(language: Language, owner: Owner = Owner.AKIMAT) -> Cabinet:
        number = next(NUMBERS)
        with site.database.transaction() as session:
            system, district = reserved(session, AccountKind.SYSTEM), unit_with_code(session, DISTRICT)
            named = {
                "kk": f"№ {number} медиация кабинеті",
                "ru": f"Кабинет медиации № {number}",
                "en": f"Mediation cabinet No. {number}",
            }
            given = {"short": f"J{number}", "since": LONG_AGO, "owner": owner, "source": "test"} | named
            unit = open_unit(session, system, district, UnitIn.checked(given))
            names = STAFF | {Role.MEDIATOR: ("Байжанова", GIVEN_NAMES[number], "Тілеуқызы")}
            made = Cabinet(site, language, unit.code, named[language], " ".join(names[Role.MEDIATOR]))
            for role, name in names.items():
                made.keys[role] = _account(session, role, name, unit, language)
            return made

    return open_cabinet


@pytest.fixture
def enter(browser: Browser) -> Iterator[Callable[..., Reader]]:
    """Signs somebody of a cabinet in: `enter(cabinet, Role.MEDIATOR, scripts=False, width=360)`."""
    opened = []

    def sign_in(cabinet: Cabinet, role: Role, *, scripts: bool = True, width: int = 1280) -> Reader:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, timezone_id="Asia/Almaty"
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        reader = Reader(context.new_page(), f"http://127.0.0.1:{cabinet.site.port}", cabinet.language)
        login, password = cabinet.keys[role]
        reader.opens(f"/sign-in?lang={cabinet.language}")
        reader.writes(_("User name"), login)
        reader.writes(_("Password"), password)
        reader.presses(_("Sign in"))
        reader.reads(_("Sign out"))
        return reader

    yield sign_in
    for context in opened:
        context.close()


def cast_of(session: Session, cabinet: Cabinet) -> Cast:
    """The people of the cabinet as `tests.make.matters` takes them: for journeys that begin in the middle."""
    places = tree(session)
    codes = ("KZ", "63", DISTRICT, cabinet.code)
    country = SmallCountry(*(session.get_one(Unit, places.by_code(code).id) for code in codes))
    logins = {role: login for role, (login, _password) in cabinet.keys.items()}
    by_login = {login: session.exec(select(Account).where(Account.login == login)).one() for login in logins.values()}
    actors = {role: actor_of(session, by_login[login]) for role, login in logins.items()}
    mine = RegisterEntry.mediator_id == actors[Role.MEDIATOR].person_id
    entry = session.exec(select(RegisterEntry).where(mine)).one()
    return Cast(country, actors[Role.RECEPTIONIST], actors[Role.COORDINATOR], actors[Role.MEDIATOR], entry)


# --- inner parts -------------------------------------------------------------------------------------------------------


def _answers(site: Installation) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{site.port}/health/ready", timeout=5) as answer:
            return bool(json.load(answer) == {"ready": True})
    except (URLError, ConnectionError):
        return False


def _account(
    session: Session, role: Role, name: tuple[str, str, str], unit: Unit, language: Language
) -> tuple[str, str]:
    surname, given_name, patronymic = name
    system = reserved(session, AccountKind.SYSTEM)
    given = {
        "login": f"{role}.{unit.code}", "surname": surname, "given_name": given_name, "patronymic": patronymic,
        "language": language,
    }  # fmt: skip
    held = RoleIn(role=role, unit_id=unit.id, since=LONG_AGO)
    account, passphrase = add_account(session, system, AccountIn.checked(given), [held])
    if role is Role.MEDIATOR:
        practice = PracticeIn(cabinet_id=unit.id, languages=["kk", "ru"])
        entry = EntryIn.checked(
            {"kind": MediatorKind.PUBLIC, "number": f"63/{unit.short}", "since": "10.01.2020"} | TAKEN_OVER
        )
        add_mediator(
            session,
            system,
            tree(session).by_code(DISTRICT),
            session.get_one(Person, account.person_id),
            practice,
            entry,
        )
    return account.login, passphrase
