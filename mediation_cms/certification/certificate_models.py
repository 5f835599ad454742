"""Certificates: what each says, frozen on the day of issue; what became of it; who took a copy of it."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.certification.models import CourseKind
from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.documents.codes import new_code


class RevocationGround(Labelled, context="revocation"):
    """Why a certificate was revoked: as much of it as anybody may read."""

    MISTAKE = "mistake", "Issued by mistake"
    FALSE_DATA = "false_data", "Issued on false data"
    COURT = "court", "By the decision of a court"
    OTHER = "other", "On another ground"


class CopyWay(Labelled, context="copy of a certificate"):
    """How somebody took a certificate out of here."""

    FILE = "file", "Downloaded"
    COURSE = "course", "Printed with the others of the course"
    HOLDER = "holder", "Downloaded by the holder"


class CertificateSeries(Row, table=True):
    """The last number given in a series of certificates: a region and a year."""

    series: str = Field(max_length=20, unique=True)
    last: int = 0


class CertificateBatch(Row, table=True):
    """That certificates of a course were issued together: so many, by whom, when."""

    course_id: UUID = Field(foreign_key="course.id", index=True)
    issued_on: date
    many: int
    by_id: UUID = Field(foreign_key="account.id")
    at: datetime = instant()


class Certificate(Row, table=True):
    """A certificate given to a person, once for a course. One that replaces another is not counted again.

    What the paper says is frozen here: names, course, hours, days, who issued and signed it. `valid_until` is its last day;
    none means that it does not expire. `label` is its number as it is printed. `code` is what anybody verifies it by.
    An imported one was issued before this list was kept: it has no series, its number is what the old paper says, and
    `source` says where that was read. Only a revocation is added to the row; what replaces or renews it is another row.
    """

    series: str | None = Field(default=None, max_length=20)
    number: int | None = None
    label: str = Field(max_length=60, index=True)
    code: str = Field(default_factory=new_code, max_length=40, unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    course_id: UUID | None = Field(default=None, foreign_key="course.id")
    batch_id: UUID | None = Field(default=None, foreign_key="certificate_batch.id", index=True)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")

    name_kk: str = Field(max_length=400)
    name_ru: str = Field(max_length=400)
    kind: CourseKind | None = choice(CourseKind, default=None, nullable=True)
    title_kk: str = Field(default="", max_length=200)
    title_ru: str = Field(default="", max_length=200)
    academic_hours: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    place_kk: str = Field(default="", max_length=200)
    place_ru: str = Field(default="", max_length=200)
    issuer_kk: str = Field(default="", max_length=300)
    issuer_ru: str = Field(default="", max_length=300)
    signatory: str = Field(default="", max_length=200)
    position_kk: str = Field(default="", max_length=200)
    position_ru: str = Field(default="", max_length=200)
    issued_on: date
    valid_until: date | None = None
    source: str = Field(default="", max_length=200)

    replaces_id: UUID | None = Field(default=None, foreign_key="certificate.id", unique=True)
    renews_id: UUID | None = Field(default=None, foreign_key="certificate.id", index=True)

    revoked_on: date | None = None
    revoked_for: RevocationGround | None = choice(RevocationGround, default=None, nullable=True)
    revocation_act: str = Field(default="", max_length=200)
    revocation_words_sealed: bytes | None = sealed()

    __table_args__ = (
        sa.UniqueConstraint("series", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("(series IS NULL) = (number IS NULL) AND (series IS NULL) = (source <> '')", name="series"),
        sa.CheckConstraint("valid_until >= issued_on", name="validity"),
        sa.CheckConstraint("ends_on >= starts_on AND ends_on <= issued_on", name="dates"),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 1000", name="hours"),
        sa.CheckConstraint("(revoked_on IS NULL) = (revoked_for IS NULL) AND revoked_on >= issued_on", name="revoked"),
        sa.CheckConstraint("replaces_id IS NULL OR renews_id IS NULL", name="one_before"),
        sa.Index("uq_certificate_first", "course_id", "person_id", unique=True,
                 sqlite_where=sa.text("replaces_id IS NULL AND (revoked_for IS NULL OR revoked_for <> 'mistake')"),
                 postgresql_where=sa.text("replaces_id IS NULL AND (revoked_for IS NULL OR revoked_for <> 'mistake')")),
        sa.Index("uq_certificate_imported", "label", "issued_on", "issuer_kk", unique=True,
                 sqlite_where=sa.text("series IS NULL"), postgresql_where=sa.text("series IS NULL")),
        sa.Index(None, "issued_on", "district_id", "replaces_id"),
        sa.Index(None, "valid_until"),
    )  # fmt: skip

    @property
    def imported(self) -> bool:
        """Whether it was issued before this list was kept."""
        return self.series is None


class CertificateCopy(Row, table=True):
    """That somebody took a certificate out as a file. `why` is asked from the second time on."""

    certificate_id: UUID = Field(foreign_key="certificate.id", index=True)
    at: datetime = instant()
    by_id: UUID = Field(foreign_key="account.id")
    way: CopyWay = choice(CopyWay)
    why: str = Field(default="", max_length=300)


_STANDS = "a certificate stands as it was issued"
_WORDS = (
    "series", "number", "label", "code", "person_id", "course_id", "batch_id", "cabinet_id", "district_id", "name_kk", "name_ru",
    "kind", "title_kk", "title_ru", "academic_hours", "starts_on", "ends_on", "place_kk", "place_ru", "issuer_kk", "issuer_ru",
    "signatory", "position_kk", "position_ru", "issued_on", "valid_until", "source", "replaces_id", "renews_id",
)  # fmt: skip
_REVOKED = changed("revoked_on", "revoked_for", "revocation_act", "revocation_words_sealed")
refuse(
    table_of(Certificate), "certificate_words_stand", "UPDATE",
    f"{changed(*_WORDS)} OR (OLD.revoked_on IS NOT NULL AND ({_REVOKED}))", _STANDS,
)  # fmt: skip
keep(table_of(Certificate), _STANDS, "OLD.series IS NOT NULL OR OLD.revoked_on IS NOT NULL")
_COPY = ("certificate_id", "at", "by_id", "way", "why")
refuse(table_of(CertificateCopy), "certificate_copy_stands", "UPDATE", changed(*_COPY), "what was taken stays noted")
keep(table_of(CertificateCopy), "what was taken stays noted")
