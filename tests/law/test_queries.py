"""What the law said on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import labels
from mediation_cms.core.languages import Language
from mediation_cms.law.models import Certainty, DayKind, Rule
from mediation_cms.law.queries import (
    Calendar,
    codes,
    label,
    rule,
    rules_on,
    special_days,
    value,
    versions,
    working_calendar,
)  # fmt: skip
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_law import plant_days, plant_rules, read_days, read_rules

DAYS = read_days(REFERENCE)
CALENDAR = Calendar(
    frozenset(day.day for day in DAYS if day.kind is not DayKind.WORKING_DAY),
    frozenset(day.day for day in DAYS if day.kind is DayKind.WORKING_DAY),
)


@pytest.fixture
def law(session):
    """The rules and the calendar of the seed."""
    plant_rules(session, REFERENCE)
    plant_days(session, REFERENCE)
    return session


def test_a_rule_asked_on_two_days_gives_two_answers(law):
    days = date(2025, 12, 31), date(2026, 1, 1)

    assert [value(law, "course.general.hours", day) for day in days] == [48, 72]
    assert [value(law, "cabinet.mandate.ank", date(2024, 1, 1) - timedelta(days=n)) for n in (1, 0)] == [
        "mediation", "ethnomediation",
    ]  # fmt: skip


def test_the_rules_of_a_mediation(law):
    on = date(2026, 6, 3)
    asked = (
        "mediation.term_days", "mediation.extension_days", "mediation.extensions", "proposal.answer_days",
        "mediator.professional.min_age", "mediator.public.min_age", "person.adult_age",
        "appeal.answer_working_days", "consent.withdrawal_working_days", "data.breach_notice_working_days",
    )  # fmt: skip

    assert [value(law, code, on) for code in asked] == [30, 30, 1, 10, 25, 40, 18, 15, 15, 1]


def test_a_rule_says_where_it_stands_and_how_sure_that_is(law):
    found = rule(law, "proposal.answer_days", date(2022, 3, 1))

    assert (found.value, found.since, found.until, found.certainty) == (
        10, date(2011, 8, 5), None, Certainty.PARTLY_FOUND,
    )  # fmt: skip
    assert [found.source.in_(language) for language in Language] == [
        "«Медиация туралы» Заң, 20-баптың 6-тармағы", "Закон «О медиации», пункт 6 статьи 20", "Law on Mediation, art. 20(6)",
    ]  # fmt: skip


def test_a_day_without_the_rule_is_refused_in_a_sentence(law):
    with pytest.raises(Refused, match=r"^No rule course\.general\.group_size is in force on 31 December 2025\. "):
        rule(law, "course.general.group_size", date(2025, 12, 31))
    with pytest.raises(Refused, match=r"No rule no\.such\.rule"):
        value(law, "no.such.rule", date(2026, 1, 1))
    assert value(law, "course.general.group_size", date(2026, 1, 1)) == 10


def test_the_public_mediator_is_called_by_the_words_of_the_register_and_the_day(law):
    def said(register: str, day: date) -> str:
        return label(law, f"label.mediator.public.{register}", day)["ru"]

    assert said("ank", date(2022, 12, 31)) == "непрофессиональный медиатор"
    assert said("ank", date(2023, 1, 1)) == "общественный медиатор"
    assert said("akim", date(2021, 12, 31)) == "непрофессиональный медиатор"
    assert said("akim", date(2022, 1, 1)) == "общественный медиатор"
    assert label(law, "label.mediator.public.ank", date(2023, 1, 1)) == {
        "kk": "қоғамдық медиатор", "ru": "общественный медиатор", "en": "public mediator",
    }  # fmt: skip


def test_of_every_rule_at_most_one_version_is_in_force(law):
    for code in codes(law):
        held = versions(law, code)
        assert [version.until for version in held] == [*(version.since for version in held[1:]), None]


def test_everything_in_force_on_a_day(law):
    on = date(2022, 6, 30)
    rows = law.exec(select(Rule.code).where(Rule.since <= on, (col(Rule.until).is_(None)) | (col(Rule.until) > on)))

    assert sorted(found.code for found in rules_on(law, on)) == sorted(rows)


def test_every_rule_has_words_and_a_source_in_each_language():
    for found in read_rules(REFERENCE):
        assert all((found.kk, found.ru, found.en))
        assert isinstance(found.source, dict)
        assert found.source.keys() == {"kk", "ru", "en"}


def test_each_mark_of_certainty_is_read_in_three_languages():
    assert [len(labels(Certainty, language)) for language in Language] == [4, 4, 4]


# --- the calendar ------------------------------------------------------------------------------------------------------


def test_the_saturday_of_october_2022_was_worked_and_the_monday_after_it_was_off(law):
    calendar = working_calendar(law)

    assert calendar.is_working(date(2022, 10, 22))
    assert not calendar.is_working(date(2022, 10, 24))
    assert calendar.next_working(date(2022, 10, 24)) == date(2022, 10, 26)  # 25 October is Republic Day
    assert calendar.after(date(2022, 10, 20), 3) == date(2022, 10, 26)
    assert [(day.day.day, day.certainty) for day in special_days(law, date(2022, 10, 1), date(2022, 10, 24))] == [
        (22, Certainty.FOUND), (24, Certainty.FOUND),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2021, 12, 1), False),  # Day of the First President, abolished in 2022
        (date(2022, 12, 1), True),
        (date(2022, 10, 25), False),
        (date(2021, 10, 25), True),
        (date(2024, 8, 30), False),  # Constitution Day, abolished from 2026
        (date(2027, 8, 30), True),
        (date(2026, 8, 31), True),  # no day off for the Sunday before it any more
        (date(2027, 3, 15), False),
        (date(2023, 3, 15), True),
        (date(2022, 1, 3), False),  # the first two days of 2022 fell on a weekend
        (date(2022, 7, 9), False),
    ],
)
def test_days_off_by_the_law_of_their_year(day, worked):
    assert CALENDAR.is_working(day) is worked


def test_an_estimated_day_says_that_it_is_an_assumption():
    marks = {day.day.year: day.certainty for day in DAYS if day.en == "Qurban Ait, first day"}

    assert (marks[2022], marks[2026], marks[2027]) == (Certainty.RECALLED, Certainty.ASSUMED, Certainty.ASSUMED)
    assert sorted(marks) == list(range(2015, 2028))


@given(st.dates(date(2015, 1, 1), date(2027, 11, 30)), st.integers(0, 40))
def test_so_many_working_days_later(day, days):
    reached = CALENDAR.after(day, days)
    passed = (reached - day).days

    assert sum(CALENDAR.is_working(day + timedelta(days=n)) for n in range(1, passed + 1)) == days
    assert days == 0 or CALENDAR.is_working(reached)
    assert CALENDAR.next_working(day) == (day if CALENDAR.is_working(day) else CALENDAR.after(day, 1))
