"""The facts of papers about a request: its receipt, and the sides as every later paper names them."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from mediation_cms.accounts.queries import roles_held
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import Text, Words, _
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import Proceedings, ReceiptFacts, Representative, Side, as_written, same
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.letterhead import in_both, letterhead
from mediation_cms.intake.models import Capacity, Party, Request, Source, side_number
from mediation_cms.intake.models import Side as Standing
from mediation_cms.intake.queries import parties_of
from mediation_cms.law.queries import value, working_calendar
from mediation_cms.people.models import PHONES, Account, AccountKind, Channel, Organisation, Person, Role
from mediation_cms.people.queries import contacts_of, iin_of
from mediation_cms.people.rules import shown_phone

CAPACITIES = {
    Capacity.POWER_OF_ATTORNEY: "attorney",
    Capacity.PARENT: "parent",
    Capacity.GUARDIAN: "guardian",
}
NO_IIN = _("IIN not given")
CRIMINAL = "CRM"


def own_languages(language: Language) -> Languages:
    """In which languages a paper is made when nobody chose: those of the request; papers know no English."""
    return (language,) if language in {Language.KK, Language.RU} else (Language.KK, Language.RU)


def receipt_facts(session: Session, request: Request, languages: Languages) -> ReceiptFacts:
    """The receipt of a request. Not a word about the dispute: it may be found on a kitchen table."""
    days = value(session, "appeal.answer_working_days", request.received_on)
    applicant = next(iter(paper_sides(session, request.id)), None)
    by = session.get_one(Account, request.registered_by_id)
    receiver = session.get(Person, by.person_id) if by.person_id else None
    return ReceiptFacts(
        number=request.number,
        languages=languages,
        cabinet=letterhead(session, request.cabinet_id, request.received_on),
        made_on=request.received_on,
        applicant=applicant.name.kk if applicant else "",
        received_at=_received_at(request),
        channel=in_both(request.channel.label),
        answer_by=working_calendar(session).after(request.received_on, days),
        ended_on=request.ended_on,
        status_url="",
        secret_code="",
        received_by=receiver.name if receiver else "",
        received_by_position=same("") if by.kind is AccountKind.VISITOR else in_both(position_of(session, by)),
    )


def position_of(session: Session, account: Account) -> Text:
    """As what somebody of the staff gives out a paper: by the first role that the account holds."""
    return next((held.role for held in roles_held(session, account)), Role.RECEPTIONIST).label


def paper_sides(session: Session, request_id: UUID) -> tuple[Side, ...]:
    """The applicant and the other sides with their requisites, numbered from 1; third persons are no sides."""
    rows = [row for row in parties_of(session, request_id) if row[0].side is not Standing.THIRD]
    speakers: dict[UUID, list[Representative]] = defaultdict(list)
    for party, person, _organisation in rows:
        if party.represents_id is not None and person is not None:
            speakers[party.represents_id].append(_representative(party, person))
    return tuple(
        _side(session, party, person or organisation, tuple(speakers[party.id]))
        for party, person, organisation in rows
        if party.represents_id is None
    )


def _side(
    session: Session, party: Party, who: Person | Organisation | None, representatives: tuple[Representative, ...]
) -> Side:
    number, contacts = side_number(party.side, party.side_no), contacts_of(session, who) if who else []
    phone = next((found.value for found in contacts if found.channel in PHONES), "")
    email = next((found.value for found in contacts if found.channel is Channel.EMAIL), "")
    phone = shown_phone(phone) if phone else ""
    if isinstance(who, Organisation):
        return Side(
            number=number, name=as_written(who.name, who.name_ru), id_kind="bin" if who.bin else "document",
            id_number=who.bin or "", document=None if who.bin else in_both(_("BIN not given")),
            address=same(who.address), representatives=representatives, phone=phone, email=email,
        )  # fmt: skip
    if who is None:
        return Side(
            number=number, name=same(party.note), id_kind="document", id_number="", document=in_both(NO_IIN),
            address=same(""), representatives=representatives, minor=party.minor,
        )  # fmt: skip
    iin = iin_of(session, who)
    return Side(
        number=number,
        name=same(who.name),
        id_kind="iin" if iin else "document",
        id_number=iin or unseal(session, who, "document_sealed") or "",
        document=None if iin else _document(who),
        address=same(unseal(session, who, "address_sealed") or ""),
        representatives=representatives,
        minor=party.minor,
        phone=phone,
        email=email,
    )


def _document(who: Person) -> Words:
    return in_both(who.document_kind.label if who.document_kind and who.document_sealed else NO_IIN)


def _representative(party: Party, person: Person) -> Representative:
    return Representative(
        name=person.name,
        capacity=CAPACITIES[party.capacity],  # type: ignore[arg-type]  # the three that a representative may have
        document_no=party.document_no,
        document_on=party.document_on,
    )


def proceedings_of(session: Session, request_id: UUID) -> Proceedings | None:
    """The court or the body of criminal prosecution that waits for the outcome; None where there is no case of theirs."""
    request = session.get_one(Request, request_id)
    body = session.get(Organisation, request.source_organisation_id) if request.source_organisation_id else None
    if body is None or not request.court_case_no:
        return None
    criminal = Source.of(request.source) is Source.POLICE or request.dispute_code.partition(".")[0] == CRIMINAL
    return Proceedings(body=as_written(body.name, body.name_ru), case_number=request.court_case_no, criminal=criminal)


def _received_at(request: Request) -> datetime:
    """The hour that was noted; else when the request was entered."""
    if request.received_at is None:
        return clock.local(request.registered_at)
    return datetime.combine(request.received_on, request.received_at, clock.ALMATY)
