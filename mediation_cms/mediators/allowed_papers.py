"""Which papers a mediator may draw up on a day, by the dated rule `mediator.papers`; and since when one may no longer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.core.dated import in_force
from mediation_cms.law.queries import versions
from mediation_cms.mediators.qualification import NEEDED, PAPERS, STATUS_EXPIRED, certified, days_of_certificates
from mediation_cms.mediators.queries import ENTRY, LINES, SUSPENSION, Line, deciding

SUSPENDED = "suspended"
LINES_OF_SOME = LINES.where(ENTRY.c.mediator_id.in_(sa.bindparam("mediators", expanding=True)))


@dataclass(frozen=True)
class Lapse:
    """That a mediator may not act from one day to another (`until` = the first day on which it is allowed again, if known)."""

    since: date
    until: date | None


def allowed(lines: list[Line], papers: Mapping[str, Any]) -> frozenset[str]:
    """The papers that somebody with these entries may draw up: what any entry that decides allows."""
    found: set[str] = set()
    for line in deciding(lines):
        status = SUSPENDED if line.suspended_since else STATUS_EXPIRED if line.expired else line.kind.value
        found.update(papers.get(status, ()))
    return frozenset(found)


def papers_allowed(session: Session, mediators: Collection[UUID], on: date) -> dict[UUID, frozenset[str]]:
    """For each of these mediators the papers of that day, in one statement."""
    rule = in_force(versions(session, PAPERS), on)
    # Where there is no such rule, whoever is active may do what a mediation needs.
    papers = rule.value if rule else {"professional": sorted(NEEDED), "public": sorted(NEEDED)}
    lines: dict[UUID, list[Line]] = {mediator_id: [] for mediator_id in mediators}
    asked = {"on": on, "mediators": list(lines), "certified": certified(session, on)}
    for row in session.connection().execute(LINES_OF_SOME, asked):
        lines[row.mediator_id].append(Line(*row))
    return {mediator_id: allowed(found, papers) for mediator_id, found in lines.items()}


def lapsed(session: Session, mediators: Collection[UUID], on: date) -> list[UUID]:
    """Who of these may not draw up what a mediation needs on that day."""
    found = papers_allowed(session, mediators, on)
    return [mediator_id for mediator_id, papers in found.items() if not papers >= NEEDED]


def lapse_of(session: Session, mediator_id: UUID, on: date) -> Lapse | None:
    """The lapse of a mediator that runs on that day, from the change that brought it; None for who may act, or is yet to enter.

    Who never might, since an entry made by mistake was taken out, may not from the first entry that is left, or that day on.
    """
    if not lapsed(session, [mediator_id], on):
        return None
    days = _changes(session, mediator_id)
    begun = on
    for day in sorted((day for day in days if day <= on), reverse=True):
        begun = day
        if not lapsed(session, [mediator_id], day - timedelta(days=1)):
            break
    else:
        stood = sorted(session.connection().scalars(sa.select(ENTRY.c.since).where(ENTRY.c.mediator_id == mediator_id)))
        if stood and stood[0] > on:
            return None
        begun = stood[0] if stood else on
    again = (day for day in sorted(days) if day > on and not lapsed(session, [mediator_id], day))
    return Lapse(begun, next(again, None))


def next_lapse(session: Session, mediator_id: UUID, on: date) -> date | None:
    """The first day after that one from which the mediator may not act, as far as is decided already."""
    ahead = sorted(day for day in _changes(session, mediator_id) if day > on)
    return next((day for day in ahead if lapsed(session, [mediator_id], day)), None)


def _changes(session: Session, mediator_id: UUID) -> set[date]:
    """The days on which anything changed, or is to change, in the registers, the certificates or the rule."""
    of = ENTRY.c.mediator_id == mediator_id
    entries = sa.select(ENTRY.c.since, ENTRY.c.until).where(of)
    held = sa.select(SUSPENSION.c.since, SUSPENSION.c.until).join(ENTRY, ENTRY.c.id == SUSPENSION.c.entry_id).where(of)
    days = {day for row in session.connection().execute(entries.union_all(held)) for day in row if day is not None}
    return days | days_of_certificates(session, [mediator_id]) | {rule.since for rule in versions(session, PAPERS)}
