"""What is wrong with a row, or worth a look: where, in words, and what is proposed instead."""

from dataclasses import dataclass
from typing import Any

from mediation_cms.core.i18n import Labelled, Text
from mediation_cms.imports.spoken import put_by, read_again


class Problem(Labelled, context="import problem"):
    """Kinds of problems, as they are counted."""

    MERGED = "merged", "merged cells"
    FORMULA = "formula", "formulas"
    HIDDEN = "hidden", "invisible characters"
    LOST = "lost", "letters lost by the encoding"
    MIXED = "mixed", "Latin letters in Cyrillic words"
    ZEROS = "zeros", "IIN without its leading zeros"
    IIN = "iin", "IIN"
    DAY = "day", "dates"
    MISSING = "missing", "empty cells"
    WORD = "word", "words that are not known"
    PLACE = "place", "places"
    TWICE = "twice", "twice in the file"
    TAKEN = "taken", "already given to another"
    RULE = "rule", "rules of the law"
    OTHER = "other", "other"


PROPOSING = (Problem.MIXED, Problem.ZEROS)
"""Kinds that propose what should stand there."""


@dataclass(frozen=True)
class Found:
    """One problem of a row: in which column, of which kind, in words; whether the row is left out for it; what is proposed."""

    column: str
    kind: Problem
    sentence: Text
    stops: bool = True
    proposal: str = ""

    def put_by(self) -> list[Any]:
        """As it is stored."""
        return [self.column, self.kind.value, put_by(self.sentence), self.stops, self.proposal]

    @classmethod
    def read_again(cls, stored: list[Any]) -> "Found":
        """As it was stored."""
        column, kind, sentence, stops, proposal = stored
        return cls(column, Problem(kind), read_again(sentence), stops, proposal)
