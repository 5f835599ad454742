"""The notice that a mediation has ended: on which ground of art. 26, and from which day."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from mediation_cms.documents.facts.paper import Mediator, PaperFacts, Proceedings, Side

Ground: TypeAlias = Literal["agreement", "excluded", "both_refused", "one_refused", "term_expired"]
"""The five grounds of art. 26 in its order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationFacts(PaperFacts):
    """Why and when the mediation ended. What was said in it is not disclosed."""

    template: ClassVar[str] = "cases/termination.html"
    kind: Literal["termination"] = "termination"
    contract_number: str
    contract_on: date
    sides: tuple[Side, ...]
    mediators: tuple[Mediator, ...]
    ground: Ground
    refused_by: tuple[int, ...] = ()
    """Numbers of the sides that refused to go on; none where the ground is another, or where nobody wrote them down."""
    effective_on: date
    proceedings: Proceedings | None = None
    """`None` where no court sent the sides: the notice then goes to the sides alone."""
    agreement_number: str = ""
    """Of the ground that an agreement was signed; empty for the others, and where the notice does not say."""
    agreement_on: date | None = None
    enclosed_sheets: int | None = None
    """Sheets of the agreement sent with the notice."""
