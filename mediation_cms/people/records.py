"""Building people and organisations out of what was typed. The use-case above leaves the trace."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from mediation_cms.core.db import keyring, seal, sealed_cell, unseal, write_all
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.keys import new_key
from mediation_cms.core.marks import of_phone
from mediation_cms.core.names import full_name, search_key, sort_key, words
from mediation_cms.core.parsing import Unreadable
from mediation_cms.people.inputs import ContactIn, OrganisationIn, PersonIn
from mediation_cms.people.likeness import key_without_patronymic
from mediation_cms.people.models import PHONES, Contact, Organisation, OrganisationKind, Person
from mediation_cms.people.rules import born_on_of, check_birth_date

IIN = "iin"  # what the keyed index is for: the same number under another purpose has another index
LONGEST_KEY = 400
LONGEST_FOLDED = 600
OFTEN_EMPTY = ("iin_sealed", "iin_index", "document_kind", "document_sealed", "address_sealed")


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
        if one.contact and one.contact.value:
            session.add(Contact(person_id=person.id, folded=folded_contact(one.contact), **one.contact.model_dump()))
    session.flush()
    return people


def write_people(session: Session, given: Sequence[PersonIn]) -> list[UUID]:
    """New people in the same order as plain rows, thousands at once: their keys."""
    keys = [new_key() for _one in given]
    nothing = dict.fromkeys(OFTEN_EMPTY)
    told = [nothing | {"id": key} | _told(session, key, one, one.iin) for key, one in zip(keys, given, strict=True)]
    write_all(session, Person, told)
    reached = [(key, one.contact) for key, one in zip(keys, given, strict=True) if one.contact and one.contact.value]
    write_all(
        session, Contact,
        [{"person_id": key, "folded": folded_contact(way)} | {name: getattr(way, name) for name in ContactIn.model_fields}
         for key, way in reached],
    )  # fmt: skip
    return keys


def put_person(session: Session, person: Person, given: PersonIn) -> None:
    """Fill in or correct a person. What is encrypted stays as it is where nothing new was typed: forms do not show it.

    Raises Invalid when the birth date differs from the one in the IIN that is on file.
    """
    iin = given.iin or unseal(session, person, "iin_sealed")
    for name, value in _told(session, person.id, given, iin).items():
        setattr(person, name, value)
    session.add(person)


def _told(session: Session, key: UUID, given: PersonIn, iin: str | None) -> dict[str, Any]:
    """The columns of a person that what was typed fills in; `iin` is the one that is on file by then."""
    told: dict[str, Any] = named_so(given) | {"born_on": _birth_date(given, iin)}
    told["no_iin_reason"] = "" if iin else given.no_iin_reason
    if given.iin:
        told["iin_sealed"] = sealed_cell(session, Person, key, "iin_sealed", given.iin)
        told["iin_index"] = iin_index(session, given.iin)
    if given.document_no:
        told["document_kind"] = given.document_kind
        told["document_sealed"] = sealed_cell(session, Person, key, "document_sealed", given.document_no)
    if given.address:
        told["address_sealed"] = sealed_cell(session, Person, key, "address_sealed", given.address)
    return told


def record_like(session: Session, told: Person) -> Person:
    """Another record of the same human, for another matter: from now on each is corrected by itself."""
    names = {"surname", "given_name", "patronymic", "folded", "short_key", "sort_key", "no_iin_reason"}
    person = Person(**told.model_dump(include=names))
    session.add(person)
    session.flush()
    complete_from(session, person, told)
    return person


def complete_from(session: Session, person: Person, told: Person) -> bool:
    """Take over from another record of the same human what this one lacks, ways to reach them included; whether there was any.

    Raises Refused when their IINs or birth dates differ.
    """
    if _differ(person.iin_index, told.iin_index) or _differ(person.born_on, told.born_on):
        raise Refused(_("The IIN or the birth date of the two differs. Correct it first, or take nothing over."))
    before = person.model_dump()
    if not person.patronymic and person.short_key == told.short_key and told.patronymic:
        person.patronymic, person.folded, person.sort_key = told.patronymic, told.folded, told.sort_key
    person.born_on = person.born_on or told.born_on
    if not person.iin_sealed and (iin := unseal(session, told, "iin_sealed")):
        seal(session, person, "iin_sealed", iin)
        person.iin_index, person.no_iin_reason = told.iin_index, ""
    if not person.document_sealed and (number := unseal(session, told, "document_sealed")):
        person.document_kind = told.document_kind
        seal(session, person, "document_sealed", number)
    if not person.address_sealed and (address := unseal(session, told, "address_sealed")):
        seal(session, person, "address_sealed", address)
    session.add(person)
    return _take_contacts(session, person, told) or person.model_dump() != before


def _take_contacts(session: Session, person: Person, told: Person) -> bool:
    """The ways to reach the one that are not known of the other yet are added."""
    known, those = (list(session.exec(select(Contact).where(Contact.person_id == who.id))) for who in (person, told))
    ways = {(contact.channel, contact.value) for contact in known}
    new = [contact for contact in those if (contact.channel, contact.value) not in ways]
    session.add_all(Contact(**contact.model_dump(exclude={"id", "person_id"}), person_id=person.id) for contact in new)
    session.flush()
    return bool(new)


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


def named_so(given: PersonIn) -> dict[str, str]:
    """The name in its parts, and the keys by which it is found and put in order."""
    name = full_name(given.surname, given.given_name, given.patronymic)
    return {
        "surname": given.surname,
        "given_name": given.given_name,
        "patronymic": given.patronymic,
        "folded": search_key(name)[:LONGEST_KEY],
        "short_key": key_without_patronymic(given.surname, given.given_name)[:LONGEST_KEY],
        "sort_key": sort_key(name)[:LONGEST_KEY],
    }


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
        known.sqlmodel_update(
            given.model_dump(exclude={"contact"}) | {"folded": folded_organisation(given.name, given.name_ru)}
        )
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
    called = or_(
        Organisation.folded == folded_organisation(name), Organisation.name == name, Organisation.name_ru == name
    )
    statement = select(Organisation).where(Organisation.kind == kind, called)
    known = session.exec(statement.order_by(col(Organisation.id))).first()
    return known or _new(session, OrganisationIn(name=name, kind=kind))


def add_contact(session: Session, whose: Person | Organisation, given: ContactIn) -> Contact | None:
    """Note a way to reach somebody, unless nothing was typed. One that is known is brought up to date, not doubled."""
    if not given.value:
        return None
    owner: dict[str, Any] = {"person_id" if isinstance(whose, Person) else "organisation_id": whose.id}
    way = owner | {"channel": given.channel, "value": given.value}
    known = session.exec(select(Contact).filter_by(**way)).first()
    contact = known or Contact(**way, folded=folded_contact(given), language=given.language)
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
    organisation = Organisation(**fields, folded=folded_organisation(given.name, given.name_ru))
    try:
        with session.begin_nested():
            session.add(organisation)
    except IntegrityError:  # a colleague has just entered the same BIN
        return session.exec(select(Organisation).where(Organisation.bin == given.bin)).one()
    return organisation


def folded_organisation(name: str, name_ru: str = "") -> str:
    """The name of an organisation as it is searched, in both languages: marks of quotation are nothing to go by."""
    return " ".join(words(f"{name} {name_ru}"))[:LONGEST_FOLDED]


def folded_contact(given: ContactIn) -> str:
    """A phone as it is searched; empty for any other way to reach somebody."""
    return of_phone(given.value) if given.channel in PHONES else ""
