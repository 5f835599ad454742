"""Telling the holders of certificates: that the sheet is printed, and that it expires soon."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.certificate_queries import standing_until
from mediation_cms.certification.certificate_rules import reminder_due
from mediation_cms.certification.certificate_telling import tell_expires, tell_ready
from mediation_cms.certification.validity import reminder_days
from mediation_cms.core import clock
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.hours import for_staff

MOST = 100
"""In one transaction: the next one goes on behind the last."""


def say_printed(session: Session, paper: Paper) -> None:
    """In the transaction that keeps the printed paper: where it is a certificate, its holder is told."""
    if paper.kind is PaperKind.CERTIFICATE:
        tell_ready(session, session.get_one(Certificate, paper.thing_id))


def remind_of_expiry(shift: Shift) -> None:
    """In working hours remind those whose certificate expires, 90, 30 and 7 days before (by the rule of the day)."""
    with shift.database.session(writes=False) as session:
        if for_staff(session, clock.now()) > clock.now():
            return
    last: UUID | None = None
    while not shift.ending.is_set():
        with shift.database.transaction() as session:
            last = remind_some(session, last)
        if last is None:
            return


def remind_some(session: Session, after: UUID | None = None) -> UUID | None:
    """Remind so many at most; behind which to go on, None when there are no more."""
    today = clock.today()
    days = reminder_days(session, today)
    if not days:
        return None
    last_day = today + timedelta(days=max(days))
    near = select(Certificate).where(standing_until(today, last_day))
    if after is not None:
        near = near.where(col(Certificate.id) > after)
    found = session.exec(near.order_by(col(Certificate.id)).limit(MOST)).all()
    for certificate in found:
        due = certificate.valid_until and reminder_due(certificate.valid_until, days, today)
        if due:
            tell_expires(session, certificate, due)
    return found[-1].id if found else None
