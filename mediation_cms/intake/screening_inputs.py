"""What is asked to find out whether a matter fits mediation and is safe; a form may be saved half-done."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    NO_SUCH_CHOICE,
    OptionalLine,
    OptionalPastDay,
    PastDay,
    Several,
    Tick,
    Typed,
    code,
    line,
    words,
    wrong,
)
from mediation_cms.intake.models import REFUSALS, Outcome
from mediation_cms.intake.screening_rules import Reply, Risk, Said, Sign

MOST_CODES = 30
Reason = Annotated[str, words(400)]


def _without_blanks(typed: Any) -> Any:
    """A question that nobody answered is not there."""
    if not isinstance(typed, dict):
        return typed
    return {name: value for name, value in typed.items() if not (isinstance(value, str) and not value.strip())}


Answered = BeforeValidator(_without_blanks)


class ScopeIn(Typed):
    """The answers on scope, by the codes of the questions."""

    answers: Annotated[
        dict[Annotated[str, code(70)], Reply], Answered, Field(default_factory=dict, max_length=MOST_CODES)
    ]


class SafetyIn(Typed):
    """What one side answered; `unwilling` when it wanted to answer nothing. The order: its number and the day it was seen."""

    asked_on: PastDay
    unwilling: Tick = False
    answers: Annotated[dict[Sign, Said], Answered, Field(default_factory=dict)]
    order_no: Annotated[str, line(80, needed=False)] = ""
    order_seen_on: OptionalPastDay = None

    @property
    def said(self) -> dict[Sign, Said]:
        """The answers in the order of the questions; who wanted to answer nothing was silent at each that has no answer."""
        silent = dict.fromkeys(Sign, Said.SILENT) if self.unwilling else {}
        return {sign: reply for sign in Sign if (reply := self.answers.get(sign, silent.get(sign))) is not None}


class RiskIn(Typed):
    """The risk as staff see it, and why."""

    risk: Risk
    reason: Reason


class JointIn(Typed):
    """From which day on a joint meeting may be held in spite of the risk, and why."""

    joint_from: PastDay
    reason: Reason


class WordIn(Typed):
    """On which day the applicant agreed that the other side is invited."""

    word_on: PastDay


class GroundIn(Typed):
    """On which ground, and where else to turn."""

    ground_code: Annotated[str, code(40)]
    referrals: Annotated[Several, Field(default_factory=list, max_length=MOST_CODES)]
    elsewhere: OptionalLine = ""


class RefusalIn(GroundIn):
    """A request that is not taken to mediation, or is passed on. The reason stays in the history and goes into no paper."""

    outcome: Outcome
    on: PastDay
    reason: Reason

    @field_validator("outcome")
    @classmethod
    def _sent_somewhere(cls, outcome: Outcome, above: ValidationInfo) -> Outcome:
        """One of the two outcomes by which somebody is sent elsewhere; who is passed on is told where to."""
        if outcome not in REFUSALS:
            raise wrong(NO_SUCH_CHOICE)
        told = {"referrals", "elsewhere"} <= above.data.keys()
        if outcome is Outcome.PASSED_ON and told and not (above.data["referrals"] or above.data["elsewhere"]):
            raise wrong(_("Choose where the applicant was sent, or write it."))
        return outcome
