"""Terms and working days: Civil Code, articles 173 and 175; Law on Mediation, article 23; decision 15."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.i18n import Language
from mediation_cms.law.rules import (
    Term,
    WorkingCalendar,
    age_on,
    rolled,
    term_end,
    working_day_after,
    working_days_between,
)  # fmt: skip

# 6 July 2026 (Capital Day) is a Monday.
CALENDAR = WorkingCalendar(days_off=frozenset({date(2026, 7, 6)}))
DAYS = st.dates(date(2011, 1, 1), date(2040, 12, 31))


@st.composite
def calendars(draw):
    """Calendars with holidays and moved days, never more than a fortnight of them in a row."""
    some = draw(st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=14))
    moved = draw(st.lists(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=5))
    return WorkingCalendar(frozenset(some), frozenset(moved))


def test_weekends_and_holidays_are_not_worked_and_moved_days_are():
    calendar = WorkingCalendar(
        days_off=frozenset({date(2022, 10, 24), date(2022, 10, 25)}), working_days=frozenset({date(2022, 10, 22)})
    )
    week = [date(2022, 10, 21) + timedelta(ahead) for ahead in range(6)]

    assert [day.day for day in week if calendar.is_working(day)] == [21, 22, 26]


def test_the_day_of_the_event_is_day_0():
    assert term_end(date(2026, 6, 3), 30) == date(2026, 7, 3)


def test_a_last_day_that_is_not_worked_rolls_over_the_holiday_too():
    assert rolled(date(2026, 7, 4), CALENDAR.is_working) == date(2026, 7, 7)
    assert rolled(date(2026, 7, 3), CALENDAR.is_working) == date(2026, 7, 3)


def test_a_calendar_without_working_days_is_a_fault_of_its_data():
    with pytest.raises(ValueError, match="no working day"):
        rolled(date(2026, 7, 4), lambda _day: False)


def test_working_days_are_counted_from_the_day_after():
    friday = date(2026, 7, 3)

    assert working_day_after(friday, 1, CALENDAR.is_working) == date(2026, 7, 7)
    assert working_day_after(friday, 5, CALENDAR.is_working) == date(2026, 7, 13)
    assert working_day_after(date(2026, 7, 4), 0, CALENDAR.is_working) == date(2026, 7, 4)
    assert working_days_between(friday, date(2026, 7, 13), CALENDAR.is_working) == 5
    assert working_days_between(friday, friday, CALENDAR.is_working) == 0
    assert working_days_between(friday, date(2026, 7, 1), CALENDAR.is_working) == 0


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 6, 3), date(2026, 6, 2), 17), (date(2008, 6, 3), date(2026, 6, 3), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17), (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16), (date(2026, 6, 3), date(2026, 6, 3), 0),
    ],
)  # fmt: skip
def test_age_is_full_years(born, on, age):
    assert age_on(born, on) == age


# --- the term of a mediation -------------------------------------------------------------------------------------------


def test_a_term_of_thirty_days_extended_by_twenty():
    term = Term.of(date(2026, 6, 3), 30, 20, is_working=CALENDAR.is_working)

    assert (term.first_due_on, term.ends_on, term.due_on) == (date(2026, 7, 3), date(2026, 7, 23), date(2026, 7, 23))
    assert [term.sentence().in_(language) for language in Language] == [
        "2026 жылғы 3 маусымнан бастап 30 күн, соңғы күні – 3 шілде; 20 күнге ұзартылды, соңғы күні – 23 шілде",
        "30 дней с 3 июня 2026 года, последний день – 3 июля; продлено на 20 дней, последний день – 23 июля",
        "30 days from 3 June 2026, due 3 July; extended by 20 days, due 23 July",
    ]
    assert [[step.in_(language) for step in term.sentences()] for language in Language] == [
        [
            "Медиация мерзімі: 2026 жылғы 3 маусымнан бастап 30 күн, соңғы күні – 3 шілде.",
            "20 күнге ұзартылды, жаңа соңғы күні – 23 шілде.",
        ],
        [
            "Срок медиации: 30 дней с 3 июня 2026 года, последний день – 3 июля.",
            "Продлено на 20 дней, новый последний день – 23 июля.",
        ],
        ["Term: 30 days from 3 June 2026, due 3 July.", "Extended by 20 days, now due 23 July."],
    ]


def test_only_the_shown_day_rolls_and_the_extension_is_counted_from_the_unrolled_end():
    start = date(2026, 6, 4)

    alone = Term.of(start, 30, is_working=CALENDAR.is_working)
    extended = Term.of(start, 30, 20, is_working=CALENDAR.is_working)

    assert (alone.ends_on, alone.due_on) == (date(2026, 7, 4), date(2026, 7, 7))
    assert (extended.first_due_on, extended.ends_on, extended.due_on) == (
        date(2026, 7, 7), date(2026, 7, 24), date(2026, 7, 24),
    )  # fmt: skip
    assert [step.in_(Language.RU) for step in alone.sentences()] == [
        "Срок медиации: 30 дней с 4 июня 2026 года, последний день – 4 июля.",
        "Последний день – нерабочий, поэтому срок истекает 7 июля.",
    ]
    assert alone.sentence().in_(Language.EN) == "30 days from 4 June 2026, due 7 July"


def test_the_year_is_said_again_where_it_is_another():
    term = Term.of(date(2026, 12, 15), 30, is_working=CALENDAR.is_working)

    assert term.sentence().in_(Language.RU) == "30 дней с 15 декабря 2026 года, последний день – 14 января 2027 года"


@pytest.mark.parametrize(
    ("today", "over", "said"),
    [
        (date(2026, 7, 1), False, "осталось 6 дней"), (date(2026, 7, 6), False, "остался 1 день"),
        (date(2026, 7, 7), False, "Сегодня последний день"), (date(2026, 7, 8), True, "просрочено на 1 день"),
    ],
)  # fmt: skip
def test_the_term_expires_after_the_day_shown_as_due(today, over, said):
    term = Term.of(date(2026, 6, 4), 30, is_working=CALENDAR.is_working)

    assert (term.is_over(today), term.standing(today).in_(Language.RU)) == (over, said)


@given(DAYS, st.integers(1, 60), st.integers(0, 30), calendars())
def test_a_term_is_never_due_on_a_day_off_and_rolls_no_further_than_needed(start, days, extension, calendar):
    term = Term.of(start, days, extension, is_working=calendar.is_working)
    passed_over = [term.ends_on + timedelta(ahead) for ahead in range((term.due_on - term.ends_on).days)]

    assert calendar.is_working(term.due_on)
    assert not any(calendar.is_working(day) for day in passed_over)
    assert term.ends_on == start + timedelta(days + extension)


@given(DAYS, st.integers(1, 60), st.integers(1, 30), calendars())
def test_a_longer_term_is_never_due_earlier(start, days, more, calendar):
    shorter, longer = (Term.of(start, days, extra, is_working=calendar.is_working) for extra in (0, more))

    assert shorter.due_on <= longer.due_on
    assert shorter.first_due_on == longer.first_due_on == shorter.due_on


@given(DAYS, st.integers(0, 40), calendars())
def test_so_many_working_days_after_are_so_many_working_days_between(start, days, calendar):
    reached = working_day_after(start, days, calendar.is_working)

    assert working_days_between(start, reached, calendar.is_working) == days
