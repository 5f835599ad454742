"""In which order an invited side is asked, and which questions follow from an answer: pure, over given values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from mediation_cms.core.i18n import Labelled
from mediation_cms.intake.screening_rules import Answers, Said, Sign


class Unsure(Labelled, context="own word"):
    """A yes, a no, or neither."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "I do not know"


ABOUT, ALONE, LANGUAGE, REACH, TIMES = "about", "alone", "language", "reach", "times"
CHECK = "check"
"""The last page: every answer once more, before anything is sent."""
ALWAYS_ASKED = (Sign.AFRAID, Sign.THREATENED, Sign.HURT)
"""What everybody is asked: one question about fear alone finds less than two about what somebody does."""


@dataclass(frozen=True)
class Told:
    """What was written so far, by question. A question that was passed over is not in it."""

    answers: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str | None) -> Self:
        """What `written` wrote."""
        return cls(json.loads(text) if text else {})

    def written(self) -> str:
        """As one line, to be sealed."""
        return json.dumps(self.answers, ensure_ascii=False)

    def with_(self, step: str, answer: Mapping[str, Any]) -> "Told":
        """The same with this question answered, or answered otherwise."""
        return Told({**self.answers, step: dict(answer)})

    def of(self, step: str) -> Mapping[str, Any]:
        """What was answered to this question."""
        found: Mapping[str, Any] = self.answers.get(step, {})
        return found

    @property
    def signs(self) -> Answers:
        """What was said of safety, to the questions that are asked after these answers."""
        return {sign: Said(self.of(sign)["answer"]) for sign in asked_of_safety(self) if self.of(sign)}

    @property
    def is_whole(self) -> bool:
        """Whether every question was come by."""
        return all(step in self.answers for step in steps(self))


def asked_of_safety(told: Told) -> list[Sign]:
    """Three questions for everybody; the others where one of them was answered by anything but a no."""
    more = any(told.of(sign).get("answer", Said.NO) != Said.NO for sign in ALWAYS_ASKED)
    return list(Sign) if more else list(ALWAYS_ASKED)


def steps(told: Told) -> list[str]:
    """The questions in their order, one to a page."""
    return [ABOUT, *(sign.value for sign in asked_of_safety(told)), ALONE, LANGUAGE, REACH, TIMES]


def after(step: str, told: Told) -> str:
    """The page behind this one."""
    asked = steps(told)
    place = asked.index(step) + 1
    return asked[place] if place < len(asked) else CHECK


def before(step: str, told: Told) -> str | None:
    """The page before this one; None at the first."""
    asked = [*steps(told), CHECK]
    place = asked.index(step)
    return asked[place - 1] if place else None
