"""Matters to choose from when somebody was spoken to: the actor's own recent ones first, then by number or by name."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.names import search_key
from mediation_cms.intake.companion_models import Part
from mediation_cms.intake.models import Party, Request, Side, side_number
from mediation_cms.intake.numbers import meant
from mediation_cms.intake.queries import COLUMNS, deals_with, visible_to
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Organisation, Person, Role

REQUEST, PARTY = table_of(Request), table_of(Party)
PERSON, ORGANISATION = table_of(Person), table_of(Organisation)
OPEN = REQUEST.c.status != RequestStatus.ENDED.value
FEW, FOUND = 5, 10


def recent(session: Session, actor: Actor) -> Records:
    """Open requests: those that the actor conducts as a mediator, alone or not, else those in sight.

    Last spoken about, then last brought. What is only offered to a mediator is spoken about after it was taken.
    """
    conducts = deals_with(REQUEST, actor.person_id, Part.CO_MEDIATOR)
    taken = sa.not_(sa.and_(REQUEST.c.on_offer, REQUEST.c.mediator_id == actor.person_id))
    mine = sa.and_(conducts, taken) if Role.MEDIATOR in actor.roles else sa.true()
    statement = sa.select(*COLUMNS).where(visible_to(actor), mine, OPEN)
    newest = statement.order_by(REQUEST.c.id.desc()).limit(FEW)
    spoken = statement.where(REQUEST.c.last_contact_on.is_not(None)).order_by(
        REQUEST.c.last_contact_on.desc(), REQUEST.c.id.desc()
    )
    rows = {row.id: row for found in (spoken.limit(FEW), newest) for row in session.connection().execute(found)}
    return list(rows.values())[:FEW]


def looked_for(session: Session, actor: Actor, typed: str) -> Records:
    """Requests in sight with this number, whatever their state, or open ones with somebody of this name, newest first."""
    numbers, words = meant(session, typed), search_key(typed).split()
    if not numbers and not words:
        return []
    called: sa.ColumnElement[bool] = REQUEST.c.number.in_(numbers)
    if not numbers:
        who = sa.select(PARTY.c.request_id).join(PERSON, PERSON.c.id == PARTY.c.person_id)
        called = sa.and_(OPEN, REQUEST.c.id.in_(who.where(*(_has_word(word) for word in words))))
    statement = sa.select(*COLUMNS).where(visible_to(actor), called)
    return session.connection().execute(statement.order_by(REQUEST.c.id.desc()).limit(FOUND)).all()


def sides_named(session: Session, request_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, int, str]]]:
    """Of each of these requests the sides: key, number, name (empty for somebody unnamed), in the order of their numbers."""
    given = sa.func.trim(PERSON.c.surname + " " + PERSON.c.given_name)
    statement = (
        sa.select(PARTY.c.request_id, PARTY.c.side, PARTY.c.side_no, sa.func.coalesce(given, ORGANISATION.c.name, ""))
        .outerjoin(PERSON, PERSON.c.id == PARTY.c.person_id)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == PARTY.c.organisation_id)
        .where(PARTY.c.request_id.in_(list(request_ids)), PARTY.c.represents_id.is_(None))
        .where(PARTY.c.side != Side.THIRD.value)
    )
    found: dict[UUID, list[tuple[str, int, str]]] = {}
    for request_id, side, side_no, name in session.connection().execute(statement):
        found.setdefault(request_id, []).append((f"{Side(side)}-{side_no}", side_number(Side(side), side_no), name))
    return {request_id: sorted(sides, key=lambda side: side[1]) for request_id, sides in found.items()}


def _has_word(word: str) -> sa.ColumnElement[bool]:
    """Whether a name has a word that begins so; the folded name is its words in order."""
    beginning = word.replace("%", "").replace("_", "")
    return sa.or_(PERSON.c.folded.like(f"{beginning}%"), PERSON.c.folded.like(f"% {beginning}%"))
