"""What is done to a request as a whole, where the case that it became has a say."""

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.cases.actions import reopen_case
from mediation_cms.cases.models import Case
from mediation_cms.cases.sides import side_key
from mediation_cms.cases.terms import contract_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.actions import reopen_request
from mediation_cms.intake.inputs import PartyIn, ReasonIn
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.parties import is_another
from mediation_cms.intake.party_actions import correct_party, remove_party


def reopen_matter(session: Session, actor: Actor, request: Request, given: ReasonIn) -> None:
    """Open a finished matter again, with a reason: together with its case when it has one, so that a signed agreement stands."""
    authorize(actor, Can.REOPEN_REQUEST, request)
    case = _case(session, request)
    if case is None:
        reopen_request(session, actor, request, given)
    else:
        reopen_case(session, actor, case, given)


def take_out_party(session: Session, actor: Actor, request: Request, party: Party) -> None:
    """Take a party out of an open request. Refused for a side of the mediation contract: its signature stays whose it is."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    if party.represents_id is None and _has_signed(session, request, party):
        raise Refused(_("This side signed the mediation contract. Correct the entry instead."))
    remove_party(session, actor, request, party)


def amend_party(session: Session, actor: Actor, request: Request, party: Party, given: PartyIn) -> None:
    """Correct or complete what is known of a party. Refused where somebody else would stand in the place of who signed."""
    authorize(actor, Can.CHANGE_REQUEST, request)
    if is_another(session, party, given) and _has_signed(session, request, party):
        raise Refused(
            _("This side signed the mediation contract and stays who it is. Correct its name and requisites.")
        )
    correct_party(session, actor, request, party, given)


def _has_signed(session: Session, request: Request, party: Party) -> bool:
    """Whether the side on which the party stands signed the mediation contract."""
    case = _case(session, request)
    contract = contract_of(session, case) if case else None
    return contract is not None and side_key(party) in contract.signed_by


def _case(session: Session, request: Request) -> Case | None:
    return session.exec(select(Case).where(Case.request_id == request.id)).first()
