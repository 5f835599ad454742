"""Files on disk and papers made of facts."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled


class PaperKind(Labelled, context="paper"):
    """Which paper it is: the kind of its facts."""

    RECEIPT = "receipt", "Receipt of a request"
    REFUSAL = "refusal", "Notice of refusal"
    REFERRAL = "referral", "Referral note"
    INVITATION = "invitation", "Invitation to mediation"
    CONTRACT = "contract", "Mediation contract"
    AGREEMENT = "agreement", "Settlement agreement"
    SUPPLEMENT = "supplement", "Supplementary agreement"
    TERMINATION = "termination", "Notice of termination"
    HALF_YEAR = "half_year", "Half-year report"
    OBLIGATIONS = "obligations", "Calendar of obligations"
    COURT_ROUTE = "court_route", "The way to court"
    EXTENSION = "extension", "Extension of the term"
    COURT_NOTICE = "court_notice", "Notice to the court that the mediation has begun"
    CASE_REPORT = "case_report", "Case report"
    CERTIFICATE = "certificate", "Certificate"
    REGISTER_ORDER = "register_order", "Decision on entry in the register"
    REGISTER_EXTRACT = "register_extract", "Extract from the register"


class PaperStatus(Labelled, context="paper state"):
    """Where a paper is on its way."""

    QUEUED = "queued", "Being prepared"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"


class StoredFile(Row, table=True):
    """A file in `DATA_DIR/files`, encrypted there for this very row.

    `sha256` is that of the plain bytes that are kept and handed out, `stored_sha256` that of the encrypted bytes and names
    the file on disk, `received_sha256` that of the bytes as they were uploaded (a photo is kept without what it knows of
    the place where it was taken).
    """

    sha256: str = Field(max_length=64, index=True)
    stored_sha256: str = Field(max_length=64, unique=True)
    received_sha256: str = Field(max_length=64)
    size: int
    media_type: str = Field(max_length=60)
    name: str = Field(max_length=200)
    matter_id: UUID | None = Field(default=None, index=True)
    uploaded_by_id: UUID = Field(foreign_key="account.id")
    at: datetime = instant()


class Paper(Row, table=True):
    """A paper asked for. Its facts stay sealed until it is printed and are dropped then: the issued bytes say it all.

    `facts_index` is the keyed index of the facts, so that the same facts asked twice are the same paper. `dated_on` is the
    day that the paper bears. `file_id` and `sha256` are those of the PDF, which is never drawn again. `outdated_on` is the
    day on which what it says was changed or given up, as long as no newer paper has taken its place.
    """

    kind: PaperKind = choice(PaperKind)
    number: str = Field(max_length=60)
    languages: str = Field(max_length=8)
    code: str = Field(max_length=40, unique=True)
    dated_on: date
    draft: bool = False
    thing_id: UUID
    matter_id: UUID | None = Field(default=None, index=True)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id")
    facts_sealed: bytes | None = sealed()
    facts_index: str = Field(max_length=64)
    status: PaperStatus = choice(PaperStatus, default=PaperStatus.QUEUED)
    asked_at: datetime = instant()
    asked_by_id: UUID = Field(foreign_key="account.id")
    made_at: datetime | None = instant(default=None, nullable=True)
    tries: int = 0
    problem: str = Field(default="", max_length=300)
    file_id: UUID | None = Field(default=None, foreign_key="stored_file.id")
    sha256: str | None = Field(default=None, max_length=64)
    pages: int | None = None
    replaced_by_id: UUID | None = Field(default=None, foreign_key="paper.id")
    outdated_on: date | None = None

    __table_args__ = (
        sa.CheckConstraint("(status = 'ready') = (file_id IS NOT NULL AND sha256 IS NOT NULL)", name="ready"),
        sa.CheckConstraint("(facts_sealed IS NULL) = (status = 'ready')", name="facts"),
        sa.UniqueConstraint("thing_id", "kind", "languages", "facts_index"),
        sa.Index(None, "status", "id"),
    )


# A file is what its row says for as long as the row stands; the file of a paper that was issued stands with the paper.
_STANDS = "a stored file stays as it is"
_BYTES = ("id", "sha256", "stored_sha256", "received_sha256", "size", "media_type", "name")
refuse(table_of(StoredFile), "stored_file_words_stand", "UPDATE", changed(*_BYTES), _STANDS)
keep(table_of(StoredFile), _STANDS, "EXISTS (SELECT 1 FROM paper WHERE paper.file_id = OLD.id)")
_ISSUED = (
    "kind", "number", "languages", "code", "dated_on", "draft", "thing_id", "facts_index", "status", "made_at", "file_id",
    "sha256", "pages",
)  # fmt: skip
refuse(
    table_of(Paper),
    "paper_words_stand",
    "UPDATE",
    f"OLD.status = 'ready' AND ({changed(*_ISSUED)})",
    "an issued paper stays as it is",
)
