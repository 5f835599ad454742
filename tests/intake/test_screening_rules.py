"""What answers on scope and safety come to: no database is asked."""

import pytest

from mediation_cms.intake.safety import Told
from mediation_cms.intake.screening_rules import (
    GRAVE,
    Asked,
    Priority,
    Reply,
    Risk,
    Said,
    Scope,
    Sign,
    asked_so_far,
    at_the_door,
    highest,
    hits,
    priority_of,
    risk_of,
    scope_of,
)

RULINGS = {"third_parties": "excluded", "state_body": "ask", "retired": "allowed"}
YES, NO, UNKNOWN = Reply.YES, Reply.NO, Reply.UNKNOWN


@pytest.mark.parametrize(
    ("replies", "scope", "grounds"),
    [
        ({}, Scope.OPEN, []),
        ({"third_parties": NO}, Scope.OPEN, []),
        ({"third_parties": NO, "state_body": NO}, Scope.FITS, []),
        (
            {"third_parties": NO, "state_body": YES},
            Scope.DOUBT,
            [],
        ),  # since 2022 a state body excludes nothing by itself
        ({"third_parties": UNKNOWN, "state_body": NO}, Scope.DOUBT, []),
        ({"third_parties": YES}, Scope.UNFIT, ["third_parties"]),  # one hit settles it, whatever is open
        ({"third_parties": NO, "state_body": NO, "retired": YES}, Scope.FITS, []),
    ],
)
def test_answers_on_scope_come_to_one_word(replies: dict[str, Reply], scope: Scope, grounds: list[str]) -> None:
    assert (scope_of(RULINGS, replies), hits(RULINGS, replies)) == (scope, grounds)


def said(*signs: Sign) -> dict[Sign, Said]:
    """A side that was asked everything and says yes to these."""
    return dict.fromkeys(Sign, Said.NO) | dict.fromkeys(signs, Said.YES)


@pytest.mark.parametrize("sign", Sign)
def test_one_grave_sign_is_a_high_risk_another_is_watched(sign: Sign) -> None:
    assert risk_of(said(sign)) is (Risk.HIGH if sign in GRAVE else Risk.WATCH)


def test_two_signs_that_are_watched_are_a_high_risk_together_and_silence_is_none() -> None:
    assert risk_of(said(Sign.AFRAID, Sign.WITHHELD)) is Risk.HIGH
    assert risk_of(dict.fromkeys(Sign, Said.SILENT)) is Risk.NONE
    assert highest([]) is Risk.NONE
    assert highest([Risk.WATCH, Risk.HIGH, Risk.NONE]) is Risk.HIGH


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({}, Asked.NOT_ASKED),
        ({Sign.AFRAID: Said.YES}, Asked.PARTLY),
        (dict.fromkeys(Sign, Said.SILENT), Asked.UNWILLING),
        (said() | {Sign.HURT: Said.SILENT}, Asked.ASKED),
    ],
)
def test_who_was_not_asked_is_told_from_who_did_not_want_to_answer(answers: dict[Sign, Said], state: Asked) -> None:
    assert asked_so_far(answers) is state


@pytest.mark.parametrize(
    ("risk", "urgent", "place"),
    [
        (Risk.HIGH, False, Priority.HIGH),
        (Risk.HIGH, True, Priority.HIGH),
        (Risk.WATCH, True, Priority.URGENT),
        (Risk.NONE, True, Priority.URGENT),
        (Risk.WATCH, False, Priority.WATCH),
        (Risk.NONE, False, Priority.NONE),
    ],
)
def test_danger_comes_before_haste_and_haste_before_caution(risk: Risk, urgent: bool, place: Priority) -> None:
    assert priority_of(risk, urgent=urgent) is place


def test_a_risk_known_at_the_door_is_in_force_and_gives_the_place_in_the_queue() -> None:
    assert at_the_door(Risk.WATCH, urgent=False) == {"risk_set": Risk.WATCH, "risk": Risk.WATCH, "priority": 1}


def test_what_was_sealed_reads_as_it_was_said() -> None:
    told = Told(said(Sign.ORDER), "ҚН-17/2")

    assert Told.read(told.written()) == told
