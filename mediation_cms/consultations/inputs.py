"""What is asked about a consultation."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.consultations.models import ContactKind, Mode, Reached, Result
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    REASON,
    AskedAnyway,
    ClockTime,
    Optional_,
    PastDay,
    Several,
    Typed,
    between,
    line,
    optional,
    words,
    wrong,
)
from mediation_cms.intake.inputs import JoinToIn, RequestIn


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
    side: Annotated[str, line(20, needed=False)] = ""
    notes: Annotated[str, words(4000, needed=False)] = ""
    reason: Annotated[str, words(400, needed=False), AskedAnyway] = ""

    @field_validator("reason")
    @classmethod
    def _why_not(cls, reason: str, above: ValidationInfo) -> str:
        """Who is sent away learns why, and so does the history."""
        if not reason and above.data.get("result") in {Result.NOT_MEDIABLE, Result.PASSED_ON}:
            raise wrong(REASON)
        return reason


class ContactIn(Typed):
    """A call, a message, a letter or a visit: when, with which sides, how long, whether they were reached."""

    kind: ContactKind
    held_on: PastDay
    sides: Annotated[Several, Field(min_length=1, max_length=20)]
    minutes: Annotated[int | None, optional(between(1, 720))] = None
    outcome: Reached
    notes: Annotated[str, words(4000, needed=False)] = ""


class WalkInIn(RequestIn):
    """Somebody comes in: the request, the talk when it was held at once, and the matter that it is part of, if any."""

    talk: ConsultationIn | None = None
    join: JoinToIn | None = None
