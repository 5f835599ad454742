"""Invitations of the other side, made by the product's own actions. The days are of June 2022 unless said otherwise."""

from typing import Any

from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.intake.invitation_actions import note_attempt, permit_invitation, prepare_invitation
from mediation_cms.intake.invitation_inputs import AttemptIn, InvitationIn, PermissionIn, ReplyIn
from mediation_cms.intake.invitation_models import Invitation, InvitationAttempt
from mediation_cms.intake.models import Party, Request, Side


def other_side(session: Session, request: Request) -> Party:
    """The first other side of a request."""
    return session.exec(select(Party).where(Party.request_id == request.id, Party.side == Side.OTHER)).first()  # type: ignore[return-value]  # every request of the tests has one


def prepared(session: Session, actor: Actor, request: Request, **changed: Any) -> Invitation:
    """An invitation of the other side for which the applicant was not asked yet."""
    given = InvitationIn.checked({"language": "ru"} | changed)
    return prepare_invitation(session, actor, request, other_side(session, request), given)


def permission(**changed: Any) -> PermissionIn:
    """The applicant's consent to every channel, given on 1 June 2022."""
    channels = ["call", "sms", "post", "email", "visit", "other_person"]
    return PermissionIn.checked(
        {"permitted_on": "01.06.2022", "permitted_how": "in_person", "channels": channels} | changed
    )


def permitted(session: Session, actor: Actor, request: Request, **changed: Any) -> Invitation:
    """An invitation that may leave."""
    invitation = prepared(session, actor, request)
    permit_invitation(session, actor, invitation, permission(**changed))
    return invitation


def tried(session: Session, actor: Actor, invitation: Invitation, **changed: Any) -> InvitationAttempt:
    """A letter of 3 June 2022, unless something else was tried."""
    given = AttemptIn.checked({"channel": "post", "tried_on": "03.06.2022", "result": "sent"} | changed)
    return note_attempt(session, actor, invitation, given)


def sent(session: Session, actor: Actor, request: Request) -> Invitation:
    """An invitation that left by letter: ten days run from 3 June 2022."""
    invitation = permitted(session, actor, request)
    tried(session, actor, invitation)
    return invitation


def reply_in(answer: str = "agreed", **changed: Any) -> ReplyIn:
    """What the other side said by phone on 7 June 2022."""
    return ReplyIn.checked({"answer": answer, "given_on": "07.06.2022", "how": "phone", "language": "ru"} | changed)
