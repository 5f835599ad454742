"""`check`: what is wrong with a server, and what to do."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, delete, select

from mediation_cms.core import clock
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.core.leases import Lease
from mediation_cms.core.stamps import restamp
from mediation_cms.documents.files import store
from mediation_cms.intake.models import Request, Spell
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import STAMP
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Account, Person, Role, RoleHeld
from mediation_cms.people.records import person_from
from mediation_cms.places.models import Unit
from tests import make
from tests.conftest import free_port
from tests.sms_gateway import SmsGateway


@pytest.fixture
def ready(installation):
    installation.run("init")
    installation.run("seed", "reference")
    installation.run("account", "add", "a.serik", "--name", "Ахметов Серік")
    return installation


def found(said: str) -> dict[str, tuple[str, str]]:
    """The grade and the words of each finding."""
    lines = [line.partition(": ") for line in said.splitlines()]
    return {head[7:]: (head[:5].strip(), words) for head, _colon, words in lines}


def test_a_server_that_is_fit_says_so(ready, inbox):
    findings = found(ready.run("check", SMTP_URL=f"{inbox.url}?from=kabinet@ank.example").stdout)

    assert {about for about, (grade, _words) in findings.items() if grade == "WRONG"} == set()
    assert findings["mail"] == ("fine", "the server lets us in; mail comes from kabinet@ank.example")
    assert findings["printing"] == ("fine", "a sample of 1 page was printed")
    assert findings["administrator"] == ("fine", "there is one")
    assert findings["rules"] == ("fine", "all that are asked for are in force")


@pytest.mark.database("sqlite")
def test_what_is_missing_is_named_with_what_to_do(installation):
    assert "Run `mediation-cms init`" in installation.run("check", ends=1).stderr
    installation.run("init")
    (installation.data_dir / "secrets" / "secret_key").chmod(0o644)
    refused = installation.run(
        "check", ends=1, SMTP_URL=f"smtp://127.0.0.1:{free_port()}", BASE_URL="http://bitim.ank.example"
    )
    findings = found(refused.stdout)

    wrong = {about: words for about, (grade, words) in findings.items() if grade == "WRONG"}
    assert set(wrong) == {"address", "secrets", "places", "rules", "administrator", "mail"}
    assert wrong["places"] == "there are none: run `mediation-cms seed reference`"
    assert "chmod 600" in wrong["secrets"]
    assert ".." not in wrong["mail"]
    assert refused.stderr == "Error: 6 of these need mending; each line above says how.\n"


@pytest.mark.database("sqlite")
@pytest.mark.database("sqlite")
def test_the_gateway_is_knocked_at_and_what_is_wrong_with_it_is_said(ready):
    gateway = SmsGateway()
    body = "to={to}&text={text}"
    try:
        findings = found(ready.run("check", SMS_URL=gateway.url, SMS_BODY=body).stdout)
    finally:
        gateway.close()
    assert findings["SMS"] == ("fine", f"the gateway answers at 127.0.0.1:{gateway.server.server_port}")
    assert findings["SMS taken"][0] == "note"
    assert gateway.sent == []

    for settings, words in (
        ({"SMS_URL": f"http://127.0.0.1:{free_port()}/", "SMS_BODY": body}, "ConnectionRefusedError"),
        ({"SMS_URL": "http://gateway.example/", "SMS_BODY": body}, "looks like https://"),
        ({"SMS_URL": "https://gateway.example/", "SMS_BODY": "to={to}"}, "is JSON or a form"),
    ):
        grade, said = found(ready.run("check", ends=1, **settings).stdout)["SMS"]
        assert (grade, words in said) == ("WRONG", True)
    assert found(ready.run("check").stdout)["SMS"] == (
        "note",
        "there is no gateway: SMS wait. Set MEDIATION_CMS_SMS_URL",
    )


def test_keys_that_do_not_fit_are_noticed(ready):
    keys = bytes(range(64, 96))
    with Database(ready.database.bind, Keyring((keys,)), ready.data_dir).transaction() as session:
        person_from(session, PersonIn(surname="Төлегенов", given_name="Қайрат", iin="000229500008"))
        assert len(session.exec(select(Person).where(col(Person.iin_sealed).is_not(None))).all()) == 1

    assert found(ready.run("check", ends=1).stdout)["keys"][0] == "WRONG"


@pytest.mark.database("sqlite")
def test_every_file_that_was_lost_is_noticed(ready):
    with ready.database.transaction() as session:
        owner = session.exec(select(Account)).first().id
        kept = [
            store(session, name.encode(), name=name, media_type="text/plain", uploaded_by_id=owner)
            for name in ("first.txt", "second.txt", "third.txt")
        ]
        digests = [file.stored_sha256 for file in kept]
    assert found(ready.run("check").stdout)["files"] == ("fine", "all are there, the newest one opens")

    for digest in digests[:2]:
        (ready.data_dir / "files" / digest[:2] / digest).unlink()

    words = f"2 are not in the data folder (the first of {clock.today()}, first.txt): bring them back from a backup"
    assert found(ready.run("check", ends=1).stdout)["files"] == ("WRONG", words)


@pytest.mark.database("sqlite")
def test_a_database_that_waits_for_migrations_says_so(ready):
    with ready.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0003'")

    grade, words = found(ready.run("check", ends=1).stdout)["database"]
    assert (grade, words.endswith("migrations wait: run `mediation-cms init`")) == ("WRONG", True)


@pytest.mark.database("sqlite")
def test_a_database_that_is_away_says_so(ready):
    away = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    grade, words = found(ready.run("check", ends=1, DATABASE_URL=away).stdout)["database"]

    assert (grade, words.startswith("does not answer")) == ("WRONG", True)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("days", [(-10, 0), (1, None)])
def test_who_was_or_will_be_administrator_is_none_today(ready, days):
    since, until = (clock.today() + timedelta(days=day) if day is not None else None for day in days)
    with ready.database.transaction() as session:
        held = session.exec(select(RoleHeld)).one()
        held.since, held.until = since, until
        session.add(held)

    words = "nobody is today: run `mediation-cms account add LOGIN --name NAME`"
    assert found(ready.run("check", ends=1).stdout)["administrator"] == ("WRONG", words)


@pytest.mark.database("sqlite")
def test_a_rule_that_is_asked_for_and_not_in_force_is_named(ready):
    with ready.database.transaction() as session:
        session.exec(delete(Rule).where(col(Rule.code) == "mediation.term_days"))
        (house,) = session.exec(select(Rule).where(Rule.code == "name.house"))
        house.until = clock.today()
        session.add(house)
        restamp(session, STAMP)

    words = "not in force today: mediation.term_days, name.house. An administrator enters them in the settings, under the law"
    assert found(ready.run("check", ends=1).stdout)["rules"] == ("WRONG", words)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    "url", ["postgres://u@h/n", "postgresql://u@h/n", "mysql://x", "garbage", "postgresql+psycopg://h:p/n"]
)
@pytest.mark.parametrize("command", ["init", "check"])
def test_an_address_of_a_database_that_is_none_says_what_one_looks_like(installation, url, command):
    refused = installation.run(command, ends=1, DATABASE_URL=url)

    assert refused.stderr == (
        "Error: MEDIATION_CMS_DATABASE_URL looks like postgresql+psycopg://user:password@host/name or sqlite:////folder/file.\n"
    )
    assert not (installation.data_dir / "secrets").exists()


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(seconds=-1), "nobody does them: start `mediation-cms serve`, or `mediation-cms work`"),
        (timedelta(seconds=9), "somebody is at work"),
        (timedelta(hours=5), "nobody does them: start `mediation-cms serve`, or `mediation-cms work`"),
    ],
)
def test_a_lease_from_a_clock_that_was_wrong_is_nobody_at_work(ready, ahead, words):
    with ready.database.transaction() as session:
        session.add(Lease(name="work", holder="anna", until=clock.now() + ahead))

    assert found(ready.run("check").stdout)["jobs"][1] == words


def test_records_that_break_the_balance_are_named(ready):
    with ready.database.transaction() as session:
        oskemen = session.exec(select(Unit).where(Unit.code == "oskemen")).one()
        receptionist = make.actor(session, Role.RECEPTIONIST, cabinet := make.cabinet(session, oskemen))
        _sound, broken = (make.request(session, receptionist, cabinet, date(2022, 3, 15)) for _each in range(2))
        session.exec(delete(Spell).where(col(Spell.request_id) == broken.id))

    said = ready.run("check", ends=1).stdout
    assert [line for line in said.splitlines() if "records: " in line] == [
        (
            f"WRONG  records: {broken.number} breaks the balance of reports. The request was registered but never opened, so "
            "nothing counts it. A hand on the database did this: bring the request back as its history or a backup has it"
        )
    ]

    with ready.database.transaction() as session:
        session.exec(delete(Request).where(col(Request.id) == broken.id))
    assert found(ready.run("check").stdout)["records"] == ("fine", "every year balances")
