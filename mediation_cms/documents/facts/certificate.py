"""A certificate of training: a sheet to be framed. It says who learned what, when and for how long, and no more."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts(PaperFacts):
    """What is frozen in the row of the certificate; the letterhead names who issues it."""

    template: ClassVar[str] = "certificates/certificate.html"
    kind: Literal["certificate"] = "certificate"
    holder: Words
    course: Words
    """The title; empty where only the training is attested."""
    hours: int | None
    starts_on: date | None
    ends_on: date | None
    valid_until: date | None
    """The last day; none where it does not expire."""
    signatory: str
    position: Words
