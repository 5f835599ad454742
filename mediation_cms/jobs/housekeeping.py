"""What is thrown away in time: files without a row, late messages, failed sign-ins, forms taken long ago, links, drafts."""

import logging
from datetime import timedelta

from sqlmodel import col, delete

from mediation_cms.accounts.links import forget_links
from mediation_cms.accounts.models import FailedSignIn
from mediation_cms.audit.drafts import forget_drafts
from mediation_cms.audit.models import Submission
from mediation_cms.core import clock
from mediation_cms.documents.files import sweep
from mediation_cms.imports.staging import drop_unconfirmed, forget_written
from mediation_cms.intake.application_models import Application
from mediation_cms.intake.own_word_models import OwnWord
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.delivery import drop_late, is_any_late

LOG = logging.getLogger(__name__)
UNFINISHED = timedelta(hours=1)
"""No transaction lasts as long: a file without a row that is older belongs to nobody."""
FAILURES = timedelta(days=1)
"""Failed sign-ins count for an hour."""
SUBMISSIONS = timedelta(days=30)
"""Nobody sends the same form again after a month."""
LINKS = timedelta(days=30)
"""A link that leads nowhere since then is told from a forged one by nobody."""
UNSENT = timedelta(days=7)
"""Whoever began to write from home and did not send has changed their mind."""
SPREADSHEETS = timedelta(days=7)
"""Whoever uploaded a list and did not confirm it has changed their mind."""
UNDOABLE = timedelta(days=90)
"""So long an import may be undone, and so long we keep what its rows were."""


def sweep_files(shift: Shift) -> None:
    """Remove files that no row refers to."""
    with shift.database.session(writes=False) as session:
        swept = sweep(session, clock.now() - UNFINISHED)
    if swept:
        LOG.info("swept %s files that belonged to nothing", swept)


def drop_stale(shift: Shift) -> None:
    """Drop messages whose time has passed before they could leave: nobody is reminded of what is over."""
    with shift.database.session(writes=False) as session:
        if not is_any_late(session):
            return
    with shift.database.transaction() as session:
        LOG.info("dropped %s messages that would have come too late", drop_late(session))


def forget(shift: Shift) -> None:
    """Forget failed sign-ins, forms taken, links that lead nowhere, and what somebody began to write and did not send."""
    now = clock.now()
    with shift.database.transaction() as session:
        session.execute(delete(FailedSignIn).where(col(FailedSignIn.at) < now - FAILURES))
        session.execute(delete(Submission).where(col(Submission.at) < now - SUBMISSIONS))
        forget_links(session, now - LINKS)
        begun = col(OwnWord.begun_at) < now - UNSENT
        session.execute(delete(OwnWord).where(begun, col(OwnWord.sent_at).is_(None)))
        session.execute(delete(Application).where(col(Application.changed_at) < now - UNSENT))
        forget_drafts(session)
        drop_unconfirmed(session, now - SPREADSHEETS)
        forget_written(session, now - UNDOABLE)
