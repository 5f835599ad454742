"""How dated facts follow each other without a gap and without an overlap, and what a rule may hold. Pure: no database."""

import itertools
import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _

LETTERS = re.compile(r"[a-z0-9]+")


class Changing(Protocol):
    """A dated fact whose end may move."""

    since: date
    until: date | None


Fact = TypeVar("Fact", bound=Changing)


def fit_in(facts: Sequence[Fact], fresh: Fact) -> None:
    """Let the fresh fact follow on its first day: the one in force ends there, and it ends itself where the next begins.

    Refused when another fact begins on the very same day.
    """
    if any(fact.since == fresh.since for fact in facts):
        raise Refused(
            _("There is already an entry from %(day)s. Correct that entry or choose another day.", day=fresh.since)
        )
    later = min((fact.since for fact in facts if fact.since > fresh.since), default=None)
    if later is not None and (fresh.until is None or fresh.until > later):
        fresh.until = later
    for fact in facts:
        if fact.since < fresh.since and (fact.until is None or fresh.since < fact.until):
            fact.until = fresh.since


def end(facts: Sequence[Fact], on: date) -> None:
    """Let what is in force end on that day, the first without it. What begins later stays."""
    for fact in facts:
        if fact.since < on and (fact.until is None or on < fact.until):
            fact.until = on


def shaped(value: Any, like: Any) -> Any:
    """The value in the shape of the one that the rule had before: a number, words, a list or a mapping.

    What a form sends is text: figures for a number, items parted by commas for a list. Raises Invalid beside `value`.
    """
    if isinstance(like, int) and not isinstance(like, bool):
        return _whole(value)
    if isinstance(like, str) and isinstance(value, str) and value.strip():
        return value.strip()
    if isinstance(like, list):
        items = [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else value
        if isinstance(items, list):
            return [_whole(item) for item in items] if all(isinstance(item, int) for item in like) else items
    if isinstance(like, dict) and isinstance(value, dict) and value.keys() == like.keys():
        return {name: shaped(value[name], inner) for name, inner in like.items()}
    raise _unlike()


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    raise _unlike()


def _unlike() -> Invalid:
    return Invalid({"value": _("This rule holds another kind of value. Type it as it was before.")})


# --- catalogues --------------------------------------------------------------------------------------------------------


class Labelled(Protocol):
    """What stands in a catalogue under its words on some days."""

    kk: str
    ru: str
    en: str
    since: date | None
    until: date | None


def same_words(one: Labelled, other: Labelled) -> list[str]:
    """The languages in which two items that stand beside each other could not be told apart on some day."""
    since, until = (
        max(one.since or date.min, other.since or date.min),
        min(one.until or date.max, other.until or date.max),
    )
    if since >= until:
        return []
    return [name for name in ("kk", "ru", "en") if getattr(one, name).casefold() == getattr(other, name).casefold()]


def code_of(words: str, parent_code: str, taken: Collection[str], most: int) -> str:
    """A code made of English words, as nobody has it yet: "District court" under `court` is `court.district_court`."""
    word = "_".join(LETTERS.findall(words.lower())) or "item"
    before = f"{parent_code}." if parent_code else ""
    for number in itertools.count(1):
        after = "" if number == 1 else f"_{number}"
        code = before + word[: max(1, most - len(before) - len(after))].rstrip("_") + after
        if code not in taken:
            break
    return code
