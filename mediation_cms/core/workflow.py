"""A workflow is one table: from this state, by this step, to that state."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from mediation_cms.core.errors import stale

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)


class Workflow(Generic[State, Step]):
    """Which step leads from which state to which other.

    >>> from enum import StrEnum
    >>> class Door(StrEnum): OPEN = "open"; SHUT = "shut"
    >>> class Hand(StrEnum): CLOSE = "close"
    >>> Workflow({(Door.OPEN, Hand.CLOSE): Door.SHUT}).after(Door.OPEN, Hand.CLOSE)
    <Door.SHUT: 'shut'>
    """

    def __init__(self, table: Mapping[tuple[State, Step], State]) -> None:
        self.table = dict(table)

    def allows(self, state: State, step: Step) -> bool:
        """Whether the step leads anywhere from this state."""
        return (state, step) in self.table

    def after(self, state: State, step: Step) -> State:
        """The state that the step leads to. Refused when the step does not start here: most often a colleague was faster."""
        if not self.allows(state, step):
            raise stale()
        return self.table[state, step]

    def steps(self, state: State) -> list[Step]:
        """The steps that start in this state, in the order of the table."""
        return [step for start, step in self.table if start == state]
