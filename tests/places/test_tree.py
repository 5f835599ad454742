"""Where a place lies, what it is called and what counts in it, by the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.places.models import Level, Placing, Unit
from tests.places.country import TREE, codes, place, tree_with

THE_DAY_BEFORE_THE_SPLIT, THE_SPLIT = date(2022, 6, 7), date(2022, 6, 8)
TODAY = date(2026, 11, 21)
DAYS_END = date(2027, 12, 31)
DAYS = st.dates(date(2015, 1, 1), DAYS_END)
MOVED_TO_ABAI = {
    *("abay", "aksuat", "ayagoz", "beskaragay", "borodulikha", "kokpekti", "urzhar", "zharma"),
    *("kurchatov", "semey"),
}
LEFT_IN_EAST_KAZAKHSTAN = {
    *("altay", "glubokoe", "katon-karagay", "kurshim", "samar", "shemonaikha", "tarbagatay", "ulan", "zaysan"),
    *("oskemen", "ridder"),
}
BORN_IN_2024 = {"ulken-naryn": "katon-karagay", "markakol": "kurshim", "makanshy": "urzhar", "zhanasemey": "semey"}


# --- borders -----------------------------------------------------------------------------------------------------------


def test_east_kazakhstan_holds_semey_until_abai_region_does():
    assert TREE.region_of(place("semey"), THE_DAY_BEFORE_THE_SPLIT) == place("63")
    assert TREE.region_of(place("semey"), THE_SPLIT) == place("10")


def test_the_split_of_2022_moved_ten_units_of_east_kazakhstan():
    before = codes(TREE.districts_in(place("63"), THE_DAY_BEFORE_THE_SPLIT)) - BORN_IN_2024.keys()
    abai, east = (codes(TREE.districts_in(place(code), THE_SPLIT)) - BORN_IN_2024.keys() for code in ("10", "63"))

    assert abai == MOVED_TO_ABAI
    assert east == LEFT_IN_EAST_KAZAKHSTAN
    assert before == abai | east


def test_zhetysu_and_ulytau_were_made_on_the_same_day():
    assert codes(TREE.districts_in(place("33"), THE_SPLIT)) == {
        *("aksu-zhetysu", "alakol", "eskeldi", "karatal", "kerbulak", "koksu", "panfilov", "sarkan"),
        *("taldykorgan", "tekeli"),
    }
    assert codes(TREE.districts_in(place("62"), THE_SPLIT)) == {
        "zhanaarka", "ulytau", "zhezkazgan", "karazhal", "satbayev",
    }  # fmt: skip


def test_a_region_that_did_not_exist_is_refused_with_the_place_to_ask_for():
    with pytest.raises(Refused, match=r"^Abai Region exists since 8 June 2022; choose borders now, or place 63\.$"):
        TREE.districts_in(place("10"), date(2022, 1, 1))


def test_a_region_that_is_no_more_is_refused_with_the_places_that_continue_it():
    with pytest.raises(Refused, match=r"^South Kazakhstan Region existed until 18 June 2018; .* or place 61, 79\.$"):
        TREE.districts_in(place("51"), date(2018, 6, 19))
    assert "shymkent" in codes(TREE.districts_in(place("51"), date(2018, 6, 18)))


def test_days_before_the_tree_begins_are_refused():
    with pytest.raises(Refused, match="5 August 2011"):
        TREE.districts_in(place("KZ"), date(2011, 8, 4))


@pytest.mark.parametrize(("district", "predecessor"), BORN_IN_2024.items())
def test_a_district_born_later_counts_with_its_predecessor(district, predecessor):
    early = date(2022, 1, 1)

    assert TREE.region_of(place(district), early) == TREE.region_of(place(predecessor), early) == place("63")
    assert codes(TREE.districts_in(place(predecessor), early)) == {district, predecessor}
    assert TREE.district_of(place(district), early) == place(predecessor)
    assert TREE.district_of(place(district), TODAY) == place(district)


def test_the_break_of_a_half_year_is_the_day_of_the_split():
    half_year = date(2022, 1, 1), date(2022, 6, 30)

    assert [TREE.break_between(place(code), *half_year) for code in ("63", "10", "31", "KZ")] == [
        THE_SPLIT, THE_SPLIT, None, None,
    ]  # fmt: skip
    assert TREE.break_between(place("63"), THE_SPLIT, date(2022, 12, 31)) is None


@given(DAYS)
def test_on_any_day_every_district_lies_in_exactly_one_region(day):
    regions = TREE.at_level(Level.REGION, day)
    counted = [district for region in regions for district in TREE.districts_in(region.id, day)]

    assert len(counted) == len(set(counted))
    assert set(counted) == TREE.districts_in(place("KZ"), day)
    assert set(counted) == {unit.id for unit in TREE.places.values() if unit.level is Level.DISTRICT}


@given(DAYS, st.sampled_from(sorted(TREE.places, key=str)), DAYS, st.sampled_from(["31", "63", "semey", "oskemen"]))
def test_the_regions_from_a_day_on_are_those_of_every_later_day(first, unit, moved, to):
    cabinet = Unit(code="63-SEM", short="SEM", level=Level.CABINET)
    lies = [
        Placing(unit_id=cabinet.id, parent_id=place("semey"), since=date(2014, 1, 1), until=moved),
        Placing(unit_id=cabinet.id, parent_id=place(to), since=moved),
    ]
    whole = tree_with(cabinet, lies)
    days = [first + timedelta(days=n) for n in range((DAYS_END - first).days + 1)]

    for asked in (unit, cabinet.id):
        assert whole.regions_from(asked, first) == {whole.region_of(asked, day) for day in days} - {None}


@given(DAYS, st.sampled_from(sorted(TREE.places, key=str)))
def test_everything_lies_under_its_parent(day, unit):
    parent = TREE.parent(unit, day)

    assert unit in TREE.under(unit, day)
    assert parent is None or TREE.under(unit, day) < TREE.under(parent, day)
    assert [above.id for above in TREE.path(unit, day)][:1] == [place("KZ")]


@given(DAYS, st.integers(0, 1500), st.sampled_from(["63", "10", "19", "33", "61", "51", "semey"]))
def test_a_break_is_the_first_day_with_other_districts(first, days, code):
    last = first + timedelta(days=days)
    districts = [codes(TREE._of_level(place(code), Level.DISTRICT, first + timedelta(days=n))) for n in range(days + 1)]
    changed = [first + timedelta(days=n) for n in range(days + 1) if districts[n] != districts[0]]

    assert TREE.break_between(place(code), first, last) == (changed[0] if changed else None)


# --- the country -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "regions", "districts", "towns"),
    [(date(2015, 1, 1), 16, 160, 40), (date(2018, 6, 19), 17, 163, 40), (date(2022, 7, 1), 20, 166, 41)],
)
def test_the_country_has_as_many_regions_districts_and_towns_as_published(day, regions, districts, towns):
    """On 1 July 2022: 17 regions and 3 cities, 38 towns of regional significance and the 3 cities, 166 districts."""
    units = TREE.at_level(Level.DISTRICT, day)
    called_towns = [unit for unit in units if TREE.name(unit.id, Language.EN, day).endswith(" city")]

    assert len(TREE.at_level(Level.REGION, day)) == regions
    assert (len(units) - len(called_towns), len(called_towns)) == (districts, towns)


# --- names -------------------------------------------------------------------------------------------------------------


def test_the_capital_is_called_by_its_name_of_the_day():
    days = date(2019, 3, 22), date(2019, 3, 23), date(2020, 1, 1), date(2022, 9, 18), date(2022, 9, 19)

    assert [TREE.name(place("71"), Language.KK, day) for day in days] == [
        "Астана қаласы", "Нұр-Сұлтан қаласы", "Нұр-Сұлтан қаласы", "Нұр-Сұлтан қаласы", "Астана қаласы",
    ]  # fmt: skip


def test_a_place_is_found_by_code_by_any_of_its_names_and_in_any_spelling():
    assert [unit.code for unit in TREE.find("63")] == ["63"]
    assert [unit.code for unit in TREE.find("SEMEY")] == ["semey"]
    assert [unit.code for unit in TREE.find("Нур-Султан")] == ["71", "astana"]
    assert [unit.code for unit in TREE.find("зыряновский район")] == ["altay"]
    assert [unit.code for unit in TREE.find("oskemen qalasy")] == ["oskemen"]
    assert [unit.code for unit in TREE.find("Усть-Каменогорск")] == ["oskemen"]
    assert [unit.code for unit in TREE.find("ВКО")] == ["63"]
    assert [unit.code for unit in TREE.find("Абай")] == ["10", "abay", "abay-karaganda"]
    assert TREE.find("Атлантида") == []


def test_an_unknown_code_is_not_found():
    with pytest.raises(NotFound, match="There is no place with the code 64"):
        TREE.by_code("64")


def test_successors_and_predecessors():
    assert [unit.code for unit in TREE.successors(place("51"))] == ["61", "79"]
    assert [unit.code for unit in TREE.predecessors(place("10"))] == ["63"]
    assert [unit.code for unit in TREE.path(place("semey"), TODAY)] == ["KZ", "10", "semey"]
