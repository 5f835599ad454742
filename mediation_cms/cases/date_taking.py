"""The time of the mediator that a fixed meeting takes: nothing else is put there. It is free when the case ends."""

from datetime import timedelta

from sqlmodel import Session, select

from mediation_cms.cases.date_models import DateFinding, FindingState
from mediation_cms.cases.date_queries import Finding, whole
from mediation_cms.cases.date_rules import Time
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.mediators.occupancy import Taken, free, take
from mediation_cms.mediators.occupancy_models import Busy

OCCUPIED = _(
    "At this time the mediator is taken: a talk, another meeting or leave stands in the calendar. Fix another time, or move what "
    "stands there first."
)


def take_meeting(session: Session, case: Case, finding: Finding, time: Time) -> None:
    """Take the time of the mediator for the meeting. Refused where it is not free."""
    if case.mediator_id is None:
        return
    ends_at = time.instant + timedelta(minutes=finding.itself.minutes)
    try:
        take(session, case.mediator_id, time.instant, ends_at, Busy.MEETING, finding.itself.id)
    except Taken:
        raise Refused(OCCUPIED) from None


def free_meetings(session: Session, case: Case) -> None:
    """No meeting that is still ahead takes the mediator's time any more: the case has ended, or goes to another mediator."""
    fixed = select(DateFinding).where(DateFinding.case_id == case.id, DateFinding.state == FindingState.FIXED)
    for finding in session.exec(fixed):
        time = whole(session, finding).fixed
        if time is not None and time.instant > clock.now():
            free(session, finding.id)
