"""What is thrown away in time: files without a row, failed sign-ins, forms that were taken long ago."""

import logging
from datetime import timedelta

from sqlmodel import col, delete

from mediation_cms.accounts.models import FailedSignIn
from mediation_cms.audit.models import Submission
from mediation_cms.core import clock
from mediation_cms.documents.files import sweep
from mediation_cms.jobs.shift import Shift

LOG = logging.getLogger(__name__)
UNFINISHED = timedelta(hours=1)
"""No transaction lasts as long: a file without a row that is older belongs to nobody."""
FAILURES = timedelta(days=1)
"""Failed sign-ins count for an hour."""
SUBMISSIONS = timedelta(days=30)
"""Nobody sends the same form again after a month."""


def sweep_files(shift: Shift) -> None:
    """Remove files that no row refers to."""
    with shift.database.session(writes=False) as session:
        swept = sweep(session, clock.now() - UNFINISHED)
    if swept:
        LOG.info("swept %s files that belonged to nothing", swept)


def forget(shift: Shift) -> None:
    """Forget failed sign-ins and forms taken."""
    now = clock.now()
    with shift.database.transaction() as session:
        session.execute(delete(FailedSignIn).where(col(FailedSignIn.at) < now - FAILURES))
        session.execute(delete(Submission).where(col(Submission.at) < now - SUBMISSIONS))
