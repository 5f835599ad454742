"""Who may be a mediator, article 9 of the Law on Mediation. What it demands on a day is dated data and comes as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mediation_cms.core.i18n import Joined, Labelled, Text, _
from mediation_cms.law.models import Certainty


class Asked(Labelled, context="requirement"):
    """What the law asks of who enters a register, as far as an entry shows it. Admission checks the rest."""

    OF_AGE = "of_age", "full age"
    AGE = "age", "least age"
    CERTIFICATE = "certificate", "certificate of training"
    REGISTER = "register", "kind of mediator in this register"


@dataclass(frozen=True)
class Demand:
    """One demand of a day: its value, its words, where it stands, and whether the source leaves no doubt."""

    value: Any
    words: Text
    source: Text
    certain: bool
    certainty: Certainty | None = None


@dataclass(frozen=True)
class Candidate:
    """Who would enter: full years on the day (None when the birth date is unknown), on which basis, with a certificate or not."""

    age: int | None
    kind: str
    certified: bool


@dataclass(frozen=True)
class Unmet:
    """A demand that the candidate does not meet. A certain one is refused, any other is to be confirmed with a reason."""

    asked: Asked
    demand: Demand
    certain: bool

    @property
    def rule(self) -> Text:
        """The demand in words with its source."""
        shown = self.demand.value if isinstance(self.demand.value, int) else ""
        parts = (self.demand.words, str(shown), Joined(("(", self.demand.source, ")"), between=""))
        return Joined(tuple(part for part in parts if part != ""))

    @property
    def sentence(self) -> Text:
        """What the keeper of the register reads."""
        return _(
            "The candidate does not meet: %(rule)s. Check the birth date, the day of entry, the certificate and the register.",
            rule=self.rule,
        )


def unmet(candidate: Candidate, demands: Mapping[Asked, Demand]) -> list[Unmet]:
    """Every demand of the day that the candidate does not meet, or that cannot be told."""
    found: list[Unmet] = []
    of_age = demands.get(Asked.OF_AGE)
    if of_age and candidate.age is not None and candidate.age < of_age.value:
        found.append(Unmet(Asked.OF_AGE, of_age, certain=True))
    age = demands.get(Asked.AGE)
    if age and (candidate.age is None or candidate.age < age.value):
        # Certain whatever the source: nobody enters before the least age, and what it is on a day is for the rule to say.
        found.append(Unmet(Asked.AGE, age, certain=candidate.age is not None))
    certificate = demands.get(Asked.CERTIFICATE)
    if certificate and not candidate.certified:
        # Never certain: a retired judge needs none (recalled), and older entries were made without its number.
        found.append(Unmet(Asked.CERTIFICATE, certificate, certain=False))
    register = demands.get(Asked.REGISTER)
    if register and candidate.kind not in register.value:
        found.append(Unmet(Asked.REGISTER, register, certain=register.certain))
    return found
