"""Reporting an inaccuracy of the public register, and seeing to it."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import keyring, seal
from mediation_cms.core.errors import Refused, stale
from mediation_cms.core.i18n import _
from mediation_cms.mediators.inaccuracy_inputs import InaccuracyIn
from mediation_cms.mediators.inaccuracy_models import Inaccuracy
from mediation_cms.mediators.inaccuracy_queries import waiting_with


def report_inaccuracy(
    session: Session, visitor: Actor, mediator_id: UUID, district_id: UUID, given: InaccuracyIn
) -> Inaccuracy:
    """Keep what somebody says is wrong, for who keeps the register of the district. What waits already is not kept twice."""
    authorize(visitor, Can.REPORT_INACCURACY)
    index = keyring(session).index(given.words.casefold(), "inaccuracy")
    waiting = waiting_with(session, mediator_id, index)
    if waiting is not None:
        return waiting
    report = Inaccuracy(mediator_id=mediator_id, district_id=district_id, words_index=index, reported_at=clock.now())
    session.add(report)
    seal(session, report, "words_sealed", given.words)
    seal(session, report, "reply_to_sealed", given.reply_to or None)
    try:
        session.flush()
    except IntegrityError:  # its twin was faster
        raise stale() from None
    record(session, visitor, "inaccuracy.reported", report)
    return report


def settle_inaccuracy(session: Session, actor: Actor, report: Inaccuracy) -> None:
    """A keeper has looked, and corrected what was wrong. Refused when a colleague has seen to it already."""
    authorize(actor, Can.KEEP_REGISTER, report)
    session.refresh(report, with_for_update=True)
    if report.done_at is not None:
        raise Refused(_("A colleague has seen to this report already."))
    report.done_at, report.done_by_id = clock.now(), actor.account_id
    session.add(report)
    session.flush()
    record(session, actor, "inaccuracy.settled", report)
