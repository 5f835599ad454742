"""How somebody leaves who worked beside the mediator of a case: sent away, or by their own declaration."""

from datetime import date

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.cases.models import Case
from mediation_cms.intake.companion_models import Companion
from mediation_cms.people.models import Person


def part(session: Session, actor: Actor, case: Case, companion: Companion, on: date, reason: str) -> None:
    """Write down that somebody works beside the mediator no longer, from this day on; whoever may decide it has asked."""
    companion.until, companion.reason = on, reason
    session.add(companion)
    session.flush()
    session.expire(case, ["companions"])
    name = session.get_one(Person, companion.mediator_id).name
    record(session, actor, "companion.left", companion, matter_id=case.request_id, mediator=name, reason=reason)
