"""The history of places: who sees which lines, and how they read."""

from datetime import date, datetime
from uuid import uuid4

import pytest
import time_machine

from mediation_cms.access import Actor
from mediation_cms.audit import note_reading, record
from mediation_cms.audit.queries import newest, people_of, refusals
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text
from mediation_cms.core.languages import Language
from mediation_cms.law.models import Certainty, Rule
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.people.models import Person, Role
from tests import make
from tests.make.counting import statements
from tests.make.statistics import matter


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def abai(session, country):
    return make.region(session, country.republic, "10", "Абай облысы")


@pytest.fixture
def coordinator(session, country):
    return make.actor(session, Role.COORDINATOR, country.region, name="Асанова Әсел")


@pytest.fixture
def administrator(session, country):
    return make.actor(session, Role.ADMINISTRATOR, country.region, name="Ахметов Серік")


def actions(lines):
    return [line.action for line in lines]


def rule(session):
    held = Rule(
        code="a.rule", since=date(2020, 1, 1), value=1, kk="…", ru="…", en="…", source="…", certainty=Certainty.ASSUMED
    )  # fmt: skip
    session.add(held)
    session.flush()
    return held


def test_coordinators_and_auditors_read_what_happened_in_their_places(session, country, abai, coordinator):
    record(session, coordinator, "unit.renamed", country.cabinet)
    record(session, coordinator, "unit.renamed", abai)
    request = matter(session, country.cabinet, date(2022, 1, 10))
    record(session, coordinator, "request.registered", request, matter_id=request.id)

    assert actions(newest(session, coordinator)) == ["request.registered", "unit.renamed"]
    assert actions(newest(session, make.actor(session, Role.AUDITOR, abai))) == ["unit.renamed"]
    assert len(newest(session, make.actor(session, Role.AUDITOR, country.republic))) == 3
    assert newest(session, make.actor(session, Role.MEDIATOR, country.republic)) == []


def test_an_administrator_reads_of_places_and_accounts_and_nothing_of_a_matter(session, country, administrator):
    request = matter(session, country.cabinet, date(2022, 1, 10))
    record(session, administrator, "request.registered", request, matter_id=request.id)
    record(session, administrator, "unit.renamed", country.cabinet)
    record(session, administrator, "rule.corrected", rule(session))

    assert actions(newest(session, administrator)) == ["unit.renamed"]
    of_the_republic = make.actor(session, Role.ADMINISTRATOR, country.republic)
    assert actions(newest(session, of_the_republic)) == ["rule.corrected", "unit.renamed"]


def test_a_part_of_a_matter_lies_where_the_matter_lay(session, country, coordinator):
    request = matter(session, country.cabinet, date(2022, 1, 10))
    record(session, coordinator, "request.registered", request, matter_id=request.id)
    party = Person(given_name="a row without a place")
    record(session, coordinator, "party.added", party, matter_id=request.id)

    assert [(line.action, line.place_id) for line in newest(session, coordinator)] == [
        ("party.added", country.cabinet.id),
        ("request.registered", country.cabinet.id),
    ]


def test_a_day_is_a_day_on_the_wall_clock_of_kazakhstan(session, country, coordinator):
    for hour in (0, 23):
        with time_machine.travel(datetime(2026, 3, 5, hour, 30, tzinfo=clock.ALMATY), tick=False):
            record(session, coordinator, f"at.{hour}", country.cabinet)
    with time_machine.travel(datetime(2026, 3, 6, 0, 30, tzinfo=clock.ALMATY), tick=False):
        record(session, coordinator, "at.next", country.cabinet)

    assert sorted(actions(newest(session, coordinator, on=date(2026, 3, 5)))) == ["at.0", "at.23"]


def test_one_person_is_followed(session, country, coordinator, administrator):
    record(session, coordinator, "unit.renamed", country.cabinet)
    record(session, administrator, "unit.closed", country.cabinet)

    assert actions(newest(session, coordinator, account_id=administrator.account_id)) == ["unit.closed"]
    assert people_of(session, coordinator) == [
        (coordinator.account_id, "Асанова Әсел"),
        (administrator.account_id, "Ахметов Серік"),
    ]


def test_pages_follow_each_other_without_a_gap(session, country, coordinator):
    for number in range(5):
        record(session, coordinator, f"step.{number}", country.cabinet)

    first = newest(session, coordinator, limit=2)
    second = newest(session, coordinator, after=first[1].id, limit=2)

    assert actions(first) == ["step.4", "step.3", "step.2"]
    assert actions(second) == ["step.2", "step.1", "step.0"]


def test_what_was_refused_is_shown_to_those_who_answer_for_the_people(session, country, abai, coordinator):
    mediator = make.actor(session, Role.MEDIATOR, country.cabinet)
    note_reading(session.connection(), mediator, "history.index", refused=True)
    note_reading(session.connection(), mediator, "requests.show")
    session.flush()

    assert [(line.who, line.action) for line in refusals(session, coordinator)] == [(mediator.name, "history.index")]
    assert refusals(session, make.actor(session, Role.COORDINATOR, abai)) == []


def test_thirty_lines_ask_no_more_than_one(session, country, coordinator):
    record(session, coordinator, "unit.renamed", country.cabinet)
    newest(session, coordinator)
    with statements(session) as one:
        newest(session, coordinator)
    for _line in range(29):
        record(session, coordinator, "unit.renamed", country.cabinet)
    with statements(session) as thirty:
        assert len(newest(session, coordinator)) == 30

    assert len(one) == len(thirty)


# --- how it reads ------------------------------------------------------------------------------------------------------


def said(session, actor: Actor, action: str, thing, **details) -> list[tuple[str, str]]:
    record(session, actor, action, thing, **details)
    session.flush()
    (line, *_older) = newest(session, actor)
    return [(spoken(name), spoken(value)) for name, value in line.said]


def spoken(part: Text | str) -> str:
    return part if isinstance(part, str) else part.in_(Language.EN)


def test_days_and_stored_values_are_read_out_in_words(session, country, coordinator):
    assert said(
        session, coordinator, "register.entered", country.cabinet,
        register=RegisterKind.AKIM, kind=MediatorKind.PUBLIC, number="63-1", since=date(2026, 1, 10), until=None,
    ) == [
        ("which register", "Akim's register of public mediators"),
        ("kind", "public mediator"),
        ("number", "63-1"),
        ("from which day", "10 January 2026"),
    ]  # fmt: skip


def test_a_correction_says_what_it_was_and_what_it_is(session, country, coordinator):
    changed = {
        "district_id": [str(country.district.id), str(country.cabinet.id)],
        "languages": ["", "kk, ru"],
        "urgent": ["False", "True"],
        "organisation_id": ["", str(uuid4())],
        "narrative": [],
    }

    assert said(session, coordinator, "register.corrected", country.cabinet, changed=changed) == [
        ("district or town", "Өскемен қаласы (en) → Өскемен қаласының медиация кабинеті (en)"),
        ("languages", "– → Kazakh, Russian"),
        ("urgent", "no → yes"),
        ("organisation", "changed"),
        ("what happened", "changed"),
    ]


def test_what_an_older_release_recorded_is_still_read(session, country, coordinator):
    record(session, coordinator, "old.action", country.cabinet, kind="of_old", mandate="of_old", unheard="of")
    session.flush()
    (line,) = newest(session, coordinator)

    assert (line.sentence, line.said[0][1]) == ("old.action", "of_old")
    assert len(line.said) == 1
