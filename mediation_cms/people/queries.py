"""Look-ups of people. Whom an actor may see is decided by the concept that knows the person: a party, a mediator, a learner."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.core.db import unseal
from mediation_cms.core.names import search_key
from mediation_cms.people.models import PHONES, Contact, Organisation, Person
from mediation_cms.people.records import iin_index


def with_iin(session: Session, iin: str) -> list[Person]:
    """Everybody entered with this IIN, newest first: the same human may have been entered twice."""
    index = iin_index(session, iin)
    return list(session.exec(select(Person).where(Person.iin_index == index).order_by(col(Person.id).desc())))


def named(session: Session, name: str, most: int = 20) -> list[Person]:
    """People who are called so, in any spelling and any order of the words, newest first."""
    statement = select(Person).where(Person.folded == search_key(name)).order_by(col(Person.id).desc()).limit(most)
    return list(session.exec(statement))


CONTACTS = (
    select(Contact)
    .where(
        sa.or_(
            col(Contact.person_id).in_(sa.bindparam("keys", expanding=True)),
            col(Contact.organisation_id).in_(sa.bindparam("keys", expanding=True)),
        )
    )
    .order_by(col(Contact.preferred).desc(), col(Contact.id))
)


def contacts_of_all(session: Session, people: Iterable[Person | Organisation]) -> dict[UUID, list[Contact]]:
    """The ways to reach each of these, the preferred one first; who has none is not in it."""
    return contacts_by_key(session, [who.id for who in people])


def contacts_by_key(session: Session, keys: Iterable[UUID]) -> dict[UUID, list[Contact]]:
    """The same of the people and organisations with these keys."""
    found: dict[UUID, list[Contact]] = {}
    for contact in session.exec(CONTACTS, params={"keys": list(keys)}):
        found.setdefault(contact.person_id or contact.organisation_id, []).append(contact)  # type: ignore[arg-type]  # one of both
    return found


def contacts_of(session: Session, whose: Person | Organisation) -> list[Contact]:
    """The ways to reach somebody, the preferred one first."""
    return contacts_of_all(session, [whose]).get(whose.id, [])


def phones_of(contacts: Iterable[Contact]) -> frozenset[str]:
    """The numbers, in E.164, among these ways to reach somebody."""
    return frozenset(contact.value for contact in contacts if contact.channel in PHONES)


def names_of(session: Session, keys: list[UUID]) -> dict[UUID, str]:
    """The full names of these people, read in one statement."""
    return {person.id: person.name for person in session.exec(select(Person).where(col(Person.id).in_(keys)))}


def iin_of(session: Session, person: Person) -> str | None:
    """The IIN in full: for papers and for who may see it; the page that shows it writes a reading entry."""
    return unseal(session, person, "iin_sealed")


def organisation_name(session: Session, organisation_id: UUID | None) -> str:
    """The name of an organisation; empty for none."""
    found = session.get(Organisation, organisation_id) if organisation_id else None
    return found.name if found else ""
