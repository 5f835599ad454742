"""The rows of an import between its file and the lists: read, sealed, judged, read again."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.core.db import opened_cell, seal, sealed_cell, table_of, unseal, write_all
from mediation_cms.core.i18n import _
from mediation_cms.core.keys import new_key
from mediation_cms.documents.files import content_of
from mediation_cms.documents.models import StoredFile
from mediation_cms.imports import reading
from mediation_cms.imports.cells import read_cell
from mediation_cms.imports.fields import columns_by_code
from mediation_cms.imports.headings import joined
from mediation_cms.imports.kinds import KINDS
from mediation_cms.imports.models import Import, ImportKind, ImportRow, ImportState, Outcome
from mediation_cms.imports.problems import PROPOSING, Found
from mediation_cms.imports.rows import TOLD_EVERY, Desk, Judged, Tell, tell_nobody
from mediation_cms.imports.sheets import Line, Shape

ROW = table_of(ImportRow)
SHORT, FEW = 60_000, 300
"""Bytes of a file, rows of a list: what is no more is carried out while its sender waits."""
DID = sa.update(ROW).where(ROW.c.id == sa.bindparam("of")).values(did_sealed=sa.bindparam("did"))


def shape_of(whole: Import) -> Shape:
    """How the file is read."""
    return Shape(**whole.shape)


def desk_of(session: Session, actor: Actor, whole: Import, tell: Tell = tell_nobody) -> Desk:
    """Where the rows of this import are judged."""
    kind = ImportKind(whole.kind)
    return Desk(session, actor, whole, KINDS[kind].can, columns_by_code(kind), tell)


def is_short(session: Session, whole: Import) -> bool:
    """Whether its sender may wait for it: a small file, a list of few rows."""
    if whole.state is not ImportState.READING:
        return whole.total <= FEW
    return whole.file_id is not None and session.get_one(StoredFile, whole.file_id).size <= SHORT


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


def read_file(session: Session, whole: Import, tell: Tell = tell_nobody) -> list[Judged]:
    """Every row of the file as typed text, with what is wrong with its cells. Raises Invalid for the file as a whole."""
    columns = columns_by_code(ImportKind(whole.kind))
    chosen = {int(place): columns[code] for place, code in whole.columns.items() if code in columns}
    shape = shape_of(whole)
    rows: list[Judged] = []
    for line in reading.lines(content(session, whole), shape, max(chosen, default=0) + 1):
        if len(rows) % TOLD_EVERY == 0:
            tell(len(rows), 0)
        rows.append(_read(line, chosen, shape))
    return rows


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


Cells = Mapping[int, tuple[dict[str, str], list[Found]]]
"""By the number of a row its cells as they were read, without proposals taken, and what is wrong with these alone."""


def to_keep(session: Session, whole: Import, rows: Sequence[Judged], cells: Cells) -> list[dict[str, Any]]:
    """Judged rows as the table keeps them."""
    return [_kept(session, whole, row, *cells[row.number]) for row in rows]


def keep(session: Session, whole: Import, kept: Sequence[dict[str, Any]], counts: dict[str, int]) -> None:
    """Keep judged rows in the place of those of before."""
    forget_rows(session, whole)
    write_all(session, ImportRow, kept)
    whole.total, whole.counts = len(kept), counts


def _kept(
    session: Session, whole: Import, row: Judged, typed: dict[str, str], found: Sequence[Found]
) -> dict[str, Any]:
    key = new_key()
    read = {
        "t": typed,
        "c": [one.put_by() for one in found],
        "p": [one.put_by() for one in row.found],
        "o": [str(key) for key in row.candidates],
    }
    return {
        "id": key, "import_id": whole.id, "number": row.number, "outcome": row.outcome, "chosen": row.chosen,
        "kinds": "".join(f"|{kind}" for kind in sorted({one.kind.value for one in row.found})) + "|",
        "person_id": row.person.id if row.person else None, "target_id": row.target_id,
        "read_sealed": sealed_cell(session, ImportRow, key, "read_sealed", json.dumps(read, ensure_ascii=False)),
    }  # fmt: skip


def counted(rows: Sequence[Judged]) -> dict[str, int]:
    """How many rows there are of each outcome, with each kind of problem and proposal."""
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


def kept_rows(session: Session, whole: Import) -> Iterator[tuple[Any, Judged]]:
    """The rows as they are kept (plain), each ready to be judged again: cells as read, choices as made."""
    columns = (ROW.c.id, ROW.c.number, ROW.c.outcome, ROW.c.chosen, ROW.c.person_id, ROW.c.target_id, ROW.c.read_sealed)
    statement = sa.select(*columns).where(ROW.c.import_id == whole.id).order_by(ROW.c.number)
    for row in session.connection().execute(statement):
        read = json.loads(opened_cell(session, ImportRow, row.id, "read_sealed", row.read_sealed))
        cells = [Found.read_again(one) for one in read["c"]]
        yield row, Judged(row.number, read["t"], cells, chosen=row.chosen)


def keep_done(session: Session, keys: Mapping[int, UUID], did: Mapping[int, dict[str, Any]]) -> None:
    """Keep with each row what it did, to be undone by it."""
    told = [
        {"of": keys[number],
         "did": sealed_cell(session, ImportRow, keys[number], "did_sealed", json.dumps(one, ensure_ascii=False))}
        for number, one in did.items()
    ]  # fmt: skip
    if told:
        session.connection().execute(DID, told)


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
