"""Who is signed in, and what that account may be where."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mediation_cms.access import Actor
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.people.models import Account, AccountKind, Person, Role, RoleHeld
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree


class HasUnit(Protocol):
    """A role, held or asked for."""

    unit_id: UUID


def actor_of(session: Session, account: Account) -> Actor:
    """The account at work: its roles of today, each with the units that it covers by today's tree."""
    today = clock.today()
    places = tree(session)
    covers: dict[Role, frozenset[UUID]] = {}
    everywhere: set[Role] = set()
    first: RoleHeld | None = None
    for held in roles_held(session, account):
        covers[held.role] = covers.get(held.role, frozenset()) | places.under(held.unit_id, today)
        if places.unit(held.unit_id).level is Level.REPUBLIC:
            everywhere.add(held.role)
        first = first or held
    person = session.get(Person, account.person_id) if account.person_id else None
    return Actor(
        account_id=account.id,
        kind=account.kind,
        name=person.name if person else account.login,
        language=account.language,
        person_id=account.person_id,
        covers=covers,
        everywhere=frozenset(everywhere),
        home_role=first.role if first else None,
        home_id=first.unit_id if first else None,
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


def reserved(session: Session, kind: AccountKind) -> Actor:
    """The product itself (system) or a visitor without an account."""
    account = session.exec(select(Account).where(Account.kind == kind)).first()
    if account is None:
        raise NotFound(_("The database is not set up. Run `mediation-cms init`."))
    return actor_of(session, account)


def find_account(session: Session, login: str) -> Account | None:
    """The account with this login; letters large or small."""
    return session.exec(select(Account).where(Account.login == login.strip().casefold())).first()
