"""Dates as the phrasebook says them, section 11."""

from datetime import UTC, date, datetime, time

import pytest

from mediation_cms.core import dates
from mediation_cms.core.languages import Language

KK, RU, EN = Language.KK, Language.RU, Language.EN
JULY, NOVEMBER = date(2026, 7, 3), date(2026, 11, 21)


@pytest.mark.parametrize(
    ("phrase", "value", "kk", "ru", "en"),
    [
        (dates.day, NOVEMBER, "2026 жылғы 21 қараша", "21 ноября 2026 года", "21 November 2026"),
        (
            dates.day_and_weekday, NOVEMBER,
            "2026 жылғы 21 қараша, сенбі", "суббота, 21 ноября 2026 года", "Saturday, 21 November 2026",
        ),
        (dates.on, JULY, "2026 жылғы 3 шілдеде", "3 июля 2026 года", "on 3 July 2026"),
        (dates.since, date(2026, 6, 3), "2026 жылғы 3 маусымнан бастап", "с 3 июня 2026 года", "from 3 June 2026"),
        (dates.since, date(2026, 7, 2), "2026 жылғы 2 шілдеден бастап", "со 2 июля 2026 года", "from 2 July 2026"),
        (dates.since, date(2026, 7, 22), "2026 жылғы 22 шілдеден бастап", "с 22 июля 2026 года", "from 22 July 2026"),
        (
            dates.until, JULY,
            "2026 жылғы 3 шілдеге дейін (қоса алғанда)", "до 3 июля 2026 года включительно", "until 3 July 2026 inclusive",
        ),
        (
            dates.as_of, date(2022, 6, 30),
            "2022 жылғы 30 маусымдағы жағдай бойынша", "по состоянию на 30 июня 2022 года", "as of 30 June 2022",
        ),
        (
            dates.as_of, date(2022, 9, 30),
            "2022 жылғы 30 қыркүйектегі жағдай бойынша", "по состоянию на 30 сентября 2022 года", "as of 30 September 2022",
        ),
        (dates.on_weekday, date(2026, 11, 17), "сейсенбі күні", "во вторник", "on Tuesday"),
        (dates.short_weekday, NOVEMBER, "сб", "сб", "Sat"),
    ],
)  # fmt: skip
def test_a_day_is_said_as_in_the_phrasebook(phrase, value, kk, ru, en):
    assert [phrase(value, language) for language in (KK, RU, EN)] == [kk, ru, en]


@pytest.mark.parametrize(
    ("first", "last", "kk", "ru", "en"),
    [
        (
            date(2022, 1, 1), date(2022, 6, 30),
            "2022 жылғы 1 қаңтар мен 30 маусым аралығында", "с 1 января по 30 июня 2022 года", "from 1 January to 30 June 2022",
        ),
        (
            date(2022, 6, 2), date(2022, 6, 30),
            "2022 жылғы 2–30 маусым аралығында", "со 2 по 30 июня 2022 года", "from 2 to 30 June 2022",
        ),
        (
            date(2021, 8, 1), date(2022, 2, 1),
            "2021 жылғы 1 тамыз бен 2022 жылғы 1 ақпан аралығында",
            "с 1 августа 2021 года по 1 февраля 2022 года", "from 1 August 2021 to 1 February 2022",
        ),
        (date(2022, 6, 8), date(2022, 6, 8), "2022 жылғы 8 маусымда", "8 июня 2022 года", "on 8 June 2022"),
    ],
)  # fmt: skip
def test_between_two_days(first, last, kk, ru, en):
    assert [dates.between(first, last, language) for language in (KK, RU, EN)] == [kk, ru, en]


def test_an_instant_is_shown_on_the_clock_of_kazakhstan():
    instant = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)

    assert [dates.when(instant, language) for language in (KK, RU, EN)] == [
        "2026 жылғы 21 қараша, сенбі, сағат 02:30",
        "суббота, 21 ноября 2026 года, 02:30",
        "Saturday, 21 November 2026, 02:30",
    ]
    assert dates.short_when(instant) == "21.11.2026, 02:30"
    assert dates.span(instant, datetime(2026, 11, 20, 22, 0, tzinfo=UTC)) == "02:30–03:00"


def test_before_march_2024_almaty_was_six_hours_ahead():
    assert dates.short_when(datetime(2023, 6, 1, 18, 0, tzinfo=UTC)) == "02.06.2023, 00:00"


def test_the_year_is_dropped_where_it_is_clear():
    said = [dates.on(JULY, language, year=False) for language in (KK, RU, EN)]

    assert said == ["3 шілдеде", "3 июля", "on 3 July"]


def test_near_days_have_names():
    said = [dates.near_day(date(2026, 7, number), JULY, RU) for number in (2, 3, 4, 5)]

    assert said == ["вчера", "сегодня", "завтра", "5 июля"]
    assert dates.near_day(date(2025, 12, 31), date(2026, 1, 5), KK) == "2025 жылғы 31 желтоқсан"


def test_the_hour():
    assert [dates.at(time(9, 5), language) for language in (KK, RU, EN)] == ["сағат 09:05", "в 09:05", "at 09:05"]


def test_a_short_day_has_four_digits_of_a_year():
    assert dates.short_day(NOVEMBER) == "21.11.2026"
    assert dates.short_day(date(987, 1, 2)) == "02.01.0987"
