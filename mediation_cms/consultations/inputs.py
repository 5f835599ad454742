"""What is asked about a consultation."""

from typing import Annotated

from mediation_cms.consultations.models import Mode, Result
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import ClockTime, PastDay, Typed, between, optional, words


class ConsultationIn(Typed):
    """One talk: when, how long, how, in which language, with what result; `reason` when it ends without mediation."""

    held_on: PastDay
    held_at: ClockTime = None
    minutes: Annotated[int | None, optional(between(1, 720))] = None
    mode: Mode
    language: Language
    result: Result
    notes: Annotated[str, words(4000, needed=False)] = ""
    reason: Annotated[str, words(400, needed=False)] = ""
