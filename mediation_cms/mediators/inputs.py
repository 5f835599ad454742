"""What is asked about a mediator and an entry in a register."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from mediation_cms.audit.inputs import Reason
from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    EMPTY,
    Day,
    Optional_,
    OptionalDay,
    OptionalPastDay,
    PastDay,
    Typed,
    line,
    wrong,
)  # fmt: skip
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.mediators.rules import Asked

FURTHEST = 366  # days
ONE_OR_MORE = BeforeValidator(lambda typed: [typed] if isinstance(typed, str) else typed)
Code = Annotated[str, line(40)]
Ground = Annotated[str, line(300, needed=False)]
Because = Annotated[Reason, line(300, needed=False)]  # answered by the sentence of a reason when it is empty


class PracticeIn(Typed):
    """Where a mediator works, in which languages, on which kinds of dispute (codes of the catalogue)."""

    cabinet_id: Annotated[UUID | None, Optional_] = None
    languages: list[Code] = Field(default_factory=list, max_length=10)
    dispute_codes: list[Code] = Field(default_factory=list, max_length=40)


ActNo = Annotated[str, line(60, needed=False)]
ActBy = Annotated[str, line(200, needed=False)]


class EntryIn(Typed):
    """An entry in a register: whose, on which basis, under which number, from which day, on what ground, by which decision.

    `in_spite_of` are the demands of which the keeper has confirmed that the entry was decided though they are not met, and why.
    """

    register_kind: RegisterKind = RegisterKind.ANK
    kind: MediatorKind
    number: Annotated[str, line(60)]
    organisation: Annotated[str, line(300, needed=False), Field(validate_default=True)] = ""
    since: PastDay
    ground_in: Ground = ""
    certificate_no: Annotated[str, line(80, needed=False)] = ""
    certificate_on: OptionalPastDay = None
    act_in_no: ActNo = ""
    act_in_on: OptionalPastDay = None
    act_in_by: ActBy = ""
    in_spite_of: Annotated[list[Asked], ONE_OR_MORE, Field(max_length=len(Asked))] = Field(default_factory=list)
    in_spite_ground: Ground = ""

    @field_validator("organisation")
    @classmethod
    def _whose(cls, organisation: str, above: ValidationInfo) -> str:
        """The register of an organisation names it; a form sends the field for the others as well."""
        if above.data.get("register_kind") is not RegisterKind.ORGANISATION:
            return ""
        if not organisation:
            raise wrong(EMPTY)
        return organisation


class CorrectionIn(EntryIn):
    """An entry as it should read: also the day out, when there is one, and its ground."""

    until: OptionalPastDay = None
    ground_out: Annotated[Ground, Field(validate_default=True)] = ""
    act_out_no: ActNo = ""
    act_out_on: OptionalPastDay = None
    act_out_by: ActBy = ""

    @field_validator("until")
    @classmethod
    def _after_the_start(cls, until: date | None, above: ValidationInfo) -> date | None:
        """The first day out comes after the first day in."""
        if until and until <= above.data.get("since", date.min):
            raise wrong(_("The end is before the start. Check the dates."))
        return until


class LeavingIn(Typed):
    """From which day on somebody is out of the register, why, and by which decision."""

    until: PastDay
    ground: Because
    act_out_no: ActNo = ""
    act_out_on: OptionalPastDay = None
    act_out_by: ActBy = ""


class SuspensionIn(Typed):
    """From which day on an entry is suspended, until which day (the first active one) if that is known, why, by which decision.

    A decision may be taken today for a day ahead.
    """

    since: Day
    until: OptionalDay = None
    ground: Because
    act_no: ActNo = ""
    act_on: OptionalPastDay = None
    act_by: ActBy = ""

    @field_validator("since")
    @classmethod
    def _soon(cls, since: date) -> date:
        """Nobody is suspended from a day a year ahead: that is a slip of the pen."""
        if (since - clock.today()).days > FURTHEST:
            raise wrong(_("This day is more than a year ahead. Check the date."))
        return since

    @field_validator("until")
    @classmethod
    def _after_the_start(cls, until: date | None, above: ValidationInfo) -> date | None:
        """The first active day comes after the first suspended one."""
        if until and until <= above.data.get("since", date.min):
            raise wrong(_("The end is before the start. Check the dates."))
        return until


class ResumptionIn(Typed):
    """From which day on a suspended mediator is active again, why, and by which decision."""

    on: PastDay
    resumed_ground: Ground = ""
    resumed_act_no: ActNo = ""
    resumed_act_on: OptionalPastDay = None
    resumed_act_by: ActBy = ""
