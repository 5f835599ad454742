"""Building parties out of what was typed."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, func, select

from mediation_cms.access import Actor
from mediation_cms.audit.changes import put
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.inputs import PartyIn, RepresentativeIn
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.law.queries import value
from mediation_cms.law.rules import age_on
from mediation_cms.people.models import Contact, Organisation, Person
from mediation_cms.people.queries import contacts_of
from mediation_cms.people.records import (
    forget_if_unknown,
    is_same,
    organisation_from,
    people_from,
    person_from,
    put_person,
    replace_contact,
)

POWERS = ("capacity", "document_no", "document_on")
"""In what capacity a representative speaks, and the document that says so."""


def require_sides(session: Session, request_id: UUID, **named: Collection[str]) -> None:
    """Only the sides of this very matter can be named, each by its key. Raises Invalid beside each field that names another."""
    if any(named.values()):
        rows = select(Party.side, Party.side_no).where(Party.request_id == request_id, Party.side != Side.THIRD)
        sides = {f"{side}-{number}" for side, number in session.exec(rows)}
        wrong = {field: NO_SUCH_CHOICE for field, keys in named.items() if not sides.issuperset(keys)}
        if wrong:
            raise Invalid(wrong)


def put_parties(session: Session, request: Request, given: Iterable[PartyIn]) -> list[Party]:
    """The sides of a new request, numbered and given back as they come."""
    sides: Counter[Side] = Counter()
    parties = list(given)
    people = iter(people_from(session, [party.person for party in parties if party.person]))
    made = []
    for party in parties:
        sides[party.side] += 1
        made.append(_put(session, request, party, sides[party.side], next(people) if party.person else None))
    session.flush()
    return made


def put_party(session: Session, request: Request, given: PartyIn) -> Party:
    """Add a side to the request. There is one applicant; other sides and third persons are numbered as they come.

    A contract names sides by number: one that was taken out leaves a gap, so that nobody stands under another's number.
    """
    before: int = session.exec(
        select(func.coalesce(func.max(Party.side_no), 0)).where(
            Party.request_id == request.id, Party.side == given.side, col(Party.represents_id).is_(None)
        )
    ).one()  # fmt: skip
    person = person_from(session, given.person) if given.person else None
    return _put(session, request, given, before + 1, person)


def _put(session: Session, request: Request, given: PartyIn, side_no: int, person: Person | None) -> Party:
    if given.side is Side.APPLICANT and side_no > 1:
        raise Refused(_("The request has an applicant already. Correct that one, or add a representative."))
    organisation = organisation_from(session, given.organisation) if given.organisation else None
    party = Party(
        request_id=request.id,
        side=given.side,
        side_no=side_no,
        position=side_no - 1,
        person_id=person.id if person else None,
        organisation_id=organisation.id if organisation else None,
    )
    _mark(session, request, party, person, given)
    return party


def put_person_of(session: Session, request: Request, party: Party, given: PartyIn) -> None:
    """Write what is known of a party anew. Somebody unnamed gets a name; a person or firm stays the same where it is.

    The way to reach them that the form showed gives way to what was typed; whoever the party is no more is forgotten.
    """
    before, shown = party.person_id, _shown_contact(session, party)
    person, organisation = None, None
    if given.person:
        person = session.get(Person, party.person_id) if party.person_id else None
        if person is None:
            person = person_from(session, given.person)
            party.person_id, party.organisation_id = person.id, None
        else:
            put_person(session, person, given.person)
    elif given.organisation:
        organisation = organisation_from(session, given.organisation, _organisation_of(session, party))
        party.person_id, party.organisation_id = None, organisation.id
    who, typed = person or organisation, given.person or given.organisation
    if who is not None and typed is not None and typed.contact is not None:
        replace_contact(session, who, shown, typed.contact)
    _mark(session, request, party, person, given)
    session.flush()
    if before is not None and before != party.person_id:
        forget_if_unknown(session, before)


def is_another(session: Session, party: Party, given: PartyIn) -> bool:
    """Whether what was typed puts somebody else in the place of the party: a firm for a person, one firm for another."""
    if given.organisation:
        known = _organisation_of(session, party)
        return known is None or not is_same(session, known, given.organisation)
    return given.person is not None and party.person_id is None


def _organisation_of(session: Session, party: Party) -> Organisation | None:
    return session.get(Organisation, party.organisation_id) if party.organisation_id else None


def _shown_contact(session: Session, party: Party) -> Contact | None:
    """The way to reach the party that its form shows: the one known best."""
    person = session.get(Person, party.person_id) if party.person_id else None
    who = person or _organisation_of(session, party)
    return next(iter(contacts_of(session, who)), None) if who else None


def _mark(session: Session, request: Request, party: Party, person: Person | None, given: PartyIn) -> None:
    """Note what was said of the party, and whether it is under age: by the birth date, typed or in the IIN, or by a tick."""
    party.note = given.note
    party.minor = given.minor or (person is not None and is_minor(session, person.born_on, request.received_on))
    request.minor_involved = request.minor_involved or party.minor
    session.add_all([party, request])


def put_representative(
    session: Session, actor: Actor, request: Request, party: Party, given: RepresentativeIn
) -> Party:
    """Add somebody who speaks for the party; the document is noted as seen, by whom and when."""
    person = person_from(session, given.person)
    representative = Party(
        request_id=request.id,
        side=party.side,
        side_no=party.side_no,
        position=party.position + 1,
        person_id=person.id,
        represents_id=party.id,
        **given.model_dump(include=set(POWERS)),
    )
    _put_seen(actor, representative, seen=given.document_seen)
    session.add(representative)
    session.flush()
    return representative


def put_speaker(session: Session, actor: Actor, representative: Party, given: RepresentativeIn) -> dict[str, list[str]]:
    """Write anew who speaks for a party, and by what document. What differs comes back, as the history tells it.

    A tick says that the document was seen as it reads now: one that reads otherwise than before was seen today.
    """
    person, shown = session.get_one(Person, representative.person_id), _shown_contact(session, representative)
    called, reached = person.name, _as_known(shown)
    put_person(session, person, given.person)
    if given.person.contact is not None:
        replace_contact(session, person, shown, given.person.contact)
    changed = put(representative, given.model_dump(include=set(POWERS)))
    if not given.document_seen or changed or representative.document_seen_on is None:
        changed |= _put_seen(actor, representative, seen=given.document_seen)
    session.add(representative)
    session.flush()
    if called != person.name:
        changed["name"] = [called, person.name]
    if reached != _as_known(_shown_contact(session, representative)):
        changed["contact"] = []
    return changed


def _put_seen(actor: Actor, representative: Party, *, seen: bool) -> dict[str, list[str]]:
    representative.document_seen_by_id = actor.account_id if seen else None
    return put(representative, {"document_seen_on": clock.today() if seen else None})


def _as_known(contact: Contact | None) -> dict[str, object]:
    return contact.model_dump(exclude={"id"}) if contact else {}


def is_minor(session: Session, born_on: date | None, on: date) -> bool:
    """Whether somebody born on that day was under age on the other; unknown counts as of age."""
    return born_on is not None and age_on(born_on, on) < value(session, "person.adult_age", on)
