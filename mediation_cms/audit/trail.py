"""Leave a trace. `record` stands in the transaction of the change: no change without its trace, no trace without its change."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import Session, col, select

from mediation_cms.access.actors import Actor
from mediation_cms.audit.models import Entry, Reading, Submission
from mediation_cms.core import clock
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.keys import new_key
from mediation_cms.places.models import Unit

MOST_KEYS = 200
ENTER = sa.insert(table_of(Entry))
NOTE = sa.insert(table_of(Reading))
SUBMISSION = table_of(Submission)
TAKE = sa.insert(SUBMISSION)
ANSWER = sa.update(SUBMISSION).where(SUBMISSION.c.key == sa.bindparam("of")).values(answer=sa.bindparam("answer"))

UNTAKE = sa.delete(SUBMISSION).where(SUBMISSION.c.key == sa.bindparam("of"))
TWIN_SECONDS = 4
"""So long the second of two that are one form waits for the answer of the first."""


def record(
    session: Session,
    actor: Actor,
    action: str,
    thing: Row,
    /,
    *,
    matter_id: UUID | None = None,
    place_id: UUID | None = None,
    **details: Any,
) -> None:
    """Add to the history what the actor did to the thing. `details` are plain words, never what is encrypted elsewhere.

    `place_id` is where it happened, when neither the thing nor its matter tells.
    """
    place = place_id or _place_of(session, thing, matter_id)
    session.flush()  # what was done comes first: a place may be new
    session.connection().execute(ENTER, _line(actor, action, thing, matter_id, place, details))


def record_all(session: Session, actor: Actor, action: str, things: Iterable[tuple[Row, Mapping[str, Any]]]) -> None:
    """Add to the history what the actor did to each of these things, with its details: the lines of `record`, written at once.

    For what lies in a place and belongs to no matter.
    """
    lines = [_line(actor, action, thing, None, _place_of(session, thing, None), details) for thing, details in things]
    session.flush()
    if lines:
        session.connection().execute(ENTER, lines)


def record_rows(
    session: Session,
    actor: Actor,
    action: str,
    kind: type[Row],
    rows: Iterable[tuple[UUID, UUID | None, Mapping[str, Any]]],
) -> None:
    """The same for rows that were written as plain values: the key of each, where it lies, the details."""
    lines = [_line_of(actor, action, kind, key, None, place_id, details) for key, place_id, details in rows]
    if lines:
        session.connection().execute(ENTER, lines)


def _line(
    actor: Actor, action: str, thing: Row, matter_id: UUID | None, place_id: UUID | None, details: Mapping[str, Any]
) -> dict[str, Any]:
    return _line_of(actor, action, type(thing), thing.id, matter_id, place_id, details)


def _line_of(
    actor: Actor, action: str, kind: type[Row], key: UUID, matter_id: UUID | None, place_id: UUID | None,
    details: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    return {
        "id": new_key(), "at": clock.now(), "account_id": actor.account_id, "action": action,
        "thing_kind": table_of(kind).name, "thing_id": key, "matter_id": matter_id, "place_id": place_id,
        "details": {name: plain(value) for name, value in details.items() if value is not None},
    }  # fmt: skip


def note_reading(
    connection: Connection,
    actor: Actor,
    page: str,
    matter_id: UUID | None = None,
    shown: Iterable[str] = (),
    *,
    refused: bool = False,
) -> None:
    """Note that the actor was shown (or refused) a page with personal data. One plain insert: every page of staff makes one."""
    keys = list(shown)[:MOST_KEYS]
    row = {"id": new_key(), "at": clock.now(), "account_id": actor.account_id, "page": page, "matter_id": matter_id}
    connection.execute(NOTE, row | {"shown": keys, "refused": refused})


def take_form(session: Session, key: str, body: str, account_id: UUID | None) -> None:
    """Note that the form with this key was sent, and what stood in it.

    Raises IntegrityError when it was taken before, OperationalError when it is being taken right now and that lasts.
    """
    row = {"id": new_key(), "key": key, "body": body, "account_id": account_id, "answer": "", "at": clock.now()}
    connection = session.connection()
    if connection.dialect.name == "postgresql":  # elsewhere writers queue before they begin
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{TWIN_SECONDS}s'")
    connection.execute(TAKE, row)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL lock_timeout = DEFAULT")


def untake_form(session: Session, key: str) -> None:
    """The form led nowhere yet: its page was drawn once more."""
    session.connection().execute(UNTAKE, {"of": key})


def answer_form(session: Session, key: str, answer: str) -> None:
    """Note where the form with this key led."""
    session.connection().execute(ANSWER, {"of": key, "answer": answer})


def _place_of(session: Session, thing: Row, matter_id: UUID | None) -> UUID | None:
    """Where the thing lies: its cabinet, district or unit, or itself.

    A part of a matter that names no cabinet lies where the matter lay last, even if it knows its district: a contract does,
    and who answers for the cabinet alone must find its line.
    """
    if isinstance(thing, Unit):
        return thing.id
    if matter_id is not None and getattr(thing, "cabinet_id", None) is None:
        last = select(Entry.place_id).where(Entry.matter_id == matter_id).order_by(col(Entry.id).desc()).limit(1)
        lay = session.exec(last).first()
        if lay is not None:
            return lay
    for name in ("cabinet_id", "district_id", "unit_id"):
        found: UUID | None = getattr(thing, name, None)
        if found is not None:
            return found
    return None


def plain(value: Any) -> Any:
    """A value as the history keeps it: words, numbers, days as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value
