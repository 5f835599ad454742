"""An invited side that agreed to talk writes from home what the applicant was asked too; staff see it, the applicant never."""

from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import end_links_to, give_link
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.intake.invitation_models import Invitation, InvitationReply, ReplyAnswer, ReplyState
from mediation_cms.intake.models import Party, Request, side_number
from mediation_cms.intake.own_word_inputs import checked
from mediation_cms.intake.own_word_models import OwnWord
from mediation_cms.intake.own_word_queries import told_so_far, word_of_reply
from mediation_cms.intake.own_word_rules import ALONE, LANGUAGE, REACH, TIMES, Told, Unsure
from mediation_cms.intake.own_word_taking import hear_from_home
from mediation_cms.people.models import PHONES, Channel


def begin_own_word(session: Session, actor: Actor, invitation: Invitation, reply: InvitationReply) -> str:
    """Open the questions to the side that has just agreed: the secret part of a link, for the browser that it sits at.

    Refused where another answer was given, or this one was asked already.
    """
    authorize(actor, Can.ANSWER_INVITATION, invitation)
    if reply.answer is not ReplyAnswer.AGREED or word_of_reply(session, reply) is not None:
        raise Refused(_("An answer has come already. To change it, call the cabinet."))
    word = OwnWord(invitation_id=invitation.id, reply_id=reply.id, begun_at=clock.now())
    session.add(word)
    session.flush()
    until = invitation.code_until or clock.today()
    return give_link(session, Purpose.OWN_WORD, word.id, until)


def write_own_word(
    session: Session, actor: Actor, invitation: Invitation, word: OwnWord, step: str, typed: dict[str, Any]
) -> Told:
    """Keep the answer to one question, sealed. Raises Invalid."""
    authorize(actor, Can.ANSWER_INVITATION, invitation)
    told = told_so_far(session, word).with_(step, checked(step, typed))
    seal(session, word, "said_sealed", told.written())
    session.add(word)
    session.flush()
    return told


def send_own_word(session: Session, actor: Actor, invitation: Invitation, word: OwnWord) -> None:
    """The side sends what it wrote. What it says of danger counts at once; the rest when staff know that it is the side's own.

    Where to call and when goes to the answer that waits to be confirmed, so that whoever calls back does it safely.
    """
    authorize(actor, Can.ANSWER_INVITATION, invitation)
    told = told_so_far(session, word)
    if told.missing is not None:
        raise Refused(_("A question is still open. Go through them once more: each may be left open, but it is asked."))
    word.sent_at = clock.now()
    session.add(word)
    session.flush()
    end_links_to(session, Purpose.OWN_WORD, word.id)
    request = session.get_one(Request, invitation.request_id)
    reply = session.get_one(InvitationReply, word.reply_id)
    if reply.state is ReplyState.WAITING:
        _say_how_to_call(session, reply, told)
    party = session.get_one(Party, invitation.party_id)
    no = side_number(party.side, party.side_no)
    record(session, actor, "own_word.sent", invitation, matter_id=request.id, no=no)
    hear_from_home(session, actor, request, party, told.signs)


def _say_how_to_call(session: Session, reply: InvitationReply, told: Told) -> None:
    reach = told.of(REACH)
    reply.separately = told.of(ALONE).get("alone") == Unsure.YES
    reply.language = Language(told.of(LANGUAGE).get("language") or reply.language)
    reply.call_when = told.of(TIMES).get("times") or reply.call_when
    if reach.get("channel") and Channel(reach["channel"]) in PHONES:
        reply.phone = reach["value"]
    session.add(reply)
    session.flush()
