"""Carrying an import out: reading it, writing it, undoing it. Each is one transaction of the caller: killed, it leaves nothing.

A short list is carried out in the request that asks for it, a longer one by the jobs. What is written is judged once more in the
very transaction that writes it: where anything differs from the preview that was confirmed, nothing is written.
"""

import json
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.access.rights import authorize
from mediation_cms.accounts.queries import actor_of
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.errors import Invalid, Problem
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.keys import new_key
from mediation_cms.documents.models import StoredFile
from mediation_cms.imports.kinds import KINDS
from mediation_cms.imports.models import AT_WORK, Import, ImportKind, ImportRow, ImportState, Outcome
from mediation_cms.imports.rows import Judged
from mediation_cms.imports.spoken import put_by
from mediation_cms.imports.staging import NO_ROWS, desk_of, judge, keep, kept_rows, read_file
from mediation_cms.people.models import Account

SHORT, FEW = 60_000, 300
"""Bytes of a file, rows of a list: what is no more is carried out while its sender waits."""
MOST_TRIES = 3
WRITES = (Outcome.MAKE, Outcome.UPDATE)
MOVED = _("The lists have changed since the preview. Nothing was written: look at the preview again and confirm.")
FELL = _(
    "It could not be carried out three times in a row. Nothing was written. Upload the file again, or ask the administrator."
)


def next_at_work(session: Session) -> UUID | None:
    """The import that has waited longest for the jobs."""
    waiting = (
        select(Import.id).where(col(Import.state).in_(AT_WORK)).order_by(col(Import.tries), col(Import.changed_at))
    )
    return session.exec(waiting.limit(1)).first()


def begin_work(session: Session, import_id: UUID) -> bool:
    """Note that it is tried; whether it still waits. One that brought the jobs down too often is put aside."""
    whole = session.get_one(Import, import_id, with_for_update=True)
    if whole.state not in AT_WORK:
        return False
    if whole.tries >= MOST_TRIES:
        put_aside(session, whole, FELL)
        return False
    whole.tries += 1
    session.add(whole)
    return True


def put_aside(session: Session, whole: Import, why: Text) -> None:
    """It goes back to where somebody can do something about it, with the sentence that says what."""
    back = {
        ImportState.READING: ImportState.MAPPING,
        ImportState.WRITING: ImportState.READY,
        ImportState.UNDOING: ImportState.DONE,
    }
    whole.state, whole.about, whole.changed_at = back[ImportState(whole.state)], [put_by(why)], clock.now()
    session.add(whole)
    session.flush()


def carry_if_short(session: Session, whole: Import) -> None:
    """Do it at once where it is short; what is refused puts it aside with the sentence."""
    size = session.get_one(StoredFile, whole.file_id).size if whole.file_id else 0
    if whole.state not in AT_WORK or (size > SHORT if whole.state is ImportState.READING else whole.total > FEW):
        return
    try:
        with session.begin_nested():
            carry(session, whole)
    except Problem as problem:
        session.refresh(whole)
        put_aside(session, whole, said(problem))


def carry(session: Session, whole: Import) -> None:
    """Do what it waits for, in the name of who asked for it. Raises what is refused; then nothing of it may stay."""
    session.refresh(whole, with_for_update=True)
    who = whole.undone_by_id if whole.state is ImportState.UNDOING else whole.by_id
    actor = actor_of(session, session.get_one(Account, who))
    match whole.state:
        case ImportState.READING:
            _read(session, actor, whole)
        case ImportState.WRITING:
            _write(session, actor, whole)
        case ImportState.UNDOING:
            _undo(session, actor, whole)


def said(problem: Problem) -> Text:
    """What a refusal says in one sentence."""
    return next(iter(problem.fields.values())) if isinstance(problem, Invalid) and problem.fields else problem.sentence


def _read(session: Session, actor: Actor, whole: Import) -> None:
    """Read the file, or judge its rows anew when they are kept already, and show the preview."""
    kept = [row for _kept, row in kept_rows(session, whole)]
    rows = kept or read_file(session, whole)
    if not rows:
        raise Invalid({"file": NO_ROWS})
    cells = {row.number: (dict(row.typed), list(row.found)) for row in rows}
    with session.no_autoflush:
        told = judge(desk_of(session, actor, whole), rows)
    keep(session, whole, told, cells)
    _is(session, whole, ImportState.READY)


def _write(session: Session, actor: Actor, whole: Import) -> None:
    """Write every row that was confirmed, if each of them would still do what the preview said."""
    authorize(actor, KINDS[ImportKind(whole.kind)].can, whole)
    desk = desk_of(session, actor, whole)
    pairs = list(kept_rows(session, whole))
    with session.no_autoflush:
        judge(desk, [row for _kept, row in pairs])
    if any(_as_told(kept) != _as_judged(row) for kept, row in pairs):
        _read(session, actor, whole)
        whole.about = [put_by(MOVED)]
        return
    did = KINDS[ImportKind(whole.kind)].write(desk, [row for _kept, row in pairs if row.outcome in WRITES])
    for kept, row in pairs:
        if row.number in did:
            seal(session, kept, "did_sealed", json.dumps(did[row.number], ensure_ascii=False))
    whole.mark = new_key()
    _is(session, whole, ImportState.DONE)


def _as_told(kept: ImportRow) -> tuple[object, ...]:
    return kept.outcome, kept.person_id, kept.target_id


def _as_judged(row: Judged) -> tuple[object, ...]:
    return row.outcome, row.person.id if row.person else None, row.target_id


def _undo(session: Session, actor: Actor, whole: Import) -> None:
    """Undo what its rows did; those that were changed since are marked and stay."""
    authorize(actor, KINDS[ImportKind(whole.kind)].can, whole)
    wrote = select(ImportRow).where(ImportRow.import_id == whole.id, col(ImportRow.did_sealed).is_not(None))
    rows = {row.number: row for row in session.exec(wrote)}
    did = {number: json.loads(unseal(session, row, "did_sealed") or "{}") for number, row in rows.items()}
    for number in KINDS[ImportKind(whole.kind)].undo(desk_of(session, actor, whole), did):
        rows[number].left = True
        session.add(rows[number])
    whole.undone_at = clock.now()
    _is(session, whole, ImportState.UNDONE)


def _is(session: Session, whole: Import, state: ImportState) -> None:
    whole.state, whole.changed_at = state, clock.now()
    session.add(whole)
    session.flush()
