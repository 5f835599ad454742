"""What is asked when a request comes in. Every text has a limit; a person may stay unnamed; nothing is asked twice."""

from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator, model_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import (
    EMPTY,
    NO_SUCH_CHOICE,
    REASON,
    AskedAnyway,
    ClockTime,
    Optional_,
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
from mediation_cms.intake.models import OUTCOMES_BEFORE_CONTRACT, Capacity, IntakeChannel, Outcome, Side, Source
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


class PartyIn(Typed):
    """One side of the matter. `minor` may be ticked when the birth date is not known."""

    kind: PartyKind = PartyKind.PERSON
    side: Side = Side.OTHER
    person: Annotated[PersonIn | None, Optional_] = None
    organisation: Annotated[OrganisationIn | None, Optional_] = None
    note: OptionalLine = ""
    minor: Tick = False

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
    source: Source = Source.SELF
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
    safety_risk: Tick = False
    court_referral: Tick = False
    urgent: Tick = False
    court_case_no: Annotated[str, line(60, needed=False)] = ""

    @field_validator("source_organisation")
    @classmethod
    def _sent_by_somebody(cls, organisation: str, above: ValidationInfo) -> str:
        """A referral names who referred."""
        referred = above.data.get("source", Source.SELF) is not Source.SELF
        if referred and not organisation and not above.data.get("source_note"):
            raise wrong(_("Write who referred the applicant: the organisation or a few words."))
        return organisation

    @field_validator("court_case_no")
    @classmethod
    def _of_proceedings(cls, number: str, above: ValidationInfo) -> str:
        """Without a court or a body of criminal prosecution there is no case of theirs: what the form hid is not kept."""
        told = above.data.get("court_referral") or above.data.get("source") in {Source.COURT, Source.POLICE}
        return number if told else ""


class RequestIn(RequestFields):
    """A new request: where, when, by whom, against whom, about what."""

    cabinet_id: UUID
    received_on: PastDay
    applicant: PartyIn
    others: Annotated[list[PartyIn], Field(default_factory=list, max_length=MOST_PARTIES)]


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


class ReasonIn(Typed):
    """A step that needs a day and a reason: reopening."""

    on: PastDay
    reason: Reason


class TransferIn(Typed):
    """Where a request goes on, since when and why."""

    cabinet_id: UUID
    on: PastDay
    reason: Reason
