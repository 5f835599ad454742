"""Questions that are asked one to a page: what was answered so far, and which page comes next. Pure, over given values."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

CHECK = "check"
"""The last page: every answer once more, before anything is sent."""


@dataclass(frozen=True)
class Answered(ABC):
    """What was answered so far, by question. A question that was not come by is not in it."""

    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    @abstractmethod
    def steps(self) -> list[str]:
        """The questions in their order, one to a page; some follow from an answer."""

    @classmethod
    def read(cls, text: str | None) -> Self:
        """What `written` wrote."""
        return cls(json.loads(text) if text else {})

    def written(self) -> str:
        """As one line, to be sealed."""
        return json.dumps(self.answers, ensure_ascii=False)

    def with_(self, step: str, answer: Mapping[str, Any]) -> Self:
        """The same with this question answered, or answered otherwise."""
        return replace(self, answers={**self.answers, step: dict(answer)})

    def of(self, step: str) -> Mapping[str, Any]:
        """What was answered to this question."""
        found: Mapping[str, Any] = self.answers.get(step, {})
        return found

    @property
    def missing(self) -> str | None:
        """The first question that was not come by; None where nothing is open."""
        return next((step for step in self.steps if step not in self.answers), None)

    def after(self, step: str) -> str:
        """The page behind this one."""
        order = [*self.steps, CHECK]
        return order[order.index(step) + 1]

    def before(self, step: str) -> str | None:
        """The page before this one; None at the first."""
        order = [*self.steps, CHECK]
        place = order.index(step)
        return order[place - 1] if place else None
