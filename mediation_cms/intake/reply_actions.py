"""Answers of another side to its invitation: as staff heard them, or by the short address on the letter."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Invalid, Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import codes
from mediation_cms.intake.invitation_inputs import AddressReplyIn, ReplyIn
from mediation_cms.intake.invitation_models import Invitation, InvitationReply, ReplyAnswer, ReplyState
from mediation_cms.intake.invitation_queries import waiting_reply
from mediation_cms.intake.invitation_settling import answered, settle
from mediation_cms.intake.models import IntakeChannel, Request
from mediation_cms.intake.own_word_taking import drop, take_over
from mediation_cms.intake.preconditions import require_open


def record_reply(session: Session, actor: Actor, invitation: Invitation, given: ReplyIn) -> InvitationReply:
    """Note what the other side said. One that came by the short address and still waits is set aside: this one counts.

    Raises Invalid for an unknown reason, and for a day before anything was allowed to leave.
    """
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    require_open(request)
    refused = given.answer is ReplyAnswer.REFUSED
    if given.reason_code and given.reason_code not in codes(session, Catalogue.INVITATION_REFUSAL, given.given_on):
        raise Invalid({"reason_code": NO_SUCH_CHOICE})
    if invitation.permitted_on is not None and given.given_on < invitation.permitted_on:
        raise Invalid(
            {
                "given_on": _(
                    "The applicant agreed on %(day)s. Give that day or a later one.", day=invitation.permitted_on
                )
            }
        )
    settle(session, actor, waiting_reply(session, invitation), confirmed=False)
    reply = InvitationReply(
        invitation_id=invitation.id,
        by_id=actor.account_id,
        received_at=clock.now(),
        state=ReplyState.CONFIRMED,
        settled_by_id=actor.account_id,
        settled_at=clock.now(),
        reason_code=given.reason_code if refused else "",
        **given.model_dump(exclude={"reason_code", "said"}),
    )
    seal(session, reply, "said_sealed", given.said or None)
    answered(session, invitation, reply)
    session.add(reply)
    session.flush()
    record(
        session, actor, "invitation.answered", invitation, matter_id=request.id, answer=given.answer, day=given.given_on
    )
    return reply


def receive_reply(
    session: Session, actor: Actor, invitation: Invitation, given: AddressReplyIn, language: Language
) -> InvitationReply:
    """Take an answer that came by the short address. It is nobody's word until staff have called back and confirmed it.

    Refused when an answer waits already: who sent it is told to call.
    """
    authorize(actor, Can.ANSWER_INVITATION, invitation)
    if waiting_reply(session, invitation) is not None:
        raise Refused(_("An answer has come already. To change it, call the cabinet."))
    reply = InvitationReply(
        invitation_id=invitation.id,
        given_on=clock.today(),
        how=IntakeChannel.WEB,
        language=language,
        by_id=actor.account_id,
        received_at=clock.now(),
        **given.model_dump(),
    )
    session.add(reply)
    session.flush()
    record(session, actor, "invitation.reply_received", invitation, matter_id=invitation.request_id)
    return reply


def confirm_reply(session: Session, actor: Actor, invitation: Invitation, reply: InvitationReply) -> None:
    """The side itself gave the answer, as a call back has shown: now it counts."""
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    require_open(request)
    _still_waits(reply)
    settle(session, actor, reply, confirmed=True)
    answered(session, invitation, reply)
    take_over(session, invitation, reply)
    record(
        session, actor, "invitation.answered", invitation, matter_id=request.id, answer=reply.answer, day=reply.given_on
    )


def set_reply_aside(session: Session, actor: Actor, invitation: Invitation, reply: InvitationReply) -> None:
    """The answer was not the side's own, or was given by mistake: it counts for nothing, and the address takes another."""
    request = session.get_one(Request, invitation.request_id)
    authorize(actor, Can.INVITE, request)
    _still_waits(reply)
    settle(session, actor, reply, confirmed=False)
    drop(session, invitation, reply)
    record(session, actor, "invitation.reply_set_aside", invitation, matter_id=request.id)


def _still_waits(reply: InvitationReply) -> None:
    if reply.state is not ReplyState.WAITING:
        raise stale()
