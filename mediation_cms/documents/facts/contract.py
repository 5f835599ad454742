"""The mediation contract: the eleven mandatory clauses of art. 21 of the Law on Mediation."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import Mediator, PaperFacts, Proceedings, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts(PaperFacts):
    """Everything that the contract names. What the law fixes for all (the procedure, secrecy) stands in the template."""

    template: ClassVar[str] = "cases/contract.html"
    kind: Literal["contract"] = "contract"
    made_at: time
    """On the wall clock of Kazakhstan."""
    place: Words
    sides: tuple[Side, ...]
    subject: Words
    mediators: tuple[Mediator, ...]
    fee: Decimal | None = None
    """In tenge; `None` where the mediation is free, as it always is with a public mediator."""
    expenses: Words | None = None
    """Travel, lodging and the like with their amounts; `None` where there are none."""
    shares: Words | None = None
    """Who bears the expenses; `None` for equal shares, as the law has it (art. 22)."""
    mediation_language: Words
    interpreter: str = ""
    term_days: int
    ends_on: date
    """The last day as shown, rolled to a working day."""
    extension_days: int
    confidentiality: Words | None = None
    liability: Words | None = None
    procedure: Words | None = None
    """What the sides agreed on these three beyond what the template says for everybody."""
    own_words: tuple[str, ...] = ()
    """Which of these three the sides have worded themselves, in this order: the paper leaves its own wording out."""
    proceedings: Proceedings | None = None
