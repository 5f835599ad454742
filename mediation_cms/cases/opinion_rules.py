"""What may be shown of opinions, without a database: averages of enough matters, from which no single answer can be worked out.

Three locks. A half-year is shown when it is over, and opinions count in the half-year of their entry, so what is shown never
changes and no two looks at it differ by one answer. An average needs answers from `least` matters, and is rounded to halves,
with the number of matters told in steps. And a cabinet is shown only where what remains of it beside its mediators that are
shown is nothing, or enough matters again: otherwise the difference would be an answer of somebody.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

JULY = 7
STEP = 5
"""The number of matters is told in fives: "5 and more", "10 and more"."""


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion: where, of whose mediation, of which matter (an index), and the answers by question."""

    cabinet_id: UUID
    mediator_id: UUID | None
    matter: str
    scores: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Average:
    """What may be shown: the average, in halves, and a number that the matters are not fewer than."""

    value: Decimal
    at_least: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a cabinet, or a mediator at a cabinet. None where too few have answered."""

    cabinet_id: UUID
    mediator_id: UUID | None
    averages: dict[str, Average | None]


def half_of(day: date) -> date:
    """The first day of the half-year in which the day lies."""
    return date(day.year, JULY if day.month >= JULY else 1, 1)


def half_before(first: date) -> date:
    """The first day of the half-year before."""
    return date(first.year - 1, JULY, 1) if first.month < JULY else date(first.year, 1, 1)


def closed_halves(today: date, count: int) -> list[date]:
    """The first days of so many half-years that are over, the last one first."""
    found = [half_before(half_of(today))]
    while len(found) < count:
        found.append(half_before(found[-1]))
    return found


def of_mediators(said: Iterable[Said], questions: Sequence[str], least: int) -> list[Line]:
    """A line for each mediator at each cabinet."""
    by = _grouped(said)
    return [
        Line(cabinet_id, mediator_id, {name: _average(rows, name, least) for name in questions})
        for (cabinet_id, mediator_id), rows in by.items()
        if mediator_id is not None
    ]


def of_cabinets(said: Iterable[Said], questions: Sequence[str], least: int) -> list[Line]:
    """A line for each cabinet. An average is held back where the mediators that are shown would give the others away."""
    by = _grouped(said)
    parts: dict[UUID, list[tuple[UUID | None, list[Said]]]] = defaultdict(list)
    for (cabinet_id, mediator_id), rows in by.items():
        parts[cabinet_id].append((mediator_id, rows))
    return [
        Line(cabinet_id, None, {name: _of_cabinet(of, name, least) for name in questions})
        for cabinet_id, of in parts.items()
    ]


def _of_cabinet(parts: list[tuple[UUID | None, list[Said]]], name: str, least: int) -> Average | None:
    rest = [
        each
        for mediator_id, rows in parts
        if mediator_id is None or _average(rows, name, least) is None
        for each in rows
    ]
    if 0 < len(_matters(rest, name)) < least:
        return None
    return _average([each for _mediator, rows in parts for each in rows], name, least)


def _grouped(said: Iterable[Said]) -> dict[tuple[UUID, UUID | None], list[Said]]:
    found: dict[tuple[UUID, UUID | None], list[Said]] = defaultdict(list)
    for each in said:
        found[each.cabinet_id, each.mediator_id].append(each)
    return found


def _matters(rows: Iterable[Said], name: str) -> set[str]:
    return {each.matter for each in rows if each.scores[name] is not None}


def _average(rows: Sequence[Said], name: str, least: int) -> Average | None:
    matters = len(_matters(rows, name))
    if matters < least:
        return None
    scores = [score for each in rows if (score := each.scores[name]) is not None]
    doubled = Decimal(2 * sum(scores)) / len(scores)
    return Average(doubled.quantize(Decimal(1), ROUND_HALF_UP) / 2, matters // STEP * STEP)
