"""What is done to a request as a whole, where the case that it became has a say."""

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.cases.actions import close_case, reopen_case
from mediation_cms.cases.models import Case
from mediation_cms.cases.sides import side_key
from mediation_cms.cases.terms import contract_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.actions import close_request, reopen_request
from mediation_cms.intake.inputs import ClosingIn, PartyIn, ReasonIn
from mediation_cms.intake.invitation_queries import open_invitation
from mediation_cms.intake.models import REFUSALS, Party, Request
from mediation_cms.intake.parties import is_another
from mediation_cms.intake.party_actions import correct_party, remove_party
from mediation_cms.intake.refusals import put_refusal, require_known
from mediation_cms.intake.screening_inputs import GroundIn, RefusalIn
from mediation_cms.intake.screening_models import Refusal
from mediation_cms.intake.screening_queries import refusal_of


def reopen_matter(session: Session, actor: Actor, request: Request, given: ReasonIn) -> None:
    """Open a finished matter again, with a reason: together with its case when it has one, so that a signed agreement stands."""
    authorize(actor, Can.REOPEN_REQUEST, request)
    case = _case(session, request)
    if case is None:
        reopen_request(session, actor, request, given)
    else:
        reopen_case(session, actor, case, given)


def refuse_matter(session: Session, actor: Actor, request: Request, given: RefusalIn) -> Refusal:
    """Refuse a request, or the case that it became before a contract: with the ground, and where its applicant is sent.

    Raises Invalid when the ground or a referral is not offered on the day of the refusal.
    """
    case = _case(session, request)
    authorize(actor, Can.CLOSE_CASE if case else Can.CLOSE_REQUEST, case or request)
    require_known(session, given, given.on)
    ending = ClosingIn.checked({"outcome": given.outcome, "on": given.on, "reason": given.reason})
    if case is None:
        close_request(session, actor, request, ending)
    else:
        close_case(session, actor, case, ending)
    return put_refusal(session, actor, request, given, given.on)


def note_ground(session: Session, actor: Actor, request: Request, given: GroundIn) -> Refusal:
    """Note the ground, and where the applicant was sent, of a request that ended so already: at the consultation, say."""
    authorize(actor, Can.CLOSE_REQUEST, request)
    if request.outcome not in REFUSALS or request.ended_on is None or refusal_of(session, request) is not None:
        raise Refused(_("The ground is noted already, or the request did not end so."))
    return put_refusal(session, actor, request, given, request.ended_on)


def take_out_party(session: Session, actor: Actor, request: Request, party: Party) -> None:
    """Take a party out of an open request. Refused for a side of the mediation contract: its signature stays whose it is."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    if party.represents_id is None and _has_signed(session, request, party):
        raise Refused(_("This side signed the mediation contract. Correct the entry instead."))
    remove_party(session, actor, request, party)


def amend_party(session: Session, actor: Actor, request: Request, party: Party, given: PartyIn) -> None:
    """Correct or complete what is known of a party.

    Refused where somebody else would stand in the place of who signed, or of who is being invited: the applicant agreed to
    that one, and the answer by the address on the letter would be taken for the other's. Who had no name gets one.
    """
    authorize(actor, Can.CHANGE_REQUEST, request)
    if is_another(session, party, given):
        if _has_signed(session, request, party):
            raise Refused(
                _("This side signed the mediation contract and stays who it is. Correct its name and requisites.")
            )
        if (party.person_id or party.organisation_id) and open_invitation(session, party.id) is not None:
            raise Refused(
                _("This side is being invited and stays who it is. Correct its name, or withdraw the invitation first.")
            )
    correct_party(session, actor, request, party, given)


def _has_signed(session: Session, request: Request, party: Party) -> bool:
    """Whether the side on which the party stands signed the mediation contract."""
    case = _case(session, request)
    contract = contract_of(session, case) if case else None
    return contract is not None and side_key(party) in contract.signed_by


def _case(session: Session, request: Request) -> Case | None:
    return session.exec(select(Case).where(Case.request_id == request.id)).first()
