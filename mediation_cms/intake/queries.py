"""Reading requests. Whoever may not see a request does not learn that it is there."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.barring_models import Barring
from mediation_cms.intake.companion_models import Companion, Glance, Part
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Organisation, Person, Role

ALL_IN_PLACE = (Role.RECEPTIONIST, Role.COORDINATOR, Role.AUDITOR)
READERS = frozenset({*ALL_IN_PLACE, Role.MEDIATOR})
"""Who sees requests and cases: all of a place, or the own ones."""
PAGE = 50
REQUEST, COMPANION, BARRING = table_of(Request), table_of(Companion), table_of(Barring)


class Sight(TypedDict):
    """How far somebody sees: everything, or what lies at these cabinets, and what this mediator deals with.

    Never what the person (`me`) is barred from.
    """

    everything: bool
    covered: list[UUID]
    mine: UUID | None
    me: UUID | None


def sight(actor: Actor) -> Sight:
    """What the actor may see of requests and cases: those of the places that a desk role covers, and the actor's own."""
    everything = actor.is_system or bool(actor.everywhere & set(ALL_IN_PLACE))
    covered = frozenset().union(*(actor.covers.get(role, frozenset()) for role in ALL_IN_PLACE))
    mine = actor.person_id if Role.MEDIATOR in actor.roles else None
    return Sight(everything=everything, covered=[] if everything else list(covered), mine=mine, me=actor.person_id)


def sees_own_only(actor: Actor) -> bool:
    """Whether somebody sees no place's requests and cases, but those alone that they deal with as a mediator."""
    seen = sight(actor)
    return not seen["everything"] and not seen["covered"]


def barred_from(person_id: UUID | sa.BindParameter[UUID] | None) -> sa.Select[tuple[UUID]]:
    """The requests that this person must not find; uncorrelated, so that a list asks for them once."""
    return sa.select(BARRING.c.request_id).where(BARRING.c.person_id == person_id, BARRING.c.ended_at.is_(None))


def not_barred(actor: Actor, request_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """That the request with this key is not one from which the actor is barred: for whatever leads to a matter."""
    return sa.true() if actor.person_id is None else request_id.not_in(barred_from(actor.person_id))


def visible_to(actor: Actor, table: sa.Table = REQUEST) -> sa.ColumnElement[bool]:
    """The rows (requests, cases) that are in the actor's sight: for lists, where an index serves each of the two."""
    seen, allowed = sight(actor), not_barred(actor, _request_of(table))
    if seen["everything"]:
        return allowed
    mine = deals_with(table, seen["mine"]) if seen["mine"] else sa.false()
    return sa.and_(sa.or_(table.c.cabinet_id.in_(seen["covered"]), mine) if seen["covered"] else mine, allowed)


def deals_with(table: sa.Table, mediator: Any, *parts: Part) -> sa.ColumnElement[bool]:
    """The rows (requests, cases) that a mediator deals with: given to them, or with them as companion, in these parts or any."""
    beside = sa.select(COMPANION.c.request_id).where(COMPANION.c.mediator_id == mediator, COMPANION.c.until.is_(None))
    if parts:
        beside = beside.where(COMPANION.c.part.in_(parts))
    matter = table.c.id if table is REQUEST else table.c.request_id
    return sa.or_(table.c.mediator_id == mediator, matter.in_(beside))


def companions_of(session: Session, request_id: UUID) -> list[tuple[Companion, Person]]:
    """Who works or worked beside the mediator of a matter, the newest first."""
    return [(companion, person) for companion, person in session.exec(COMPANIONS, params={"of": request_id})]


def lies_in_sight(table: sa.Table) -> sa.ColumnElement[bool]:
    """The same of rows that are asked for by key or number, in a statement that is built once and given the `Sight` each time.

    No index serves it, so that the rows are always found by what they are asked for.
    """
    return sa.and_(
        sa.or_(
            sa.bindparam("everything", type_=sa.Boolean),
            table.c.cabinet_id.in_(sa.bindparam("covered", expanding=True)),
            deals_with(table, sa.bindparam("mine")),
        ),
        _request_of(table).not_in(barred_from(sa.bindparam("me"))),
    )


def _request_of(table: sa.Table) -> sa.Column[Any]:
    """The column that names the request: of a case, or of the request itself."""
    return table.c.id if table is REQUEST else table.c.request_id


COMPANIONS = (
    select(Companion, Person)
    .join(Person, col(Person.id) == Companion.mediator_id)
    .where(Companion.request_id == sa.bindparam("of"))
    .order_by(col(Companion.id).desc())
)


IN_SIGHT = select(Request).where(lies_in_sight(REQUEST))
OF_KEY = IN_SIGHT.where(REQUEST.c.id == sa.bindparam("of"))
OF_NUMBER = IN_SIGHT.where(REQUEST.c.number == sa.bindparam("of"))


def get_request(session: Session, actor: Actor, request_id: UUID) -> Request:
    """One request that the actor may see. Raises NotFound."""
    found = session.exec(OF_KEY, params={"of": request_id, **sight(actor)}).first()
    if found is None:
        raise NotFound
    return found


def by_number(session: Session, actor: Actor, number: str) -> Request:
    """The request with this number, if the actor may see it. Raises NotFound."""
    found = session.exec(OF_NUMBER, params={"of": number.strip().upper(), **sight(actor)}).first()
    if found is None:
        raise NotFound
    return found


COLUMNS = (
    REQUEST.c.id, REQUEST.c.number, REQUEST.c.subject, REQUEST.c.status, REQUEST.c.outcome, REQUEST.c.received_on,
    REQUEST.c.ended_on, REQUEST.c.cabinet_id, REQUEST.c.dispute_code, REQUEST.c.language, REQUEST.c.urgent, REQUEST.c.channel,
    REQUEST.c.risk, REQUEST.c.mediator_id, REQUEST.c.on_offer,
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
    """Requests that the actor may see, newest first, one more than a page so that the page knows whether another follows.

    Those that wait at the desk (`status` registered) stand in the order of the queue: danger, haste, caution, then the rest.
    """
    queued = status == RequestStatus.REGISTERED.value
    order = (REQUEST.c.priority.desc(), REQUEST.c.id.desc()) if queued else (REQUEST.c.id.desc(),)
    statement = sa.select(*COLUMNS).where(visible_to(actor)).order_by(*order).limit(limit + 1)
    if queued:
        statement = statement.where(WAITING)
    for column, wanted in (
        (REQUEST.c.status, None if queued else status),
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
        statement = statement.where(_behind(after) if queued else REQUEST.c.id < after)
    return session.connection().execute(statement).all()


WAITING = REQUEST.c.status == sa.literal_column(f"'{RequestStatus.REGISTERED.value}'")
"""Written out, so that the index of the queue alone is read."""


def _behind(after: UUID) -> sa.ColumnElement[bool]:
    """What stands behind this request in the queue, by the place that it has there now."""
    last = REQUEST.alias()
    place = sa.select(last.c.priority).where(last.c.id == after).scalar_subquery()
    return sa.tuple_(REQUEST.c.priority, REQUEST.c.id) < sa.tuple_(place, sa.literal(after, REQUEST.c.id.type))


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


def joined_with(session: Session, actor: Actor, request: Request) -> list[Request]:
    """The requests in sight that were joined to this one, in the order of their numbers."""
    statement = select(Request).where(Request.joined_to_id == request.id, visible_to(actor))
    return list(session.exec(statement.order_by(col(Request.number))))


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


def glance_of(session: Session, request: Request) -> Glance | None:
    """The mark of a matter in the queue, if there is one."""
    return session.exec(select(Glance).where(Glance.request_id == request.id)).one_or_none()


def get_companion(session: Session, request_id: UUID, companion_id: UUID) -> Companion:
    """Somebody who works or worked beside the mediator of this matter. Raises NotFound."""
    companion = session.get(Companion, companion_id)
    if companion is None or companion.request_id != request_id:
        raise NotFound
    return companion


def get_party(session: Session, request: Request, party_id: UUID) -> Party:
    """A party of this request, a representative included. Raises NotFound."""
    party = session.get(Party, party_id)
    if party is None or party.request_id != request.id:
        raise NotFound
    return party
