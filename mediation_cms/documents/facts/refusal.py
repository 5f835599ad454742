"""The notice of refusal and the referral note. Neither says what happened, nor a word of what a side said of its safety."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts.paper import PaperFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SentElsewhere(PaperFacts):
    """What both papers say: whose request, of which day, and where to turn."""

    request_number: str
    applicant: str
    """Empty where the applicant wished to stay unnamed."""
    received_on: date
    where: tuple[Words, ...]
    """Bodies of the catalogue, with a phone where one is known, and what was written beside them."""
    given_by: str
    given_by_position: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalFacts(SentElsewhere):
    """That a request was not accepted for mediation, on which ground, and to whom one writes who disagrees."""

    template: ClassVar[str] = "requests/refusal.html"
    kind: Literal["refusal"] = "refusal"
    refused_on: date
    ground: Words
    source: Words | None
    """Where the law says so: «Медиация туралы» Заң, 1-баптың 2-тармағы; None where the ground is none of the law."""
    objections_to: str
    """Phone or e-mail of the regional house, else of the cabinet; empty where neither is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts(SentElsewhere):
    """Where else to turn. Others may find this sheet: it does not even say that there was a dispute."""

    template: ClassVar[str] = "requests/referral.html"
    kind: Literal["referral"] = "referral"
