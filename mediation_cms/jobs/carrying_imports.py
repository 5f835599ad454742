"""Carrying out long imports: one after the other, each in one transaction; what is refused goes back to who may do something."""

import logging

from mediation_cms.core.errors import Problem
from mediation_cms.imports.carrying import begin_work, carry, next_at_work, put_aside, said
from mediation_cms.imports.models import Import
from mediation_cms.jobs.shift import Shift

LOG = logging.getLogger(__name__)


def carry_imports(shift: Shift) -> None:
    """Read, write or undo every import that waits."""
    while not shift.ending.is_set():
        with shift.database.session(writes=False) as session:
            import_id = next_at_work(session)
        if import_id is None:
            return
        with shift.database.transaction() as session:
            begun = begin_work(session, import_id)
        if not begun:
            continue
        try:
            with shift.database.transaction() as session:
                carry(session, session.get_one(Import, import_id))
        except Problem as problem:
            LOG.warning("import %s is put aside: %s", import_id, type(problem).__name__)
            with shift.database.transaction() as session:
                put_aside(session, session.get_one(Import, import_id), said(problem))
