"""Papers on the way of a mediation: its term extended, the court told that it has begun, the case in what is no secret."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import Mediator, PaperFacts, Proceedings, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFacts(PaperFacts):
    """The term of a mediation, extended once by consent of the sides and the mediator (art. 23, recalled)."""

    template: ClassVar[str] = "cases/extension.html"
    kind: Literal["extension"] = "extension"
    contract_number: str
    contract_on: date
    sides: tuple[Side, ...]
    mediators: tuple[Mediator, ...]
    days: int
    """Calendar days."""
    ended_before: date
    """The last day until then, as the contract shows it."""
    counted_from: date
    """The last day before it was moved to a working day: the new days are counted from it."""
    ends_on: date
    """The new last day, moved to a working day."""
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtNoticeFacts(PaperFacts):
    """That the sides whom a court or a body of criminal prosecution sent have begun a mediation. Not a word of its subject."""

    template: ClassVar[str] = "cases/court_notice.html"
    kind: Literal["court_notice"] = "court_notice"
    contract_number: str
    contract_on: date
    sides: tuple[Side, ...]
    mediators: tuple[Mediator, ...]
    proceedings: Proceedings
    ends_on: date
    """The last day of the term as it stands, with its extension."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A meeting: when, with all or with one side, how long. Who came and what was said is not told."""

    held_on: date
    joint: bool
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """A paper of the matter, by which it can be found."""

    kind: Words
    number: str
    dated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReportFacts(PaperFacts):
    """A case in facts that are no secret. No narrative, note, minutes, term of an agreement, reason, or word on safety."""

    template: ClassVar[str] = "cases/case_report.html"
    kind: Literal["case_report"] = "case_report"
    case_number: str
    received_on: date
    admitted_on: date
    sides: tuple[Words, ...]
    """Their names, the side with the number 1 first; nothing by which they could be reached."""
    mediators: tuple[str, ...]
    contract_number: str = ""
    """Empty while there is no contract; then nothing of its term is known either."""
    contract_on: date | None = None
    ends_on: date | None = None
    extension_days: int = 0
    """Calendar days; 0 where the term was not extended."""
    extended_on: date | None = None
    talks: tuple[Talk, ...] = ()
    """In the order in which they were held."""
    outcome: Words | None = None
    ended_on: date | None = None
    """Both only of a case that has ended."""
    agreement_number: str = ""
    """Of the agreement by whose signing it ended; else empty."""
    papers: tuple[IssuedPaper, ...] = ()
