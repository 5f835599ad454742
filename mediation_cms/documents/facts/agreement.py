"""The settlement agreement (art. 27 of the Law on Mediation) and the supplementary agreement that changes it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import Mediator, PaperFacts, Proceedings, Side, Signatory


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One numbered row: who does what, how much, by when, and how it is proved."""

    number: str
    """`4.2`: the clause by which a supplementary agreement calls it."""
    sides: tuple[int, ...]
    """Who performs, by the numbers of the sides; all together: every number."""
    what: Words
    amount: Decimal | None = None
    """In tenge."""
    due_on: date | None = None
    """The last day, inclusive; `None` for a duty without an end."""
    proof: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts(PaperFacts):
    """The settlement of the dispute, in the words of the sides."""

    template: ClassVar[str] = "agreements/agreement.html"
    kind: Literal["agreement"] = "agreement"
    place: Words
    contract_number: str
    contract_on: date
    sides: tuple[Side, ...]
    subject: Words
    mediators: tuple[Mediator, ...]
    terms: tuple[Term, ...]
    performance: Words | None = None
    """Ways of performance beyond the rows: to which account, in whose presence."""
    consequences: Words | None = None
    """What the sides agreed to follow a breach, beside what the law says."""
    partial: bool = False
    """Whether a part of the dispute stays open."""
    minors_considered: bool = False
    """Whether minors are concerned, whose lawful interests were then considered (art. 25)."""
    proceedings: Proceedings | None = None
    signatories: tuple[Signatory, ...] = ()
    """Who has signed, or of a draft who may; without any, each side or whoever speaks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the agreement: a clause worded anew or added (`term`), or struck out (`term` is `None`)."""

    action: Literal["reword", "add", "strike"]
    clause: str
    term: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementFacts(PaperFacts):
    """A supplementary agreement: the only way in which a signed agreement changes."""

    template: ClassVar[str] = "agreements/supplement.html"
    kind: Literal["supplement"] = "supplement"
    place: Words
    agreement_number: str
    agreement_on: date
    sides: tuple[Side, ...]
    mediators: tuple[Mediator, ...]
    changes: tuple[Change, ...]
    reason: Words | None = None
    minors_considered: bool = False
    proceedings: Proceedings | None = None
    signatories: tuple[Signatory, ...] = ()
