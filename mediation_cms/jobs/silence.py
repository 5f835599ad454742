"""Silence of an invited side: when its days are over, the invitation says so by itself, and the coordinator's page with it.

The law deems a written proposal rejected then (Law on Mediation, article 20, paragraph 6). Nothing else closes: the request
stays open until people finish it, and who is late may still agree.
"""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.accounts.queries import reserved
from mediation_cms.core import clock
from mediation_cms.intake.invitation_actions import note_no_answer
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_queries import ANSWER_WAITS, INVITATION
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.models import Request
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.jobs.shift import Shift
from mediation_cms.people.models import AccountKind

MOST = 200
"""In one transaction; the next round takes the others."""


def note_silence(shift: Shift) -> None:
    """Note for every invitation whose last day has passed that no answer came."""
    with shift.database.session(writes=False) as session:
        if not _silent(session, 1):
            return
    with shift.database.transaction() as session:
        note_silence_of(session)


def note_silence_of(session: Session) -> int:
    """Note it for so many at most; for how many it was noted. Who asked for time or for a call has not been silent."""
    found = _silent(session, MOST)
    for invitation in found:
        note_no_answer(session, reserved(session, AccountKind.SYSTEM), invitation)
    return len(found)


def _silent(session: Session, most: int) -> list[Invitation]:
    late = sa.and_(
        INVITATION.c.status == InvitationStatus.SENT.value, INVITATION.c.due_on < clock.today(), ~ANSWER_WAITS
    )
    open_ = select(Invitation).join(Request, col(Request.id) == INVITATION.c.request_id).where(late)
    return list(session.exec(open_.where(Request.status != RequestStatus.ENDED).order_by(INVITATION.c.id).limit(most)))
