"""Courses, who took part, and the certificates given."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled


class CourseKind(Labelled, context="course"):
    """What a course trains for. The first three are the programmes of the law's training rules."""

    GENERAL = "general", "General course of mediation"
    SPECIALISED = "specialised", "Specialised course of mediation"
    TRAINER = "trainer", "Course for mediator trainers"
    ANK_SHORT = "ank_short", "Short ANK course"
    SEMINAR = "seminar", "Seminar-training"
    ETHNOMEDIATION = "ethnomediation", "Ethnomediation training"


class Course(Row, table=True):
    """One course with learners on a list. It counts on the day it ended."""

    kind: CourseKind = choice(CourseKind)
    title_kk: str = Field(max_length=200)
    title_ru: str = Field(max_length=200)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    starts_on: date
    ends_on: date
    academic_hours: int
    trainer: str = Field(default="", max_length=200)

    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="dates"),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 1000", name="hours"),
        sa.Index(None, "ends_on", "district_id", "kind"),
    )


class Participation(Row, table=True):
    """That a person takes part in a course, and whether it was completed."""

    course_id: UUID = Field(foreign_key="course.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    completed: bool = False

    __table_args__ = (sa.UniqueConstraint("course_id", "person_id"), sa.Index(None, "course_id", "completed"))


class CertificateSeries(Row, table=True):
    """The last number given in a series of certificates: a region and a year."""

    series: str = Field(max_length=20, unique=True)
    last: int = 0


class Certificate(Row, table=True):
    """A certificate given to a person, once for a course. One that replaces another is not counted again."""

    series: str = Field(max_length=20)
    number: int
    person_id: UUID = Field(foreign_key="person.id", index=True)
    course_id: UUID | None = Field(default=None, foreign_key="course.id")
    district_id: UUID = Field(foreign_key="unit.id")
    issued_on: date
    replaces_id: UUID | None = Field(default=None, foreign_key="certificate.id", unique=True)

    __table_args__ = (
        sa.UniqueConstraint("series", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.Index("uq_certificate_first", "course_id", "person_id", unique=True,
                 sqlite_where=sa.text("replaces_id IS NULL"), postgresql_where=sa.text("replaces_id IS NULL")),
        sa.Index(None, "issued_on", "district_id", "replaces_id"),
    )  # fmt: skip

    @property
    def label(self) -> str:
        """How the certificate is called: 63-2022-000017."""
        return f"{self.series}-{self.number:06d}"
