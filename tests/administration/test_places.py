"""The tree of places changes from a day on, with a source, by whoever administers the place."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from mediation_cms.accounts.queries import actor_of
from mediation_cms.administration.cabinet_actions import set_mandate
from mediation_cms.administration.inputs import AliasIn, ClosingIn, FromDayIn, MandateIn, NameIn, ReachIn, UnitIn
from mediation_cms.administration.place_actions import (
    add_alias,
    add_successor,
    change_reach,
    close_unit,
    move_unit,
    open_unit,
    remove_alias,
    rename_unit,
)
from mediation_cms.administration.queries import dated
from mediation_cms.administration.rules import end, fit_in
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core.dated import in_force
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Account, Role
from mediation_cms.places.models import Level, MandateKind, Placing, UnitName
from mediation_cms.places.queries import tree
from tests import make

TODAY = date(2026, 11, 21)


def next_day(session, actor):
    """The same administrator at the next request, when the new unit is among the places covered."""
    return actor_of(session, session.get(Account, actor.account_id))


def named(name: str = "Семей қаласы", **facts) -> dict[str, object]:
    return {"kk": name, "ru": name, "en": name, "since": "2016-01-01", "source": "Жарлық"} | facts


# --- opening -----------------------------------------------------------------------------------------------------------


def test_a_district_and_a_cabinet_are_opened(session, country, administrator):
    semey = open_unit(session, administrator, country.region, UnitIn.checked(named(code="semey")))
    administrator = next_day(session, administrator)
    cabinet = open_unit(session, administrator, semey, UnitIn.checked(named("Семей кабинеті", short="SEM")))

    places = tree(session)
    assert [unit.code for unit in places.path(cabinet.id, TODAY)] == ["KZ", "63", "semey", "63-SEM"]
    assert places.unit(semey.id).level is Level.DISTRICT
    assert [places.is_open(cabinet.id, day) for day in (date(2015, 12, 31), date(2016, 1, 1))] == [False, True]
    assert [(line.action, line.details["code"]) for line in history_of_thing(session, cabinet.id)] == [
        ("unit.opened", "63-SEM")
    ]


def test_a_cabinet_keeps_its_code_when_its_district_goes_to_another_region(session, country, abai, administrator):
    day = FromDayIn(since=date(2022, 6, 8), source="Жарлық")
    move_unit(session, administrator, country.district, abai, day)
    late = open_unit(session, administrator, country.district, UnitIn.checked(named(short="NEW", since="2023-01-01")))

    assert tree(session).region_of(country.cabinet.id, TODAY) == abai.id
    assert (country.cabinet.code, late.code) == ("63-OSK", "10-NEW")


def test_numbers_of_two_cabinets_never_begin_alike(session, country, abai, administrator):
    day = FromDayIn(since=date(2022, 6, 8), source="Жарлық")
    other = make.district(session, abai, "semey", "Семей қаласы", since=date(2022, 6, 8))
    move_unit(session, administrator, country.district, abai, day)  # the numbers of 63-OSK begin with 10-OSK since

    with pytest.raises(Invalid) as problem:
        open_unit(session, administrator, other, UnitIn.checked(named(short="OSK", since="2023-01-01")))
    assert problem.value.fields["short"].in_(Language.EN) == "The code 10-OSK is taken. Choose another."


def test_a_cabinet_takes_no_beginning_of_the_days_before_it_was_opened(session, country, abai, administrator):
    move_unit(session, administrator, country.district, abai, FromDayIn(since=date(2022, 6, 8), source="Жарлық"))
    late = open_unit(session, administrator, country.district, UnitIn.checked(named(short="NEW", since="2023-01-01")))
    stayed = make.district(session, country.region, "ridder", "Риддер қаласы")

    other = open_unit(session, administrator, stayed, UnitIn.checked(named(short="NEW", since="2023-01-01")))
    assert (late.code, other.code) == ("10-NEW", "63-NEW")


def test_a_district_does_not_bring_a_cabinet_whose_numbers_are_taken_there(session, country, abai, administrator):
    day = FromDayIn(since=date(2022, 6, 8), source="Жарлық")
    other = make.district(session, abai, "semey", "Семей қаласы", since=date(2022, 6, 8))
    open_unit(session, administrator, other, UnitIn.checked(named(short="OSK", since="2022-06-08")))

    with pytest.raises(Refused, match="numbers of 63-OSK would begin with 10-OSK, like those of 10-OSK"):
        move_unit(session, administrator, country.district, abai, day)

    close_unit(session, administrator, country.cabinet, ClosingIn(on=day.since, source="Жарлық"), open_matters=0)
    move_unit(session, administrator, country.district, abai, day)
    assert tree(session).region_of(country.district.id, TODAY) == abai.id


@pytest.mark.parametrize(
    ("parent", "facts", "field"),
    [
        ("region", {"code": "oskemen"}, "code"),  # taken
        ("region", {"code": "Semey"}, "code"),
        ("region", {"code": ""}, "code"),
        ("republic", {"code": "семей"}, "code"),
        ("republic", {"code": "semey"}, "code"),
        ("district", {"short": "OSK"}, "short"),  # taken
        ("district", {"short": "osk"}, "short"),
        ("district", {"short": ""}, "short"),
        ("district", {"short": "NEW", "since": "1999-12-31"}, "since"),  # before the district was
        ("region", {"code": "new", "kk": "  "}, "kk"),
        ("region", {"code": "new", "since": "31.02.2020"}, "since"),
        ("region", {"code": "new", "source": "x" * 401}, "source"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(session, country, administrator, parent, facts, field):
    with pytest.raises(Invalid) as problem:
        open_unit(session, administrator, getattr(country, parent), UnitIn.checked(named(**facts)))
    assert list(problem.value.fields) == [field]


def test_nothing_lies_in_a_cabinet(session, country, administrator):
    with pytest.raises(Refused, match="Nothing lies in a cabinet"):
        open_unit(session, administrator, country.cabinet, UnitIn.checked(named(short="SEM")))


# --- who may -----------------------------------------------------------------------------------------------------------


def test_an_administrator_of_a_region_changes_that_region_only(session, country, abai):
    of_region = make.actor(session, Role.ADMINISTRATOR, country.region)

    open_unit(session, of_region, country.district, UnitIn.checked(named(short="SEM")))
    for parent in (abai, country.republic):
        with pytest.raises(Forbidden):
            open_unit(session, of_region, parent, UnitIn.checked(named(code="99", since="2023-01-01")))
    with pytest.raises(Forbidden):  # it would leave the region
        move_unit(session, of_region, country.district, abai, FromDayIn(since=date(2022, 6, 8), source="Жарлық"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_changes_places(session, country, role):
    somebody = make.actor(session, role, country.republic)
    day = FromDayIn(since=date(2022, 6, 8), source="Жарлық")
    attempts = (
        lambda: open_unit(session, somebody, country.region, UnitIn.checked(named(code="semey"))),
        lambda: rename_unit(session, somebody, country.district, NameIn.checked(named())),
        lambda: move_unit(session, somebody, country.district, country.region, day),
        lambda: close_unit(session, somebody, country.cabinet, ClosingIn(on=TODAY, source="Жарлық"), open_matters=0),
        lambda: add_successor(session, somebody, country.district, country.district, day),
        lambda: add_alias(session, somebody, country.district, AliasIn(alias="Усть")),
        lambda: change_reach(session, somebody, country.cabinet, ReachIn()),
    )

    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()
    assert [line.action for line in history_of_thing(session, country.district.id)] == []


# --- names -------------------------------------------------------------------------------------------------------------


def test_a_unit_is_called_otherwise_from_a_day_on(session, country, administrator):
    rename_unit(session, administrator, country.district, NameIn.checked(named("Алтай қаласы", since="2018-12-27")))

    days = date(2018, 12, 26), date(2018, 12, 27)
    assert [tree(session).name(country.district.id, Language.KK, day) for day in days] == [
        "Өскемен қаласы",
        "Алтай қаласы",
    ]


def test_a_name_from_the_same_day_corrects_the_one_before(session, country, administrator):
    for name in ("Алтой қаласы", "Алтай қаласы"):
        rename_unit(session, administrator, country.district, NameIn.checked(named(name, since="2018-12-27")))

    names = dated(session, UnitName, country.district)
    assert [(name.kk, name.until) for name in names] == [
        ("Өскемен қаласы", date(2018, 12, 27)),
        ("Алтай қаласы", None),
    ]
    assert [line.details["name"] for line in history_of_thing(session, country.district.id)] == [
        "Алтай қаласы",
        "Алтой қаласы",
    ]


def test_a_name_between_two_others_ends_where_the_next_begins(session, country, administrator):
    for name, day in (("Үшінші", "2020-01-01"), ("Екінші", "2010-01-01")):
        rename_unit(session, administrator, country.district, NameIn.checked(named(name, since=day)))

    assert [(name.kk, name.until) for name in dated(session, UnitName, country.district)] == [
        ("Өскемен қаласы", date(2010, 1, 1)),
        ("Екінші", date(2020, 1, 1)),
        ("Үшінші", None),
    ]


def test_another_name_helps_to_find_a_place_until_it_is_removed(session, country, administrator):
    alias = add_alias(session, administrator, country.district, AliasIn(alias="Усть-Каменогорск"))
    assert [unit.code for unit in tree(session).find("усть-каменогорск")] == ["oskemen"]

    remove_alias(session, administrator, country.district, alias)
    assert tree(session).find("усть-каменогорск") == []


# --- moving and closing ------------------------------------------------------------------------------------------------


def test_a_district_goes_to_another_region_from_a_day_on(session, country, abai, administrator):
    move_unit(session, administrator, country.district, abai, FromDayIn(since=date(2022, 6, 8), source="Жарлық"))

    places = tree(session)
    assert [places.region_of(country.cabinet.id, date(2022, 6, day)) for day in (7, 8)] == [country.region.id, abai.id]
    assert places.districts_in(country.region.id, TODAY) == frozenset()
    assert places.cabinets_in(abai.id, TODAY) == {country.cabinet.id}


def test_a_district_does_not_lie_in_the_republic_nor_in_a_region_before_its_first_day(
    session, country, abai, administrator
):
    for parent, day, field in ((country.republic, TODAY, "parent_id"), (abai, date(2022, 6, 7), "since")):
        with pytest.raises(Invalid) as problem:
            move_unit(session, administrator, country.district, parent, FromDayIn(since=day, source="Жарлық"))
        assert list(problem.value.fields) == [field]


def test_what_is_not_empty_is_not_closed(session, country, administrator):
    closing = ClosingIn(on=date(2026, 1, 1), source="Жарлық")

    with pytest.raises(Refused, match=r"^3 requests are still open here"):
        close_unit(session, administrator, country.cabinet, closing, open_matters=3)
    with pytest.raises(Refused, match=r"^First close or move what lies in it: 63-OSK, oskemen"):
        close_unit(session, administrator, country.region, closing, open_matters=0)

    for unit in (country.cabinet, country.district, country.region):
        close_unit(session, administrator, unit, closing, open_matters=0)
    assert [tree(session).is_open(country.region.id, date(2026, 1, 1) - timedelta(days=n)) for n in (0, 1)] == [
        False,
        True,
    ]


def test_nothing_changes_on_a_day_on_which_the_unit_does_not_exist(session, country, administrator):
    early = date(2014, 12, 31)  # the cabinet opened on the next day
    mandate = MandateIn(since=early, mandate=MandateKind.MEDIATION, source="Шешім")
    closing = ClosingIn(on=date(2015, 1, 1), source="Жарлық")
    attempts = (
        (lambda: rename_unit(session, administrator, country.cabinet, NameIn.checked(named(since=early))), "since"),
        (lambda: set_mandate(session, administrator, country.cabinet, mandate), "since"),
        (lambda: close_unit(session, administrator, country.cabinet, closing, open_matters=0), "on"),
    )

    for attempt, field in attempts:
        with pytest.raises(Invalid) as problem:
            attempt()
        assert list(problem.value.fields) == [field]


def test_a_closed_cabinet_still_counts_in_its_district(session, country, administrator):
    close_unit(session, administrator, country.cabinet, ClosingIn(on=date(2020, 1, 1), source="Жарлық"), open_matters=0)

    assert country.cabinet.id in tree(session).under(country.region.id, TODAY)


def test_the_records_of_a_closed_district_count_with_the_one_that_continues_it(session, country, administrator):
    semey = open_unit(session, administrator, country.region, UnitIn.checked(named(code="semey")))
    day, administrator = FromDayIn(since=date(2020, 1, 1), source="Жарлық"), next_day(session, administrator)
    close_unit(session, administrator, semey, ClosingIn(on=date(2020, 1, 1), source="Жарлық"), open_matters=0)
    add_successor(session, administrator, semey, country.district, day)

    places, oskemen = tree(session), country.district.id
    assert [places.districts_in(oskemen, day) for day in (date(2019, 12, 31), date(2020, 1, 1))] == [
        {oskemen},
        {oskemen, semey.id},
    ]
    with pytest.raises(Refused, match=r"existed until 31 December 2019; .* or place oskemen\.$"):
        tree(session).districts_in(semey.id, TODAY)
    for first, second in ((semey, country.district), (country.district, semey)):
        with pytest.raises(Refused, match="linked already"):
            add_successor(session, administrator, first, second, day)


def test_phone_and_address_change_without_a_day(session, country, administrator):
    reach = ReachIn.checked({"phone": "+77232111111", "address": {"kk": "Қабанбай батыр, 1"}, "physical": "on"})
    change_reach(session, administrator, country.cabinet, reach)

    found = tree(session).unit(country.cabinet.id)
    assert (found.phone, found.address, found.physical) == ("+77232111111", {"kk": "Қабанбай батыр, 1"}, True)


# --- one after another -------------------------------------------------------------------------------------------------


def test_the_database_keeps_two_entries_from_being_open_at_once(session, country):
    session.add(Placing(unit_id=country.district.id, parent_id=country.region.id, since=date(2021, 1, 1)))
    with pytest.raises(IntegrityError):
        session.flush()


DAYS = st.dates(date(2011, 8, 5), date(2027, 12, 31))


@dataclass
class Fact:
    since: date
    until: date | None = None


@given(st.lists(DAYS, max_size=12, unique=True), DAYS, DAYS)
def test_entries_follow_each_other_without_a_gap_or_an_overlap(days, ending, asked):
    facts: list[Fact] = []
    for day in days:
        fresh = Fact(day)
        fit_in(facts, fresh)
        facts.append(fresh)
    facts.sort(key=lambda fact: fact.since)

    assert [fact.until for fact in facts] == [*(fact.since for fact in facts[1:]), None][: len(facts)]
    assert in_force(facts, asked) is next((fact for fact in reversed(facts) if fact.since <= asked), None)

    end(facts, ending)
    assert all(fact.until is not None and fact.until <= ending for fact in facts if fact.since < ending)


def test_two_entries_do_not_begin_on_one_day():
    with pytest.raises(Refused, match="There is already an entry from 1 January 2000"):
        fit_in([Fact(date(2000, 1, 1))], Fact(date(2000, 1, 1)))
