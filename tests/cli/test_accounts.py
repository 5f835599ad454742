"""`account`: the first administrator, and help for whoever cannot sign in."""

import pytest
from sqlmodel import select

from mediation_cms.accounts.queries import find_account, roles_held
from mediation_cms.accounts.sessions import sign_in
from mediation_cms.audit.models import Entry
from mediation_cms.core.errors import Refused
from mediation_cms.people.models import Account, Person, Role
from mediation_cms.places.models import Unit
from tests.make.mediators import mediator

ADMIN = ("account", "add", "a.serik", "--name", "Ахметов Серік Болатұлы")


@pytest.fixture
def ready(installation):
    installation.run("init")
    installation.run("seed", "reference")
    return installation


def passphrase(said: str) -> str:
    login, phrase = said.split()
    assert login == "a.serik"
    return phrase


def known(session) -> Account:
    account = find_account(session, "a.serik")
    assert account is not None
    return account


def signs_in(installation, phrase: str) -> bool:
    with installation.database.transaction() as session:
        try:
            return bool(sign_in(session, "a.serik", phrase, "127.0.0.1", "test"))
        except Refused:
            return False


def test_the_first_administrator_is_made_on_the_command_line(ready):
    done = ready.run(*ADMIN)
    phrase = passphrase(done.stdout)

    assert "shown this once" in done.stderr
    assert signs_in(ready, phrase)
    with ready.database.session(writes=False) as session:
        account = known(session)
        person = session.get_one(Person, account.person_id)
        assert (person.surname, person.given_name, person.patronymic) == ("Ахметов", "Серік", "Болатұлы")
        assert [held.role for held in roles_held(session, account)] == [Role.ADMINISTRATOR]
        assert phrase not in str(session.exec(select(Entry)).all())


def test_a_disabled_account_signs_in_no_more_until_it_is_reset(ready):
    first = passphrase(ready.run(*ADMIN).stdout)
    ready.run("account", "disable", "a.serik")
    assert not signs_in(ready, first)
    second = passphrase(ready.run("account", "reset", "a.serik").stdout)

    assert not signs_in(ready, first)
    assert signs_in(ready, second)
    with ready.database.session(writes=False) as session:
        assert known(session).disabled_on is None


@pytest.mark.database("sqlite")
def test_a_mediator_of_the_register_is_named_by_the_number(ready):
    with ready.database.transaction() as session:
        district = session.exec(select(Unit).where(Unit.code == "oskemen")).one()
        person_id = mediator(session, district, number="63-7").mediator_id
    with_number = ("account", "add", "a.serik", "--role", "mediator", "--place", "oskemen", "--mediator")

    assert "0 mediators have the number 63-8" in ready.run(*with_number, "63-8", ends=1).stderr
    ready.run(*with_number, "63-7")
    with ready.database.session(writes=False) as session:
        assert known(session).person_id == person_id


@pytest.mark.database("sqlite")
def test_what_cannot_be_done_is_said_in_one_line(ready):
    ready.run(*ADMIN)

    assert ready.run(*ADMIN, ends=1).stderr == "Error: login: This user name is taken. Choose another.\n"
    unknown = ready.run("account", "reset", "system", ends=1).stderr
    assert unknown == "Error: There is no account system. Look at the spelling: Latin letters and figures.\n"
    nowhere = ready.run("account", "add", "b.anna", "--name", "Анна", "--place", "99", ends=1).stderr
    assert nowhere == "Error: There is no place with the code 99. Codes look like KZ, 63, semey or 63-OSK.\n"


@pytest.mark.database("sqlite")
def test_wrong_usage_ends_with_two(ready):
    for arguments in (
        ("account", "add", "a"),
        ("account", "add", "a", "--name", "A", "--mediator", "63-7"),
        ("account", "add", "a", "--name", "A", "--role", "king"),
        ("frobnicate",),
    ):
        assert ready.run(*arguments, ends=2).stderr.startswith("Usage: ")


@pytest.mark.database("sqlite")
def test_without_places_the_seed_is_named(installation):
    installation.run("init")

    assert "mediation-cms seed reference" in installation.run(*ADMIN, ends=1).stderr
