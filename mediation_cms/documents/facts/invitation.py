"""The letter that invites another side to talk. Not a word about the dispute but what the applicant allowed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts.paper import PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationFacts(PaperFacts):
    """The same words as the page to which its short address leads (Law on Mediation, article 20, paragraph 6)."""

    template: ClassVar[str] = "requests/invitation.html"
    kind: Literal["invitation"] = "invitation"
    addressee: Words
    """The side, or whoever speaks for a child."""
    address: str
    """Where the letter goes; empty where it is handed over."""
    applicant: Words | None = None
    category: Words | None = None
    """Both only where the applicant agreed that the letter tells them."""
    sent_on: date
    term_days: int
    answer_by: date
    code: str
    """The code of the short address, `7K2M-Q9XA-04VD`."""
    own_language: Language
    """The language in which the addressee reads the page."""
    site: str = ""
    """Where the house is found, `https://bitim.kz`; filled in when the letter is printed, as the code of the paper is."""
