"""Averages of opinions from which nobody works out a single answer: the attacks by difference, without a database."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from mediation_cms.cases.opinion_rules import Average, Said, closed_halves, half_of, of_cabinets, of_mediators

CABINET, FIRST, SECOND, THIRD = (uuid4() for _one in range(4))
LEAST = 5


def said(mediator: UUID | None, score: int | None, matters: int, named: str = "") -> list[Said]:
    """So many matters of a mediator with the same answer to one question."""
    return [Said(CABINET, mediator, f"{named}{mediator} {no}", {"heard": score}) for no in range(matters)]


def cabinet(*rows: list[Said]) -> Average | None:
    [line] = of_cabinets([each for part in rows for each in part], ["heard"], LEAST)
    return line.averages["heard"]


def mediators(*rows: list[Said]) -> dict[UUID | None, Average | None]:
    lines = of_mediators([each for part in rows for each in part], ["heard"], LEAST)
    return {line.mediator_id: line.averages["heard"] for line in lines}


def test_an_average_needs_answers_from_five_matters() -> None:
    assert mediators(said(FIRST, 4, 4), said(SECOND, 4, 5)) == {FIRST: None, SECOND: Average(Decimal(4), 5)}


def test_both_sides_of_a_matter_are_one_matter() -> None:
    assert mediators(said(FIRST, 4, 4), said(FIRST, 2, 4)) == {FIRST: None}


def test_who_did_not_want_to_answer_does_not_count() -> None:
    assert mediators(said(FIRST, 4, 4), said(FIRST, None, 3, "x")) == {FIRST: None}


def test_the_one_answer_that_the_mediators_leave_over_is_not_a_difference() -> None:
    """Cabinet less the first mediator would be the one side of the second: the cabinet is held back, not the mediator."""
    alone = said(SECOND, 1, 1)

    assert mediators(said(FIRST, 5, 10), alone) == {FIRST: Average(Decimal(5), 10), SECOND: None}
    assert cabinet(said(FIRST, 5, 10), alone) is None
    assert cabinet(said(FIRST, 5, 10), said(None, 1, 4)) is None  # nor that of cases that had no mediator


def test_a_cabinet_is_shown_where_the_rest_is_nothing_or_enough() -> None:
    assert cabinet(said(FIRST, 5, 10)) == Average(Decimal(5), 10)
    assert cabinet(said(FIRST, 5, 10), said(SECOND, 1, 3), said(THIRD, 1, 2)) == Average(Decimal("3.5"), 15)


def test_one_answer_more_or_less_is_not_read_off_the_average() -> None:
    """Rounded to halves and counted in fives, ten matters look the same whatever the last of them said."""
    shown = {mediators(said(FIRST, 4, 10), said(FIRST, last, 1, "x"))[FIRST] for last in (2, 3, 4, 5)}

    assert shown == {Average(Decimal(4), 10)}


@pytest.mark.parametrize(("score", "shown"), [(1, "1.0"), (5, "5.0")])
def test_an_average_at_the_end_of_the_scale_is_not_everybodys_answer(score: int, shown: str) -> None:
    but_one = said(FIRST, score, 4) + said(FIRST, 2 if score == 1 else 4, 1, "x")

    assert mediators(said(FIRST, score, 5))[FIRST] == mediators(but_one)[FIRST] == Average(Decimal(shown), 5)


def test_half_years_begin_in_january_and_july_and_only_those_that_are_over_are_told() -> None:
    assert [half_of(date(2026, 6, 30)), half_of(date(2026, 7, 1))] == [date(2026, 1, 1), date(2026, 7, 1)]
    assert closed_halves(date(2026, 7, 1), 3) == [date(2026, 1, 1), date(2025, 7, 1), date(2025, 1, 1)]
