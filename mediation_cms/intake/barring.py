"""Who is barred from a matter: found out by the product itself, and kept where every look-up asks for it."""

from collections.abc import Collection, Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.barring_models import BarGround, Barring
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.queries import ALL_IN_PLACE, COMPANION, REQUEST, barred_from
from mediation_cms.people.models import Account, AccountKind, Person, Role, RoleHeld
from mediation_cms.people.same import same_human
from mediation_cms.places.queries import tree

ACCOUNT, HELD = table_of(Account), table_of(RoleHeld)
SEEING = (*ALL_IN_PLACE, Role.MEDIATOR)


def bar(session: Session, actor: Actor, request: Request, person_id: UUID, ground: BarGround) -> Barring | None:
    """Bar somebody from a matter; None for who is barred already. The history names them, and the ground."""
    standing = select(Barring).where(Barring.request_id == request.id, Barring.person_id == person_id)
    if session.exec(standing.where(col(Barring.ended_at).is_(None))).first():
        return None
    barring = Barring(request_id=request.id, person_id=person_id, ground=ground, at=clock.now(), by_id=actor.account_id)
    session.add(barring)
    session.flush()
    name = session.get_one(Person, person_id).name
    record(session, actor, "barring.set", barring, matter_id=request.id, name=name, ground=ground)
    return barring


def bar_the_sides(session: Session, actor: Actor, request: Request, *learnt: Party) -> None:
    """Bar whoever has an account and is a side or a representative here: the same record, the same IIN, or linked by staff.

    A bar of this ground that was lifted once is not set again. Of a party of whom more was `learnt`, who it is or its IIN, it may
    come out in other matters too whose they are.
    """
    people = select(Party.person_id).where(Party.request_id == request.id, col(Party.person_id).is_not(None))
    found = session.exec(people.distinct()).all()
    _bar_own(session, actor, same_human(session, [key for key in found if key is not None]), [request])
    for person_id in {party.person_id for party in learnt if party.person_id is not None}:
        bar_from_own_matters(session, actor, person_id)


def carry_bars(session: Session, actor: Actor, matter: Request, to: Request) -> None:
    """Whoever is barred from a matter is barred from another of the same people too, on the same ground."""
    for barring, person in barrings_of(session, matter.id):
        bar(session, actor, to, person.id, barring.ground)


def bar_from_own_matters(session: Session, actor: Actor, person_id: UUID) -> None:
    """Bar somebody from every matter of their own: when they get an account, or when more is learnt of who they are."""
    records = same_human(session, [person_id])
    own = select(Request).join(Party, col(Party.request_id) == Request.id).where(col(Party.person_id).in_(records))
    _bar_own(session, actor, records, session.exec(own.distinct()).all())


def _bar_own(session: Session, actor: Actor, records: Collection[UUID], requests: Iterable[Request]) -> None:
    holding = sa.select(ACCOUNT.c.person_id).distinct().where(ACCOUNT.c.person_id.in_(records))
    holders = session.connection().execute(holding.where(ACCOUNT.c.kind == AccountKind.PERSON)).scalars().all()
    if not holders:
        return
    for request in requests:
        told = select(Barring.person_id).where(Barring.request_id == request.id, Barring.ground == BarGround.OWN_MATTER)
        already = session.exec(told).all()
        for person_id in sorted(set(holders).difference(already)):
            bar(session, actor, request, person_id, BarGround.OWN_MATTER)


# --- reading -----------------------------------------------------------------------------------------------------------


STANDING = (
    select(Barring, Person)
    .join(Person, col(Person.id) == Barring.person_id)
    .where(Barring.request_id == sa.bindparam("of"), col(Barring.ended_at).is_(None))
    .order_by(col(Barring.id))
)


def barrings_of(session: Session, request_id: UUID) -> list[tuple[Barring, Person]]:
    """Who is barred from the matter now, in the order of the days."""
    return [(barring, person) for barring, person in session.exec(STANDING, params={"of": request_id})]


def is_barred(session: Session, request_id: UUID, person_id: UUID | None) -> bool:
    """Whether somebody is barred from the matter."""
    asked = sa.exists(barred_from(person_id).where(table_of(Barring).c.request_id == request_id))
    return person_id is not None and bool(session.connection().execute(sa.select(asked)).scalar())


def get_barring(session: Session, request: Request, barring_id: UUID) -> Barring:
    """A bar from this matter that stands. Raises NotFound."""
    barring = session.get(Barring, barring_id)
    if barring is None or barring.request_id != request.id or barring.ended_at is not None:
        raise NotFound
    return barring


def numbers_barred(session: Session, actor: Actor) -> frozenset[str]:
    """The numbers of the matters from which the actor is barred: for lists that know matters by number alone."""
    if actor.person_id is None:
        return frozenset()
    asked = sa.select(REQUEST.c.number).where(REQUEST.c.id.in_(barred_from(actor.person_id)))
    return frozenset(session.connection().execute(asked).scalars())


def who_may_see(session: Session, actor: Actor, request: Request) -> list[Person]:
    """Who signs in with a role by which matters of the cabinet are seen, its mediator and who works beside; not the actor."""
    today = clock.today()
    path = [place.id for place in tree(session).path(request.cabinet_id, today)]
    holding = (
        sa.select(ACCOUNT.c.person_id)
        .join(HELD, HELD.c.account_id == ACCOUNT.c.id)
        .where(HELD.c.unit_id.in_(path), HELD.c.role.in_(SEEING), ACCOUNT.c.disabled_on.is_(None))
        .where(HELD.c.since <= today, sa.or_(HELD.c.until.is_(None), HELD.c.until > today))
    )
    beside = sa.select(COMPANION.c.mediator_id).where(COMPANION.c.request_id == request.id, COMPANION.c.until.is_(None))
    conducts = col(Person.id) == request.mediator_id
    seeing = sa.or_(col(Person.id).in_(holding), conducts, col(Person.id).in_(beside))
    barred = sa.select(table_of(Barring).c.person_id).where(
        table_of(Barring).c.request_id == request.id, table_of(Barring).c.ended_at.is_(None)
    )
    statement = select(Person).where(seeing, col(Person.id).not_in(barred), Person.id != actor.person_id)
    return list(session.exec(statement.order_by(Person.sort_key, col(Person.id))))
