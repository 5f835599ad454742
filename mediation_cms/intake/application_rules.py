"""In which order somebody who applies from home is asked, identity last: pure, over given values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from mediation_cms.intake.own_word_rules import ALWAYS_ASKED
from mediation_cms.intake.screening_rules import Answers, Said, Sign

PLACE, CABINET, KIND, ABOUT, OTHER = "place", "cabinet", "kind", "about", "other"
LANGUAGE, REACH, TIMES, NAME = "language", "reach", "times", "name"
CHECK = "check"
"""The last page: every answer once more, and the consents, before anything is sent."""


@dataclass(frozen=True)
class Written:
    """What was answered so far, by question. A question that was not come by is not in it."""

    answers: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str | None) -> Self:
        """What `written` wrote."""
        return cls(json.loads(text) if text else {})

    def written(self) -> str:
        """As one line, to be sealed."""
        return json.dumps(self.answers, ensure_ascii=False)

    def with_(self, step: str, answer: Mapping[str, Any]) -> "Written":
        """The same with this question answered, or answered otherwise. Another place asks for the cabinet anew."""
        kept = dict(self.answers)
        if step == PLACE and kept.get(PLACE) != dict(answer):
            kept.pop(CABINET, None)
        return Written({**kept, step: dict(answer)})

    def of(self, step: str) -> Mapping[str, Any]:
        """What was answered to this question."""
        found: Mapping[str, Any] = self.answers.get(step, {})
        return found

    @property
    def signs(self) -> Answers:
        """What was said of safety, to the questions that are asked after these answers."""
        return {sign: Said(self.of(sign)["answer"]) for sign in asked_of_safety(self) if self.of(sign)}

    @property
    def missing(self) -> str | None:
        """The first question that was not come by; None where nothing is open."""
        return next((step for step in steps(self) if step not in self.answers), None)


def asked_of_safety(told: Written) -> list[Sign]:
    """Three questions for everybody; the others where one of them was answered by anything but a no."""
    more = any(told.of(sign).get("answer", Said.NO) != Said.NO for sign in ALWAYS_ASKED)
    return list(Sign) if more else list(ALWAYS_ASKED)


def steps(told: Written) -> list[str]:
    """The questions in their order, one to a page: who somebody is comes last."""
    safety = (sign.value for sign in asked_of_safety(told))
    return [KIND, ABOUT, OTHER, *safety, PLACE, CABINET, LANGUAGE, REACH, TIMES, NAME]


def after(step: str, told: Written) -> str:
    """The page behind this one."""
    asked = steps(told)
    place = asked.index(step) + 1
    return asked[place] if place < len(asked) else CHECK


def before(step: str, told: Written) -> str | None:
    """The page before this one; None at the first."""
    asked = [*steps(told), CHECK]
    place = asked.index(step)
    return asked[place - 1] if place else None
