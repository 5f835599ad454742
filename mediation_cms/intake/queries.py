"""Reading requests. Whoever may not see a request does not learn that it is there."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypedDict
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Organisation, Person, Role

ALL_IN_PLACE = (Role.RECEPTIONIST, Role.COORDINATOR, Role.AUDITOR)
READERS = frozenset({*ALL_IN_PLACE, Role.MEDIATOR})
"""Who sees requests and cases: all of a place, or the own ones."""
PAGE = 50
REQUEST = table_of(Request)


class Sight(TypedDict):
    """How far somebody sees: everything, or what lies at these cabinets, and what this mediator deals with."""

    everything: bool
    covered: list[UUID]
    mine: UUID | None


def sight(actor: Actor) -> Sight:
    """What the actor may see of requests and cases: those of the places that a desk role covers, and the actor's own."""
    everything = actor.is_system or bool(actor.everywhere & set(ALL_IN_PLACE))
    covered = frozenset().union(*(actor.covers.get(role, frozenset()) for role in ALL_IN_PLACE))
    mine = actor.person_id if Role.MEDIATOR in actor.roles else None
    return Sight(everything=everything, covered=[] if everything else list(covered), mine=mine)


def sees_own_only(actor: Actor) -> bool:
    """Whether somebody sees no place's requests and cases, but those alone that they deal with as a mediator."""
    seen = sight(actor)
    return not seen["everything"] and not seen["covered"]


def visible_to(actor: Actor, table: sa.Table = REQUEST) -> sa.ColumnElement[bool]:
    """The rows (requests, cases) that are in the actor's sight: for lists, where an index serves each of the two."""
    seen = sight(actor)
    if seen["everything"]:
        return sa.true()
    mine = table.c.mediator_id == seen["mine"] if seen["mine"] else sa.false()
    return sa.or_(table.c.cabinet_id.in_(seen["covered"]), mine) if seen["covered"] else mine


def lies_in_sight(table: sa.Table) -> sa.ColumnElement[bool]:
    """The same of rows that are asked for by key or number, in a statement that is built once and given the `Sight` each time.

    No index serves it, so that the rows are always found by what they are asked for.
    """
    return sa.or_(
        sa.bindparam("everything", type_=sa.Boolean),
        table.c.cabinet_id.in_(sa.bindparam("covered", expanding=True)),
        table.c.mediator_id == sa.bindparam("mine"),
    )


def get_request(session: Session, actor: Actor, request_id: UUID) -> Request:
    """One request that the actor may see. Raises NotFound."""
    found = session.exec(select(Request).where(Request.id == request_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def by_number(session: Session, actor: Actor, number: str) -> Request:
    """The request with this number, if the actor may see it. Raises NotFound."""
    found = session.exec(select(Request).where(Request.number == number.strip().upper(), visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


COLUMNS = (
    REQUEST.c.id, REQUEST.c.number, REQUEST.c.subject, REQUEST.c.status, REQUEST.c.outcome, REQUEST.c.received_on,
    REQUEST.c.ended_on, REQUEST.c.cabinet_id, REQUEST.c.dispute_code, REQUEST.c.language, REQUEST.c.urgent, REQUEST.c.channel,
)  # fmt: skip


def list_requests(  # noqa: PLR0913 - each filter of the page by its name
    session: Session,
    actor: Actor,
    *,
    status: str | None = None,
    cabinet_id: UUID | None = None,
    dispute_code: str | None = None,
    received_from: date | None = None,
    received_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Requests that the actor may see, newest first, one more than a page so that the page knows whether another follows."""
    statement = sa.select(*COLUMNS).where(visible_to(actor)).order_by(REQUEST.c.id.desc()).limit(limit + 1)
    for column, wanted in (
        (REQUEST.c.status, status),
        (REQUEST.c.cabinet_id, cabinet_id),
        (REQUEST.c.dispute_code, dispute_code),
    ):
        if wanted is not None:
            statement = statement.where(column == wanted)
    if received_from is not None:
        statement = statement.where(REQUEST.c.received_on >= received_from)
    if received_to is not None:
        statement = statement.where(REQUEST.c.received_on <= received_to)
    if after is not None:
        statement = statement.where(REQUEST.c.id < after)
    return session.connection().execute(statement).all()


NUMBERED = (
    sa.select(*COLUMNS)
    .where(REQUEST.c.number.in_(sa.bindparam("numbers", expanding=True)), lies_in_sight(REQUEST))
    .order_by(REQUEST.c.id.desc())
)


def list_numbered(
    session: Session, actor: Actor, numbers: Collection[str], *, after: UUID | None = None, limit: int = PAGE
) -> Records:
    """The requests with these numbers that the actor may see, newest first; one more than a page."""
    statement = (NUMBERED if after is None else NUMBERED.where(REQUEST.c.id < after)).limit(limit + 1)
    return session.connection().execute(statement, {"numbers": numbers, **sight(actor)}).all()


def open_in(session: Session, cabinets: Iterable[UUID]) -> int:
    """How many requests are open at these cabinets, whoever may see them: a cabinet is not closed over them."""
    still_open = sa.and_(REQUEST.c.cabinet_id.in_(list(cabinets)), REQUEST.c.status != RequestStatus.ENDED)
    found: int = session.connection().execute(sa.select(sa.func.count()).where(still_open)).scalar_one()
    return found


PARTIES = (
    select(Party, Person, Organisation)
    .outerjoin(Person, col(Person.id) == Party.person_id)
    .outerjoin(Organisation, col(Organisation.id) == Party.organisation_id)
    .where(Party.request_id == sa.bindparam("of"))
    .order_by(col(Party.side_no), col(Party.id))
)


def parties_of(session: Session, request_id: UUID) -> list[tuple[Party, Person | None, Organisation | None]]:
    """The parties of a request with the person or organisation behind each: applicant, other sides, third persons."""
    rows = session.exec(PARTIES, params={"of": request_id})
    order = list(Side)
    return sorted(
        ((party, person, organisation) for party, person, organisation in rows),
        key=lambda row: order.index(row[0].side),
    )


def get_party(session: Session, request: Request, party_id: UUID) -> Party:
    """A party of this request, a representative included. Raises NotFound."""
    party = session.get(Party, party_id)
    if party is None or party.request_id != request.id:
        raise NotFound
    return party
