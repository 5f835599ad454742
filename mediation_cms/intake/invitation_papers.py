"""The letter of an invitation: its facts."""

from uuid import UUID

from sqlmodel import Session, col, func, select

from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.i18n import Words
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import words
from mediation_cms.documents.facts import InvitationFacts, as_written, same
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_queries import who_speaks
from mediation_cms.intake.invitation_rules import AnswerTerm
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.people.models import Organisation, Person


def invitation_facts(session: Session, invitation: Invitation, languages: Languages) -> InvitationFacts:
    """The letter as it leaves: today, with the days for the answer from today on, also when it is sent another time.

    Each written proposal has days of its own; the letter that left before stays among the papers. It names the applicant
    and the neutral category of the matter only where the applicant agreed.
    """
    request = session.get_one(Request, invitation.request_id)
    term = AnswerTerm(clock.today(), invitation.term_days)
    addressee = next(iter(who_speaks(session, session.get_one(Party, invitation.party_id))), None)
    return InvitationFacts(
        number=f"{request.number}-L{_place(session, invitation)}",
        languages=languages,
        cabinet=letterhead(session, request.cabinet_id, term.sent_on),
        made_on=term.sent_on,
        addressee=_name(addressee),
        address=_address(session, addressee),
        applicant=_applicant(session, request.id) if invitation.tells_name else None,
        category=_category(session, request) if invitation.tells_category else None,
        sent_on=term.sent_on,
        term_days=term.days,
        answer_by=term.due_on,
        code=code_of(session, invitation),
        own_language=invitation.language,
    )


def _place(session: Session, invitation: Invitation) -> int:
    """Which invitation of the matter it is."""
    earlier = (Invitation.request_id == invitation.request_id, col(Invitation.id) <= invitation.id)
    return session.exec(select(func.count()).where(*earlier)).one()


def _name(who: Person | Organisation | None) -> Words:
    if isinstance(who, Organisation):
        return as_written(who.name, who.name_ru)
    return same(who.name if who else "")


def _address(session: Session, who: Person | Organisation | None) -> str:
    if isinstance(who, Organisation):
        return who.address
    return (unseal(session, who, "address_sealed") or "") if who else ""


def _applicant(session: Session, request_id: UUID) -> Words | None:
    own = (Party.request_id == request_id, Party.side == Side.APPLICANT, col(Party.represents_id).is_(None))
    party = session.exec(select(Party).where(*own)).first()
    if party is None or (party.person_id is None and party.organisation_id is None):
        return None
    if party.organisation_id is not None:
        return _name(session.get_one(Organisation, party.organisation_id))
    return _name(session.get_one(Person, party.person_id))


def _category(session: Session, request: Request) -> Words:
    """The top category only: «family» says less than «alimony»."""
    return words(session, Catalogue.DISPUTE_TYPE, request.dispute_code.partition(".")[0])
