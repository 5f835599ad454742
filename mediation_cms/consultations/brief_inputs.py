"""Somebody heard, in a few words: what is asked of a walk-in at the desk and on a day of open doors."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.consultations.models import Mode, Result
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    REASON,
    AskedAnyway,
    Optional_,
    PastDay,
    Tick,
    Typed,
    between,
    code,
    line,
    optional,
    words,
    wrong,
)
from mediation_cms.people.inputs import NamePart, OptionalPhone

MOST_HEARD = 20
"""So many talks a mediator and a hall can hold in a day; a longer day is entered as two lists."""


class BriefIn(Typed):
    """One who was heard. Who gives no name is marked so; without words of its own the matter is called by its category.

    `again` is ticked when the same person was heard twice that day, or somebody of the same name.
    """

    unnamed: Tick = False
    name: Annotated[NamePart, AskedAnyway] = ""
    phone: OptionalPhone = ""
    dispute_code: Annotated[str, code(40)]
    subject: Annotated[str, line(120, needed=False)] = ""
    mode: Mode = Mode.IN_PERSON
    minutes: Annotated[int | None, optional(between(1, 720))] = None
    result: Result
    reason: Annotated[str, words(400, needed=False), AskedAnyway] = ""
    again: Tick = False

    @field_validator("name")
    @classmethod
    def _named_or_not(cls, name: str, above: ValidationInfo) -> str:
        """A name that was forgotten is not one that was not given."""
        if not name and not above.data.get("unnamed"):
            raise wrong(_("Write the name, or mark that it was not given."))
        return name

    @field_validator("reason")
    @classmethod
    def _why_not(cls, reason: str, above: ValidationInfo) -> str:
        """Who is sent away learns why, and so does the history."""
        if not reason and above.data.get("result") in {Result.NOT_MEDIABLE, Result.PASSED_ON}:
            raise wrong(REASON)
        return reason


class QuickListIn(Typed):
    """A day of open doors at a cabinet: what is the same for all, and who was heard. The event is named in words."""

    cabinet_id: UUID
    held_on: PastDay
    language: Language
    event: Annotated[str, line(200)]
    mediator_id: Annotated[UUID | None, Optional_] = None
    rows: Annotated[list[BriefIn], Field(min_length=1, max_length=MOST_HEARD)]
