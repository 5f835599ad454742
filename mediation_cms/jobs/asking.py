"""Asking the sides from home: on the day on which a side is to be asked, a message with a link goes out before anybody calls."""

from uuid import UUID

from sqlmodel import Session

from mediation_cms.accounts.queries import reserved
from mediation_cms.cases.home import why_not_home
from mediation_cms.cases.home_actions import ask_at_home, close_opinion
from mediation_cms.cases.home_queries import case_of, to_close, to_send
from mediation_cms.core import clock
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.hours import for_staff
from mediation_cms.people.models import AccountKind

MOST = 100
"""In one transaction: the next one goes on behind the last."""


def ask_sides_at_home(shift: Shift) -> None:
    """Send what is to be asked today, in working hours; and turn into opinions what nobody may change any more."""
    with shift.database.transaction() as session:
        close_opinions(session)
    with shift.database.session(writes=False) as session:
        if for_staff(session, clock.now()) > clock.now() or not to_send(session, clock.today(), None, 1):
            return
    last: UUID | None = None
    while not shift.ending.is_set():
        with shift.database.transaction() as session:
            last = send_some(session, last)
        if last is None:
            return


def send_some(session: Session, after: UUID | None = None) -> UUID | None:
    """Send so many at most; behind which to go on, None when there are no more. Who may not be written to is called."""
    calls = to_send(session, clock.today(), after, MOST)
    for call in calls:
        if why_not_home(session, case_of(session, call), call, agreed=False) is None:
            ask_at_home(session, reserved(session, AccountKind.SYSTEM), call)
    return calls[-1].id if calls else None


def close_opinions(session: Session) -> int:
    """Close the opinions whose time is over; how many."""
    found = to_close(session, MOST)
    for held in found:
        close_opinion(session, reserved(session, AccountKind.SYSTEM), held)
    return len(found)
