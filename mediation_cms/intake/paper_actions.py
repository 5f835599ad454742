"""Papers about a request that people ask for."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.documents.facts import ReferralFacts, RefusalFacts
from mediation_cms.documents.inputs import Languages
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper
from mediation_cms.intake.invitation_models import Invitation, InvitationChannel
from mediation_cms.intake.invitation_papers import invitation_facts
from mediation_cms.intake.invitation_settling import require_leave
from mediation_cms.intake.models import Request
from mediation_cms.intake.papers import own_languages, receipt_facts
from mediation_cms.intake.refusal_papers import referral_facts, refusal_facts, require_refusal

HANDED = {InvitationChannel.POST, InvitationChannel.VISIT, InvitationChannel.OTHER_PERSON}
"""The ways by which a letter gets into the hands of a side."""


def make_receipt(session: Session, actor: Actor, request: Request, languages: Languages | None = None) -> Paper:
    """Ask for the receipt of a request, in its own language unless another is chosen."""
    authorize(actor, Can.MAKE_PAPER, request)
    facts = receipt_facts(session, request, languages or own_languages(request.language))
    return ask_for_paper(
        session, actor, facts, thing_id=request.id, matter_id=request.id, cabinet_id=request.cabinet_id
    )


def make_refusal(session: Session, actor: Actor, request: Request, languages: Languages | None = None) -> Paper:
    """Ask for the notice that a request was not accepted for mediation, in its own language unless another is chosen."""
    authorize(actor, Can.MAKE_PAPER, request)
    facts = refusal_facts(session, request, languages or own_languages(request.language))
    return _ask(session, actor, request, facts)


def make_referral(session: Session, actor: Actor, request: Request, languages: Languages | None = None) -> Paper:
    """Ask for the note that says where else to turn, in the language of the request unless another is chosen."""
    authorize(actor, Can.MAKE_PAPER, request)
    facts = referral_facts(session, request, languages or own_languages(request.language))
    return _ask(session, actor, request, facts)


def _ask(session: Session, actor: Actor, request: Request, facts: RefusalFacts | ReferralFacts) -> Paper:
    """A paper of the very refusal: that of a later one does not replace it."""
    refused = require_refusal(session, request)
    return ask_for_paper(
        session, actor, facts, thing_id=refused.id, matter_id=request.id, cabinet_id=request.cabinet_id
    )


def make_invitation(
    session: Session, actor: Actor, invitation: Invitation, languages: Languages | None = None
) -> Paper:
    """Ask for the letter that invites another side, in the language of the addressee unless another is chosen.

    Refused before the applicant agreed to its words and to a letter, and when the invitation is over.
    """
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.MAKE_PAPER, request)
    require_leave(session, request, invitation)
    if not HANDED & set(invitation.channels):
        raise Refused(_("The applicant did not agree to this channel. Ask, or choose another."))
    facts = invitation_facts(session, invitation, languages or own_languages(invitation.language))
    return ask_for_paper(
        session,
        actor,
        facts,
        thing_id=invitation.id,
        matter_id=request.id,
        cabinet_id=request.cabinet_id,
    )
