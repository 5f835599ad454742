"""Clauses of the library in the words of one term: names, sums and days in the place of the braces.

A sum stands in figures: the paper of the agreement says every sum in words besides.
"""

from collections.abc import Sequence

from mediation_cms.agreements.inputs import TermIn
from mediation_cms.cases.rules import SideFacts
from mediation_cms.core.dates import day
from mediation_cms.core.languages import Language
from mediation_cms.core.money import money
from mediation_cms.disputes.models import Clause
from mediation_cms.disputes.placeholders import filled


def worded(clause: Clause, term: TermIn, sides: Sequence[SideFacts]) -> dict[str, str]:
    """The texts of a clause as `what_kk` and `what_ru`, with what the term says. What it does not say stays in its braces."""
    texts = {Language.KK: clause.kk, Language.RU: clause.ru}
    return {f"what_{language}": filled(texts[language], _values(term, sides, language)) for language in texts}


def completed(term: TermIn, sides: Sequence[SideFacts]) -> TermIn:
    """The term with what it says itself put in the place of braces, also where that was typed after the words of a clause."""
    return term.model_copy(update={
        f"what_{language}": filled(getattr(term, f"what_{language}"), _values(term, sides, language))
        for language in (Language.KK, Language.RU)
    })  # fmt: skip


def _values(term: TermIn, sides: Sequence[SideFacts], language: Language) -> dict[str, str]:
    owes = [side.name for side in sides if side.key in term.debtor_sides and side.name]
    others = [side.name for side in sides if side.key not in term.debtor_sides and side.name]
    return {
        "debtor": ", ".join(owes),
        "creditor": ", ".join(others) if owes else "",
        "amount": money(term.amount, language) if term.amount is not None else "",
        "due": day(term.due_on, language) if term.due_on else "",
        "proof": term.proof_kk if language is Language.KK else term.proof_ru,
    }
