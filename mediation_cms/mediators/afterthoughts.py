"""What was written into the registers after a day and bears on what is said of that day; and who wrote a change down."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit.details import Said, said_details
from mediation_cms.audit.models import Entry
from mediation_cms.audit.queries import names_of, naming
from mediation_cms.audit.sentences import sentence_of
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.i18n import Text
from mediation_cms.mediators.queries import visible_to
from mediation_cms.mediators.time_machine import What

TRACE = table_of(Entry)
CORRECTED, REMOVED = "register.corrected", "register.removed"
# Which day of the details says from when on the change holds: written later, it changes what is said of an earlier day.
HOLDS_FROM = {"register.suspended": "since", "register.resumed": "on", "register.left": "until", REMOVED: "since"}
WRITTEN = {
    What.ENTERED: ("register.entered", "since"),
    What.SUSPENDED: ("register.suspended", "since"),
    What.RESUMED: ("register.resumed", "on"),
    What.LEFT: ("register.left", "until"),
}
AT_ONCE, MOST = 400, 500
ONE_DAY = timedelta(days=1)
TRACES = (
    sa.select(TRACE.c.at, TRACE.c.account_id, TRACE.c.action, TRACE.c.thing_id, TRACE.c.place_id, TRACE.c.details)
    .where(TRACE.c.thing_kind == "register_entry")
    .order_by(TRACE.c.id)
)


@dataclass(frozen=True)
class Afterthought:
    """One change that was written down after the day: which entry, when, by whom, what."""

    entry_id: UUID
    number: str
    at: datetime
    by: Text | str
    sentence: Text | str
    details: Said
    removed: bool


def afterthoughts(
    session: Session, actor: Actor, on: date, districts: Collection[UUID] | None
) -> dict[UUID, list[Afterthought]]:
    """By entry, the earliest first: corrections, and suspensions, removals and the like with a day up to `on` that came later.

    Also of entries that lay in one of the districts before they were corrected, or that are no more.
    """
    later = TRACES.where(
        visible_to(actor), TRACE.c.at >= _midnight_after(on), TRACE.c.action.in_((CORRECTED, *HOLDS_FROM))
    )
    rows = [row for row in session.connection().execute(later) if _bears_on(on, row.action, row.details)]
    found: dict[UUID, list[Afterthought]] = defaultdict(list)
    for each in _told(session, rows, districts):
        found[each.entry_id].append(each)
    return dict(found)


def corrected(
    session: Session, actor: Actor, first: date, last: date, districts: Collection[UUID] | None
) -> list[Afterthought]:
    """What was put right, or taken out as a mistake, from the first day to the last."""
    days = (TRACE.c.at >= _midnight_after(first - ONE_DAY), TRACE.c.at < _midnight_after(last))
    asked = TRACES.where(visible_to(actor), *days, TRACE.c.action.in_((CORRECTED, REMOVED)))
    return _told(session, session.connection().execute(asked.limit(MOST)).all(), districts)


def _told(session: Session, traces: Iterable[Any], districts: Collection[UUID] | None) -> list[Afterthought]:
    rows = [row for row in traces if districts is None or _places(row) & set(districts)]
    people, named = names_of(session, {row.account_id for row in rows}), naming(session)
    found = []
    for row in rows:
        details = {name: value for name, value in row.details.items() if name != "number"}
        found.append(
            Afterthought(
                row.thing_id, str(row.details.get("number", "")), row.at, people[row.account_id], sentence_of(row.action),
                said_details(row.action, details, named), row.action == REMOVED,
            )
        )  # fmt: skip
    return found


def written_by(session: Session, changes: Iterable[Any]) -> dict[tuple[str, UUID], Text | str]:
    """Who wrote each of these changes (`time_machine.changes`) down, by what happened and its key, as far as the history says."""
    rows = list(changes)
    traces: dict[tuple[UUID, str], list[Any]] = defaultdict(list)
    keys = sorted({row.entry_id for row in rows})
    actions = [action for action, _day in WRITTEN.values()]
    for start in range(0, len(keys), AT_ONCE):
        statement = sa.select(TRACE.c.account_id, TRACE.c.action, TRACE.c.thing_id, TRACE.c.details).where(
            TRACE.c.thing_id.in_(keys[start : start + AT_ONCE]), TRACE.c.action.in_(actions)
        )
        for trace in session.connection().execute(statement.order_by(TRACE.c.id.desc())):
            traces[trace.thing_id, trace.action].append(trace)
    found: dict[tuple[str, UUID], UUID] = {}
    for row in rows:
        action, day = WRITTEN[What(row.what)]
        for trace in traces[row.entry_id, action]:
            if trace.details.get(day) == str(row.day) or action == "register.entered":
                found[row.what, row.key] = trace.account_id
                break
    people = names_of(session, set(found.values()))
    return {key: people[account_id] for key, account_id in found.items()}


def _bears_on(on: date, action: str, details: dict[str, Any]) -> bool:
    day = details.get(HOLDS_FROM.get(action, ""))
    return day is None or str(day) <= str(on)


def _places(row: Any) -> set[UUID]:
    """Where the entry lies, and where it lay before it was corrected."""
    lay = row.details.get("changed", {}).get("district_id", [])
    return {UUID(place) for place in lay if place} | ({row.place_id} if row.place_id else set())


def _midnight_after(on: date) -> datetime:
    """The first instant that is not of the day any more, on the clock of Kazakhstan."""
    noon = datetime.combine(on + timedelta(days=1), datetime.min.time(), UTC)
    return noon - (clock.local(noon).replace(tzinfo=UTC) - noon)
