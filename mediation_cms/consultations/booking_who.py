"""Who comes to a booked talk: a new person as typed, or the applicant of the request for which it is booked."""

from uuid import UUID

from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.accounts.levels import coordinators_over
from mediation_cms.audit import record
from mediation_cms.consultations.booking_inputs import WhoIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.core.errors import Invalid
from mediation_cms.core.languages import Language
from mediation_cms.core.names import parts_of
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.notifications.outbox import notify
from mediation_cms.notifications.telling import safe_way
from mediation_cms.people.inputs import ContactIn, PersonIn
from mediation_cms.people.models import PHONES, Channel, Contact, Person
from mediation_cms.people.queries import contacts_of
from mediation_cms.people.records import add_contact, person_from


def person_who_comes(
    session: Session, given: WhoIn, language: Language, request: Request | None = None
) -> tuple[Person, list[Contact], Contact]:
    """The person, the ways to reach them that were given, and the one by which they are told."""
    person = _applicant(session, request) if request else None
    if person is None:
        try:
            person = person_from(session, PersonIn.checked(parts_of(given.name)))
        except Invalid as problem:
            raise Invalid({"name": next(iter(problem.fields.values()))}) from None
    by_phone = Channel.SMS if given.told_by is Channel.SMS else Channel.PHONE
    ways = [
        _way(session, person, channel, value, language, told=given.told_by)
        for channel, value in ((by_phone, given.phone), (Channel.EMAIL, given.email))
        if value
    ]
    chosen = next((way for way in ways if way.channel is given.told_by), ways[0])
    return person, ways, chosen


def applicant_known(session: Session, request: Request) -> tuple[Person, list[Contact], Contact] | None:
    """Who brought the request, the ways to reach them, and the one by which they are told: by a message where one may be left.

    None where nothing is known by which a change could be told: then they are asked.
    """
    person = _applicant(session, request)
    known = [way for way in contacts_of(session, person) if way.value] if person else []
    ways = [way for way in known if way.channel in (*PHONES, Channel.EMAIL)]
    chosen = safe_way(ways, asked=True) or next((way for way in ways if way.channel in PHONES), None)
    return (person, ways, chosen) if person and chosen else None


def _way(
    session: Session, person: Person, channel: Channel, value: str, language: Language, *, told: Channel
) -> Contact:
    """The way that is known already stands as it was noted, above all when it is safe; else a new one."""
    known = select(Contact).where(Contact.person_id == person.id, Contact.channel == channel, Contact.value == value)
    found = session.exec(known).first()
    if found is None:
        leaves = channel is told and channel is not Channel.PHONE
        way = ContactIn(channel=channel, value=value, language=language, may_leave_message=leaves)
        found = add_contact(session, person, way)
    assert found is not None  # noqa: S101 - there is a value
    return found


def _applicant(session: Session, request: Request) -> Person | None:
    """Who brought the request, where the name is known."""
    first = select(Party).where(Party.request_id == request.id, Party.side == Side.APPLICANT)
    speaks = session.exec(first.order_by(Party.side_no, Party.position)).first()  # type: ignore[arg-type]  # columns
    key: UUID | None = speaks.person_id if speaks else None
    return session.get(Person, key) if key else None


def tell_overridden(session: Session, actor: Actor, booking: Booking) -> None:
    """Note in the history that a second first consultation was booked; tell the coordinators above in neutral words.

    Why stands with the booking, which fewer people see than the history.
    """
    above = coordinators_over(session, actor, booking.cabinet_id)
    record(session, actor, "booking.overridden", booking, matter_id=booking.request_id, told=len(above))
    for person_id in above:
        notify(session, person_id, "booking_overridden", booking.request_id)
