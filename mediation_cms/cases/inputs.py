"""What is asked in the course of a mediation."""

from datetime import time
from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.cases.models import Answer, ContractLanguage, Interest, MeetingKind
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    CHOOSE,
    NO_SUCH_CHOICE,
    REASON,
    Amount,
    AskedAnyway,
    ClockTime,
    Day,
    Optional_,
    OptionalDay,
    OptionalPastDay,
    PastDay,
    Several,
    Tick,
    Typed,
    between,
    line,
    words,
    wrong,
)  # fmt: skip
from mediation_cms.intake.companion_models import Part
from mediation_cms.intake.models import ENDINGS_OF_MEDIATION, Outcome

ENDINGS_WITHOUT_AGREEMENT = tuple(ending for ending in ENDINGS_OF_MEDIATION if ending is not Outcome.AGREEMENT)
ANSWERS = (Answer.ACCEPTED, Answer.DECLINED)
LEAST_AT_A_JOINT_MEETING = 2
Clause = Annotated[str, words(2000)]
Reason = Annotated[str, words(400)]
NoReason = Annotated[str, words(400, needed=False)]
Sides = Annotated[Several, Field(default_factory=list, max_length=20)]


class AdmissionIn(Typed):
    """On which day a request was admitted to mediation; why, where a question of scope speaks against it."""

    on: PastDay
    scope_reason: NoReason = ""


class OfferIn(Typed):
    """To whom a case is offered, and until when an answer is asked for; by the rule of the day where no day is given.

    `override_reason` is why in spite of a conflict of interest, where the check found one.
    """

    mediator_id: UUID
    answer_by: OptionalDay = None
    override_reason: NoReason = ""


class MoreTimeIn(Typed):
    """Until when an offer is to be answered instead."""

    answer_by: Day


class CompanionIn(Typed):
    """Who works beside the mediator, in what part, and whether the sides agreed to it."""

    mediator_id: UUID
    part: Part
    sides_agree: Annotated[Tick, AskedAnyway] = False

    @field_validator("sides_agree")
    @classmethod
    def _observed_with_consent(cls, sides_agree: bool, above: ValidationInfo) -> bool:  # noqa: FBT001 - a validator of a field
        """Nobody looks on at a mediation unless the sides agreed (Law on Mediation, article 4, confidentiality)."""
        if above.data.get("part") is Part.OBSERVER and not sides_agree:
            raise wrong(_("An observer takes part only when the sides agree. Ask them first."))
        return sides_agree


class PartingIn(Typed):
    """Since which day, and why, somebody no longer works beside the mediator."""

    on: PastDay
    reason: Reason


class DeclineIn(Typed):
    """Why a mediator does not take a case, or why it is taken back or reassigned."""

    reason: Reason


WHAT = _("Say in a few words what it is: only the coordinator reads it.")


class DeclarationIn(Typed):
    """What a mediator declares of interests in a case; what they are, when there are any."""

    interest: Interest
    what: Annotated[NoReason, AskedAnyway] = ""

    @field_validator("what")
    @classmethod
    def _in_words(cls, what: str, above: ValidationInfo) -> str:
        """A conflict of interest is named; without one there is nothing to name."""
        if above.data.get("interest") is not Interest.SOME:
            return ""
        if not what:
            raise wrong(WHAT)
        return what


class AnswerIn(Typed):
    """What a mediator answered to an offer, why when the answer is no, and what they declared when it is yes."""

    answer: Answer
    interest: Annotated[Interest | None, Optional_, AskedAnyway] = None
    what: Annotated[NoReason, AskedAnyway] = ""
    reason: Annotated[NoReason, AskedAnyway] = ""

    @field_validator("interest")
    @classmethod
    def _declared(cls, interest: Interest | None, above: ValidationInfo) -> Interest | None:
        """Nobody takes a case without declaring whether there is a conflict of interest."""
        if interest is None and above.data.get("answer") is Answer.ACCEPTED:
            raise wrong(CHOOSE)
        return interest

    @field_validator("what")
    @classmethod
    def _in_words(cls, what: str, above: ValidationInfo) -> str:
        """A conflict of interest is named."""
        if above.data.get("answer") is not Answer.ACCEPTED or above.data.get("interest") is not Interest.SOME:
            return ""
        if not what:
            raise wrong(WHAT)
        return what

    @property
    def declaration(self) -> DeclarationIn:
        """What the mediator declared with a yes."""
        return DeclarationIn(interest=self.interest or Interest.NONE, what=self.what)

    @field_validator("answer")
    @classmethod
    def _yes_or_no(cls, answer: Answer) -> Answer:
        """An answer takes the case or does not."""
        if answer not in ANSWERS:
            raise wrong(NO_SUCH_CHOICE)
        return answer

    @field_validator("reason")
    @classmethod
    def _why_not(cls, reason: str, above: ValidationInfo) -> str:
        """Who does not take a case says why."""
        if not reason and above.data.get("answer") is Answer.DECLINED:
            raise wrong(REASON)
        return reason


class ContractIn(Typed):
    """The mediation contract: the eleven mandatory fields of article 21 of the Law on Mediation (recalled).

    Parties, representatives and requisites (2, 9) and the mediator (4) come from the case; `chosen_by` and `signed_by`
    are the keys of the sides and parties that chose the mediator and signed.
    """

    concluded_on: PastDay
    concluded_at: ClockTime
    place: Annotated[str, line(200)]
    language: ContractLanguage
    mediation_language: Annotated[str, line(60)]
    subject: Clause
    expenses: Annotated[str, words(1000)]
    fee: Amount = None
    confidentiality: Clause
    liability: Clause
    procedure: Clause
    term_days: Annotated[int, between(1, 365)]
    chosen_by: Sides
    signed_by: Sides

    @field_validator("concluded_at")
    @classmethod
    def _with_hour(cls, hour: time | None) -> time:
        """The hour belongs to the contract (article 21, 1)."""
        if hour is None:
            raise wrong(_("Give the hour at which the contract was drawn up."))
        return hour


class ExtensionIn(Typed):
    """The extension of the term: how many days, since when agreed, why, and who consented."""

    days: Annotated[int, between(1, 365)]
    agreed_on: PastDay
    reason: Reason
    consents: Sides
    mediator_consents: Tick = False


class MeetingIn(Typed):
    """A meeting that was held: with whom, how long; minutes are encrypted."""

    kind: MeetingKind
    held_on: PastDay
    held_at: ClockTime = None
    minutes: Annotated[int, between(1, 1440)]
    venue: Annotated[str, line(200, needed=False)] = ""
    present: Annotated[Several, AskedAnyway, Field(default_factory=list, max_length=20)]
    record: Annotated[str, words(8000, needed=False)] = ""

    @field_validator("present")
    @classmethod
    def _with_somebody(cls, present: list[str], above: ValidationInfo) -> list[str]:
        """A joint meeting has at least two sides, a private talk exactly one."""
        kind, sides = above.data.get("kind"), set(present)
        if kind is MeetingKind.JOINT and len(sides) < LEAST_AT_A_JOINT_MEETING:
            raise wrong(_("A joint meeting needs at least two sides. Mark who took part."))
        if kind is MeetingKind.PRIVATE and len(sides) != 1:
            raise wrong(_("A private talk is with one side. Mark which one."))
        return present


class NoteIn(Typed):
    """A note for the author alone."""

    text: Annotated[str, words(4000)]


class EndingIn(Typed):
    """How a mediation ends without agreement: article 26, 2 to 5. The agreement itself ends it by its signing (26, 1).

    `refused_by` are the keys of the sides that refused to go on (26, 4).
    """

    ending: Outcome
    on: OptionalPastDay = None
    refused_by: Sides
    reason: NoReason = ""
    no_meeting_reason: NoReason = ""

    @field_validator("ending")
    @classmethod
    def _of_a_mediation(cls, ending: Outcome) -> Outcome:
        """Only the endings of a mediation; the signing of an agreement is recorded with the agreement."""
        if ending not in ENDINGS_WITHOUT_AGREEMENT:
            raise wrong(NO_SUCH_CHOICE)
        return ending
