"""The list of register entries, as they stand on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.db import Records
from mediation_cms.core.names import search_key
from mediation_cms.mediators.models import MediatorKind, RegisterKind, Standing
from mediation_cms.mediators.queries import ENTRY, IN_FORCE, MEDIATOR, ON, PERSON, SUSPENDED_ON, visible_to

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which entries a list shows: those that stand so on the day, in these districts. `q` is part of a name in any spelling."""

    on: date
    districts: Iterable[UUID] | None = None
    register_kind: RegisterKind | None = None
    kind: MediatorKind | None = None
    standing: Standing | None = None
    q: str = ""


SUSPENDED = sa.exists().where(SUSPENDED_ON)
STANDING = sa.case(
    (sa.not_(IN_FORCE), Standing.REMOVED.value),
    (SUSPENDED, Standing.SUSPENDED.value),
    else_=Standing.ACTIVE.value,
)
ENTRIES = (
    sa.select(
        ENTRY.c.id, ENTRY.c.mediator_id, ENTRY.c.register_kind, ENTRY.c.kind, ENTRY.c.number, ENTRY.c.district_id,
        ENTRY.c.organisation_id, ENTRY.c.since, ENTRY.c.until, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic,
        MEDIATOR.c.cabinet_id, MEDIATOR.c.languages, STANDING.label("standing"),
    )
    .select_from(
        ENTRY.join(MEDIATOR, MEDIATOR.c.id == ENTRY.c.mediator_id).join(PERSON, PERSON.c.id == ENTRY.c.mediator_id)
    )
    .where(ENTRY.c.since <= ON)
    .order_by(ENTRY.c.id.desc())
)  # fmt: skip


def list_entries(
    session: Session, actor: Actor, wanted: Wanted, *, after: UUID | None = None, limit: int = PAGE
) -> Records:
    """Entries made up to the day, as they stand on it, the last entered first; one more than a page."""
    statement = ENTRIES.where(visible_to(actor)).limit(limit + 1)
    if wanted.districts is not None:
        statement = statement.where(ENTRY.c.district_id.in_(wanted.districts))
    if wanted.register_kind is not None:
        statement = statement.where(ENTRY.c.register_kind == wanted.register_kind)
    if wanted.kind is not None:
        statement = statement.where(ENTRY.c.kind == wanted.kind)
    if wanted.standing is not None:
        statement = statement.where(STANDING.in_([wanted.standing]))
    for word in search_key(wanted.q).split():
        statement = statement.where(PERSON.c.folded.contains(word))
    if after is not None:
        statement = statement.where(ENTRY.c.id < after)
    return session.connection().execute(statement, {"on": wanted.on}).all()
