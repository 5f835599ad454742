"""Actors with an account behind them, since the history points at accounts."""

from datetime import date
from itertools import count

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import actor_of
from mediation_cms.core.languages import Language
from mediation_cms.core.names import sort_key
from mediation_cms.people.models import Account, AccountKind, Person, Role, RoleHeld
from mediation_cms.places.models import Unit

NUMBERS = count(1)


def account_for(session: Session, name: str = "Сәуле Байжанова", login: str | None = None) -> Account:
    """An account of a new person."""
    surname, _, given = name.rpartition(" ")
    person = Person(surname=surname, given_name=given, folded=name.casefold(), sort_key=sort_key(name))
    session.add(person)
    session.flush()
    account = Account(person_id=person.id, login=login or f"login{next(NUMBERS)}", language=Language.KK)
    session.add(account)
    session.flush()
    return account


def actor(
    session: Session, role: Role, *units: Unit, name: str = "Сәуле Байжанова", since: date = date(2015, 1, 1)
) -> Actor:
    """An actor who holds the role in these places."""
    account = account_for(session, name)
    for unit in units:
        session.add(RoleHeld(account_id=account.id, role=role, unit_id=unit.id, since=since))
    session.flush()
    return actor_of(session, account)


def system(session: Session) -> Actor:
    """The product itself, as seeds and jobs act."""
    account = Account(kind=AccountKind.SYSTEM, login=f"system{next(NUMBERS)}", language=Language.KK)
    session.add(account)
    session.flush()
    return actor_of(session, account)


def visitor(session: Session) -> Actor:
    """Somebody without an account: the reserved one that stands for all of them."""
    account = Account(kind=AccountKind.VISITOR, login=f"visitor{next(NUMBERS)}", language=Language.KK)
    session.add(account)
    session.flush()
    return actor_of(session, account)


def anybody(session: Session) -> tuple[Actor, Unit]:
    """Whoever holds the first role in this database, and the place of that role: for processes that start from the rows."""
    held = session.exec(select(RoleHeld).order_by(col(RoleHeld.id))).first()
    assert held is not None
    return actor_of(session, session.get_one(Account, held.account_id)), session.get_one(Unit, held.unit_id)
