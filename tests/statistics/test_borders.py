"""Borders are a day: its composition counts for the whole period."""

from datetime import date

import pytest

from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.people.models import Role
from mediation_cms.statistics.borders import Borders
from mediation_cms.statistics.periods import Period
from mediation_cms.statistics.report import asked, half_year
from mediation_cms.statistics.trends import trend
from tests import make
from tests.make import statistics as made

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day", "words"),
    [
        ("then", date(2022, 1, 1), "Borders of the time."),
        ("NOW", TODAY, "Borders of today."),
        ("2022-06-08", date(2022, 6, 8), "Borders of 8 June 2022."),
    ],
)
def test_borders_are_then_now_or_a_day(typed, day, words):
    borders = Borders.parse(typed, Period.parse("2022-H1", TODAY), TODAY)

    assert (borders.day, str(borders.words)) == (day, words)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("tomorrow", "Choose the borders then, now, or of a day such as 2022-01-01."),
        ("2022-02-30", "Choose the borders then, now, or of a day such as 2022-01-01."),
        ("2026-11-22", "This date is in the future. Give today or an earlier day."),
    ],
)
def test_other_borders_are_refused(typed, sentence):
    with pytest.raises(Invalid) as refused:
        Borders.parse(typed, Period.parse("2022-H1", TODAY), TODAY)

    assert str(refused.value.fields["borders"]) == sentence


@pytest.fixture
def one_in_each(session, country):
    """A request in each town in each half of 2021 and 2022, one more for each later half."""
    for number, day in enumerate((date(2021, 2, 1), date(2022, 2, 1), date(2022, 9, 1)), start=1):
        for cabinet in country.cabinets.values():
            for _each in range(number):
                made.matter(session, cabinet, day)


def test_the_old_region_counts_with_semey_for_all_days_of_the_period(one_in_each, session, country, reports):
    made.registered(session, country.towns["semey"], since=date(2022, 6, 20))

    assert reports.value("A1", "63", "2022-H1", "then") == 6
    assert reports.value("A1", "63", "2022-H1", "now") == 4
    assert reports.value("A1", "10", "2022-H1", "now") == 2
    assert [reports.value("R2", "63", borders=borders) for borders in ("then", "now")] == [1, 0]
    assert [reports.value("K1", "63", borders=borders) for borders in ("then", "now")] == [3, 2]


def test_a_later_period_within_the_old_borders_is_the_old_region(one_in_each, reports):
    assert reports.value("A1", "63", "2022-H2", "2022-01-01") == 9
    assert reports.value("A1", "63", "2022-H2", "then") == 6


def test_regions_add_up_to_the_republic_on_any_day(one_in_each, reports):
    for borders, regions in (("2022-06-07", ("63", "35")), ("2022-06-08", ("63", "10", "35"))):
        total = reports.value("A1", "KZ", "2022", borders)
        assert sum(reports.value("A1", region, "2022", borders) for region in regions) == total == 20


def test_a_region_that_did_not_exist_is_refused_with_what_to_ask_instead(country, reports):
    with pytest.raises(Refused) as refused:
        reports("10", "2022-H1", "then")

    assert str(refused.value) == "Abai Region exists since 8 June 2022; choose borders now, or place 63."


def test_the_day_of_a_change_inside_the_period_is_named(country, reports):
    def change(place, period):
        return reports(place, period, "now").break_on

    assert [change(place, "2022-H1") for place in ("63", "10", "35", "KZ", "semey")] == [
        made.SPLIT,
        made.SPLIT,
        None,
        None,
        None,
    ]
    assert change("63", "2022-H2") is None


def test_a_year_in_which_borders_moved_says_that_it_is_not_the_sum_of_its_halves(country, reports):
    notes = [str(note) for note in reports("63", "2022").notes]

    assert notes == [
        "Borders changed on 8 June 2022: the figures cannot be compared directly with later periods.",
        "Borders moved on 8 June 2022, so the year is not the sum of its halves.",
        "Since 2022: public mediator.",
    ]
    assert [str(note) for note in reports("63", "2023").notes] == []


def test_a_running_period_says_of_which_day_it_is(country, reports):
    report = reports("63", "2026-H2")

    assert report.as_of == TODAY
    assert [str(note) for note in report.notes] == ["The period is still running: the figures are of 21 November 2026."]


def test_what_is_entered_for_days_to_come_is_not_counted_yet(session, country, reports):
    made.course(session, country.towns["oskemen"], date(2026, 12, 1), finished=5)

    assert reports.value("T1", "63", "2026-H2") == 0


def test_the_same_indicator_over_three_halves_depends_on_the_borders(one_in_each, session, country, reader):
    periods = [Period.parse(code, TODAY) for code in ("2021-H1", "2022-H1", "2022-H2")]
    vko = asked(session, "63", "2022-H1").place

    series = {
        borders: [point.value for point in trend(session, reader, vko, "A1", periods, borders)]
        for borders in ("then", "now", "2022-01-01")
    }

    assert series == {"then": [3, 6, 6], "now": [2, 4, 6], "2022-01-01": [3, 6, 9]}


def test_a_trend_of_a_young_region_says_why_it_begins_late(session, country, reader):
    periods = [Period.parse(code, TODAY) for code in ("2022-H1", "2022-H2")]
    abai = asked(session, "10", "2022-H2").place

    early, late = trend(session, reader, abai, "M2", periods)

    assert (early.value, str(early.refusal)) == (
        None, "Abai Region exists since 8 June 2022; choose borders now, or place 63.",
    )  # fmt: skip
    assert (late.value, late.refusal) == (0, None)


def test_a_cabinet_has_a_report_for_every_period_in_which_it_worked(session, country, reports):
    late = make.cabinet(session, country.towns["oskemen"], "63-LAT", "Жаңа кабинет", since=date(2022, 3, 1))
    late.closed_on = date(2023, 3, 1)
    session.add(late)
    session.flush()
    make.region(session, country.republic, "99")  # changes the tree, so that it is read again

    assert [reports.value("A1", "63-LAT", period) for period in ("2022-H1", "2023-H1")] == [0, 0]
    with pytest.raises(Refused) as early:
        reports("63-LAT", "2021")
    with pytest.raises(Refused) as after:
        reports("63-LAT", "2023-H2")
    assert str(early.value) == "Жаңа кабинет (en) works since 1 March 2022. Choose a later period."
    assert str(after.value) == "Жаңа кабинет (en) closed on 1 March 2023. Choose an earlier period."


def test_an_unknown_place_is_not_found(session, country):
    with pytest.raises(NotFound):
        asked(session, "64", "2022-H1")


def test_the_report_is_for_who_may_read_it_in_that_place(session, country):
    question = asked(session, "63", "2022-H1")

    for role in (Role.MANAGER, Role.COORDINATOR, Role.AUDITOR):
        made_by = make.actor(session, role, country.vko)
        assert half_year(session, made_by, question.place, question.period, question.borders).place.code == "63"
    for nobody in (
        make.actor(session, Role.MEDIATOR, country.vko),
        make.actor(session, Role.MANAGER, country.karaganda),
    ):
        with pytest.raises(Forbidden):
            half_year(session, nobody, question.place, question.period, question.borders)
