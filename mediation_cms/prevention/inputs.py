"""What is asked about a preventive measure: never who took part, only how many."""

from typing import Annotated

from mediation_cms.core.validation import PastDay, Typed, between, words
from mediation_cms.prevention.models import MeasureKind


class MeasureIn(Typed):
    """A measure that was held."""

    kind: MeasureKind
    held_on: PastDay
    participants: Annotated[int, between(0, 1_000_000)]
    note: Annotated[str, words(400, needed=False)] = ""
