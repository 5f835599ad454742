"""The rows of an import between its file and the lists: read, sealed, judged, read again."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.db import seal, table_of, unseal
from mediation_cms.core.i18n import _
from mediation_cms.documents.files import content_of
from mediation_cms.documents.models import StoredFile
from mediation_cms.imports import reading
from mediation_cms.imports.cells import read_cell
from mediation_cms.imports.fields import columns_by_code
from mediation_cms.imports.headings import joined
from mediation_cms.imports.kinds import KINDS
from mediation_cms.imports.models import Import, ImportKind, ImportRow, ImportState, Outcome
from mediation_cms.imports.problems import PROPOSING, Found
from mediation_cms.imports.rows import Desk, Judged
from mediation_cms.imports.sheets import Line, Shape

ROW = table_of(ImportRow)
AT_ONCE = 500


def shape_of(whole: Import) -> Shape:
    """How the file is read."""
    return Shape(**whole.shape)


def desk_of(session: Session, actor: Actor, whole: Import) -> Desk:
    """Where the rows of this import are judged."""
    kind = ImportKind(whole.kind)
    return Desk(session, actor, whole, KINDS[kind].can, columns_by_code(kind))


def content(session: Session, whole: Import) -> bytes:
    """The bytes that were uploaded."""
    return content_of(session, session.get_one(StoredFile, whole.file_id))


def headings_of(session: Session, whole: Import) -> list[str]:
    """The headings of the columns."""
    found: list[str] = json.loads(unseal(session, whole, "headings_sealed") or "[]")
    return found


def put_headings(session: Session, whole: Import, first: Sequence[Sequence[Any]]) -> list[str]:
    """Keep the headings as they stand in the first rows of the file."""
    shape = shape_of(whole)
    found = joined(first, shape.heading, shape.lines)
    seal(session, whole, "headings_sealed", json.dumps(found, ensure_ascii=False))
    return found


# --- read --------------------------------------------------------------------------------------------------------------


def read_file(session: Session, whole: Import) -> list[Judged]:
    """Every row of the file as typed text, with what is wrong with its cells. Raises Invalid for the file as a whole."""
    columns = columns_by_code(ImportKind(whole.kind))
    chosen = {int(place): columns[code] for place, code in whole.columns.items() if code in columns}
    shape = shape_of(whole)
    return [_read(line, chosen, shape) for line in reading.lines(content(session, whole), shape)]


def _read(line: Line, chosen: dict[int, Any], shape: Shape) -> Judged:
    row = Judged(line.number, {}, [])
    for place, column in chosen.items():
        row.typed[column.code], found = read_cell(line, place, column, shape, ())
        row.found += found
    return row


def judge(desk: Desk, rows: list[Judged]) -> list[Judged]:
    """Judge the rows, with the proposals that were taken; those of which nothing was told are left out of all."""
    told = [row for row in rows if any(row.typed.values()) or row.found]
    for row in told:
        _take_proposals(row, desk.whole.accepted)
    KINDS[ImportKind(desk.whole.kind)].judge(desk, told)
    return told


def _take_proposals(row: Judged, accepted: Sequence[str]) -> None:
    kept = []
    for one in row.found:
        if one.kind.value in accepted and one.proposal:
            row.typed[one.column] = one.proposal
        else:
            kept.append(one)
    row.found = kept


# --- kept --------------------------------------------------------------------------------------------------------------


def keep(
    session: Session, whole: Import, rows: Sequence[Judged], cells: dict[int, tuple[dict[str, str], list[Found]]]
) -> None:
    """Keep judged rows in the place of those of before. `cells` are the cells as they were read, without proposals taken."""
    session.connection().execute(sa.delete(ROW).where(ROW.c.import_id == whole.id))
    for at in range(0, len(rows), AT_ONCE):
        session.add_all(_kept(session, whole, row, cells[row.number]) for row in rows[at : at + AT_ONCE])
        session.flush()
    whole.total = len(rows)
    whole.counts = _counted(rows)


def _kept(session: Session, whole: Import, row: Judged, cells: tuple[dict[str, str], list[Found]]) -> ImportRow:
    kept = ImportRow(
        import_id=whole.id, number=row.number, outcome=row.outcome, chosen=row.chosen,
        kinds="".join(f"|{kind}" for kind in sorted({one.kind.value for one in row.found})) + "|",
        person_id=row.person.id if row.person else None, target_id=row.target_id,
    )  # fmt: skip
    typed, found = cells
    read = {
        "t": typed,
        "c": [one.put_by() for one in found],
        "p": [one.put_by() for one in row.found],
        "o": [str(key) for key in row.candidates],
    }
    seal(session, kept, "read_sealed", json.dumps(read, ensure_ascii=False))
    return kept


def _counted(rows: Sequence[Judged]) -> dict[str, int]:
    counts = Counter(row.outcome.value for row in rows)
    for row in rows:
        counts.update(f"p:{kind}" for kind in {one.kind.value for one in row.found})
        counts.update(
            f"proposed:{kind}"
            for kind in {one.kind.value for one in row.found if one.proposal and one.kind in PROPOSING}
        )
        counts["alone"] += row.outcome is Outcome.CHOICE and len(row.candidates) == 1
    return dict(counts)


def opened(session: Session, row: ImportRow) -> tuple[dict[str, str], list[Found], list[UUID], list[Found]]:
    """A kept row: its cells as typed, what was found, who is offered, what was found in its cells alone."""
    read = json.loads(unseal(session, row, "read_sealed") or "{}")
    return (
        read["t"], [Found.read_again(one) for one in read["p"]], [UUID(key) for key in read["o"]],
        [Found.read_again(one) for one in read["c"]],
    )  # fmt: skip


def kept_rows(session: Session, whole: Import) -> Iterator[tuple[ImportRow, Judged]]:
    """The rows as they are kept, ready to be judged again: cells as read, choices as made."""
    statement = select(ImportRow).where(ImportRow.import_id == whole.id).order_by(col(ImportRow.number))
    for row in session.exec(statement):
        typed, _found, _offered, cells = opened(session, row)
        yield row, Judged(row.number, typed, cells, chosen=row.chosen)


NO_ROWS = _("Below the headings there is not a single row. Check where the headings stand.")


def forget_rows(session: Session, whole: Import) -> None:
    """The file is read anew next time."""
    session.connection().execute(sa.delete(ROW).where(ROW.c.import_id == whole.id))


def drop(session: Session, whole: Import) -> None:
    """Throw an import away with its rows and its file; the bytes on the disk are swept later."""
    session.connection().execute(sa.delete(ROW).where(ROW.c.import_id == whole.id))
    file_id = whole.file_id
    session.delete(whole)
    session.flush()
    if file_id is not None:
        session.delete(session.get_one(StoredFile, file_id))
        session.flush()


def drop_unconfirmed(session: Session, before: datetime) -> None:
    """Throw away what nobody has confirmed since then."""
    unconfirmed = (ImportState.MAPPING, ImportState.READY)
    for whole in session.exec(select(Import).where(Import.changed_at < before, col(Import.state).in_(unconfirmed))):
        drop(session, whole)


def forget_written(session: Session, before: datetime) -> None:
    """Throw away the rows and the files of what was written or undone before then; that it was stays."""
    over = (ImportState.DONE, ImportState.UNDONE)
    written = select(Import).where(
        Import.changed_at < before, col(Import.state).in_(over), col(Import.file_id).is_not(None)
    )
    for whole in session.exec(written):
        forget_rows(session, whole)
        file = session.get_one(StoredFile, whole.file_id)
        whole.file_id = None
        session.add(whole)
        session.flush()
        session.delete(file)
    session.flush()
