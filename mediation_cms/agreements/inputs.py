"""What is asked about a settlement agreement. A draft may have holes: the fitness check tells what is missing for signing."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.agreements.models import PerformanceState, SigningMode
from mediation_cms.cases.models import ContractLanguage
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import (
    Amount,
    AskedAnyway,
    Optional_,
    OptionalDay,
    OptionalPastDay,
    PastDay,
    Several,
    Tick,
    Typed,
    code,
    line,
    words,
    wrong,
)

MOST_TERMS = 60
Clause = Annotated[str, words(2000, needed=False)]
Proof = Annotated[str, line(300, needed=False)]
Sides = Annotated[Several, Field(default_factory=list, max_length=20)]


class TermIn(Typed):
    """One term: who does what, how much, by when, how it is proved. `id` is that of a term that stands in the draft already."""

    id: Annotated[UUID | None, Optional_] = None
    clause_id: Annotated[UUID | None, Optional_] = None
    debtor_sides: Sides
    what_kk: Clause = ""
    what_ru: Clause = ""
    amount: Amount = None
    due_on: OptionalDay = None
    proof_kk: Proof = ""
    proof_ru: Proof = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was typed: such a row of a form is left out."""
        return not (self.what_kk or self.what_ru or self.amount or self.due_on or self.proof_kk or self.proof_ru)

    @field_validator("amount")
    @classmethod
    def _positive(cls, amount: Decimal | None) -> Decimal | None:
        """A sum is more than nothing."""
        if amount is not None and amount <= 0:
            raise wrong(_("A sum is more than zero. Leave it empty if nothing is paid."))
        return amount


class ProposalIn(TermIn):
    """What a side proposes, in one language at least, and at which meeting if it was at one."""

    side: Annotated[str, code(40)]
    meeting_id: Annotated[UUID | None, Optional_] = None
    what_ru: Annotated[Clause, AskedAnyway] = ""

    @field_validator("what_ru")
    @classmethod
    def _some_words(cls, what_ru: str, above: ValidationInfo) -> str:
        """A proposal says something, in Kazakh or in Russian."""
        if not what_ru and not above.data.get("what_kk"):
            raise wrong(_("Write what is proposed, in Kazakh or in Russian."))
        return what_ru


class AcceptanceIn(Typed):
    """Which side accepts, on which day; today unless told otherwise."""

    side: Annotated[str, code(40)]
    accepted_on: OptionalPastDay = None


class StrikingIn(Typed):
    """Why a proposal is struck."""

    reason: Annotated[str, words(400)]


class AgreementIn(Typed):
    """The words of an agreement or of a supplement to one."""

    language: ContractLanguage
    subject_kk: Clause = ""
    subject_ru: Clause = ""
    consequences_kk: Clause = ""
    consequences_ru: Clause = ""
    partial: Tick = False
    bound_sides: Sides
    lawful: Tick = False
    minors_considered: Tick = False
    terms: Annotated[list[TermIn], Field(default_factory=list, max_length=MOST_TERMS)]


class SigningIn(Typed):
    """When, where and how the sides signed, and which parties did (their keys)."""

    signed_on: PastDay
    place: Annotated[str, line(200)]
    signing: SigningMode
    signed_by: Sides


class PerformanceIn(Typed):
    """What was seen of an obligation, on which day, confirmed by which sides."""

    state: PerformanceState
    seen_on: PastDay
    confirmed_by: Annotated[Several, AskedAnyway, Field(default_factory=list, max_length=20)]
    note: Annotated[str, words(400, needed=False)] = ""

    @field_validator("confirmed_by")
    @classmethod
    def _by_somebody(cls, confirmed_by: list[str]) -> list[str]:
        """What is known of an obligation is known from somebody."""
        if not confirmed_by:
            raise wrong(_("Mark which side confirms it."))
        return confirmed_by
