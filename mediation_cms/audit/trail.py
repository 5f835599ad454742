"""Leave a trace. `record` stands in the transaction of the change: no change without its trace, no trace without its change."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access.actors import Actor
from mediation_cms.audit.models import Entry, Reading
from mediation_cms.core import clock
from mediation_cms.core.db import Row
from mediation_cms.places.models import Unit

MOST_KEYS = 200


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
    session.add(
        Entry(
            at=clock.now(),
            account_id=actor.account_id,
            action=action,
            thing_kind=str(thing.__tablename__),
            thing_id=thing.id,
            matter_id=matter_id,
            place_id=place_id or _place_of(session, thing, matter_id),
            details={name: _plain(value) for name, value in details.items() if value is not None},
        )
    )


def note_reading(
    session: Session,
    actor: Actor,
    page: str,
    matter_id: UUID | None = None,
    shown: Iterable[str] = (),
    *,
    refused: bool = False,
) -> None:
    """Note that the actor was shown (or refused) a page with personal data."""
    keys = list(shown)[:MOST_KEYS]
    session.add(
        Reading(
            at=clock.now(), account_id=actor.account_id, page=page, matter_id=matter_id, shown=keys, refused=refused
        )
    )


def _place_of(session: Session, thing: Row, matter_id: UUID | None) -> UUID | None:
    """Where the thing lies: its cabinet, district or unit, or itself; a part of a matter lies where the matter lay last."""
    if isinstance(thing, Unit):
        return thing.id
    for name in ("cabinet_id", "district_id", "unit_id"):
        found: UUID | None = getattr(thing, name, None)
        if found is not None:
            return found
    if matter_id is None:
        return None
    last = select(Entry.place_id).where(Entry.matter_id == matter_id).order_by(col(Entry.id).desc()).limit(1)
    return session.exec(last).first()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value
