"""Reading the history: who did what, and who has read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit.details import PlaceNamed, Said, said_details
from mediation_cms.audit.models import Entry, Reading, Submission
from mediation_cms.audit.sentences import page_of, sentence_of
from mediation_cms.core import clock
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.i18n import Text
from mediation_cms.core.names import full_name
from mediation_cms.people.models import Account, AccountKind, Person, Role, RoleHeld
from mediation_cms.places.queries import tree

MOST = 200
PAGE = 50
ENTRY, READING, HELD = table_of(Entry), table_of(Reading), table_of(RoleHeld)
ACCOUNT, PERSON = table_of(Account), table_of(Person)
NAMES = sa.select(
    ACCOUNT.c.id, ACCOUNT.c.kind, ACCOUNT.c.login, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic
).select_from(ACCOUNT.outerjoin(PERSON, PERSON.c.id == ACCOUNT.c.person_id))
CASE_READERS = frozenset({Role.COORDINATOR, Role.AUDITOR})
READERS = CASE_READERS | {Role.ADMINISTRATOR}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One line of a history: when, who, what, with plain details."""

    at: datetime
    who: Text | str
    action: str
    details: dict[str, Any]
    place_named: PlaceNamed = field(default=str, repr=False, compare=False)
    id: UUID | None = field(default=None, compare=False)
    account_id: UUID | None = field(default=None, compare=False)
    matter_id: UUID | None = field(default=None, compare=False)
    place_id: UUID | None = field(default=None, compare=False)

    @property
    def sentence(self) -> Text | str:
        """What was done, in words."""
        return sentence_of(self.action)

    @property
    def page(self) -> Text | str:
        """Which page was read, in words."""
        return page_of(self.action)

    @property
    def said(self) -> Said:
        """The details in words: what, and how it reads now."""
        return said_details(self.action, self.details, self.place_named)


# --- of one thing ------------------------------------------------------------------------------------------------------


def history_of(session: Session, matter_id: UUID) -> list[Line]:
    """What was done to a matter and everything in it, newest first."""
    statement = select(Entry).where(Entry.matter_id == matter_id).order_by(col(Entry.id).desc()).limit(MOST)
    return _lines(session, session.exec(statement).all())


def history_of_thing(session: Session, thing_id: UUID) -> list[Line]:
    """What was done to one thing that belongs to no matter: a rule, a place, a register entry; newest first."""
    return history_of_things(session, [thing_id])


def history_of_things(session: Session, keys: Iterable[UUID]) -> list[Line]:
    """What was done to things that people see as one: an account and its roles, an entry and its mediator; newest first."""
    statement = select(Entry).where(col(Entry.thing_id).in_(list(keys))).order_by(col(Entry.id).desc()).limit(MOST)
    return _lines(session, session.exec(statement).all())


def history_of_kind(session: Session, kind: type[Row]) -> list[Line]:
    """What was done to the things of a table that lie in no place, newest first: to the calendar, to the catalogues."""
    of_kind = (col(Entry.place_id).is_(None), Entry.thing_kind == table_of(kind).name)
    return _lines(session, session.exec(select(Entry).where(*of_kind).order_by(col(Entry.id).desc()).limit(MOST)).all())


def readings_of(session: Session, matter_id: UUID) -> list[Line]:
    """Who was shown pages of a matter, newest first."""
    statement = select(Reading).where(Reading.matter_id == matter_id).order_by(col(Reading.id).desc()).limit(MOST)
    return _readings(session, session.exec(statement).all())


# --- of the places that the actor answers for --------------------------------------------------------------------------


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """What happened in the places that the actor answers for. An administrator sees nothing of what belongs to a matter."""
    if actor.everywhere & CASE_READERS:
        return sa.true()
    covered = _covered(actor, CASE_READERS)
    seen = ENTRY.c.place_id.in_(covered) if covered else sa.false()
    no_matter = ENTRY.c.matter_id.is_(None)
    if Role.ADMINISTRATOR in actor.everywhere:
        return sa.or_(seen, no_matter)
    administered = _covered(actor, {Role.ADMINISTRATOR})
    return sa.or_(seen, sa.and_(no_matter, ENTRY.c.place_id.in_(administered))) if administered else seen


def refusals_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """What was refused to people who work in the places that the actor answers for."""
    if actor.everywhere & READERS:
        return sa.true()
    return READING.c.account_id.in_(sa.select(HELD.c.account_id).where(HELD.c.unit_id.in_(_covered(actor, READERS))))


def newest(
    session: Session,
    actor: Actor,
    *,
    on: date | None = None,
    account_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Line]:
    """What was done in the places that the actor answers for, newest first; one more than a page."""
    statement = select(Entry).where(visible_to(actor)).order_by(col(Entry.id).desc()).limit(limit + 1)
    for condition in _asked(ENTRY, on, account_id, after):
        statement = statement.where(condition)
    return _lines(session, session.exec(statement).all())


def refusals(
    session: Session,
    actor: Actor,
    *,
    on: date | None = None,
    account_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Line]:
    """Pages and acts that were refused to people of these places, newest first; one more than a page."""
    statement = select(Reading).where(READING.c.refused, refusals_visible_to(actor))
    statement = statement.order_by(col(Reading.id).desc()).limit(limit + 1)
    for condition in _asked(READING, on, account_id, after):
        statement = statement.where(condition)
    return _readings(session, session.exec(statement).all())


def people_of(session: Session, actor: Actor, most: int = 300) -> list[tuple[UUID, Text | str]]:
    """Whose deeds the actor may look at: the accounts of these places in the order of the alphabet, with names."""
    statement = NAMES.order_by(PERSON.c.sort_key, ACCOUNT.c.login).limit(most)
    if not actor.everywhere & READERS:
        held = sa.select(HELD.c.account_id).where(HELD.c.unit_id.in_(_covered(actor, READERS)))
        statement = statement.where(ACCOUNT.c.id.in_(held))
    return [(row.id, _name(row)) for row in session.connection().execute(statement)]


def _covered(actor: Actor, roles: frozenset[Role] | set[Role]) -> frozenset[UUID]:
    return frozenset().union(*(actor.covers.get(role, frozenset()) for role in roles))


def _asked(
    table: sa.Table, on: date | None, account_id: UUID | None, after: UUID | None
) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if on is not None:
        start = datetime.combine(on, time(), clock.ALMATY)
        conditions += [table.c.at >= start, table.c.at < datetime.combine(on + ONE_DAY, time(), clock.ALMATY)]
    if account_id is not None:
        conditions.append(table.c.account_id == account_id)
    if after is not None:
        conditions.append(table.c.id < after)
    return conditions


def _lines(session: Session, entries: Sequence[Entry]) -> list[Line]:
    if not entries:
        return []
    names, place_named = names_of(session, {entry.account_id for entry in entries}), _place_named(session)
    return [
        Line(
            entry.at, names[entry.account_id], entry.action, entry.details, place_named,
            entry.id, entry.account_id, entry.matter_id, entry.place_id,
        )
        for entry in entries
    ]  # fmt: skip


def _place_named(session: Session) -> PlaceNamed:
    places, today = tree(session), clock.today()
    return lambda unit_id: places.words(unit_id, today) if unit_id in places.places else str(unit_id)


def _readings(session: Session, readings: Sequence[Reading]) -> list[Line]:
    names = names_of(session, {reading.account_id for reading in readings})
    return [
        Line(
            reading.at, names[reading.account_id], reading.page, {"refused": reading.refused},
            id=reading.id, account_id=reading.account_id, matter_id=reading.matter_id,
        )
        for reading in readings
    ]  # fmt: skip


def names_of(session: Session, accounts: set[UUID]) -> dict[UUID, Text | str]:
    """The names behind accounts; the product itself and visitors are called so."""
    rows = session.connection().execute(NAMES.where(ACCOUNT.c.id.in_(accounts)))
    return {row.id: _name(row) for row in rows}


def _name(row: Any) -> Text | str:
    if row.kind is not AccountKind.PERSON:
        return AccountKind(row.kind).label
    return full_name(row.surname, row.given_name, row.patronymic) if row.given_name else str(row.login)


def earlier_answer(session: Session, key: str) -> str | None:
    """Where the form with this key led when it was sent the first time; None for a new form."""
    found = session.exec(select(Submission).where(Submission.key == key)).first()
    return found.answer if found else None
