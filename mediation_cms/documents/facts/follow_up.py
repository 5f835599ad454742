"""Papers about what follows an agreement: the calendar of its obligations, and the way to court when they are not performed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from mediation_cms.documents.facts.agreement import Term
from mediation_cms.documents.facts.paper import PaperFacts, Proceedings, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationsFacts(PaperFacts):
    """Who does what by when, of an agreement with its supplements: a table for the wall of the kitchen."""

    template: ClassVar[str] = "agreements/obligations.html"
    kind: Literal["obligations"] = "obligations"
    agreement_number: str
    agreement_on: date
    sides: tuple[Side, ...]
    terms: tuple[Term, ...]
    """What is still owed, by its number in the agreement; what a supplement lifted is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unperformed:
    """One obligation that is not performed, by its number in the agreement and its last day; its words are not told."""

    number: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtRouteFacts(PaperFacts):
    """Which way leads to a court, for a side whose agreement is not kept. No names, and not a word of what was agreed."""

    template: ClassVar[str] = "agreements/court_route.html"
    kind: Literal["court_route"] = "court_route"
    agreement_number: str
    agreement_on: date
    unperformed: tuple[Unperformed, ...]
    proceedings: Proceedings | None = None
    """The court or body that had sent the sides: the way then leads back to it. None out of court."""
    limitation_years: int
    """General limitation of actions, years (Civil Code, article 178, recalled)."""
