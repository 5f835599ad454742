"""Marking what a side is ready with. A mark can be taken back by the same hand movement."""

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.models import Case, Light, Readiness
from mediation_cms.cases.readiness_inputs import ReadinessIn
from mediation_cms.cases.rules import number_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.errors import stale
from mediation_cms.intake.invitation_settling import settle_who_came
from mediation_cms.intake.parties import require_sides


def mark_readiness(session: Session, actor: Actor, case: Case, given: ReadinessIn) -> None:
    """Mark a light of a side, or take the mark back; what stands so already stays as it is. Refused when the case has ended.

    Whoever consents to mediation has answered an invitation that is under way.
    """
    authorize(actor, Can.MARK_READINESS, case)
    if case.status is CaseStatus.ENDED:
        raise stale()
    require_sides(session, case.request_id, side=[given.side])
    at = select(Readiness).where(Readiness.case_id == case.id, Readiness.side == given.side)
    mark = session.exec(at.where(Readiness.light == given.light)).first()
    if (mark is not None) is given.ready:
        return
    if mark is None:
        mark = Readiness(
            case_id=case.id, side=given.side, light=given.light, marked_on=clock.today(), account_id=actor.account_id
        )
        session.add(mark)
        if given.light is Light.CONSENTED:
            settle_who_came(session, actor, case.request_id, [given.side], mark.marked_on)
    else:
        session.delete(mark)
    action = "readiness.set" if given.ready else "readiness.unset"
    record(session, actor, action, mark, matter_id=case.request_id, no=number_of(given.side), light=given.light)
