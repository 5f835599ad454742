"""What somebody may mean who types a few words into the box: pure rules, without a database.

Each word is looked for by its beginning, in any spelling; a number as every part of a number that it can be. What is asked
is kept as readings: one of them must hold; it holds when each of its parts does, and a part when one of its terms does.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import ucd_3_2_0 as every_index_knows

from mediation_cms.core.marks import BIN, NUMBER, REGION, SHORT, YEAR, of_phone
from mediation_cms.core.names import stem, undoubled, words
from mediation_cms.core.parsing import Unreadable
from mediation_cms.intake.numbers import OF_A_PAPER
from mediation_cms.people.rules import LENGTH as LENGTH_OF_IIN
from mediation_cms.people.rules import checked_bin

MOST_PARTS = 8
"""So many words tell one matter from another; what is typed beyond them is left out."""
LEAST_LETTERS, LEAST_DIGITS = 2, 4
"""A beginning of fewer letters, or an end of a phone of fewer digits, would find nearly everybody."""
LONGEST_TERM = 40
ONLY_DIGITS = re.compile(r"[\d\s()+./№-]+")
GROUPED = re.compile(r"\b(\d{3}) (\d{3})\b")
WITHOUT_DASHES = re.compile(r"(\d\d)([^\W\d_]{2,8})((?:19|20)\d\d)(\d{1,9})")
DASHES = re.compile("[\u2010-\u2015\u2212]")
OF_A_YEAR, OF_A_REGION = re.compile(r"20\d\d(\d{6})?"), re.compile(r"\d\d")
"""A year, with the place in it where the dash between the two was left out."""
LONGEST_YEAR = 4


class Term(NamedTuple):
    """A word of the index, or the beginning of one."""

    word: str
    begins: bool = False

    def leads_to(self, found: Collection[str]) -> bool:
        """Whether one of these words of the index is meant."""
        return any(map(self._is, found))

    def _is(self, word: str) -> bool:
        return word.startswith(self.word) if self.begins else word == self.word


Part = tuple[Term, ...]
Reading = tuple[Part, ...]


class Writing(NamedTuple):
    """How a search is written for one kind of database."""

    term: Callable[[Term], str]
    both: str
    either: str


FTS5 = Writing(lambda term: f'"{term.word}"{"*" if term.begins else ""}', " AND ", " OR ")
TSQUERY = Writing(lambda term: f"'{term.word}'{':*' if term.begins else ''}", " & ", " | ")


@dataclass(frozen=True)
class Asked:
    """What was asked for: its readings, the narrowest terms first. Nothing is asked where too little was typed."""

    readings: tuple[Reading, ...]

    def __bool__(self) -> bool:
        return bool(self.readings)

    @property
    def parts(self) -> list[Part]:
        """Every part of every reading."""
        return [part for reading in self.readings for part in reading]

    @property
    def has_figures(self) -> bool:
        """Whether figures were typed: by a word without them no phone is found."""
        return any(sign.isdecimal() for part in self.parts for term in part for sign in term.word)

    def written(self, writing: Writing, *within: Collection[str]) -> str:
        """The search as one database understands it; of each of the collections of marks in `within` one must stand there."""
        meant = _joined(writing.either, (_joined(writing.both, map(_part(writing), one)) for one in self.readings))
        marks = (_part(writing)(tuple(map(Term, sorted(some)))) for some in within)
        return _joined(writing.both, (meant, *marks))


def asked(typed: str) -> Asked:
    """What is meant by words that are typed as they come: parts of names, numbers, phones, BIN, words of a subject line."""
    text = GROUPED.sub(r"\1\2", DASHES.sub("-", _known_letters(typed)).replace("№", " ").strip())
    text = WITHOUT_DASHES.sub(r"\1-\2-\3-\4", text)
    found = words(OF_A_PAPER.sub("", text.upper()))[:MOST_PARTS]
    numbers = sum(map(str.isdecimal, found))
    meant = [
        _number(word, alone=len(found) == 1, single=numbers == 1)
        if word.isdecimal()
        else _name(word, numbered=numbers > 0)
        for word in found
    ]
    parts = tuple(part for part in meant if part)
    whole = _as_one_number(typed)
    return Asked((*((parts,) if parts else ()), *(((whole,),) if whole else ())))


def _known_letters(typed: str) -> str:
    """The text without the younger letters of Unicode: an index that takes one for no letter would read two words in one.

    SQLite has tables of its own, older than those of Python, and refuses such a word. No letter of our languages is young.
    """
    return "".join(sign if every_index_knows.category(sign) != "Cn" else " " for sign in typed)


def iin_in(typed: str) -> str:
    """The twelve digits that are no BIN, so that they can only be an IIN, rightly typed or not; empty for all else."""
    digits = _digits(typed) if ONLY_DIGITS.fullmatch(typed) and "+" not in typed else ""
    return digits if len(digits) == LENGTH_OF_IIN and not _is_bin(digits) else ""


def _name(word: str, *, numbered: bool) -> Part:
    """A word: by its beginning, as it stands and as names are searched; beside a number it may be the short name of a cabinet."""
    if len(word) < LEAST_LETTERS:
        return ()
    begun, whole = {word[:LONGEST_TERM], undoubled(word)[:LONGEST_TERM]}, stem(word)[:LONGEST_TERM]
    terms = [Term(each, begins=True) for each in sorted(begun)]
    if whole not in begun:
        terms.append(Term(whole))
    return (*terms, Term(SHORT + word)) if numbered else tuple(terms)


def _number(digits: str, *, alone: bool, single: bool) -> Part:
    """Digits among words: any part of the number of a matter, the end of a phone, a BIN, a number that others gave.

    A year or a region that stands alone would find everything in it: there it is no year and no region. The end of a phone is
    the single number among words: of several, as in the whole number of a matter, none is one.
    """
    place = int(digits[:LONGEST_TERM])
    terms = [Term(f"{NUMBER}{place}"), Term(digits[:LONGEST_TERM], begins=len(digits) >= LEAST_DIGITS)]
    if not alone or len(digits) > LONGEST_YEAR:
        terms += [
            Term(mark + digits) for mark, form in ((YEAR, OF_A_YEAR), (REGION, OF_A_REGION)) if form.fullmatch(digits)
        ]
    if single and len(digits) >= LEAST_DIGITS:
        terms.append(Term(of_phone(digits)[:LONGEST_TERM], begins=True))
    if _is_bin(digits):
        terms.append(Term(BIN + digits))
    return tuple(terms)


def _as_one_number(typed: str) -> Part:
    """Nothing but digits and what stands between them: a phone from its end, or a BIN."""
    digits = _digits(typed) if ONLY_DIGITS.fullmatch(typed) else ""
    if len(digits) < LEAST_DIGITS or digits == typed.strip():
        return ()
    return (Term(of_phone(digits)[:LONGEST_TERM], begins=True), *((Term(BIN + digits),) if _is_bin(digits) else ()))


def _digits(typed: str) -> str:
    return "".join(sign for sign in typed if sign in "0123456789")


def _is_bin(digits: str) -> bool:
    try:
        return bool(checked_bin(digits))
    except Unreadable:
        return False


def _part(writing: Writing) -> Callable[[Part], str]:
    return lambda part: _joined(writing.either, map(writing.term, part))


def _joined(sign: str, pieces: Iterable[str]) -> str:
    found = list(pieces)
    return found[0] if len(found) == 1 else f"({sign.join(found)})"
