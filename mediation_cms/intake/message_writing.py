"""Putting down a message between applicant and cabinet. Part of a use-case, which authorizes."""

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.intake.message_models import RequestMessage
from mediation_cms.intake.models import Request


def put_message(
    session: Session, actor: Actor, request: Request, body: str, *, from_applicant: bool, once: str | None = None
) -> RequestMessage:
    """A message, sealed; `once`: the key under which it is put down once."""
    message = RequestMessage(
        request_id=request.id, from_applicant=from_applicant, account_id=actor.account_id, at=clock.now(), once=once
    )
    seal(session, message, "body_sealed", body)
    session.add(message)
    session.flush()
    return message
