"""Facts that hold from one day to another: the first day belongs to them, the day of their end does not."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.dated import in_force, overlaps
from mediation_cms.core.i18n import Words
from mediation_cms.core.wording import wording


@dataclass(frozen=True)
class Fact:
    since: date
    until: date | None = None


FIRST, GAP, LAST = Fact(date(2020, 1, 1), date(2020, 6, 1)), date(2020, 6, 1), Fact(date(2021, 1, 1))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), FIRST),
        (date(2020, 5, 31), FIRST),
        (GAP, None),
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), LAST),
        (date(9999, 12, 31), LAST),
    ],
)
def test_the_fact_of_a_day(day, found):
    assert in_force([FIRST, LAST], day) is found
    assert in_force([], day) is None


DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31))


@given(st.sampled_from([FIRST, LAST]), DAYS, st.integers(0, 400))
def test_a_fact_overlaps_a_period_when_it_holds_on_one_of_its_days(fact, first, days):
    period = [first + timedelta(days=n) for n in range(days + 1)]

    assert overlaps(fact, first, period[-1]) == any(in_force([fact], day) for day in period)


def test_words_are_entered_once_or_once_for_each_language():
    assert wording("Жарлық") == Words("Жарлық", "Жарлық", "Жарлық")
    assert wording({"kk": "Жарлық", "ru": "Указ", "en": "Decree"}) == Words("Жарлық", "Указ", "Decree")
    assert wording({"ru": "Указ"}) == Words("Указ", "Указ", "Указ")
    assert wording({}) == wording("") == Words("", "", "")
