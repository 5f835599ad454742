"""What a thing was before and after it was written, and whether anybody has touched it since: what undoing goes by."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.audit import record
from mediation_cms.audit.models import Entry
from mediation_cms.audit.trail import plain
from mediation_cms.core.db import Row, table_of
from mediation_cms.imports.ground import parts
from mediation_cms.imports.models import Import
from mediation_cms.imports.rows import Desk
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.people.models import Person

HISTORY = table_of(Entry)
KINDS: dict[str, tuple[type[Row], str]] = {
    "register_entry": (RegisterEntry, "register.corrected"),
    "mediator": (Mediator, "mediator.corrected"),
    "person": (Person, ""),
}
OPEN = {"register_entry", "mediator"}
"""Of these the history may say what was put back; a person's fields are said by the card."""


def snapshot(thing: Row) -> dict[str, Any]:
    """Every column of a row, as JSON keeps it."""
    return {
        name: value.hex() if isinstance(value := getattr(thing, name), bytes) else plain(value)
        for name in table_of(type(thing)).columns.keys()  # noqa: SIM118 - iterating over the columns gives columns
    }


def changed_since(session: Session, keys: Iterable[UUID], whole: Import) -> set[UUID]:
    """Those of these things of which the history tells something after the import was written."""
    return {
        key
        for part in parts(keys)
        for key in session.connection().scalars(
            sa.select(HISTORY.c.thing_id).where(HISTORY.c.thing_id.in_(part), HISTORY.c.id > whole.mark)
        )
    }


def restored(desk: Desk, did: dict[str, Any]) -> bool:
    """Put back the fields that an update changed, if the things are still as it left them; whether they were."""
    session = desk.session
    was = {name: (UUID(key), before, after) for name, (key, before, after) in did["was"].items()}
    if changed_since(session, [key for key, _before, _after in was.values()], desk.whole):
        return False
    things = {name: session.get(KINDS[name][0], key) for name, (key, _before, _after) in was.items()}
    if any(thing is None or snapshot(thing) != was[name][2] for name, thing in things.items()):
        return False
    place = next((thing.district_id for thing in things.values() if isinstance(thing, RegisterEntry)), None)
    for name, thing in things.items():
        if thing is not None:
            changed = _put_back(thing, was[name][1])
            session.add(thing)
            if changed and name in OPEN:
                record(session, desk.actor, KINDS[name][1], thing, place_id=place, changed=changed)
    session.flush()
    return True


def _put_back(thing: Row, before: dict[str, Any]) -> dict[str, list[str]]:
    changed: dict[str, list[str]] = {}
    for name, column in table_of(type(thing)).columns.items():
        now = snapshot(thing)[name]
        if now != before[name]:
            setattr(thing, name, _value(column, before[name]))
            changed[name] = [str(now or ""), str(before[name] or "")]
    return changed


def _value(column: sa.Column[Any], kept: Any) -> Any:
    if kept is None:
        return None
    if isinstance(column.type, sa.LargeBinary):
        return bytes.fromhex(kept)
    if isinstance(column.type, sa.Uuid):
        return UUID(kept)
    return date.fromisoformat(kept) if isinstance(column.type, sa.Date) else kept
