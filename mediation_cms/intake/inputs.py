"""What is asked when a request comes in. Every text has a limit; a person may stay unnamed; nothing is asked twice."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    EMPTY,
    NO_SUCH_CHOICE,
    REASON,
    AskedAnyway,
    ClockTime,
    Optional_,
    OptionalDay,
    OptionalLine,
    OptionalPastDay,
    PastDay,
    Tick,
    Typed,
    code,
    line,
    words,
    wrong,
)
from mediation_cms.intake.models import (
    OUTCOMES_BEFORE_CONTRACT,
    WITH_PROCEEDINGS,
    Capacity,
    IntakeChannel,
    JoinKind,
    Outcome,
    Side,
    Source,
)
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.people.inputs import OrganisationIn, PersonIn

MOST_PARTIES = 20
Narrative = Annotated[str, words(4000, needed=False)]
Subject = Annotated[str, line(120)]
Reason = Annotated[str, words(400)]


class PartyKind(StrEnum):
    """Whether a party is a person, an organisation, or somebody who gives no name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNNAMED = "unnamed"


ANOTHER = "another"
"""What a form sends when somebody who is known under the same name or number is not this person."""
SameAs = Annotated[UUID | None, BeforeValidator(lambda typed: None if typed in ("", ANOTHER, None) else typed)]
"""The record of the human whom staff recognised; None for somebody new."""


class PartyIn(Typed):
    """One side of the matter. `minor` may be ticked when the birth date is not known."""

    kind: PartyKind = PartyKind.PERSON
    side: Side = Side.OTHER
    person: Annotated[PersonIn | None, Optional_] = None
    organisation: Annotated[OrganisationIn | None, Optional_] = None
    note: OptionalLine = ""
    minor: Tick = False
    same_as: SameAs = None

    @model_validator(mode="before")
    @classmethod
    def _one_of_three(cls, typed: Any) -> Any:
        """A form sends the fields of all kinds; only those of the chosen kind are read."""
        if not isinstance(typed, dict):
            return typed
        kind = typed.get("kind", PartyKind.PERSON)
        keep = kind if kind in (PartyKind.PERSON, PartyKind.ORGANISATION) else None
        return {name: value for name, value in typed.items() if name not in {"person", "organisation"} or name == keep}

    @model_validator(mode="after")
    def _named(self) -> "PartyIn":
        """The chosen kind brings its own fields."""
        if self.kind is PartyKind.PERSON and self.person is None:
            raise wrong(EMPTY)
        if self.kind is PartyKind.ORGANISATION and self.organisation is None:
            raise wrong(EMPTY)
        return self


class RepresentativeIn(Typed):
    """Who speaks for a party, and the document that was seen: number and date, never a scan (decision of the house)."""

    person: PersonIn
    capacity: Capacity
    document_on: OptionalPastDay = None
    document_no: Annotated[str, line(80, needed=False), AskedAnyway] = ""
    document_seen: Tick = False
    same_as: SameAs = None

    @field_validator("capacity")
    @classmethod
    def _for_another(cls, capacity: Capacity) -> Capacity:
        """Who speaks for oneself is no representative."""
        if capacity is Capacity.SELF:
            raise wrong(_("Choose in what capacity this person speaks for the party."))
        return capacity

    @field_validator("document_no")
    @classmethod
    def _with_powers(cls, number: str, above: ValidationInfo) -> str:
        """A representative under power of attorney shows it: number and date."""
        if "document_on" not in above.data:  # what is wrong with the date is said beside it
            return number
        if above.data.get("capacity") is Capacity.POWER_OF_ATTORNEY and not (number and above.data["document_on"]):
            raise wrong(_("Give the number and the date of the power of attorney."))
        return number


class RequestFields(Typed):
    """What can be corrected later: everything but cabinet, day and parties."""

    channel: IntakeChannel
    source: Annotated[str, code(40)] = Source.SELF.value
    source_note: OptionalLine = ""
    source_organisation: Annotated[str, line(300, needed=False), AskedAnyway] = ""
    external_registration_no: Annotated[str, line(60, needed=False)] = ""
    received_at: ClockTime = None
    language: Language
    subject: Subject
    narrative: Narrative = ""
    dispute_code: Annotated[str, code(40)]
    inter_ethnic: Tick = False
    minor_involved: Tick = False
    court_referral: Tick = False
    urgent: Tick = False
    court_case_no: Annotated[str, line(60, needed=False)] = ""

    @field_validator("source_organisation")
    @classmethod
    def _sent_by_somebody(cls, organisation: str, above: ValidationInfo) -> str:
        """A referral names who referred."""
        referred = Source.of(above.data.get("source", Source.SELF)) is not Source.SELF
        if referred and not organisation and not above.data.get("source_note"):
            raise wrong(_("Write who referred the applicant: the organisation or a few words."))
        return organisation

    @field_validator("court_case_no")
    @classmethod
    def _of_proceedings(cls, number: str, above: ValidationInfo) -> str:
        """Without a court or a body of criminal prosecution there is no case of theirs: what the form hid is not kept."""
        told = above.data.get("court_referral") or Source.of(above.data.get("source", "")) in WITH_PROCEEDINGS
        return number if told else ""


class RequestIn(RequestFields):
    """A new request: where, when, by whom, against whom, about what; whether the desk saw that somebody may be in danger."""

    cabinet_id: UUID
    received_on: PastDay
    safety_risk: Tick = False
    applicant: PartyIn
    others: Annotated[list[PartyIn], Field(default_factory=list, max_length=MOST_PARTIES)]

    @property
    def risk_seen(self) -> Risk:
        """Where the desk saw a risk, it is watched until the sides are asked."""
        return Risk.WATCH if self.safety_risk else Risk.NONE


class FollowOnIn(Typed):
    """What is asked anew when a matter goes on: the people and the cabinet are known."""

    received_on: PastDay
    channel: IntakeChannel
    subject: Subject
    dispute_code: Annotated[str, code(40)]
    narrative: Narrative = ""


class ClosingIn(Typed):
    """How a request ends before a mediation contract."""

    outcome: Outcome
    on: PastDay
    reason: Annotated[str, words(400, needed=False), AskedAnyway] = ""

    @field_validator("outcome")
    @classmethod
    def _before_a_contract(cls, outcome: Outcome) -> Outcome:
        """The endings of a mediation belong to the case; `not stated` is for seeds and imports alone."""
        if outcome not in OUTCOMES_BEFORE_CONTRACT:
            raise wrong(NO_SUCH_CHOICE)
        return outcome

    @field_validator("reason")
    @classmethod
    def _why_not(cls, reason: str, above: ValidationInfo) -> str:
        """Who is sent away learns why, and so does the history."""
        if not reason and above.data.get("outcome") in {Outcome.NOT_MEDIABLE, Outcome.PASSED_ON}:
            raise wrong(REASON)
        return reason


class JoinIn(Typed):
    """Why a request becomes part of another matter, and which side of that matter its applicant is.

    `complete`: what is not known yet of that side is taken over from the applicant.
    """

    kind: JoinKind
    side: Annotated[UUID | None, Optional_] = None
    complete: Tick = False
    reason: Reason


class JoinToIn(JoinIn):
    """The same, with the matter that it is joined to."""

    to_id: UUID


class PartingIn(Typed):
    """Why a joining is undone."""

    reason: Reason


class ReasonIn(Typed):
    """A step that needs a day and a reason: reopening."""

    on: PastDay
    reason: Reason


class GlanceIn(Typed):
    """What a matter in the queue waits for, in a few neutral words, and when to look again."""

    waits_for: Annotated[str, line(120, needed=False)] = ""
    until: OptionalDay = None

    @field_validator("until")
    @classmethod
    def _ahead(cls, until: date | None) -> date | None:
        """A day to look again lies ahead."""
        if until is not None and until < clock.today():
            raise wrong(_("This day has passed. Give today or a later one."))
        return until


class TransferIn(Typed):
    """Where a request goes on, since when and why."""

    cabinet_id: UUID
    on: PastDay
    reason: Reason
