"""Reading what an invited side wrote from home: the side itself while it writes, staff once it is sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.invitation_models import Invitation, InvitationReply
from mediation_cms.intake.models import Request
from mediation_cms.intake.own_word_models import OwnWord
from mediation_cms.intake.own_word_rules import Told


@dataclass(frozen=True)
class Sent:
    """What a side sent, when, and the answer that it belongs to."""

    told: Told
    at: datetime
    reply: InvitationReply


def being_written(session: Session, invitation: Invitation, word_id: UUID) -> OwnWord:
    """What is being written to this invitation and not sent. Raises NotFound."""
    word = session.get(OwnWord, word_id)
    if word is None or word.invitation_id != invitation.id or word.sent_at is not None:
        raise NotFound
    return word


def told_so_far(session: Session, word: OwnWord) -> Told:
    """What was written so far. Whoever shows it has looked whose browser it is, or asks for the right first."""
    return Told.read(unseal(session, word, "said_sealed"))


def sent_word(session: Session, invitation: Invitation) -> OwnWord | None:
    """The last that the side of this invitation sent, if it did. That it is there is no secret of staff; what it says is."""
    sent = select(OwnWord).where(OwnWord.invitation_id == invitation.id, col(OwnWord.sent_at).is_not(None))
    return session.exec(sent.order_by(col(OwnWord.id).desc())).first()


def word_of_reply(session: Session, reply: InvitationReply) -> OwnWord | None:
    """What was written, sent or not, with this answer."""
    return session.exec(select(OwnWord).where(OwnWord.reply_id == reply.id)).first()


def read_word(session: Session, actor: Actor, invitation: Invitation) -> Sent:
    """What the side of this invitation sent, for whoever may read what a side said of its safety. Raises Forbidden, NotFound."""
    authorize(actor, Can.READ_SAFETY, session.get_one(Request, invitation.request_id))
    word = sent_word(session, invitation)
    if word is None or word.sent_at is None:
        raise NotFound
    return Sent(told_so_far(session, word), word.sent_at, session.get_one(InvitationReply, word.reply_id))
