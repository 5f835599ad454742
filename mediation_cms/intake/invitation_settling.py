"""What several steps of an invitation have in common: its term, its answers, its end."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.contacting import note_contact
from mediation_cms.intake.invitation_inputs import MESSAGES, AttemptIn
from mediation_cms.intake.invitation_models import (
    WRITTEN,
    AttemptResult,
    Invitation,
    InvitationAttempt,
    InvitationChannel,
    InvitationReply,
    ReplyAnswer,
    ReplyState,
)
from mediation_cms.intake.invitation_queries import (
    attempts_of,
    open_invitation,
    reach_of,
    waiting_reply,
    way_by,
    who_speaks,
)
from mediation_cms.intake.invitation_rules import CODE_DAYS, AnswerTerm
from mediation_cms.intake.invitation_workflow import INVITATION, MAY_LEAVE, OPEN, InvitationStatus, InvitationStep
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.preconditions import require_open
from mediation_cms.intake.safety import why_no_invitation
from mediation_cms.people.models import PHONES

GOT_THROUGH = (AttemptResult.SENT, AttemptResult.REACHED, AttemptResult.LEFT_MESSAGE)
NO_MESSAGE = _("No message may be left for this side: others might read or hear it.")
CHILD = _("This side is under age: the invitation goes to a parent or guardian. Add who speaks for the side first.")
STEPS = {
    ReplyAnswer.AGREED: InvitationStep.ACCEPT,
    ReplyAnswer.REFUSED: InvitationStep.DECLINE,
    ReplyAnswer.THINKING: InvitationStep.THINK,
    ReplyAnswer.CALL: InvitationStep.ASK_CALL,
}


def require_leave(session: Session, request: Request, invitation: Invitation) -> None:
    """Refuse unless the invitation may leave today: allowed by the applicant, not over, and no risk without their word.

    Nothing is addressed to a child: it goes to who speaks for the child (ours).
    """
    require_open(request)
    if invitation.status not in MAY_LEAVE:
        raise Refused(_("The applicant has not agreed yet, or the invitation is over. Nothing leaves now."))
    why_not = why_no_invitation(session, request)
    if why_not is not None:
        raise Refused(why_not)
    party = session.get_one(Party, invitation.party_id)
    if party.minor and not who_speaks(session, party):
        raise Refused(CHILD)


def require_messages(session: Session, invitation: Invitation, given: AttemptIn) -> None:
    """Raise Invalid where no phone of the side, or no e-mail for an e-mail, allows a message."""
    party = session.get_one(Party, invitation.party_id)
    if given.channel is InvitationChannel.EMAIL:
        allowed = way_by(session, party, given.channel) is not None
    else:
        allowed = any(way.may_leave_message for way in reach_of(session, party) if way.channel in PHONES)
    if not allowed:
        beside = "channel" if given.channel in MESSAGES else "result"
        raise Invalid({beside: NO_MESSAGE})


def put_attempt(session: Session, actor: Actor, invitation: Invitation, given: AttemptIn) -> InvitationAttempt:
    """Write down a try. Each written proposal has days of its own, and the last one that did not come back counts (ours)."""
    term = AnswerTerm(given.tried_on, invitation.term_days) if given.written else None
    attempt = InvitationAttempt(
        invitation_id=invitation.id,
        channel=given.channel,
        result=given.result,
        written=given.written,
        tried_on=given.tried_on,
        tried_at=given.tried_at,
        due_on=term.due_on if term else None,
        by_id=actor.account_id,
    )
    seal(session, attempt, "note_sealed", given.note or None)
    if given.result in GOT_THROUGH:
        invitation.status = INVITATION.after(invitation.status, InvitationStep.SEND if term else InvitationStep.TELL)
        invitation.left_on = earliest(invitation.left_on, given.tried_on)
    if given.result is AttemptResult.REACHED:
        invitation.reached_on = earliest(invitation.reached_on, given.tried_on)
    if term is not None and (invitation.due_on is None or term.due_on >= invitation.due_on):
        invitation.sent_on, invitation.due_on = term.sent_on, term.due_on
        invitation.code_until = max(invitation.code_until or term.due_on, term.due_on + timedelta(days=CODE_DAYS))
    session.add_all([invitation, attempt])
    session.flush()
    if given.result is AttemptResult.WRONG and given.channel in WRITTEN:
        _came_back(session, invitation)
    note_contact(session, session.get_one(Request, invitation.request_id), given.tried_on)
    return attempt


def _came_back(session: Session, invitation: Invitation) -> None:
    """A letter or an e-mail came back: no days run from it, only from another written proposal that got through, if any did.

    The law counts from the proposal to the other side (Law on Mediation, article 20, paragraph 6); what never reached its
    address proposed nothing (our assumption).
    """
    tries = attempts_of(session, invitation)
    stands = [each for each in tries if each.written and not any(_returns(other, each) for other in tries)]
    last = max(stands, key=lambda each: (each.due_on or each.tried_on, each.id), default=None)
    invitation.sent_on, invitation.due_on = (last.tried_on, last.due_on) if last else (None, None)
    if last is None and INVITATION.allows(invitation.status, InvitationStep.COME_BACK):
        invitation.status = INVITATION.after(invitation.status, InvitationStep.COME_BACK)
        if any(each.result in GOT_THROUGH and not each.written for each in tries):
            invitation.status = INVITATION.after(invitation.status, InvitationStep.TELL)
    session.add(invitation)
    session.flush()


def _returns(later: InvitationAttempt, sent: InvitationAttempt) -> bool:
    wrong = later.result is AttemptResult.WRONG and later.channel in WRITTEN
    return wrong and later.channel is sent.channel and later.tried_on >= sent.tried_on and later.id > sent.id


def answered(session: Session, invitation: Invitation, reply: InvitationReply) -> None:
    """The answer is the side's own: the invitation stands as it says. Refused where a newer invitation is under way."""
    if invitation.status not in OPEN and open_invitation(session, invitation.party_id) is not None:
        raise Refused(_("An invitation of this side is under way. Go on with that one, or withdraw it."))
    invitation.status = INVITATION.after(invitation.status, STEPS[reply.answer])
    invitation.reached_on = earliest(invitation.reached_on, reply.given_on)
    invitation.answered_on = earliest(invitation.answered_on, reply.given_on)
    invitation.ended_on = None if invitation.status in OPEN else reply.given_on
    session.add(invitation)
    session.flush()


def settle(session: Session, actor: Actor, reply: InvitationReply | None, *, confirmed: bool) -> None:
    """An answer that waited is confirmed as the side's own, or set aside."""
    if reply is not None:
        reply.state = ReplyState.CONFIRMED if confirmed else ReplyState.SET_ASIDE
        reply.settled_at, reply.settled_by_id = clock.now(), actor.account_id
        session.add(reply)
        session.flush()


def settle_who_came(session: Session, actor: Actor, request_id: UUID, sides: Collection[str], on: date) -> None:
    """These sides, each by its key, consent to mediation since this day, whatever way that came about: nobody waits for them.

    An invitation that is under way is accepted, not before the day on which it was allowed; one for which the applicant was
    not asked yet is taken back. It stays so when the consent is taken back: who came and went has answered.
    """
    others = select(Party).where(Party.request_id == request_id, Party.side == Side.OTHER)
    for party in session.exec(others.where(col(Party.represents_id).is_(None))):
        invitation = open_invitation(session, party.id) if f"{party.side}-{party.side_no}" in sides else None
        if invitation is not None:
            _came(session, actor, invitation, on)


def _came(session: Session, actor: Actor, invitation: Invitation, on: date) -> None:
    day = max(on, invitation.permitted_on or invitation.prepared_on)
    settle(session, actor, waiting_reply(session, invitation), confirmed=False)
    accepts = INVITATION.allows(invitation.status, InvitationStep.ACCEPT)
    step = InvitationStep.ACCEPT if accepts else InvitationStep.WITHDRAW
    if accepts:
        invitation.reached_on = earliest(invitation.reached_on, day)
        invitation.answered_on = earliest(invitation.answered_on, day)
    end_invitation(session, invitation, INVITATION.after(invitation.status, step), day)
    matter_id = invitation.request_id
    record(session, actor, "invitation.settled", invitation, matter_id=matter_id, state=invitation.status, day=day)


def end_invitation(session: Session, invitation: Invitation, status: InvitationStatus, on: date) -> None:
    """The invitation is over since this day."""
    invitation.status, invitation.ended_on = status, on
    session.add(invitation)
    session.flush()


def code_of(session: Session, invitation: Invitation) -> str:
    """The code of the short address, as it is printed; empty before the applicant agreed."""
    return unseal(session, invitation, "code_sealed") or ""


def earliest(known: date | None, day: date) -> date:
    """The earlier of both days."""
    return day if known is None else min(known, day)
