"""An applicant comes back by number and code: one browser is let in for a while, so that the code stands in no address."""

from datetime import timedelta

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.accounts.links import end_link, give_link
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.intake.models import Request

ONE_DAY = timedelta(days=1)


def come_back(session: Session, actor: Actor, request: Request) -> str:
    """Let a browser in whose reader had number and code: the secret of its pass, which ends with the next day at the latest."""
    authorize(actor, Can.COME_BACK, request)
    token = give_link(session, Purpose.STATUS, request.id, clock.today() + ONE_DAY)
    record(session, actor, "applicant.came_back", request, matter_id=request.id)
    return token


def leave(session: Session, actor: Actor, request: Request, link: PersonalLink) -> None:
    """The reader is done: the pass of this browser opens nothing any more."""
    authorize(actor, Can.COME_BACK, request)
    end_link(session, link)
