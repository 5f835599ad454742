"""Carrying out long imports, one after the other."""

from mediation_cms.imports.carrying import carry_out, next_at_work
from mediation_cms.jobs.shift import Shift


def carry_imports(shift: Shift) -> None:
    """Read, write or undo every import that waits."""
    while not shift.ending.is_set():
        with shift.database.session(writes=False) as session:
            import_id = next_at_work(session)
        if import_id is None:
            return
        carry_out(shift.database, import_id)
