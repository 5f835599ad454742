"""The receipt of a request. It says nothing about the dispute: it may be found on a kitchen table."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptFacts(PaperFacts):
    """What the applicant takes home: the number, the code, and who answers until when."""

    template: ClassVar[str] = "requests/receipt.html"
    kind: Literal["receipt"] = "receipt"
    applicant: str
    """Empty where the applicant wished to stay unnamed."""
    received_at: datetime
    """On the wall clock of Kazakhstan."""
    channel: Words
    answer_by: date
    ended_on: date | None = None
    """Since when the work on the request is done, perhaps by the talk on the very day; nobody waits for an answer then."""
    status_url: str
    secret_code: str
    """Empty where the code was handed over in another way."""
    received_by: str
    received_by_position: Words
    """Empty where nobody received it by hand: it was sent from home."""
