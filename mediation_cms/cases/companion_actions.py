"""Who works beside the mediator: co-mediators and observers."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.conflict import stands_in_the_way
from mediation_cms.cases.conflict_queries import conflicts_of
from mediation_cms.cases.inputs import CompanionIn, PartingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.offers import DEALS_ALREADY
from mediation_cms.cases.parting import part
from mediation_cms.cases.terms import contract_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.companion_models import Companion, Part
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import assignable, require_entitled
from mediation_cms.notifications.outbox import notify
from mediation_cms.people.models import Person


def add_companion(session: Session, actor: Actor, case: Case, mediator: Mediator, given: CompanionIn) -> Companion:
    """Let another mediator work beside the one of the case, from today on.

    Refused unless a register entry is in force, and for an ended case; Invalid for a mediator of another region, for who is
    there already and for a conflict of interest. After the contract the sides must agree to a co-mediator as they chose the
    mediator (Law on Mediation, article 20, recalled).
    """
    authorize(actor, Can.NAME_COMPANION, case)
    if case.status is CaseStatus.ENDED:
        raise Refused(_("The case has ended. Reopen it with a reason first."))
    today = clock.today()
    require_entitled(session, mediator, today)
    if mediator.id not in {who.mediator_id for who in assignable(session, case.cabinet_id, today)}:
        raise Invalid({"mediator_id": NO_SUCH_CHOICE})
    if mediator.id == case.mediator_id or mediator.id in {one.mediator_id for one in case.companions}:
        raise Invalid({"mediator_id": DEALS_ALREADY})
    if stands_in_the_way(conflicts_of(session, actor, case).get(mediator.id, ())):
        raise Invalid({"mediator_id": _("The check found a conflict of interest. Choose another mediator.")})
    if given.part is Part.CO_MEDIATOR and not given.sides_agree and contract_of(session, case):
        raise Invalid({"sides_agree": _("The contract names who conducts the mediation. Ask the sides first.")})
    companion = Companion(
        request_id=case.request_id,
        mediator_id=mediator.id,
        part=given.part,
        since=today,
        sides_agree=given.sides_agree,
        added_by_id=actor.account_id,
    )
    session.add(companion)
    session.flush()
    session.expire(case, ["companions"])
    name = session.get_one(Person, mediator.id).name
    record(session, actor, "companion.added", companion, matter_id=case.request_id, mediator=name, part=given.part)
    notify(session, mediator.id, "companion_added", case.request_id, number=case.number)
    return companion


def end_companion(session: Session, actor: Actor, case: Case, companion: Companion, given: PartingIn) -> None:
    """Somebody no longer works beside the mediator, and no longer sees the matter. Refused for who has left already."""
    authorize(actor, Can.NAME_COMPANION, case)
    if companion.until is not None:
        raise Refused(_("This mediator has left the case already."))
    if given.on < companion.since:
        raise Invalid({"on": _("The end is before the start. Check the dates.")})
    part(session, actor, case, companion, given.on, given.reason)
