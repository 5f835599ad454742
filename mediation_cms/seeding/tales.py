"""What invented people bring to a cabinet, and in which words: `seed/tales.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

from mediation_cms.agreements.inputs import AgreementIn, TermIn
from mediation_cms.cases.models import ContractLanguage
from mediation_cms.core.bundled import bundled
from mediation_cms.core.languages import Language

THOUSAND, STEP = 1000, 5
SIDES = {"applicant": ["applicant-1"], "other": ["other-1"], "both": ["applicant-1", "other-1"]}
BOTH = SIDES["both"]
Range = tuple[int, int]


@dataclass(frozen=True)
class Promise:
    """One term on which people agree: by whom, for what sum (thousands of tenge), due how many days after the signing."""

    by: str
    days: Range
    words: Mapping[str, str]
    sum: Range | None = None

    def term(self, signed_on: date, languages: Sequence[Language], chance: Random) -> TermIn:
        """The term as it is typed for an agreement of that day."""
        amount = None
        if self.sum is not None:
            least, most = self.sum
            amount = Decimal(chance.randrange(least, most + 1, STEP) * THOUSAND)
        said: dict[str, Any] = {
            f"{field}_{language}": self.words[f"{field}_{language}"]
            for field in ("what", "proof")
            for language in languages
        }
        due_on = signed_on + timedelta(days=chance.randint(*self.days))
        return TermIn.model_construct(debtor_sides=SIDES[self.by], amount=amount, due_on=due_on, **said)


@dataclass(frozen=True, eq=False)
class Tale:
    """One kind of dispute as people tell it. `words` holds subject, narrative and talk in Kazakh and in Russian."""

    code: str
    weight: float
    words: Mapping[Language, Mapping[str, str]]
    promises: Sequence[Promise]
    with_organisation: bool = False
    couple: bool = False
    marks: Mapping[str, Any] = field(default_factory=dict)

    def agreement(
        self, signed_on: date, paper: ContractLanguage, consequences: Mapping[Language, str], chance: Random
    ) -> AgreementIn:
        """The settlement agreement in which this tale ends."""
        languages = [Language(code) for code in paper.value.split("+")]
        words: dict[str, Any] = {}
        for language in languages:
            words[f"subject_{language}"] = self.words[language]["subject"]
            words[f"consequences_{language}"] = consequences[language]
        return AgreementIn.model_construct(
            language=paper,
            **words,
            bound_sides=BOTH,
            lawful=True,
            minors_considered="minor_involved" in self.marks,
            terms=[promise.term(signed_on, languages, chance) for promise in self.promises],
        )


@dataclass(frozen=True)
class Library:
    """All that the file tells. `clauses` are the words of every contract, by language."""

    tales: Sequence[Tale]
    organisations: Sequence[Mapping[str, str]]
    clauses: Mapping[Language, Mapping[str, str]]

    @property
    def between_people(self) -> Mapping[Tale, float]:
        """The tales in which a person stands on the other side, with their weights."""
        return {tale: tale.weight for tale in self.tales if not tale.with_organisation}

    @property
    def weights(self) -> Mapping[Tale, float]:
        """All tales with their weights."""
        return {tale: tale.weight for tale in self.tales}


@cache
def library() -> Library:
    """The file, read once."""
    told = tomllib.loads((bundled("seed") / "tales.toml").read_text(encoding="utf-8"))
    return Library(
        tales=[_tale(tale) for tale in told["tale"]],
        organisations=told["organisation"],
        clauses={Language(language): clauses for language, clauses in told["clauses"].items()},
    )


def _tale(told: Mapping[str, Any]) -> Tale:
    return Tale(
        code=told["code"],
        weight=told["weight"],
        words={language: told[language] for language in (Language.KK, Language.RU)},
        promises=[_promise(term) for term in told["terms"]],
        with_organisation=told.get("other") == "organisation",
        couple=told.get("couple", False),
        marks=dict.fromkeys(told.get("marks", ()), True),
    )


def _promise(told: Mapping[str, Any]) -> Promise:
    words = {"what_kk": told["kk"], "what_ru": told["ru"], "proof_kk": told["proof_kk"], "proof_ru": told["proof_ru"]}
    return Promise(told["by"], tuple(told["days"]), words, tuple(told["sum"]) if "sum" in told else None)
