"""Periods in headings and in the sentences of a report, phrasebook 11 and 16.3."""

import pytest

from mediation_cms.core import periods
from mediation_cms.core.languages import Language


@pytest.mark.parametrize(
    ("said", "kk", "ru", "en"),
    [
        (
            lambda to: periods.half_year(2022, 1, to),
            "2022 жылдың бірінші жартыжылдығы", "первое полугодие 2022 года", "first half of 2022",
        ),
        (
            lambda to: periods.in_half_year(2022, 1, to),
            "2022 жылдың бірінші жартыжылдығында", "за 1 полугодие 2022 года", "in the first half of 2022",
        ),
        (
            lambda to: periods.in_half_year(2022, 2, to),
            "2022 жылдың екінші жартыжылдығында", "за 2 полугодие 2022 года", "in the second half of 2022",
        ),
        (lambda to: periods.quarter(2022, 1, to), "2022 жылдың I тоқсаны", "I квартал 2022 года", "first quarter of 2022"),
        (
            lambda to: periods.in_quarter(2022, 4, to),
            "2022 жылдың IV тоқсанында", "за IV квартал 2022 года", "in the fourth quarter of 2022",
        ),
        (lambda to: periods.month_of_year(2022, 6, to), "2022 жылғы маусым", "июнь 2022 года", "June 2022"),
        (lambda to: periods.in_month(2022, 6, to), "2022 жылғы маусымда", "в июне 2022 года", "in June 2022"),
        (lambda to: periods.whole_year(2022, to), "2022 жыл", "2022 год", "2022"),
        (lambda to: periods.in_year(2022, to), "2022 жылы", "за 2022 год", "in 2022"),
    ],
)  # fmt: skip
def test_a_period_is_said_as_in_the_phrasebook(said, kk, ru, en):
    assert [said(language) for language in Language] == [kk, ru, en]
