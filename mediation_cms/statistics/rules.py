"""Small numbers: which cells of a breakdown of people are shown (`docs/indicators.md`, "Small numbers")."""

from collections.abc import Mapping
from typing import Literal

SMALLEST_SHOWN = 5
MOST_HIDDEN = SMALLEST_SHOWN - 1
FEW: Literal["<5"] = "<5"

Cell = int | Literal["<5"]


def breakdown(cells: Mapping[str, int]) -> dict[str, Cell] | None:
    """What is shown of a figure of people split by kind; None where it cannot be split without pointing at somebody.

    Cells from 1 to 4 are shown as "<5". The reader knows the total, so what is hidden must have at least two values each:
    a single hidden cell, or hidden cells that can only be all ones or all fours, would be found by subtraction.
    """
    filled = {kind: number for kind, number in cells.items() if number}
    hidden = [number for number in filled.values() if number < SMALLEST_SHOWN]
    if hidden and len(filled) > 1 and not _open_to_doubt(hidden):
        return None
    return {kind: number if number >= SMALLEST_SHOWN or len(filled) == 1 else FEW for kind, number in filled.items()}


def _open_to_doubt(hidden: list[int]) -> bool:
    return len(hidden) > 1 and len(hidden) < sum(hidden) < MOST_HIDDEN * len(hidden)
