"""Where the headings of a list stand: there may be a title above them, and a second line of them below. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mediation_cms.imports.fields import COLUMNS, folded

LOOKED_AT = 15
KNOWN = frozenset(word for columns in COLUMNS.values() for column in columns for word in column.folded)


def found_in(rows: Sequence[Sequence[Any]]) -> tuple[int, int]:
    """The row of the headings, counted from 1, and how many lines they take: the row with the most words that we know."""
    scores = [_known(row) for row in rows[:LOOKED_AT]]
    best = max(scores, default=0)
    if not best:  # nothing that we know: the first row in which anything stands
        return next((at for at, row in enumerate(rows, start=1) if any(map(_word, row))), 1), 1
    heading = scores.index(best)
    if heading and _is_group(rows[heading - 1], rows[heading]):
        return heading, 2 + _numbered(rows, heading + 1)
    lines = 1
    if heading + 1 < len(rows) and _is_second(rows[heading], rows[heading + 1]):
        lines = 2
    return heading + 1, lines + _numbered(rows, heading + lines)


def joined(rows: Sequence[Sequence[Any]], heading: int, lines: int) -> list[str]:
    """The headings of each column; of two lines the lower one, or the upper one where nothing stands below."""
    taken = [list(row) for row in rows[heading - 1 : heading - 1 + lines] if not _is_numbering(row)]
    width = max((len(row) for row in taken), default=0)
    found = []
    for place in range(width):
        words = [_word(row[place]) for row in taken if place < len(row)]
        found.append(next((word for word in reversed(words) if word), "")[:200])
    while found and not found[-1]:
        found.pop()
    return found


def _word(cell: Any) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else "" if cell is None else str(cell)


def _known(row: Sequence[Any]) -> int:
    return sum(1 for cell in row if isinstance(cell, str) and folded(cell) in KNOWN)


def _is_group(upper: Sequence[Any], lower: Sequence[Any]) -> bool:
    """Whether the upper row has headings of its own where nothing stands in the lower one."""
    return any(
        isinstance(cell, str) and folded(cell) in KNOWN and not (place < len(lower) and _word(lower[place]))
        for place, cell in enumerate(upper)
    )


def _is_second(upper: Sequence[Any], lower: Sequence[Any]) -> bool:
    """Whether the lower row goes on with the headings: words that we know, under empty cells too, and nothing of a person."""
    if any(
        isinstance(cell, date | int | float) or (isinstance(cell, str) and any(map(str.isdigit, cell)))
        for cell in lower
    ):
        return False
    return _known(lower) > 0 and any(
        _word(cell) and not (place < len(upper) and _word(upper[place])) for place, cell in enumerate(lower)
    )


def _numbered(rows: Sequence[Sequence[Any]], at: int) -> int:
    return int(at < len(rows) and _is_numbering(rows[at]))


def _is_numbering(row: Sequence[Any]) -> bool:
    """The line «1 2 3 4 …» below the headings of many official lists."""
    numbers = [_word(cell).removesuffix(".0") for cell in row if _word(cell)]
    return len(numbers) > 2 and numbers == [str(at) for at in range(1, len(numbers) + 1)]  # noqa: PLR2004 - two may be data
