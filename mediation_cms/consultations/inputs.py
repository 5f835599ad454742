"""What is asked about a consultation."""

from typing import Annotated
from uuid import UUID

from pydantic import ValidationInfo, field_validator

from mediation_cms.consultations.models import Mode, Result
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    REASON,
    AskedAnyway,
    ClockTime,
    Optional_,
    PastDay,
    Typed,
    between,
    optional,
    words,
    wrong,
)
from mediation_cms.intake.inputs import RequestIn


class ConsultationIn(Typed):
    """One talk: when, how long, how, in which language, with what result; `reason` when it ends without mediation.

    `mediator_id` is who held it, when that is not the one who types it in.
    """

    held_on: PastDay
    held_at: ClockTime = None
    minutes: Annotated[int | None, optional(between(1, 720))] = None
    mode: Mode
    language: Language
    result: Result
    mediator_id: Annotated[UUID | None, Optional_] = None
    notes: Annotated[str, words(4000, needed=False)] = ""
    reason: Annotated[str, words(400, needed=False), AskedAnyway] = ""

    @field_validator("reason")
    @classmethod
    def _why_not(cls, reason: str, above: ValidationInfo) -> str:
        """Who is sent away learns why, and so does the history."""
        if not reason and above.data.get("result") in {Result.NOT_MEDIABLE, Result.PASSED_ON}:
            raise wrong(REASON)
        return reason


class WalkInIn(RequestIn):
    """Somebody comes in: the request, and the talk when it was held at once."""

    talk: ConsultationIn | None = None
