"""Reading the history: who did what, and who has read it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.audit.details import Named, Said, said_details
from mediation_cms.audit.models import Entry, Reading, Submission
from mediation_cms.audit.sentences import page_of, sentence_of
from mediation_cms.core import clock
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.i18n import Text
from mediation_cms.core.names import full_name
from mediation_cms.disputes.queries import words
from mediation_cms.people.models import Account, AccountKind, Person, Role, RoleHeld
from mediation_cms.places.queries import tree

MOST = 200
PAGE = 50
ENTRY, READING, HELD = table_of(Entry), table_of(Reading), table_of(RoleHeld)
ACCOUNT, PERSON = table_of(Account), table_of(Person)
NAMES = sa.select(
    ACCOUNT.c.id, ACCOUNT.c.kind, ACCOUNT.c.login, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic
).select_from(ACCOUNT.outerjoin(PERSON, PERSON.c.id == ACCOUNT.c.person_id))
NAMES_OF = NAMES.where(ACCOUNT.c.id.in_(sa.bindparam("of", expanding=True)))
# Columns, not objects, in the order in which a line takes them.
ENTRIES = sa.select(
    ENTRY.c.id, ENTRY.c.at, ENTRY.c.account_id, ENTRY.c.action, ENTRY.c.details, ENTRY.c.matter_id, ENTRY.c.place_id
).order_by(ENTRY.c.id.desc())
READINGS = sa.select(
    READING.c.id, READING.c.at, READING.c.account_id, READING.c.page, READING.c.refused, READING.c.matter_id
).order_by(READING.c.id.desc())
OF_MATTER = ENTRIES.where(ENTRY.c.matter_id == sa.bindparam("of")).limit(MOST)
OF_THINGS = ENTRIES.where(ENTRY.c.thing_id.in_(sa.bindparam("of", expanding=True))).limit(MOST)
OF_KIND = ENTRIES.where(ENTRY.c.place_id.is_(None), ENTRY.c.thing_kind == sa.bindparam("of")).limit(MOST)
READ_IN_MATTER = READINGS.where(READING.c.matter_id == sa.bindparam("of")).limit(MOST)
NOTHING: Mapping[str, Any] = MappingProxyType({})
CASE_READERS = frozenset({Role.COORDINATOR, Role.AUDITOR})
READERS = CASE_READERS | {Role.ADMINISTRATOR}
ONE_DAY = timedelta(days=1)


NAMELESS = Named()


class Line(NamedTuple):
    """One line of a history: when, who, what, with plain details."""

    at: datetime
    who: Text | str
    action: str
    details: dict[str, Any]
    named: Named = NAMELESS
    id: UUID | None = None
    account_id: UUID | None = None
    matter_id: UUID | None = None
    place_id: UUID | None = None

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
        return said_details(self.action, self.details, self.named)


# --- of one thing ------------------------------------------------------------------------------------------------------


def history_of(session: Session, matter_id: UUID) -> list[Line]:
    """What was done to a matter and everything in it, newest first."""
    return _lines(session, OF_MATTER, {"of": matter_id})


def history_of_thing(session: Session, thing_id: UUID) -> list[Line]:
    """What was done to one thing that belongs to no matter: a rule, a place, a register entry; newest first."""
    return history_of_things(session, [thing_id])


def history_of_things(session: Session, keys: Iterable[UUID]) -> list[Line]:
    """What was done to things that people see as one: an account and its roles, an entry and its mediator; newest first."""
    return _lines(session, OF_THINGS, {"of": list(keys)})


def history_of_kind(session: Session, kind: type[Row]) -> list[Line]:
    """What was done to the things of a table that lie in no place, newest first: to the calendar, to the catalogues."""
    return _lines(session, OF_KIND, {"of": table_of(kind).name})


def readings_of(session: Session, matter_id: UUID) -> list[Line]:
    """Who was shown pages of a matter, newest first."""
    return _readings(session, READ_IN_MATTER, {"of": matter_id})


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
    hidden: sa.Select[tuple[UUID]] | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> list[Line]:
    """What was done in the places that the actor answers for, newest first; one more than a page.

    `hidden` are the matters from which the actor is barred.
    """
    statement = ENTRIES.where(visible_to(actor)).limit(limit + 1)
    if hidden is not None:
        statement = statement.where(sa.or_(ENTRY.c.matter_id.is_(None), ENTRY.c.matter_id.not_in(hidden)))
    for condition in _asked(ENTRY, on, account_id, after):
        statement = statement.where(condition)
    return _lines(session, statement)


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
    statement = READINGS.where(READING.c.refused, refusals_visible_to(actor)).limit(limit + 1)
    for condition in _asked(READING, on, account_id, after):
        statement = statement.where(condition)
    return _readings(session, statement)


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


def _lines(session: Session, statement: sa.Select[Any], asked: Mapping[str, Any] = NOTHING) -> list[Line]:
    rows = session.connection().execute(statement, asked).all()
    if not rows:
        return []
    names, named = names_of(session, {row.account_id for row in rows}), naming(session)
    return [
        Line(at, names[who], action, details, named, key, who, matter_id, place_id)
        for key, at, who, action, details, matter_id, place_id in rows
    ]


def naming(session: Session) -> Named:
    """How places and items of catalogues are called in the details of a line."""
    places, today = tree(session), clock.today()
    return Named(
        place=lambda unit_id: places.words(unit_id, today) if unit_id in places.places else str(unit_id),
        item=lambda catalogue, code: words(session, catalogue, code),
    )


def _readings(session: Session, statement: sa.Select[Any], asked: Mapping[str, Any] = NOTHING) -> list[Line]:
    rows = session.connection().execute(statement, asked).all()
    names = names_of(session, {row.account_id for row in rows})
    return [
        Line(at, names[who], page, {"refused": refused}, NAMELESS, key, who, matter_id)
        for key, at, who, page, refused, matter_id in rows
    ]


def names_of(session: Session, accounts: Collection[UUID]) -> dict[UUID, Text | str]:
    """The names behind accounts; the product itself and visitors are called so."""
    rows = session.connection().execute(NAMES_OF, {"of": accounts})
    return {row.id: _name(row) for row in rows}


def _name(row: Any) -> Text | str:
    if row.kind is not AccountKind.PERSON:
        return AccountKind(row.kind).label
    return full_name(row.surname, row.given_name, row.patronymic) if row.given_name else str(row.login)


def earlier_form(session: Session, key: str) -> Submission | None:
    """The form with this key as it was sent the first time; None for a new one."""
    return session.exec(select(Submission).where(Submission.key == key)).first()
