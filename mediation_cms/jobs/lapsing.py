"""Mediators who may no longer act since today: suspensions that were decided for a day ahead, entries that ended."""

from sqlmodel import Session

from mediation_cms.accounts.queries import reserved
from mediation_cms.cases.lapse_actions import warn_of_lapse
from mediation_cms.cases.lapse_queries import with_work
from mediation_cms.core import clock
from mediation_cms.jobs.shift import Shift
from mediation_cms.mediators.allowed_papers import lapsed
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import entries_of
from mediation_cms.people.models import AccountKind


def warn_of_lapses(shift: Shift) -> None:
    """Warn of cases and talks whose mediator may not act today."""
    with shift.database.session(writes=False) as session:
        if not lapsed(session, with_work(session), clock.today()):
            return
    with shift.database.transaction() as session:
        warn_of_all(session)


def warn_of_all(session: Session) -> int:
    """Warn of them; of how many that was for the first time."""
    today, warned = clock.today(), 0
    for mediator_id in lapsed(session, with_work(session), today):
        entries = entries_of(session, session.get_one(Mediator, mediator_id))
        if entries:
            new = warn_of_lapse(session, reserved(session, AccountKind.SYSTEM), entries[-1], today)
            warned += len(new.cases) + len(new.talks)
    return warned
