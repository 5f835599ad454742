"""The applicant takes back a consent that the request can do without: by themselves, or staff for who asks them to."""

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.follow_ups import ask_applicant_nothing
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.application_models import OPTIONAL, ConsentPurpose
from mediation_cms.intake.consents import given_consent
from mediation_cms.intake.message_inputs import ConsentWithdrawalIn, IdentityCheck
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.notifications.outbox import DELIVERED
from mediation_cms.notifications.telling import withdraw_from
from mediation_cms.people.models import Contact

NEEDED = _("Without this consent nobody may read the request. Withdraw the request instead, or call the cabinet.")


def withdraw_own_consent(session: Session, actor: Actor, request: Request, purpose: ConsentPurpose) -> None:
    """The applicant takes a consent back. Refused for the one that the request needs; twice is once."""
    authorize(actor, Can.COME_BACK, request)
    _take_back(session, actor, request, purpose)


def withdraw_consent_for(
    session: Session, actor: Actor, request: Request, purpose: ConsentPurpose, given: ConsentWithdrawalIn
) -> None:
    """Staff take a consent back for the applicant who asks for it, after they made sure who asks. Refused as above."""
    authorize(actor, Can.WITHDRAW_CONSENT, request)
    _take_back(session, actor, request, purpose, given.identity)


def _take_back(
    session: Session, actor: Actor, request: Request, purpose: ConsentPurpose, identity: IdentityCheck | None = None
) -> None:
    consent = given_consent(session, request, purpose).consent
    if purpose not in OPTIONAL:
        raise Refused(NEEDED)
    session.refresh(consent, with_for_update=True)
    if consent.withdrawn_at is not None:
        return
    consent.withdrawn_at = clock.now()
    session.add(consent)
    session.flush()
    if purpose is ConsentPurpose.MESSAGES:
        _write_no_more(session, request)
    case = session.exec(select(Case).where(Case.request_id == request.id)).first()
    if purpose is ConsentPurpose.QUESTIONS and case is not None:
        ask_applicant_nothing(session, case)
    record(session, actor, "consent.withdrawn", request, matter_id=request.id, purposes=[purpose], identity=identity)


def _write_no_more(session: Session, request: Request) -> None:
    """What waits is not sent, and no message may be left any more where the applicant is written to: also none of a talk."""
    theirs = (Party.request_id == request.id, Party.side == Side.APPLICANT, col(Party.person_id).is_not(None))
    for person_id in session.exec(select(Party.person_id).where(*theirs, col(Party.represents_id).is_(None))).all():
        assert person_id is not None  # noqa: S101 - as asked
        withdraw_from(session, person_id, request.id)
        ways = select(Contact).where(Contact.person_id == person_id, col(Contact.channel).in_(DELIVERED))
        for way in session.exec(ways).all():
            way.may_leave_message = False
            session.add(way)
    session.flush()
