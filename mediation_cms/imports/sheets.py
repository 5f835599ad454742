"""A spreadsheet as rows of cells, whatever format it came in. Limits of what is taken."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Text, _

MEGABYTES = 10
LARGEST = MEGABYTES * 1_000_000
MOST_ROWS = 20_000
"""All of it is one transaction, about 3 ms a row: on SQLite other writers wait so long."""
MOST_COLUMNS = 100
LONGEST_CELL = 4000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an XLSX begins, and how what older programs wrote, or one with a password."""


@dataclass(frozen=True)
class Formula:
    """A cell that is worked out by the spreadsheet: we take no figure that we cannot see being made."""


FORMULA = Formula()


@dataclass(frozen=True)
class Shape:
    """How a file is to be read: what was guessed of it, or chosen. `heading` is the row of the headings, counted from 1."""

    format: str
    heading: int = 1
    lines: int = 1
    sheet: str = ""
    encoding: str = ""
    separator: str = ""


@dataclass
class Sheet:
    """What the first look at a file shows: its shape, its first rows, the choices that there are."""

    shape: Shape
    first: list[list[Any]]
    sheets: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One row of a file: its number as the spreadsheet shows it, its cells, and which of these are merged with others."""

    number: int
    cells: list[Any]
    merged: frozenset[int] = frozenset()


class Reads(Protocol):
    """How one format is read."""

    def look(self, content: bytes) -> Sheet:
        """The first look. Raises Invalid beside the field `file`."""

    def lines(self, content: bytes, shape: Shape) -> Iterator[Line]:
        """The rows below the headings, empty ones left out."""


def wrong_file(sentence: Text) -> Invalid:
    """The file as a whole is refused."""
    return Invalid({"file": sentence})


def too_many_rows() -> Invalid:
    """More rows than are taken at once."""
    return wrong_file(
        _(
            "The file has more than %(most)s rows. Split it into several files and upload them one by one.",
            most=MOST_ROWS,
        )
    )


def letters(place: int) -> str:
    """How a spreadsheet calls a column that is counted from 0: A, B, … Z, AA."""
    name, rest = "", place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def is_empty(cells: list[Any]) -> bool:
    """Whether nothing stands in a row."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
