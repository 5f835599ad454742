"""By which answer a gateway has taken a message: some say 200 and then, in the body, that they have not."""

import json
from dataclasses import dataclass
from typing import Any, Self

from mediation_cms.core.settings import Misconfigured

RULE = "MEDIATION_CMS_SMS_SUCCESS is a text of the answer, $.path=value of a JSON answer, or $.path that must be there."
LONGEST_SHOWN = 40
NOTHING = object()


@dataclass(frozen=True)
class Taking:
    """What the answer must hold beside a status of 2xx: a text; or at this path of its JSON this value, or anything at all."""

    text: str = ""
    path: tuple[str, ...] = ()
    value: str | None = None

    @classmethod
    def written(cls, rule: str) -> Self:
        """The rule as a setting has it; an empty one asks for nothing more. Raises Misconfigured."""
        if not rule.startswith("$"):
            return cls(text=rule)
        path, asks, value = rule.partition("=")
        steps = tuple(path.split("."))[1:]
        if path.partition(".")[0] != "$" or not steps or not all(steps):
            raise Misconfigured(RULE)
        return cls(path=steps, value=value if asks else None)

    def missing(self, answer: bytes) -> str:
        """What the answer lacks, in words; empty where it lacks nothing."""
        if not self.path:
            return "" if self.text in answer.decode(errors="replace") else f"without “{self.text}”"
        said = _at(answer, self.path)
        name = ".".join(("$", *self.path))
        if said is NOTHING:
            return f"without {name}"
        shown = said if isinstance(said, str) else json.dumps(said)
        taken = bool(said) if self.value is None else shown == self.value
        return "" if taken else f"{name} is {shown if len(shown) <= LONGEST_SHOWN else 'another'}"


def _at(answer: bytes, path: tuple[str, ...]) -> Any:
    """What stands there; figures lead into lists."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        return NOTHING
    for step in path:
        if isinstance(found, dict):
            found = found.get(step, NOTHING)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return NOTHING
    return found
