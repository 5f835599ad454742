"""Days as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.dates import short_day
from mediation_cms.core.parsing import LATEST, OLDEST, Unreadable, parse_day


@pytest.mark.parametrize(
    "typed", ["21.11.2026", "21/11/2026", "21-11-2026", "2026-11-21", "2026.11.21", " 21. 11. 2026 ", "21.11.2026\n"]
)
def test_a_day_is_read_in_every_way_people_write_it(typed):
    assert parse_day(typed) == date(2026, 11, 21)


def test_single_figures_are_enough():
    assert parse_day("3.7.2026") == date(2026, 7, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "21.11.26",
        "26-11-21",
        "30.02.2026",
        "29.02.2025",
        "00.01.2026",
        "21.13.2026",
        "ертең",
        "2026",
        "٠١.٠١.٢٠٢٦",
    ],
)
def test_what_is_no_day_is_refused_with_an_example(typed):
    with pytest.raises(Unreadable) as refusal:
        parse_day(typed)

    assert str(refusal.value.sentence) == "There is no such date. Use day.month.year, for example 21.11.2026."


@pytest.mark.parametrize("typed", ["01.01.0202", "1850-05-20", "31.12.9999"])
def test_a_slip_in_the_year_is_called_so(typed):
    with pytest.raises(Unreadable) as refusal:
        parse_day(typed)

    assert str(refusal.value.sentence) == "The year lies between 1900 and 2200. Check it."


@given(st.dates(min_value=date(OLDEST, 1, 1), max_value=date(LATEST, 12, 31)))
def test_a_day_is_read_as_it_is_shown(day):
    assert parse_day(short_day(day)) == day
    assert parse_day(day.isoformat()) == day
