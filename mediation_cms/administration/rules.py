"""How dated facts follow each other without a gap and without an overlap, and what a rule may hold. Pure: no database."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _


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
