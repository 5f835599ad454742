"""How the items of a catalogue stand: each followed by what lies under it, and which may be chosen on a day. No database."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

MOST_LEVELS = 3
"""Category, type, and a third layer where an administrator wants one."""


class Dated(Protocol):
    """Whatever may be chosen on some days only."""

    @property
    def since(self) -> date | None: ...  # noqa: D102 - says itself
    @property
    def until(self) -> date | None: ...  # noqa: D102 - says itself


class Standing(Dated, Protocol):
    """Whatever stands in a catalogue: a row of it, or what is read of one."""

    @property
    def code(self) -> str: ...  # noqa: D102 - says itself
    @property
    def parent_code(self) -> str: ...  # noqa: D102 - says itself


One = TypeVar("One", bound=Standing)


def level(code: str) -> int:
    """On which level a code stands: the code of a sub-item is that of its parent, a dot, and a word of its own."""
    return code.count(".") + 1


def top_of(code: str) -> str:
    """The code at the top under which this one stands: what statistics group by."""
    return code.partition(".")[0]


def arranged(items: Iterable[One], parent: str = "") -> list[One]:
    """Items that come in their order, each now followed by its sub-items. What has no such parent is left out."""
    below: dict[str, list[One]] = {}
    for item in items:
        below.setdefault(item.parent_code, []).append(item)
    return _under(parent, below)


def _under(parent: str, below: dict[str, list[One]]) -> list[One]:
    return [each for item in below.get(parent, ()) for each in (item, *_under(item.code, below))]


def is_valid(item: Dated, on: date) -> bool:
    """Whether the days of the item take in this one; `until` is the first day without it."""
    return (item.since is None or item.since <= on) and (item.until is None or on < item.until)


def offered(items: Iterable[One], on: date) -> list[One]:
    """Of arranged items those that may be chosen on that day: what stands under an item goes with it."""
    found: list[One] = []
    there = {""}
    for item in items:
        if item.parent_code in there and is_valid(item, on):
            there.add(item.code)
            found.append(item)
    return found
