"""Building people and organisations out of what was typed. The use-case above leaves the trace."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from mediation_cms.core.db import keyring, seal, unseal
from mediation_cms.core.errors import Invalid
from mediation_cms.core.names import fold, full_name, search_key, sort_key
from mediation_cms.core.parsing import Unreadable
from mediation_cms.people.inputs import ContactIn, OrganisationIn, PersonIn
from mediation_cms.people.models import Contact, Organisation, OrganisationKind, Person
from mediation_cms.people.rules import born_on_of, check_birth_date

IIN = "iin"  # what the keyed index is for: the same number under another purpose has another index
LONGEST_KEY = 400
LONGEST_FOLDED = 600


def person_from(session: Session, given: PersonIn) -> Person:
    """A new person, with the contact that was given. The birth date is taken from the IIN where only that was typed."""
    return people_from(session, [given])[0]


def people_from(session: Session, given: Sequence[PersonIn]) -> list[Person]:
    """New people in the same order, written at once."""
    people = [Person(given_name=one.given_name) for one in given]
    for person, one in zip(people, given, strict=True):
        put_person(session, person, one)
    session.flush()
    for person, one in zip(people, given, strict=True):
        if one.contact:
            add_contact(session, person, one.contact)
    return people


def put_person(session: Session, person: Person, given: PersonIn) -> None:
    """Fill in or correct a person. What is encrypted stays as it is where nothing new was typed: forms do not show it.

    Raises Invalid when the birth date differs from the one in the IIN that is on file.
    """
    name = full_name(given.surname, given.given_name, given.patronymic)
    person.surname, person.given_name, person.patronymic = given.surname, given.given_name, given.patronymic
    person.folded, person.sort_key = search_key(name)[:LONGEST_KEY], sort_key(name)[:LONGEST_KEY]
    iin = given.iin or unseal(session, person, "iin_sealed")
    person.born_on = _birth_date(given, iin)
    person.no_iin_reason = "" if iin else given.no_iin_reason
    if given.iin:
        seal(session, person, "iin_sealed", given.iin)
        person.iin_index = iin_index(session, given.iin)
    if given.document_no:
        person.document_kind = given.document_kind
        seal(session, person, "document_sealed", given.document_no)
    if given.address:
        seal(session, person, "address_sealed", given.address)
    session.add(person)


def _birth_date(given: PersonIn, iin: str | None) -> date | None:
    if iin is None:
        return given.born_on
    if given.born_on is None:
        return born_on_of(iin)
    try:
        check_birth_date(iin, given.born_on)
    except Unreadable as problem:
        raise Invalid({"born_on": problem.sentence}) from None
    return given.born_on


def iin_index(session: Session, iin: str) -> str:
    """The keyed index under which a person with this IIN is found."""
    return keyring(session).index(iin, IIN)


def organisation_from(session: Session, given: OrganisationIn, known: Organisation | None = None) -> Organisation:
    """The organisation with this BIN as it is already known, otherwise a new one; with the contact that was given.

    One that is `known` and is still the same is set right instead.
    """
    if known is not None and is_same(session, known, given):
        known.sqlmodel_update(given.model_dump(exclude={"contact"}) | {"folded": _folded(given.name, given.name_ru)})
        found = known
    else:
        found = _with_bin(session, given.bin) or _new(session, given)
    if given.contact:
        add_contact(session, found, given.contact)
    return found


def is_same(session: Session, known: Organisation, given: OrganisationIn) -> bool:
    """Whether what was typed is this very organisation: by its BIN, or one without BIN that may get it now."""
    return (_with_bin(session, given.bin) or known) is known and known.bin in {None, given.bin}


def organisation_named(session: Session, name: str, kind: OrganisationKind) -> Organisation:
    """The organisation of this kind that is called so, in either language, otherwise a new one: courts, police, councils."""
    called = or_(Organisation.folded == _folded(name, ""), Organisation.name == name, Organisation.name_ru == name)
    statement = select(Organisation).where(Organisation.kind == kind, called)
    known = session.exec(statement.order_by(col(Organisation.id))).first()
    return known or _new(session, OrganisationIn(name=name, kind=kind))


def add_contact(session: Session, whose: Person | Organisation, given: ContactIn) -> Contact | None:
    """Note a way to reach somebody, unless nothing was typed. One that is known is brought up to date, not doubled."""
    if not given.value:
        return None
    owner: dict[str, Any] = {"person_id" if isinstance(whose, Person) else "organisation_id": whose.id}
    way = owner | {"channel": given.channel, "value": given.value}
    contact = session.exec(select(Contact).filter_by(**way)).first() or Contact(**way, language=given.language)
    contact.language, contact.safe_times = given.language, given.safe_times
    contact.may_leave_message = given.may_leave_message
    session.add(contact)
    session.flush()
    return contact


def replace_contact(session: Session, whose: Person | Organisation, shown: Contact | None, given: ContactIn) -> None:
    """Put what was typed in the place of the contact that the form showed, if it is theirs; without a value, a person's goes."""
    kept = add_contact(session, whose, given)
    theirs = shown is not None and whose.id in {shown.person_id, shown.organisation_id}
    if theirs and shown is not kept and (kept is not None or isinstance(whose, Person)):
        session.delete(shown)
        session.flush()


def forget_if_unknown(session: Session, person_id: UUID) -> None:
    """Delete a person whom no record names any more, with the ways to reach that person."""
    try:
        with session.begin_nested():
            for contact in session.exec(select(Contact).where(Contact.person_id == person_id)):
                session.delete(contact)
            session.flush()
            session.delete(session.get_one(Person, person_id))
    except IntegrityError:
        return  # somebody else's record names the person: a register, another request


def _with_bin(session: Session, number: str | None) -> Organisation | None:
    return session.exec(select(Organisation).where(Organisation.bin == number)).first() if number else None


def _new(session: Session, given: OrganisationIn) -> Organisation:
    fields: dict[str, Any] = given.model_dump(exclude={"contact"})
    organisation = Organisation(**fields, folded=_folded(given.name, given.name_ru))
    try:
        with session.begin_nested():
            session.add(organisation)
    except IntegrityError:  # a colleague has just entered the same BIN
        return session.exec(select(Organisation).where(Organisation.bin == given.bin)).one()
    return organisation


def _folded(name: str, name_ru: str) -> str:
    return fold(f"{name} {name_ru}")[:LONGEST_FOLDED]
