"""Carrying an import out: reading it, writing it, undoing it; nobody else has to wait long, and no half of it is ever there.

The file is read and its rows are judged in a session that only reads (`prepare`): on SQLite others write meanwhile. What came
of it is written in one short transaction (`finish`) which first looks whether the import still stands where it stood and,
before anything gets into the lists, whether these still say the same of its rows. Who is killed in between has written
nothing: it is done again.
"""

import gc
import json
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.access.rights import authorize
from mediation_cms.accounts.queries import actor_of
from mediation_cms.core import clock
from mediation_cms.core.db import Database, table_of, unseal
from mediation_cms.core.errors import Invalid, Problem
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.keys import new_key
from mediation_cms.imports.kinds import KINDS
from mediation_cms.imports.models import AT_WORK, Import, ImportKind, ImportRow, ImportState, Outcome
from mediation_cms.imports.rows import Desk, Judged, Tell, tell_nobody
from mediation_cms.imports.spoken import put_by
from mediation_cms.imports.staging import (
    NO_ROWS,
    counted,
    desk_of,
    judge,
    keep,
    keep_done,
    kept_rows,
    read_file,
    to_keep,
)
from mediation_cms.people.models import Account

LOG = logging.getLogger(__name__)
IMPORT = table_of(Import)
MOST_TRIES = 3
TURNS = 2
"""So often the lists may change while the rows are judged; after that they are judged where nobody else writes."""
PAUSE = 1.0
"""Seconds between two notes of how far it is."""
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


def carry_out(database: Database, import_id: UUID) -> None:
    """Do what it waits for; what is refused puts it aside with the sentence. Two who do it at once do it once."""
    with database.transaction() as session:
        if not begin_work(session, import_id):
            return
    try:
        for _turn in range(TURNS):
            with database.session(writes=False) as session:
                prepared = prepare(session, session.get_one(Import, import_id), Progress(database, import_id))
            with database.transaction() as session:
                if finish(session, prepared):
                    return
        with database.transaction() as session:
            carry(session, session.get_one(Import, import_id))
    except Problem as problem:
        LOG.warning("import %s is put aside: %s", import_id, type(problem).__name__)
        with database.transaction() as session:
            put_aside(session, import_id, said(problem))


def begin_work(session: Session, import_id: UUID) -> bool:
    """Note that it is tried; whether it still waits. One that brought the jobs down too often is put aside."""
    whole = session.get(Import, import_id, with_for_update=True)
    if whole is None or whole.state not in AT_WORK:
        return False
    if whole.tries >= MOST_TRIES:
        put_aside(session, import_id, FELL)
        return False
    whole.tries += 1
    session.add(whole)
    return True


def put_aside(session: Session, import_id: UUID, why: Text) -> None:
    """It goes back to where somebody can do something about it, with the sentence that says what."""
    back = {
        ImportState.READING: ImportState.MAPPING,
        ImportState.WRITING: ImportState.READY,
        ImportState.UNDOING: ImportState.DONE,
    }
    whole = session.get(Import, import_id, with_for_update=True)
    if whole is None or whole.state not in back:
        return  # somebody else has brought it to an end, or thrown it away
    whole.about = [put_by(why)]
    _is(session, whole, back[ImportState(whole.state)])


def carry(session: Session, whole: Import) -> None:
    """Do what it waits for in the transaction of the caller. Raises what is refused; then nothing of it may stay."""
    finish(session, prepare(session, whole))


def said(problem: Problem) -> Text:
    """What a refusal says in one sentence."""
    return next(iter(problem.fields.values())) if isinstance(problem, Invalid) and problem.fields else problem.sentence


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hundreds of thousands of objects come, and all of them stay: looking for rubbish among them takes a third of the time."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


# --- prepared without writing ------------------------------------------------------------------------------------------


@dataclass
class Prepared:
    """What is to be written of an import that stood so: the rows to keep for a preview, or those to be written into the lists."""

    import_id: UUID
    state: ImportState
    changed_at: datetime
    kept: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    moved: bool = False
    rows: list[Judged] = field(default_factory=list)
    keys: dict[int, UUID] = field(default_factory=dict)
    desk: Desk | None = None
    mark: str = ""


@undisturbed()
def prepare(session: Session, whole: Import, tell: Tell = tell_nobody) -> Prepared:
    """Read and judge what it waits for, in the name of who asked for it. Writes nothing. Raises what is refused."""
    prepared = Prepared(whole.id, ImportState(whole.state), whole.changed_at)
    if whole.state is ImportState.READING:
        _preview(session, _actor(session, whole), whole, prepared, tell)
    elif whole.state is ImportState.WRITING:
        _compare(session, _actor(session, whole), whole, prepared, tell)
    return prepared


def _actor(session: Session, whole: Import) -> Actor:
    who = whole.undone_by_id if whole.state is ImportState.UNDOING else whole.by_id
    return actor_of(session, session.get_one(Account, who))


def _preview(session: Session, actor: Actor, whole: Import, prepared: Prepared, tell: Tell) -> None:
    """Read the file, or judge its rows anew when they are kept already."""
    rows = [row for _kept, row in kept_rows(session, whole)] or read_file(session, whole, tell)
    if not rows:
        raise Invalid({"file": NO_ROWS})
    cells = {row.number: (dict(row.typed), list(row.found)) for row in rows}
    with session.no_autoflush:
        told = judge(desk_of(session, actor, whole, tell), rows)
    prepared.kept, prepared.counts = to_keep(session, whole, told, cells), counted(told)


def _compare(session: Session, actor: Actor, whole: Import, prepared: Prepared, tell: Tell) -> None:
    """Judge every row that was confirmed once more; where one would do anything else, a new preview is shown instead."""
    authorize(actor, KINDS[ImportKind(whole.kind)].can, whole)
    pairs = list(kept_rows(session, whole))
    rows, desk = [row for _kept, row in pairs], desk_of(session, actor, whole, tell)
    with session.no_autoflush:
        judge(desk, rows)
    if any(_as_told(kept) != _as_judged(row) for kept, row in pairs):
        _preview(session, actor, whole, prepared, tell)
        prepared.moved = True
        return
    prepared.rows = [row for row in rows if row.outcome in WRITES]
    prepared.keys = {row.number: kept.id for kept, row in pairs}
    prepared.desk, prepared.mark = desk, desk.ground.mark(session)


def _as_told(kept: Any) -> tuple[object, ...]:
    return kept.outcome, kept.person_id, kept.target_id


def _as_judged(row: Judged) -> tuple[object, ...]:
    return row.outcome, row.person.id if row.person else None, row.target_id


# --- written at once ---------------------------------------------------------------------------------------------------


@undisturbed()
def finish(session: Session, prepared: Prepared) -> bool:
    """Write what was prepared; whether it is over. It is not where the lists have changed since: nothing was written then."""
    whole = session.get(Import, prepared.import_id)
    if whole is None:
        return True  # thrown away meanwhile
    session.refresh(whole, with_for_update=True)
    if (whole.state, whole.changed_at) != (prepared.state, prepared.changed_at):
        return True  # somebody else was faster
    match whole.state:
        case ImportState.READING:
            _show(session, whole, prepared)
        case ImportState.WRITING if prepared.moved:
            _show(session, whole, prepared)
            whole.about = [put_by(MOVED)]
        case ImportState.WRITING:
            return _write(session, whole, prepared)
        case ImportState.UNDOING:
            _undo(session, whole)
    return True


def _show(session: Session, whole: Import, prepared: Prepared) -> None:
    keep(session, whole, prepared.kept, prepared.counts)
    _is(session, whole, ImportState.READY)


def _write(session: Session, whole: Import, prepared: Prepared) -> bool:
    """Write every row that was confirmed, if the lists still say the same of them."""
    assert prepared.desk is not None  # noqa: S101 - made by `_compare`
    if prepared.desk.ground.mark(session) != prepared.mark:
        return False
    kind = KINDS[ImportKind(whole.kind)]
    actor = _actor(session, whole)
    authorize(actor, kind.can, whole)
    did = kind.write(desk_of(session, actor, whole), prepared.rows)
    keep_done(session, prepared.keys, did)
    whole.mark = new_key()
    _is(session, whole, ImportState.DONE)
    return True


def _undo(session: Session, whole: Import) -> None:
    """Undo what its rows did; those that were changed since are marked and stay."""
    kind, actor = KINDS[ImportKind(whole.kind)], _actor(session, whole)
    authorize(actor, kind.can, whole)
    wrote = select(ImportRow).where(ImportRow.import_id == whole.id, col(ImportRow.did_sealed).is_not(None))
    rows = {row.number: row for row in session.exec(wrote)}
    did = {number: json.loads(unseal(session, row, "did_sealed") or "{}") for number, row in rows.items()}
    _mark_left(session, [rows[number] for number in kind.undo(desk_of(session, actor, whole), did)])
    whole.undone_at = clock.now()
    _is(session, whole, ImportState.UNDONE)


def _mark_left(session: Session, rows: Sequence[ImportRow]) -> None:
    for row in rows:
        row.left = True
        session.add(row)


def _is(session: Session, whole: Import, state: ImportState) -> None:
    whole.state, whole.changed_at = state, clock.now()
    session.add(whole)
    session.flush()


# --- how far it is -----------------------------------------------------------------------------------------------------


class Progress:
    """Notes now and then how many rows were looked through, each time in a moment of its own."""

    def __init__(self, database: Database, import_id: UUID) -> None:
        self._database, self._import_id = database, import_id
        self._last = time.monotonic()

    def __call__(self, looked: int, expected: int) -> None:
        """So many rows were looked through, of so many."""
        if time.monotonic() - self._last < PAUSE:
            return
        note = sa.update(IMPORT).where(IMPORT.c.id == self._import_id).values(looked=looked, expected=expected)
        with (
            suppress(OperationalError),
            self._database.connection() as connection,
        ):  # others write: nobody misses one note
            connection.execute(note)
        self._last = time.monotonic()
