"""Reading invitations: whoever sees the matter sees how its other sides were invited."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core import clock
from mediation_cms.core.db import Records, keyring, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.documents.codes import as_printed
from mediation_cms.intake.invitation_models import (
    Invitation,
    InvitationAttempt,
    InvitationChannel,
    InvitationReply,
    ReplyAnswer,
    ReplyState,
)
from mediation_cms.intake.invitation_rules import Standing
from mediation_cms.intake.invitation_workflow import ANSWERABLE, OPEN, InvitationStatus
from mediation_cms.intake.models import IntakeChannel, Party, Request
from mediation_cms.intake.queries import not_barred, visible_to
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Channel, Contact, Organisation, Person, Role
from mediation_cms.people.queries import contacts_of_all

INVITATION, REPLY, REQUEST = table_of(Invitation), table_of(InvitationReply), table_of(Request)
DESKS = (Role.RECEPTIONIST, Role.COORDINATOR)
"""Who deals with all invitations of a place."""
ANSWER_WAITS = sa.exists().where(REPLY.c.invitation_id == INVITATION.c.id, REPLY.c.state == ReplyState.WAITING)
ANSWERED = (InvitationStatus.ACCEPTED, InvitationStatus.DECLINED)
UNKNOWN = _("This address leads nowhere, or not any more. Compare it with the letter, or call the number on it.")


def get_invitation(session: Session, actor: Actor, invitation_id: UUID) -> Invitation:
    """One invitation of a matter that the actor may see. Raises NotFound."""
    of_matter = col(Request.id) == Invitation.request_id
    found = session.exec(
        select(Invitation).join(Request, of_matter).where(Invitation.id == invitation_id, visible_to(actor))
    ).first()
    if found is None:
        raise NotFound
    return found


INVITATIONS = select(Invitation).where(Invitation.request_id == sa.bindparam("of")).order_by(col(Invitation.id).desc())


def invitations_of(session: Session, request_id: UUID) -> list[Invitation]:
    """The invitations of a matter, newest first."""
    return list(session.exec(INVITATIONS, params={"of": request_id}))


def attempts_of(session: Session, invitation: Invitation) -> list[InvitationAttempt]:
    """Every try of an invitation, in the order in which they were noted."""
    found = select(InvitationAttempt).where(InvitationAttempt.invitation_id == invitation.id)
    return list(session.exec(found.order_by(col(InvitationAttempt.id))))


def replies_of(session: Session, invitation: Invitation) -> list[InvitationReply]:
    """Every answer to an invitation, in the order in which they came."""
    found = select(InvitationReply).where(InvitationReply.invitation_id == invitation.id)
    return list(session.exec(found.order_by(col(InvitationReply.id))))


def get_reply(session: Session, invitation: Invitation, reply_id: UUID) -> InvitationReply:
    """An answer to this invitation. Raises NotFound."""
    reply = session.get(InvitationReply, reply_id)
    if reply is None or reply.invitation_id != invitation.id:
        raise NotFound
    return reply


def waiting_reply(session: Session, invitation: Invitation) -> InvitationReply | None:
    """The answer that came by the short address and that nobody has confirmed yet."""
    waits = (InvitationReply.invitation_id == invitation.id, InvitationReply.state == ReplyState.WAITING)
    return session.exec(select(InvitationReply).where(*waits)).first()


def open_invitation(session: Session, party_id: UUID) -> Invitation | None:
    """The invitation of this side that is still under way."""
    return session.exec(
        select(Invitation).where(Invitation.party_id == party_id, col(Invitation.status).in_(OPEN))
    ).first()


def has_left(session: Session, party_id: UUID) -> bool:
    """Whether an invitation of this side was allowed to leave, whatever came of it."""
    allowed = (Invitation.party_id == party_id, col(Invitation.permitted_on).is_not(None))
    return session.exec(select(Invitation.id).where(*allowed)).first() is not None


# --- how a side stands -------------------------------------------------------------------------------------------------


def other_side_states(session: Session, request_ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """How the other side of each of these matters stands; one that nobody has invited is not in it.

    One statement, whoever may see them. Of several invitations the one under way counts, otherwise the newest.
    """
    columns = (INVITATION.c.request_id, INVITATION.c.status, INVITATION.c.due_on, ANSWER_WAITS.label("answer_waits"))
    asked = sa.select(*columns).where(INVITATION.c.request_id.in_(list(request_ids))).order_by(INVITATION.c.id)
    rows = sorted(session.connection().execute(asked), key=lambda row: row.status in OPEN)
    return {row.request_id: Standing(row.status, row.due_on, bool(row.answer_waits)) for row in rows}


def standing_of(session: Session, invitation: Invitation) -> Standing:
    """How this very invitation stands."""
    return Standing(invitation.status, invitation.due_on, waiting_reply(session, invitation) is not None)


def answers_by_address(session: Session, actor: Actor, limit: int) -> Records:
    """Invitations of open matters at the actor's desks whose side answered by its address, the longest waiting first.

    The answer waits to be confirmed, or it was, and the side waits to be called.
    """
    desks = frozenset[UUID]().union(*(actor.covers.get(role, frozenset()) for role in DESKS))
    here = sa.true() if actor.everywhere & set(DESKS) else REQUEST.c.cabinet_id.in_(desks)
    waits = REPLY.c.state == ReplyState.WAITING
    to_call = sa.and_(
        REPLY.c.state == ReplyState.CONFIRMED,
        REPLY.c.answer == ReplyAnswer.CALL,
        INVITATION.c.status == InvitationStatus.CALL_ASKED,
    )
    newest, any_waits = sa.func.max(REPLY.c.given_on), sa.func.max(sa.case((waits, 1), else_=0))
    came = (
        sa.select(REPLY.c.invitation_id, newest.label("given_on"), any_waits.label("answer_waits"))
        .join_from(REPLY, INVITATION, INVITATION.c.id == REPLY.c.invitation_id)
        .where(REPLY.c.how == IntakeChannel.WEB, sa.or_(waits, to_call))
        .group_by(REPLY.c.invitation_id)
        .subquery()
    )
    of_invitation = (INVITATION.c.id, INVITATION.c.status, INVITATION.c.due_on, came.c.given_on, came.c.answer_waits)
    columns = (*of_invitation, REQUEST.c.number, REQUEST.c.subject, REQUEST.c.cabinet_id)
    statement = (
        sa.select(*columns)
        .join_from(came, INVITATION, INVITATION.c.id == came.c.invitation_id)
        .join(REQUEST, REQUEST.c.id == INVITATION.c.request_id)
        .where(REQUEST.c.status != RequestStatus.ENDED, here, not_barred(actor, REQUEST.c.id))
        .order_by(came.c.given_on, INVITATION.c.id)
        .limit(limit)
    )
    return session.connection().execute(statement).all()


# --- whom it goes to ---------------------------------------------------------------------------------------------------


def who_speaks(session: Session, party: Party) -> list[Person | Organisation]:
    """Whom an invitation of this side goes to, the first of them by name: the side itself, or who speaks for a child.

    Never the child itself; nobody while nobody speaks for it.
    """
    speaking = select(Party).where(Party.represents_id == party.id).order_by(col(Party.id))
    own = [] if party.minor else [party]
    found: list[Person | Organisation] = []
    for one in (*own, *session.exec(speaking)):
        if one.person_id is not None:
            found.append(session.get_one(Person, one.person_id))
        elif one.organisation_id is not None:
            found.append(session.get_one(Organisation, one.organisation_id))
    return found


def reach_of(session: Session, party: Party) -> list[Contact]:
    """The ways to reach this side, in the order of who speaks."""
    people = who_speaks(session, party)
    contacts = contacts_of_all(session, people)
    return [contact for who in people for contact in contacts.get(who.id, [])]


WAYS: Mapping[InvitationChannel, tuple[Channel, ...]] = {
    InvitationChannel.EMAIL: (Channel.EMAIL,),
    InvitationChannel.SMS: (Channel.SMS, Channel.PHONE),
}
"""By which contacts we send an invitation ourselves."""


def way_by(session: Session, party: Party, channel: InvitationChannel) -> Contact | None:
    """Where an invitation of this side may be sent: a contact at which a message may be left. Silence is no.

    An SMS lights up a screen: where safe times are noted, none is sent by itself.
    """
    known = [way for kind in WAYS[channel] for way in reach_of(session, party) if way.channel is kind]
    unsafe = channel is InvitationChannel.SMS
    return next((way for way in known if way.may_leave_message and not (unsafe and way.safe_times)), None)


# --- by the short address ----------------------------------------------------------------------------------------------


def code_index(session: Session, code: str) -> str:
    """Under which keyed index an invitation with this code is found, however it was typed."""
    return keyring(session).index(as_printed(code), "invitation")


def by_code(session: Session, code: str) -> tuple[Invitation, bool]:
    """The invitation with this code, and whether it takes an answer; an answered one says only that the answer has come.

    Raises NotFound, with the same words, for a code that is unknown, has expired, or whose matter is finished.
    """
    asked = (
        select(Invitation)
        .join(Request, col(Request.id) == Invitation.request_id)
        .where(
            Invitation.code_index == code_index(session, code),
            col(Invitation.status).in_([*ANSWERABLE, *ANSWERED]),
            col(Invitation.code_until) >= clock.today(),
            Request.status != RequestStatus.ENDED,
        )
    )
    found = session.exec(asked).first()
    if found is None:
        raise NotFound(UNKNOWN)
    return found, found.status in ANSWERABLE and waiting_reply(session, found) is None
