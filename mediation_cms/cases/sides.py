"""The sides of a case, as the rules need them. A side is named by its key: `applicant-1`, `other-1`, `other-2`."""

from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.cases.rules import SideFacts, missing_for_contract, missing_for_proceedings
from mediation_cms.core.i18n import Text
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.people.models import Channel, Contact, Organisation, Person
from mediation_cms.people.queries import organisation_name


def side_key(party: Party) -> str:
    """The name of the side that the party stands on."""
    return f"{party.side}-{party.side_no}"


def sides_of(session: Session, request_id: UUID) -> list[SideFacts]:
    """The applicant and the other sides, with what is known of their requisites; third persons are no sides."""
    parties = session.exec(
        select(Party).where(Party.request_id == request_id, Party.side != Side.THIRD).order_by(col(Party.id))
    ).all()
    represented = {party.represents_id for party in parties if party.represents_id}
    phones = _with_phone(session, [party.person_id or party.organisation_id for party in parties])
    sides: dict[str, SideFacts] = {}
    for party in sorted(parties, key=lambda found: (found.side is not Side.APPLICANT, found.side_no)):
        if party.represents_id is None:
            sides[side_key(party)] = _facts(session, party, phones, represented=party.id in represented)
    return list(sides.values())


def missing_of(session: Session, request_id: UUID) -> list[Text]:
    """Everything that a contract of the matter still lacks: of its sides, and of the court that sent them."""
    request = session.get_one(Request, request_id)
    body = organisation_name(session, request.source_organisation_id)
    return missing_for_contract(sides_of(session, request_id)) + missing_for_proceedings(
        sent_by_court=request.court_referral, body=body, case_number=request.court_case_no
    )


def _facts(session: Session, party: Party, phones: set[UUID], *, represented: bool) -> SideFacts:
    person = session.get(Person, party.person_id) if party.person_id else None
    organisation = session.get(Organisation, party.organisation_id) if party.organisation_id else None
    return SideFacts(
        key=side_key(party),
        name=person.name if person else organisation.name if organisation else "",
        has_identity=bool(
            (person and (person.iin_sealed or person.document_sealed or person.no_iin_reason))
            or (organisation and organisation.bin)
        ),
        has_address=bool((person and person.address_sealed) or (organisation and organisation.address)),
        has_phone=bool({party.person_id, party.organisation_id} & phones),
        minor=party.minor,
        represented=represented,
    )


def _with_phone(session: Session, keys: list[UUID | None]) -> set[UUID]:
    wanted = [key for key in keys if key]
    statement = select(Contact.person_id, Contact.organisation_id).where(
        col(Contact.channel).in_([Channel.PHONE, Channel.SMS]),
        col(Contact.person_id).in_(wanted) | col(Contact.organisation_id).in_(wanted),
    )
    return {key for pair in session.exec(statement) for key in pair if key is not None}
