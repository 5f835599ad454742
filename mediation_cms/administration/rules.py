"""How dated facts follow each other without a gap and without an overlap. Pure: no database."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar

from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _


class Changing(Protocol):
    """A dated fact whose end may move."""

    since: date
    until: date | None


Fact = TypeVar("Fact", bound=Changing)


def begin(facts: Sequence[Fact], fresh: Fact) -> Fact | None:
    """Let the fresh fact follow on its first day: the one in force ends there, and the fresh one ends where the next begins.

    The fact that was cut short comes back, if there was one. Refused when another fact begins on the very same day.
    """
    if any(fact.since == fresh.since for fact in facts):
        raise Refused(
            _("There is already an entry from %(day)s. Correct that entry or choose another day.", day=fresh.since)
        )
    later = min((fact.since for fact in facts if fact.since > fresh.since), default=None)
    if later is not None and (fresh.until is None or fresh.until > later):
        fresh.until = later
    cut = next(
        (fact for fact in facts if fact.since < fresh.since and (fact.until is None or fresh.since < fact.until)), None
    )
    if cut is not None:
        cut.until = fresh.since
    return cut


def end(facts: Sequence[Fact], on: date) -> list[Fact]:
    """Let everything end on that day (the first day without); the facts that were cut short. What begins later stays."""
    cut = [fact for fact in facts if fact.since < on and (fact.until is None or on < fact.until)]
    for fact in cut:
        fact.until = on
    return cut
