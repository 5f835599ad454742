"""The list of register entries, as they stand on a day, and the card of who stands behind one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.dated import in_force
from mediation_cms.core.db import Records
from mediation_cms.core.names import search_key
from mediation_cms.core.paging import Order
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterEntry, RegisterKind, Standing, Suspension
from mediation_cms.mediators.queries import (
    ENTRY,
    IN_FORCE,
    MEDIATOR,
    ON,
    PERSON,
    SUSPENDED_ON,
    entries_of,
    get_entry,
    visible_to,
)
from mediation_cms.people.models import Organisation, Person

PAGE = 50

# --- the list ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """Which entries a list shows: those that stand so on the day, in these districts. `q` is part of a name in any spelling.

    Without a standing those that are in the register on the day, suspended ones included, or with `removed` all of them.
    """

    on: date
    districts: Iterable[UUID] | None = None
    register_kind: RegisterKind | None = None
    kind: MediatorKind | None = None
    standing: Standing | None = None
    removed: bool = True
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
)  # fmt: skip
BY_NAME = Order(PERSON.c.sort_key, ENTRY.c.id)


def list_entries(
    session: Session, actor: Actor, wanted: Wanted, *, after: UUID | None = None, limit: int = PAGE
) -> Records:
    """Entries made up to the day, as they stand on it, in the order of the alphabet; one more than a page."""
    seen = ENTRIES.where(visible_to(actor))
    if after is not None:  # `params` copies the whole statement, which is then compiled anew
        seen = seen.params(on=wanted.on)
    statement = BY_NAME.page(session, seen, after, limit)
    if wanted.districts is not None:
        statement = statement.where(ENTRY.c.district_id.in_(wanted.districts))
    if wanted.register_kind is not None:
        statement = statement.where(ENTRY.c.register_kind == wanted.register_kind)
    if wanted.kind is not None:
        statement = statement.where(ENTRY.c.kind == wanted.kind)
    if wanted.standing is not None:
        statement = statement.where(STANDING.in_([wanted.standing]))
    elif not wanted.removed:
        statement = statement.where(IN_FORCE)
    for word in search_key(wanted.q).split():
        statement = statement.where(PERSON.c.folded.contains(word))
    return session.connection().execute(statement, {"on": wanted.on}).all()


# --- the card ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stand:
    """An entry as its page shows it: how it stands on the day, its suspensions, and whose register it is."""

    entry: RegisterEntry
    standing: Standing
    suspensions: Sequence[Suspension]
    organisation: str


@dataclass(frozen=True)
class Card:
    """Who stands behind an entry, and every entry of theirs, the newest first."""

    person: Person
    mediator: Mediator
    stand: Stand
    stands: Sequence[Stand]


def card_of(session: Session, actor: Actor, entry_id: UUID, on: date) -> Card:
    """The card behind an entry, as it stands on the day. Raises NotFound."""
    entry = get_entry(session, actor, entry_id)
    mediator = session.get_one(Mediator, entry.mediator_id)
    entries = entries_of(session, mediator)
    suspensions: dict[UUID, list[Suspension]] = defaultdict(list)
    held = select(Suspension).where(col(Suspension.entry_id).in_([one.id for one in entries]))
    for suspension in session.exec(held.order_by(col(Suspension.since))):
        suspensions[suspension.entry_id].append(suspension)
    kept_by = select(Organisation).where(
        col(Organisation.id).in_([one.organisation_id for one in entries if one.organisation_id])
    )
    names = {organisation.id: organisation.name for organisation in session.exec(kept_by)}
    stands = [_stand(one, suspensions[one.id], names, on) for one in reversed(entries)]
    (stand,) = (one for one in stands if one.entry.id == entry.id)
    return Card(session.get_one(Person, mediator.id), mediator, stand, stands)


def _stand(entry: RegisterEntry, suspensions: Sequence[Suspension], names: dict[UUID, str], on: date) -> Stand:
    standing = Standing.ACTIVE
    if in_force([entry], on) is None:
        standing = Standing.REMOVED
    elif in_force(suspensions, on) is not None:
        standing = Standing.SUSPENDED
    return Stand(entry, standing, suspensions, names.get(entry.organisation_id, "") if entry.organisation_id else "")
