"""A spreadsheet that is being taken over, its rows as they were read, and how its columns were matched."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled


class ImportKind(Labelled, context="import"):
    """What a spreadsheet lists."""

    REGISTER = "register", "Register of mediators"
    COURSES = "courses", "Courses with learners"
    CERTIFICATES = "certificates", "Certificates"


class ImportState(Labelled, context="import state"):
    """Where an import is on its way. Only from `writing` on is anything of it in the lists."""

    MAPPING = "mapping", "Columns to be matched"
    READING = "reading", "Being read"
    READY = "ready", "Waits for your confirmation"
    WRITING = "writing", "Being written"
    DONE = "done", "Written"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"


class Outcome(Labelled, context="import row"):
    """What becomes, or became, of a row."""

    MAKE = "make", "new"
    UPDATE = "update", "updated"
    SAME = "same", "stays as it is"
    CHOICE = "choice", "needs a choice"
    REFUSED = "refused", "left out"


AT_WORK = (ImportState.READING, ImportState.WRITING, ImportState.UNDOING)


class Import(Row, table=True):
    """One spreadsheet: whose, for which place, what was guessed of it and chosen, and how far it is.

    Headings may be people where a file has none, so they are sealed. `accepted` are the kinds of proposals that were taken for
    the whole file, `given` what stands in no column. `mark` is a key of the moment when it was written: what happened to a thing
    afterwards has a later one. `undone_by_id` asked last for it to be undone; a colleague may.
    `about` holds what is to be said of the whole, `tries` how often it was begun. While it is at work `looked` of `expected` rows
    were looked through; 0 are expected while nobody knows how many there are.
    """

    kind: ImportKind = choice(ImportKind)
    state: ImportState = choice(ImportState, default=ImportState.MAPPING)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    by_id: UUID = Field(foreign_key="account.id", index=True)
    at: datetime = instant()
    changed_at: datetime = instant(index=True)
    file_name: str = Field(max_length=200)
    file_id: UUID | None = Field(default=None, foreign_key="stored_file.id")
    shape: dict[str, Any] = many(default_factory=dict)
    headings_sealed: bytes | None = sealed()
    columns: dict[str, str] = many(default_factory=dict)
    given: dict[str, str] = many(default_factory=dict)
    accepted: list[str] = many(default_factory=list)
    total: int = 0
    counts: dict[str, int] = many(default_factory=dict)
    about: list[Any] = many(default_factory=list)
    tries: int = 0
    looked: int = 0
    expected: int = 0
    mark: UUID | None = None
    confirmed_at: datetime | None = instant(default=None, nullable=True)
    undone_at: datetime | None = instant(default=None, nullable=True)
    undone_by_id: UUID | None = Field(default=None, foreign_key="account.id")

    __table_args__ = (
        sa.CheckConstraint("(state IN ('done', 'undoing', 'undone')) = (mark IS NOT NULL)", name="written"),
        sa.CheckConstraint("(state = 'undone') = (undone_at IS NOT NULL)", name="undone"),
        sa.CheckConstraint("state NOT IN ('undoing', 'undone') OR undone_by_id IS NOT NULL", name="undone_by"),
        sa.Index(None, "state", "id"),
    )


class ImportRow(Row, table=True):
    """One row of the file as it was read and judged, sealed; what it did when it was written, sealed likewise."""

    import_id: UUID = Field(foreign_key="import.id", ondelete="CASCADE")
    number: int
    outcome: Outcome = choice(Outcome)
    kinds: str = Field(default="", max_length=300)
    read_sealed: bytes | None = sealed()
    chosen: str = Field(default="", max_length=40)
    person_id: UUID | None = None
    target_id: UUID | None = None
    did_sealed: bytes | None = sealed()
    left: bool = False

    __table_args__ = (
        sa.UniqueConstraint("import_id", "number"),
        sa.Index(None, "import_id", "outcome", "number"),
    )


class ImportMapping(Row, table=True):
    """How somebody matched the columns of files with these headings, known by a keyed index."""

    kind: ImportKind = choice(ImportKind)
    by_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    headings: str = Field(max_length=64)
    columns: dict[str, str] = many(default_factory=dict)

    __table_args__ = (sa.UniqueConstraint("by_id", "kind", "headings"),)
