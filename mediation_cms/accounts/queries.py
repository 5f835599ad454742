"""Who is signed in, what that account may be where, and the accounts that an administrator keeps."""

from collections.abc import Iterable, Sequence
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.core import clock
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.paging import Order
from mediation_cms.people.models import Account, AccountKind, Person, Role, RoleHeld
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

PAGE = 50
ACCOUNT, PERSON, HELD = table_of(Account), table_of(Person), table_of(RoleHeld)


class HasUnit(Protocol):
    """A role, held or asked for."""

    unit_id: UUID


def actor_of(session: Session, account: Account) -> Actor:
    """The account at work: its roles of today, each with the units that it covers by today's tree."""
    person = session.get(Person, account.person_id) if account.person_id else None
    held = [(role.role, role.unit_id) for role in roles_held(session, account)]
    name = person.name if person else account.login
    return actor_with(session, account.id, account.kind, name, account.language, account.person_id, held)


def actor_with(
    session: Session,
    account_id: UUID,
    kind: AccountKind,
    name: str,
    language: Language,
    person_id: UUID | None,
    held: Sequence[tuple[Role, UUID]],
) -> Actor:
    """An actor with these roles in these places, the first of which is the home."""
    places, today = tree(session), clock.today()
    covers: dict[Role, frozenset[UUID]] = {}
    for role, unit_id in held:
        covers[role] = covers.get(role, frozenset()) | places.under(unit_id, today)
    home_role, home_id = held[0] if held else (None, None)
    return Actor(
        account_id=account_id,
        kind=kind,
        name=name,
        language=language,
        person_id=person_id,
        covers=covers,
        everywhere=frozenset(role for role, unit_id in held if places.unit(unit_id).level is Level.REPUBLIC),
        home_role=home_role,
        home_id=home_id,
    )


def roles_held(session: Session, account: Account) -> list[RoleHeld]:
    """The roles that the account holds today, in the order in which they were given."""
    today = clock.today()
    statement = (
        select(RoleHeld)
        .where(RoleHeld.account_id == account.id, col(RoleHeld.since) <= today)
        .where(or_(col(RoleHeld.until).is_(None), col(RoleHeld.until) > today))
        .order_by(col(RoleHeld.id))
    )
    return list(session.exec(statement))


def seat(session: Session, roles: Sequence[HasUnit]) -> Place:
    """The largest place among the roles: who administers it administers the account. Raises Invalid when there is none."""
    if not roles:
        raise Invalid({"roles": _("Give at least one role in a place.")})
    places, today = tree(session), clock.today()
    return places.unit(max((role.unit_id for role in roles), key=lambda unit_id: len(places.under(unit_id, today))))


def seat_of(session: Session, account: Account) -> Place:
    """The largest place among the roles that the account holds, or else ever held; the republic when it never held one."""
    roles = roles_held(session, account) or all_roles(session, account)
    return seat(session, roles) if roles else tree(session).republic


def reserved(session: Session, kind: AccountKind) -> Actor:
    """The product itself (system) or a visitor without an account."""
    account = session.exec(select(Account).where(Account.kind == kind)).first()
    if account is None:
        raise NotFound(_("The database is not set up. Run `mediation-cms init`."))
    return actor_of(session, account)


def find_account(session: Session, login: str) -> Account | None:
    """The account with this login; letters large or small."""
    return session.exec(select(Account).where(Account.login == login.strip().casefold())).first()


# --- the accounts that an administrator keeps --------------------------------------------------------------------------

ACCOUNTS = (
    sa.select(
        ACCOUNT.c.id, ACCOUNT.c.login, ACCOUNT.c.disabled_on, PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic
    )
    .select_from(ACCOUNT.outerjoin(PERSON, PERSON.c.id == ACCOUNT.c.person_id))
)  # fmt: skip
# An account that is nobody's goes by the name that it signs in with.
BY_NAME = Order(sa.func.coalesce(PERSON.c.sort_key, ACCOUNT.c.login), ACCOUNT.c.id)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The accounts that hold or held a role where the actor is an administrator; never the reserved ones."""
    of_people = ACCOUNT.c.kind == AccountKind.PERSON
    if Role.ADMINISTRATOR in actor.everywhere:
        return of_people
    covered = actor.covers.get(Role.ADMINISTRATOR, frozenset())
    held_here = sa.exists().where(HELD.c.account_id == ACCOUNT.c.id, HELD.c.unit_id.in_(covered))
    return sa.and_(of_people, held_here) if covered else sa.false()


def list_accounts(session: Session, actor: Actor, *, after: UUID | None = None, limit: int = PAGE) -> Records:
    """The accounts that the actor keeps, in the order of the alphabet; one more than a page."""
    statement = BY_NAME.page(session, ACCOUNTS.where(visible_to(actor)), after, limit)
    return session.connection().execute(statement).all()


def get_account(session: Session, actor: Actor, account_id: UUID) -> Account:
    """One account that the actor keeps. Raises NotFound."""
    found = session.exec(select(Account).where(Account.id == account_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def account_of_person(session: Session, actor: Actor, person_id: UUID) -> Account | None:
    """The account of somebody, when the actor keeps it."""
    return session.exec(select(Account).where(Account.person_id == person_id, visible_to(actor))).first()


def roles_of(session: Session, accounts: Iterable[UUID]) -> dict[UUID, list[tuple[Role, UUID]]]:
    """The roles that these accounts hold today with their places, read in one statement."""
    today = clock.today()
    statement = (
        sa.select(HELD.c.account_id, HELD.c.role, HELD.c.unit_id)
        .where(HELD.c.account_id.in_(list(accounts)), HELD.c.since <= today)
        .where(sa.or_(HELD.c.until.is_(None), HELD.c.until > today))
        .order_by(HELD.c.id)
    )
    found: dict[UUID, list[tuple[Role, UUID]]] = {}
    for row in session.connection().execute(statement):
        found.setdefault(row.account_id, []).append((row.role, row.unit_id))
    return found


def all_roles(session: Session, account: Account) -> list[RoleHeld]:
    """Every role that the account holds, held or will hold, the newest first."""
    statement = select(RoleHeld).where(RoleHeld.account_id == account.id)
    return list(session.exec(statement.order_by(col(RoleHeld.since).desc(), col(RoleHeld.id).desc())))


def standing_roles(session: Session, account: Account) -> list[RoleHeld]:
    """The roles that the account holds today or will hold: what whoever has its passphrase can come to be."""
    today = clock.today()
    return [held for held in all_roles(session, account) if held.until is None or held.until > today]


def get_role(session: Session, account: Account, held_id: UUID) -> RoleHeld:
    """One role of this account. Raises NotFound."""
    held = session.get(RoleHeld, held_id)
    if held is None or held.account_id != account.id:
        raise NotFound
    return held


def may_keep(session: Session, actor: Actor, account: Account) -> bool:
    """Whether the actor administers every place of the account: who gives the passphrase gives all of its roles."""
    places = tree(session)
    seats = [seat_of(session, account), *(places.unit(held.unit_id) for held in standing_roles(session, account))]
    return all(may(actor, Can.MANAGE_ACCOUNTS, place) for place in seats)


def own_account(session: Session, actor: Actor) -> Account:
    """The account that acts."""
    return session.get_one(Account, actor.account_id)
