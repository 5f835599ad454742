"""Files on disk: `DATA_DIR/files/ab/<sha256 of the stored bytes>`, each encrypted with the field keys for its own row.

A file is written and safe on the disk before its row can be committed. When the transaction fails, or the machine does,
the file stays behind without a row, and a job sweeps it away an hour later.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.crypto import Unreadable
from mediation_cms.core.db import data_dir, keyring
from mediation_cms.documents.models import StoredFile

FOLDER = "files"
AT_ONCE = 500
"""So many files are looked up in one statement when sweeping."""


def store(
    session: Session,
    content: bytes,
    *,
    name: str,
    media_type: str,
    uploaded_by_id: UUID,
    matter_id: UUID | None = None,
    received_sha256: str | None = None,
    safe: bool = True,
) -> StoredFile:
    """Keep these bytes. They are on the disk when this returns; the row comes with the commit.

    With `safe=False` the system brings them there when it likes: who keeps thousands calls `os.sync` once, before the commit.
    """
    digest = hashlib.sha256(content).hexdigest()
    file = StoredFile(
        sha256=digest,
        stored_sha256="",
        received_sha256=received_sha256 or digest,
        size=len(content),
        media_type=media_type,
        name=name,
        matter_id=matter_id,
        uploaded_by_id=uploaded_by_id,
        at=clock.now(),
    )
    stored = keyring(session).seal(content, _cell(file))
    file.stored_sha256 = hashlib.sha256(stored).hexdigest()
    _write(_path(data_dir(session), file.stored_sha256), stored, safe=safe)
    session.add(file)
    session.flush()
    return file


def content_of(session: Session, file: StoredFile) -> bytes:
    """The plain bytes. Raises Unreadable when the file on disk is gone, was changed, or was sealed with another key."""
    try:
        stored = _path(data_dir(session), file.stored_sha256).read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"the file of {_cell(file)} is not in the data folder: bring it back from a backup") from None
    return keyring(session).open(stored, _cell(file))


def lost(session: Session) -> list[tuple[datetime, str]]:
    """When and under which name the files came that are not in the data folder, the oldest first. Only names are looked at."""
    there = {path.name for path in (data_dir(session) / FOLDER).glob("*/*")}
    named = session.exec(select(StoredFile.at, StoredFile.name, StoredFile.stored_sha256).order_by(col(StoredFile.id)))
    return [(at, name) for at, name, digest in named if digest not in there]


def sweep(session: Session, before: datetime) -> int:
    """Remove the files that no row refers to and that were written before this instant; how many."""
    swept = 0
    for batch in _batches(data_dir(session) / FOLDER, before):
        kept = set(
            session.exec(select(StoredFile.stored_sha256).where(col(StoredFile.stored_sha256).in_(map(_name, batch))))
        )
        for path in batch:
            if path.name not in kept:
                path.unlink(missing_ok=True)
                swept += 1
    return swept


def _cell(file: StoredFile) -> str:
    return f"{file.__tablename__}:{file.id}:content"


def _path(folder: Path, digest: str) -> Path:
    return folder / FOLDER / digest[:2] / digest


def _name(path: Path) -> str:
    return path.name


def _write(path: Path, content: bytes, *, safe: bool) -> None:
    """The whole file or none of it, as safe as the disk can keep it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix="unfinished-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if safe:
                os.fsync(descriptor)
        Path(unfinished).replace(path)
    except BaseException:  # the disk is full, or somebody stops us: not half a file is left
        Path(unfinished).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent) if safe else ():
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _batches(folder: Path, before: datetime) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for path in folder.glob("*/*"):
        with suppress(FileNotFoundError):  # a file that is being finished changes its name
            if path.stat().st_mtime < before.timestamp():
                batch.append(path)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
