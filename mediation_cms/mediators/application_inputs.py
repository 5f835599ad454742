"""What is asked about an application to a register, step by step. No step asks for a copy, a scan or a photo of a document."""

from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.certification.models import CourseKind
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    AskedAnyway,
    Optional_,
    OptionalPastDay,
    PastDay,
    Tick,
    Typed,
    between,
    line,
    optional,
    wrong,
)
from mediation_cms.mediators.application_models import Education, IdentityShown, Shown
from mediation_cms.mediators.application_rules import Reply
from mediation_cms.mediators.inputs import Because, Ground
from mediation_cms.mediators.models import MediatorKind, RegisterKind

FIRST_YEAR = 1940
Votes = Annotated[int | None, optional(between(0, 100000))]
Line60 = Annotated[str, line(60, needed=False)]
Line80 = Annotated[str, line(80, needed=False)]
Line200 = Annotated[str, line(200, needed=False)]
Line300 = Annotated[str, line(300, needed=False)]


class ApplicationIn(Typed):
    """Which register on which basis, since when the application lies here, and which document shows who asks."""

    register_kind: RegisterKind = RegisterKind.ANK
    kind: MediatorKind
    organisation: Annotated[str, line(300, needed=False), Field(validate_default=True)] = ""
    announced_on: OptionalPastDay = None
    received_on: PastDay
    identity: Annotated[IdentityShown | None, Optional_] = None
    identity_seen_on: Annotated[OptionalPastDay, AskedAnyway] = None

    @field_validator("organisation")
    @classmethod
    def _whose(cls, organisation: str, above: ValidationInfo) -> str:
        """The register of an organisation names it; a form sends the field for the others as well."""
        if above.data.get("register_kind") is not RegisterKind.ORGANISATION:
            return ""
        if not organisation:
            raise wrong(_("Name the mediators' organisation."))
        return organisation

    @field_validator("received_on")
    @classmethod
    def _after_the_announcement(cls, received_on: date, above: ValidationInfo) -> date:
        """Nobody answers an announcement before it is made."""
        announced_on = above.data.get("announced_on")
        if announced_on and received_on < announced_on:
            raise wrong(_("The announcement was later. Check both days."))
        return received_on

    @field_validator("identity_seen_on")
    @classmethod
    def _which_document(cls, seen_on: date | None, above: ValidationInfo) -> date | None:
        """A document that was seen is of a kind, and one of a kind was seen on a day."""
        if seen_on and above.data.get("identity") is None:
            raise wrong(_("Choose the document that was seen as well."))
        if not seen_on and above.data.get("identity") is not None:
            raise wrong(_("Give the day on which the document was seen."))
        return seen_on


class EducationIn(Typed):
    """Education, training and, for a public mediator, the election; and what was answered about each ground of exclusion."""

    education: Annotated[Education | None, Optional_] = None
    institution: Line200 = ""
    graduated_in: Annotated[int | None, optional(between(FIRST_YEAR, 2100))] = None
    retired_judge: Tick = False
    training_no: Line80 = ""
    training_issuer: Line200 = ""
    training_programme: Annotated[CourseKind | None, Optional_] = None
    training_hours: Annotated[int | None, optional(between(1, 1000))] = None
    training_from: OptionalPastDay = None
    training_on: OptionalPastDay = None
    elected_by: Line300 = ""
    elected_on: OptionalPastDay = None
    protocol_no: Line60 = ""
    votes_for: Votes = None
    votes_against: Votes = None
    replies: dict[str, Annotated[Reply | None, Optional_]] = Field(default_factory=dict, max_length=40)

    @field_validator("training_on")
    @classmethod
    def _after_the_course(cls, training_on: date | None, above: ValidationInfo) -> date | None:
        """A certificate is given when its course has begun."""
        begun = above.data.get("training_from")
        if training_on and begun and training_on < begun:
            raise wrong(_("The end is before the start. Check the dates."))
        return training_on


class DocumentsIn(Typed):
    """On which day each document was seen; nothing for those that were not."""

    seen: dict[Shown, OptionalPastDay]


class ActIn(Typed):
    """A decision: its number, its day, whose it is."""

    act_no: Annotated[str, line(60)]
    act_on: PastDay
    act_by: Annotated[str, line(200)]


class AdmissionIn(ActIn):
    """Under which number and from which day the applicant stands in the register, on what ground, by which decision."""

    number: Annotated[str, line(60)]
    since: PastDay
    ground: Ground = ""

    @field_validator("since")
    @classmethod
    def _after_the_decision(cls, since: date, above: ValidationInfo) -> date:
        """Nobody stands in a register before it was decided."""
        decided = above.data.get("act_on")
        if decided and since < decided:
            raise wrong(_("The decision was later. Check both days."))
        return since


class RefusalIn(ActIn):
    """Why somebody is not admitted, by which decision."""

    ground: Because


class WithdrawalIn(Typed):
    """From which day on the application is withdrawn, and what was said."""

    decided_on: PastDay
    ground: Ground = ""
