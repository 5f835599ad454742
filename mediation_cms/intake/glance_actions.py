"""Marks in the queue: somebody has looked at a matter, and what it waits for."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.intake.companion_models import Glance
from mediation_cms.intake.inputs import GlanceIn
from mediation_cms.intake.models import Request
from mediation_cms.intake.preconditions import require_open
from mediation_cms.intake.queries import glance_of


def mark_looked_at(session: Session, actor: Actor, request: Request, given: GlanceIn) -> Glance:
    """Note that the actor has looked at the matter and what it waits for; the mark of a colleague gives way to it."""
    authorize(actor, Can.MARK_LOOKED_AT, request)
    require_open(request)
    glance = glance_of(session, request) or Glance(request_id=request.id, account_id=actor.account_id, at=clock.now())
    glance.account_id, glance.at = actor.account_id, clock.now()
    glance.waits_for, glance.until = given.waits_for, given.until
    session.add(glance)
    session.flush()
    record(session, actor, "queue.looked_at", request, matter_id=request.id, until=given.until)
    return glance


def unmark(session: Session, actor: Actor, request: Request) -> None:
    """Take the mark off: the matter is untouched again. Nothing happens to one without a mark."""
    authorize(actor, Can.MARK_LOOKED_AT, request)
    glance = glance_of(session, request)
    if glance is not None:
        session.delete(glance)
        record(session, actor, "queue.unmarked", request, matter_id=request.id)
