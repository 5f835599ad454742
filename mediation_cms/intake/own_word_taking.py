"""What becomes of what an invited side wrote: danger counts as soon as it is said, the rest once it is known as theirs."""

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.intake.invitation_models import Invitation, InvitationReply
from mediation_cms.intake.invitation_queries import who_speaks
from mediation_cms.intake.models import Party, Request, side_number
from mediation_cms.intake.own_word_queries import told_so_far, word_of_reply
from mediation_cms.intake.own_word_rules import LANGUAGE, REACH, TIMES, Unsure
from mediation_cms.intake.safety import Told, keep_told, let_lapse, weigh
from mediation_cms.intake.screening_models import SafetyTalk
from mediation_cms.intake.screening_queries import sides_to_ask
from mediation_cms.intake.screening_rules import Answers, asked_so_far
from mediation_cms.people.inputs import ContactIn
from mediation_cms.people.models import Account, AccountKind, Channel
from mediation_cms.people.records import add_contact


def hear_from_home(session: Session, actor: Actor, request: Request, party: Party, signs: Answers) -> None:
    """What the side said of its safety counts from now on, unless staff have asked it themselves: what they heard stands."""
    side = next((each for each in sides_to_ask(session, request) if each.party.id == party.id), None)
    if side is None or side.talk is not None or not signs:
        return
    talk = SafetyTalk(
        request_id=request.id,
        party_id=party.id,
        state=asked_so_far(signs),
        asked_on=clock.today(),
        account_id=actor.account_id,
    )
    keep_told(session, talk, Told(signs))
    session.add(talk)
    session.flush()
    weigh(session, request)
    let_lapse(session, request)
    no = side_number(party.side, party.side_no)
    record(session, actor, "safety.asked", request, matter_id=request.id, no=no)


def take_over(session: Session, invitation: Invitation, reply: InvitationReply) -> None:
    """The answer is known to be the side's own, and so is what it wrote: its way to be reached stands among the others."""
    word = word_of_reply(session, reply)
    party = session.get_one(Party, invitation.party_id)
    speaking = who_speaks(session, party)
    if word is None or word.sent_at is None or not speaking:
        return
    told = told_so_far(session, word)
    reach = told.of(REACH)
    if reach.get("channel"):
        given = ContactIn(
            channel=Channel(reach["channel"]),
            value=reach["value"],
            language=Language(told.of(LANGUAGE).get("language") or reply.language),
            safe_times=told.of(TIMES).get("times") or "",
            may_leave_message=reach.get("messages") == Unsure.YES,
        )
        add_contact(session, speaking[0], given)


def drop(session: Session, invitation: Invitation, reply: InvitationReply) -> None:
    """It was somebody else who wrote: nothing of it is kept, and no danger is taken from it, unless staff asked since."""
    word = word_of_reply(session, reply)
    if word is None:
        return
    request = session.get_one(Request, invitation.request_id)
    visitors = select(Account.id).where(Account.kind == AccountKind.VISITOR)
    talk = session.exec(
        select(SafetyTalk).where(SafetyTalk.party_id == invitation.party_id, col(SafetyTalk.account_id).in_(visitors))
    ).first()
    if talk is not None and word.sent_at is not None:
        session.delete(talk)
        session.flush()
        weigh(session, request)
    session.delete(word)
    session.flush()
