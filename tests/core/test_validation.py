"""What is typed is answered beside its field, in a sentence that says what to do."""

from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import pytest

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import ClockTime, Line, PastDay, Several, Typed, between, code

NOT_YET = "This time has not come yet. Give the present hour or an earlier one."
NINE_IN_THE_MORNING = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


class Colour(StrEnum):
    """Something to choose."""

    BLUE = "blue"


class TalkIn(Typed):
    """A day and its hour, in whichever order."""

    held_at: ClockTime = None
    held_on: PastDay


class VisitIn(Typed):
    """One of each kind of field."""

    name: Line
    minutes: Annotated[int, between(1, 1440)]
    colour: Colour
    place_id: UUID
    kind: Annotated[str, code(40)]
    ticked: Several
    talk: TalkIn | None = None


TYPED = {"name": "А", "minutes": "60", "colour": "blue", "place_id": str(UUID(int=1)), "kind": "K", "ticked": ["1"]}


def wrong_fields(**typed: object) -> dict[str, str]:
    """What is said of a visit that was typed so."""
    try:
        VisitIn.checked(TYPED | typed)
    except Invalid as refused:
        return {name: str(sentence) for name, sentence in refused.fields.items()}
    return {}


@pytest.mark.parametrize(("hour", "said"), [("09:00", {}), ("09:01", {"talk-held_at": NOT_YET})])
def test_an_hour_of_today_that_has_not_come_is_refused_beside_the_hour(hour: str, said: dict[str, str]) -> None:
    with clock.telling_of(NINE_IN_THE_MORNING):
        assert wrong_fields(talk={"held_on": "22.11.2026", "held_at": hour}) == said


def test_any_hour_of_an_earlier_day_has_come() -> None:
    with clock.telling_of(NINE_IN_THE_MORNING):
        talk = TalkIn.checked({"held_on": "21.11.2026", "held_at": "23:59"})

    assert (talk.held_on, talk.held_at) == (date(2026, 11, 21), time(23, 59))


def test_what_is_empty_is_filled_in_and_what_is_offered_is_chosen() -> None:
    nothing = {"name": " ", "minutes": "", "colour": "", "place_id": "", "kind": "", "talk": {"held_on": ""}}
    filled, chosen = "This is empty. Fill it in.", "Choose one."

    assert wrong_fields(**nothing) == {
        "name": filled, "minutes": filled, "colour": chosen, "place_id": chosen, "kind": chosen, "talk-held_on": filled,
    }  # fmt: skip


def test_a_choice_that_the_form_does_not_even_send_is_chosen() -> None:
    with pytest.raises(Invalid) as refused:
        VisitIn.checked({name: value for name, value in TYPED.items() if name not in {"colour", "name"}})

    assert {name: str(said) for name, said in refused.value.fields.items()} == {
        "name": "This is empty. Fill it in.",
        "colour": "Choose one.",
    }


@pytest.mark.parametrize("minutes", ["99999999999", "-5", "\u22125", "0", "9" * 5000])
def test_a_whole_number_outside_its_limits_is_told_the_limits(minutes: str) -> None:
    assert wrong_fields(minutes=minutes) == {"minutes": "Between 1 and 1,440. Type a number in this range."}


def test_what_is_no_whole_number_is_asked_in_figures() -> None:
    assert wrong_fields(minutes="час") == {"minutes": "Type a whole number in figures."}


def test_a_text_that_is_too_long_is_told_its_limit() -> None:
    assert wrong_fields(name="а" * 121) == {"name": "Too long: 121 characters, the limit is 120. Shorten it."}
