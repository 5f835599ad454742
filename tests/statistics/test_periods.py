"""Periods, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.errors import Invalid
from mediation_cms.core.languages import Language
from mediation_cms.statistics.periods import Kind, Period

TODAY = date(2026, 11, 21)


def parsed(code: str) -> Period:
    return Period.parse(code, TODAY)


@pytest.mark.parametrize(
    ("code", "first", "last", "kind"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), Kind.YEAR),
        ("2022-H1", date(2022, 1, 1), date(2022, 6, 30), Kind.HALF),
        ("2022-h2", date(2022, 7, 1), date(2022, 12, 31), Kind.HALF),
        ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31), Kind.QUARTER),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31), Kind.QUARTER),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Kind.MONTH),
        (" 2022-01-01..2022-03-31 ", date(2022, 1, 1), date(2022, 3, 31), Kind.DAYS),
        ("2022-03-31..2022-03-31", date(2022, 3, 31), date(2022, 3, 31), Kind.DAYS),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), Kind.HALF),
    ],
)
def test_a_period_is_named_in_five_ways(code, first, last, kind):
    assert parsed(code) == Period(first, last, kind)


@pytest.mark.parametrize(
    "code",
    ["", "H1", "22-H1", "2022-H3", "2022-H0", "2022-Q5", "2022-13", "2022-00", "2022-6", "0202", "2022-01-01", "2022-01-01..",
     "..2022-01-01", "2022-02-30..2022-03-01", "2022-01-01..2022-02-01..2022-03-01", "1899-12-31..2022-01-01", "2022-H1; DROP"],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_examples_of_what_is(code):
    with pytest.raises(Invalid) as refused:
        parsed(code)

    assert {field: str(said) for field, said in refused.value.fields.items()} == {
        "period": "There is no such period. Write 2022, 2022-H1, 2022-Q1, 2022-06 or 2022-01-01..2022-03-31."
    }


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(Invalid) as refused:
        parsed("2022-03-31..2022-01-01")

    assert str(refused.value.fields["period"]) == "The end is before the start. Check the dates."


@pytest.mark.parametrize("code", ["2027", "2027-H1", "2026-12", "2026-11-22..2026-11-30"])
def test_a_period_that_has_not_begun_is_refused(code):
    with pytest.raises(Invalid) as refused:
        parsed(code)

    assert str(refused.value.fields["period"]) == "This period has not begun yet. Choose one that has."


def test_a_running_period_counts_up_to_today():
    running, over = parsed("2026-H2"), parsed("2022-H1")

    assert (running.as_of(TODAY), running.is_running(TODAY)) == (TODAY, True)
    assert (over.as_of(TODAY), over.is_running(TODAY)) == (date(2022, 6, 30), False)


@pytest.mark.parametrize(
    ("code", "previous", "year_before"),
    [
        ("2022", "2021", "2021"),
        ("2022-H1", "2021-H2", "2021-H1"),
        ("2022-H2", "2022-H1", "2021-H2"),
        ("2022-Q1", "2021-Q4", "2021-Q1"),
        ("2022-01", "2021-12", "2021-01"),
        ("2024-02", "2024-01", "2023-02"),
        ("2022-01-01..2022-03-31", "2021-10-03..2021-12-31", "2021-01-01..2021-03-31"),
        ("2024-02-29..2024-03-01", "2024-02-27..2024-02-28", "2023-02-28..2023-03-01"),
    ],
)
def test_every_period_has_one_before_it_and_one_a_year_before(code, previous, year_before):
    assert (parsed(code).previous().code, parsed(code).year_before().code) == (previous, year_before)


def test_a_year_has_two_halves_and_nothing_else_has_any():
    assert [half.code for half in parsed("2022").halves()] == ["2022-H1", "2022-H2"]
    assert parsed("2022-H1").halves() == ()


@pytest.mark.parametrize(
    ("code", "kk", "ru", "en"),
    [
        ("2022-H1", "2022 жылдың бірінші жартыжылдығында", "за 1 полугодие 2022 года", "in the first half of 2022"),
        ("2022-H2", "2022 жылдың екінші жартыжылдығында", "за 2 полугодие 2022 года", "in the second half of 2022"),
        ("2022-Q1", "2022 жылдың I тоқсанында", "за I квартал 2022 года", "in the first quarter of 2022"),
        ("2022", "2022 жылы", "за 2022 год", "in 2022"),
        ("2022-06", "2022 жылғы маусымда", "в июне 2022 года", "in June 2022"),
        (
            "2022-01-01..2022-03-31",
            "2022 жылғы 1 қаңтар мен 31 наурыз аралығында",
            "с 1 января по 31 марта 2022 года",
            "from 1 January to 31 March 2022",
        ),
    ],
)
def test_a_period_is_said_in_three_languages(code, kk, ru, en):
    assert [parsed(code).during.in_(language) for language in Language] == [kk, ru, en]


@given(st.dates(date(1901, 3, 1), TODAY), st.sampled_from(list(Kind)))
def test_a_period_reads_as_it_is_written_and_touches_the_one_before(day, kind):
    number = {Kind.HALF: 1 + (day.month > 6), Kind.QUARTER: (day.month + 2) // 3, Kind.MONTH: day.month}.get(kind, 1)
    period = Period(day, TODAY) if kind is Kind.DAYS else Period.of(kind, day.year, number)

    assert Period.parse(period.code, TODAY) == period
    assert period.first <= day <= period.last
    assert (period.first - period.previous().last).days == 1
