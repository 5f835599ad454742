"""What somebody who applies from home is asked, one question to a page, identity last: pure, over given values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from mediation_cms.intake.one_by_one import Answered

PLACE, CABINET, KIND, ABOUT, OTHER = "place", "cabinet", "kind", "about", "other"
LANGUAGE, REACH, TIMES, NAME = "language", "reach", "times", "name"


@dataclass(frozen=True)
class Written(Answered):
    """What somebody who applies has written so far."""

    @property
    def steps(self) -> list[str]:
        """What it is about, safety, where, how to reach them: who somebody is comes last."""
        return [KIND, ABOUT, OTHER, *(sign.value for sign in self.safety), PLACE, CABINET, LANGUAGE, REACH, TIMES, NAME]

    def with_(self, step: str, answer: Mapping[str, Any]) -> Self:
        """The same with this question answered. Another place asks for the cabinet anew."""
        moved = step == PLACE and self.answers.get(PLACE) != dict(answer)
        kept = {name: said for name, said in self.answers.items() if not (moved and name == CABINET)}
        return replace(self, answers={**kept, step: dict(answer)})
