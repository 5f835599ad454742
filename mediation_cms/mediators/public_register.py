"""The public register: who mediates, for people without an account. What is not public is not read here in the first place.

Of who has left a register there is a number, a state and a day, and no name. Contacts of who is suspended are never given.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.core.names import full_name, search_key
from mediation_cms.core.paging import Order
from mediation_cms.mediators.availability_models import Week
from mediation_cms.mediators.card_models import MediatorCard, MediatorContact, ServedDistrict
from mediation_cms.mediators.card_queries import Told, told
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterKind, Standing
from mediation_cms.mediators.modes import Mode
from mediation_cms.mediators.qualification import lapses
from mediation_cms.mediators.queries import ENTRY, IN_FORCE, MEDIATOR, PERSON, SUSPENSION, holding
from mediation_cms.places.queries import tree

PAGE = 30
CARD, SERVED, WEEK = table_of(MediatorCard), table_of(ServedDistrict), table_of(Week)
AFAR = (Mode.VIDEO, Mode.PHONE)


@dataclass(frozen=True)
class Sought:
    """Whom somebody looks for. `q`: part of a name in any spelling, or a number of a register."""

    on: date
    q: str = ""
    districts: Collection[UUID] | None = None
    language: str = ""
    dispute_code: str = ""
    kind: MediatorKind | None = None
    mode: Mode | None = None


@dataclass(frozen=True)
class PublicEntry:
    """An entry as everybody may know it: since when it stands as it does, on the day asked for."""

    id: UUID
    mediator_id: UUID
    register_kind: RegisterKind
    kind: MediatorKind
    number: str
    district_id: UUID
    entered_on: date
    standing: Standing
    standing_since: date


@dataclass(frozen=True)
class Shown:
    """A mediator as the public register shows them, and the cabinets at which one may book a talk with them."""

    id: UUID
    name: str
    standing: Standing
    standing_since: date
    entries: Sequence[PublicEntry]
    languages: Sequence[str]
    dispute_codes: Sequence[str]
    districts: Sequence[UUID]
    modes: Sequence[Mode]
    practising_since: int | None
    about: dict[str, str]
    has_photo: bool
    contacts: Sequence[MediatorContact]
    cabinets: Sequence[UUID]


# --- looking for somebody ----------------------------------------------------------------------------------------------


HAS_ENTRY = (
    sa.select(MEDIATOR.c.id, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic)
    .select_from(MEDIATOR.join(PERSON, PERSON.c.id == MEDIATOR.c.id).outerjoin(CARD, CARD.c.id == MEDIATOR.c.id))
    .where(sa.exists().where(ENTRY.c.mediator_id == MEDIATOR.c.id, IN_FORCE))
)
BY_NAME = Order(PERSON.c.sort_key, MEDIATOR.c.id)


def find(session: Session, sought: Sought, *, after: UUID | None = None, limit: int | None = PAGE) -> list[Any]:
    """Who stands in a register on the day and fits, by the alphabet: keys and names, one more than a page."""
    seen = _fitting(HAS_ENTRY if after is None else HAS_ENTRY.params(on=sought.on), sought)
    statement = BY_NAME.all(seen) if limit is None else BY_NAME.page(session, seen, after, limit)
    return list(session.connection().execute(statement, {"on": sought.on}))


def _fitting(statement: sa.Select[Any], sought: Sought) -> sa.Select[Any]:
    of_theirs = sa.and_(ENTRY.c.mediator_id == MEDIATOR.c.id, IN_FORCE)
    if sought.districts is not None:
        stands = sa.exists().where(of_theirs, ENTRY.c.district_id.in_(sought.districts))
        goes = sa.exists().where(SERVED.c.mediator_id == MEDIATOR.c.id, SERVED.c.district_id.in_(sought.districts))
        statement = statement.where(sa.or_(stands, goes))
    if sought.kind is not None:
        statement = statement.where(sa.exists().where(of_theirs, ENTRY.c.kind == sought.kind))
    if sought.language:
        statement = statement.where(_holds(MEDIATOR.c.languages, sought.language))
    if sought.dispute_code:  # who chose no kind of dispute takes every kind
        every = sa.cast(MEDIATOR.c.dispute_codes, sa.String) == "[]"
        statement = statement.where(sa.or_(every, _holds(MEDIATOR.c.dispute_codes, sought.dispute_code)))
    if sought.mode is not None:
        statement = statement.where(_holds(CARD.c.modes, sought.mode.value))
    words = search_key(sought.q).split()
    if words:
        named = sa.and_(*(PERSON.c.folded.contains(word, autoescape=True) for word in words))
        numbered = sa.exists().where(of_theirs, ENTRY.c.number == sought.q.strip())
        statement = statement.where(sa.or_(named, numbered))
    elif sought.q.strip():
        statement = statement.where(sa.exists().where(of_theirs, ENTRY.c.number == sought.q.strip()))
    return statement


def _holds(column: sa.ColumnElement[Any], code: str) -> sa.ColumnElement[bool]:
    """That a column with a JSON list holds the word."""
    return sa.cast(column, sa.String).contains(f'"{code}"', autoescape=True)


# --- what is shown of them ---------------------------------------------------------------------------------------------


def shown(session: Session, keys: Collection[UUID], on: date) -> dict[UUID, Shown]:
    """What everybody may know of these mediators, as far as they stand in a register on the day; in the order of the keys."""
    mediators = {one.id: one for one in session.exec(select(Mediator).where(col(Mediator.id).in_(keys)))}
    entries, cards = entries_of(session, keys, on), told(session, mediators.values())
    names, cabinets = _names(session, keys), _cabinets(session, keys, on)
    lapsed = lapses(session, keys, on, on)
    return {
        key: _shown(names[key], in_force, cards[key], cabinets[key], lapsed)
        for key in keys
        if key in mediators and (in_force := [one for one in entries[key] if one.standing is not Standing.REMOVED])
    }


def _shown(
    name: str, entries: Sequence[PublicEntry], told_of: Told, cabinets: Sequence[UUID], lapsed: Collection[UUID]
) -> Shown:
    decide = [one for one in entries if one.register_kind is RegisterKind.ANK] or entries  # as `deciding`
    active = [one for one in decide if one.standing is Standing.ACTIVE]
    says = (active or decide)[0]
    card = told_of.card
    return Shown(
        id=told_of.mediator.id,
        name=name,
        standing=says.standing,
        standing_since=says.standing_since,
        entries=entries,
        languages=told_of.mediator.languages,
        dispute_codes=told_of.mediator.dispute_codes,
        districts=told_of.districts,
        modes=[mode for mode in Mode if mode.value in card.modes],
        practising_since=card.practising_since,
        about={"kk": card.about_kk, "ru": card.about_ru},
        has_photo=card.photo_public and card.photo_id is not None,
        contacts=[contact for contact in told_of.contacts if contact.public] if active else [],
        cabinets=cabinets if any(one.id not in lapsed for one in active) else [],  # nothing could be booked there
    )


def entries_of(session: Session, keys: Collection[UUID], on: date) -> dict[UUID, list[PublicEntry]]:
    """Every entry of these mediators that was made up to the day, those in force first."""
    return _entries(session, ENTRY.c.mediator_id.in_(keys), on)


def removed_with_number(session: Session, number: str, on: date) -> list[PublicEntry]:
    """Entries of this number that are out of their register on the day: of each a number, a state and a day."""
    found = _entries(session, ENTRY.c.number == number.strip(), on)
    return [one for entries in found.values() for one in entries if one.standing is Standing.REMOVED]


def in_force_with_number(session: Session, number: str, on: date) -> list[UUID]:
    """Who has this number in a register on the day: each akim and each organisation numbers its own."""
    statement = sa.select(ENTRY.c.mediator_id).distinct().where(IN_FORCE, ENTRY.c.number == number.strip())
    return list(session.connection().execute(statement, {"on": on}).scalars())


def removed_entries(session: Session, on: date) -> list[PublicEntry]:
    """Every entry that is out of its register on the day."""
    found = _entries(session, ENTRY.c.until <= on, on)
    return [one for entries in found.values() for one in entries]


def public_photo(session: Session, mediator_id: UUID, on: date) -> MediatorCard:
    """The card whose photo everybody may see. Raises NotFound."""
    card = session.get(MediatorCard, mediator_id)
    stands = any(one.standing is not Standing.REMOVED for one in entries_of(session, [mediator_id], on)[mediator_id])
    if card is None or not card.photo_public or not stands:
        raise NotFound
    return card


_RUNS = sa.and_(SUSPENSION.c.entry_id == ENTRY.c.id, holding(SUSPENSION))
_PAST = SUSPENSION.alias("past")
_BACK = (
    sa.select(sa.func.max(_PAST.c.until))
    .where(_PAST.c.entry_id == ENTRY.c.id, _PAST.c.until <= sa.bindparam("on", type_=sa.Date))
    .correlate(ENTRY)
    .scalar_subquery()
)
PUBLIC_ENTRIES = (
    sa.select(
        ENTRY.c.id, ENTRY.c.mediator_id, ENTRY.c.register_kind, ENTRY.c.kind, ENTRY.c.number, ENTRY.c.district_id,
        ENTRY.c.since, ENTRY.c.until, SUSPENSION.c.since.label("suspended_since"), _BACK.label("back_on"),
    )
    .select_from(ENTRY.outerjoin(SUSPENSION, _RUNS))
    .where(ENTRY.c.since <= sa.bindparam("on", type_=sa.Date))
    .order_by(ENTRY.c.register_kind, ENTRY.c.kind, ENTRY.c.since, ENTRY.c.id)
)  # fmt: skip


def _entries(session: Session, wanted: sa.ColumnElement[bool], on: date) -> dict[UUID, list[PublicEntry]]:
    found: dict[UUID, list[PublicEntry]] = defaultdict(list)
    for row in session.connection().execute(PUBLIC_ENTRIES.where(wanted), {"on": on}):
        if row.until is not None and row.until <= on:
            standing, since = Standing.REMOVED, row.until
        elif row.suspended_since is not None:
            standing, since = Standing.SUSPENDED, row.suspended_since
        else:
            standing, since = Standing.ACTIVE, row.back_on or row.since
        found[row.mediator_id].append(
            PublicEntry(
                row.id, row.mediator_id, RegisterKind(row.register_kind), MediatorKind(row.kind), row.number,
                row.district_id, row.since, standing, since,
            )
        )  # fmt: skip
    return found


def _names(session: Session, keys: Collection[UUID]) -> dict[UUID, str]:
    rows = session.connection().execute(
        sa.select(PERSON.c.id, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic).where(PERSON.c.id.in_(keys))
    )
    return {key: full_name(*name) for key, *name in rows}


def _cabinets(session: Session, keys: Collection[UUID], on: date) -> dict[UUID, list[UUID]]:
    """The cabinets, open on the day, at which each of these mediators keeps hours."""
    places, found = tree(session), defaultdict(list)
    kept = sa.select(WEEK.c.mediator_id, WEEK.c.cabinet_id).where(
        WEEK.c.mediator_id.in_(keys), sa.or_(WEEK.c.until.is_(None), WEEK.c.until > on)
    )
    for mediator_id, cabinet_id in session.connection().execute(kept.distinct().order_by(WEEK.c.cabinet_id)):
        if places.is_open(cabinet_id, on):
            found[mediator_id].append(cabinet_id)
    return found
