"""Red flags: what a court, a notary or a side may stumble over later. Warnings, not refusals; each says why and how to mend it.

The words are dated data (`agreement.words.…` among the rules): stems of words, so that every ending is met. Pure: no database.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mediation_cms.core.i18n import Text, _

SUM = re.compile(
    r"(?<![\d.,№-])(?<!№[ \u00a0])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|(?<![\d.,№-])(?<!№[ \u00a0])\d{4,}(?!\d|\.\d)"
)
CURRENCY = re.compile(r"теңге|тенге|тг\b|₸|kzt|доллар|евро|рубл", re.IGNORECASE)
A_YEAR = re.compile(r"(?:19|20)\d\d")
NEAR = 60
"""How many characters after a sum its currency may stand, a sum in words lying between."""


@dataclass(frozen=True)
class WordLists:
    """Stems of words by what they give away; several words of one entry follow each other."""

    weak: Sequence[str]
    third_persons: Sequence[str]
    guardianship: Sequence[str]
    beyond_scope: Sequence[str]


@dataclass(frozen=True)
class TermText:
    """One term as it is read: all its texts, and the day by which it is done."""

    position: int
    texts: Sequence[str]
    due_on: date | None


@dataclass(frozen=True)
class AgreementText:
    """An agreement as it is read. `outsiders` are the names of people of the matter who are no side of it."""

    terms: Sequence[TermText]
    outsiders: Sequence[str]
    minors: bool
    minors_considered: bool


@dataclass(frozen=True)
class Flag:
    """Something to look at: in which term (None: in the whole), why, and how to mend it."""

    position: int | None
    why: Text
    how: Text


def red_flags(agreement: AgreementText, words: WordLists, today: date) -> list[Flag]:
    """Everything to look at before the signing, term by term, then what concerns the whole."""
    return [
        *(flag for term in agreement.terms for flag in _of_term(term, agreement.outsiders, words, today)),
        *_of_minors(agreement, words),
    ]


def met(text: str, stems: Iterable[str]) -> str:
    """The first of these stems that words of the text begin with, as the text has it; empty when there is none."""
    for stem in stems:
        parts = stem.casefold().replace("ё", "е").split()
        found = re.search(
            r"(?<!\w)" + r"\w*\W+".join(map(re.escape, parts)) + r"\w*", text.casefold().replace("ё", "е")
        )
        if parts and found:
            return text[found.start() : found.end()]
    return ""


def _of_term(term: TermText, outsiders: Sequence[str], words: WordLists, today: date) -> Iterable[Flag]:
    for text in term.texts:
        if weak := met(text, words.weak):
            yield Flag(
                term.position,
                _("“%(words)s” cannot be enforced: nobody can say whether it was done.", words=weak),
                _("Write what exactly is done, how often and by when."),
            )
        if third := met(text, (*words.third_persons, *outsiders)):
            yield Flag(
                term.position,
                _("It speaks of somebody who does not sign: %(words)s (Law on Mediation, art. 1(2)).", words=third),
                _("Ask that person to take part, or leave out what binds or touches them."),
            )
        if beyond := met(text, words.beyond_scope):
            yield Flag(
                term.position,
                _("“%(words)s” may be beyond what sides can settle by mediation.", words=beyond),
                _("Leave it to the court or the body in charge; agree only on what the sides do themselves."),
            )
        if bare := bare_sum(text):
            yield Flag(
                term.position,
                _("The sum %(words)s stands without its currency.", words=bare),
                _("Type the sum into its field, or write it in figures, in words and with the currency."),
            )
    if term.due_on is not None and term.due_on < today:
        yield Flag(
            term.position,
            _("The day by which it is to be done has passed already."),
            _("Give a later day; if it is done already, say so in the words of the term."),
        )


def _of_minors(agreement: AgreementText, words: WordLists) -> Iterable[Flag]:
    if not agreement.minors:
        return
    if not agreement.minors_considered:
        yield Flag(
            None,
            _("A minor is concerned, and nothing says that the interests of the minor were considered."),
            _("Talk about it with the sides and mark it in the draft."),
        )
    if not any(met(text, words.guardianship) for term in agreement.terms for text in term.texts):
        yield Flag(
            None,
            _("A minor is concerned, and the guardianship body is not mentioned."),
            _(
                "Ask a lawyer whether its consent is needed, above all where the home or the property of a child is at stake."
            ),
        )


def bare_sum(text: str) -> str:
    """The first figure of four digits or more that is neither a year nor followed by a currency; empty when there is none."""
    for found in SUM.finditer(text):
        if not A_YEAR.fullmatch(found[0]) and not CURRENCY.search(text[found.end() : found.end() + NEAR]):
            return found[0]
    return ""
