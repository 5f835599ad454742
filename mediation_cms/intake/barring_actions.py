"""What a coordinator does when somebody has an interest in a matter: bar them from it, and lift a bar."""

from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.validation import NO_SUCH_CHOICE, Typed
from mediation_cms.intake.barring import bar, who_may_see
from mediation_cms.intake.barring_models import BarGround, Barring
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Person


class BarringIn(Typed):
    """Who is barred."""

    person_id: UUID


def bar_person(session: Session, actor: Actor, request: Request, given: BarringIn) -> None:
    """Bar somebody who works here from the matter, since a conflict of interest became known (Law on Mediation, article 7)."""
    authorize(actor, Can.KEEP_BARRINGS, request)
    if given.person_id not in {person.id for person in who_may_see(session, actor, request)}:
        raise Invalid({"person_id": NO_SUCH_CHOICE})
    bar(session, actor, request, given.person_id, BarGround.RECORDED)


def lift_bar(session: Session, actor: Actor, request: Request, barring: Barring, given: ReasonIn) -> None:
    """Lift a bar, with a reason: the person sees again what their roles show."""
    authorize(actor, Can.KEEP_BARRINGS, request)
    barring.ended_at, barring.ended_by_id, barring.ended_reason = clock.now(), actor.account_id, given.reason
    session.add(barring)
    name = session.get_one(Person, barring.person_id).name
    record(session, actor, "barring.lifted", barring, matter_id=request.id, name=name, reason=given.reason)
    session.flush()
