"""Courses, and who took part."""

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
