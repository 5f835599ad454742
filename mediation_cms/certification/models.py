"""Courses, and who took part."""

from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from mediation_cms.certification.course_workflow import CourseState, EnrolmentState
from mediation_cms.core import clock
from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language


class CourseKind(Labelled, context="course"):
    """What a course trains for. The first three are the programmes of the law's training rules."""

    GENERAL = "general", "General course of mediation"
    SPECIALISED = "specialised", "Specialised course of mediation"
    TRAINER = "trainer", "Course for mediator trainers"
    ANK_SHORT = "ank_short", "Short ANK course"
    SEMINAR = "seminar", "Seminar-training"
    MASTER_CLASS = "master_class", "Master class"
    ETHNOMEDIATION = "ethnomediation", "Ethnomediation training"


class CourseForm(Labelled, context="form of a course"):
    """How a course is taught."""

    IN_PERSON = "in_person", "In person"
    DISTANCE = "distance", "At a distance"
    BOTH = "both", "In person and at a distance"


class CourseTrainer(Row, table=True):
    """That somebody whom we know teaches a course; with an account this person may keep its attendance.

    What is said of trainers on papers stands in `Course.trainer`, in words.
    """

    course_id: UUID = Field(foreign_key="course.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", index=True)

    __table_args__ = (sa.UniqueConstraint("course_id", "person_id"),)


class Course(Row, table=True):
    """One cohort with learners on a list. It counts on the day it ended, once it was held.

    One that is entered afterwards is held from the beginning. `capacity`: no more have a place; None where nothing limits it.
    `place_note` is where it is taught, or the link to it; `confirms`: who signs up waits for a yes of the cabinet.
    """

    kind: CourseKind = choice(CourseKind)
    state: CourseState = choice(CourseState, default=CourseState.HELD)
    title_kk: str = Field(max_length=200)
    title_ru: str = Field(max_length=200)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    starts_on: date
    ends_on: date
    academic_hours: int
    trainer: str = Field(default="", max_length=200)
    capacity: int | None = None
    form: CourseForm = choice(CourseForm, default=CourseForm.IN_PERSON)
    languages: list[str] = many(default_factory=list)
    place_note: str = Field(default="", max_length=300)
    confirms: bool = False
    with_test: bool = False
    sign_up_from: date | None = None
    sign_up_until: date | None = None
    cancelled_reason: str = Field(default="", max_length=400)
    trainers: list[CourseTrainer] = Relationship(
        sa_relationship_kwargs={"viewonly": True, "order_by": "CourseTrainer.id"}
    )

    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="dates"),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 1000", name="hours"),
        sa.CheckConstraint("capacity IS NULL OR capacity BETWEEN 1 AND 500", name="capacity"),
        sa.CheckConstraint(
            "sign_up_until IS NULL OR sign_up_from IS NULL OR sign_up_until >= sign_up_from", name="sign_up"
        ),
        sa.CheckConstraint("state <> 'open' OR cabinet_id IS NOT NULL", name="open_at"),
        sa.CheckConstraint("(state = 'cancelled') = (cancelled_reason <> '')", name="cancelled"),
        sa.Index(None, "ends_on", "district_id", "kind"),
        sa.Index(None, "state", "starts_on"),
    )

    @property
    def trainer_ids(self) -> frozenset[UUID]:
        """The keys of the people who teach it, as far as we know them."""
        return frozenset(each.person_id for each in self.trainers)


class Participation(Row, table=True):
    """One person on the list of a course: from signing up to having completed it.

    `seat` is one of the places of the course, which two never share. Who signed up without an account has `asked_at`, the way
    to be told (`contact_id`) and `who_index`, a keyed index of name and way, so that nobody signs up twice. `reason` says why
    somebody was not admitted or did not complete it; `points` is the result of the test, out of a hundred. `hours_observed` are
    the hours of observed mediations that mentors counted: `mentoring` alone adds to them.
    """

    course_id: UUID = Field(foreign_key="course.id", ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    state: EnrolmentState = choice(EnrolmentState, default=EnrolmentState.ENROLLED)
    completed: bool = False
    seat: int | None = None
    reason: str = Field(default="", max_length=300)
    points: int | None = None
    hours_observed: int = 0
    asked_at: datetime | None = instant(default=None, nullable=True)
    contact_id: UUID | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    language: Language = choice(Language, default=Language.KK)
    who_index: str | None = Field(default=None, max_length=64)

    __table_args__ = (
        sa.UniqueConstraint("course_id", "person_id"),
        sa.UniqueConstraint("course_id", "seat"),
        sa.CheckConstraint("completed = (state = 'completed')", name="completed"),
        sa.CheckConstraint(
            "(seat IS NOT NULL) = (state IN ('enrolled', 'completed', 'not_completed')) AND COALESCE(seat, 1) >= 1",
            name="seat",
        ),
        sa.CheckConstraint("points IS NULL OR points BETWEEN 0 AND 100", name="points"),
        sa.CheckConstraint("hours_observed >= 0", name="hours_observed"),
        sa.Index(None, "course_id", "completed"),
        sa.Index("uq_participation_standing", "course_id", "who_index", unique=True,
                 sqlite_where=sa.text("state IN ('applied', 'waiting', 'enrolled')"),
                 postgresql_where=sa.text("state IN ('applied', 'waiting', 'enrolled')")),
    )  # fmt: skip


class EnrolmentConsent(Row, table=True):
    """That who signed up agreed to the use of their data: which version of the words, in which language, when; and the words.

    They are kept as they were read, sealed: they say the name.
    """

    participation_id: UUID = Field(foreign_key="participation.id", unique=True, ondelete="CASCADE")
    version: date
    language: Language = choice(Language)
    given_at: datetime = instant()
    words_sealed: bytes | None = sealed()


class CourseSession(Row, table=True):
    """One day of a course, or a part of it. `marked_at`: since when it is known who was there."""

    course_id: UUID = Field(foreign_key="course.id", ondelete="CASCADE")
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    academic_hours: int
    topic: str = Field(default="", max_length=200)
    marked_at: datetime | None = instant(default=None, nullable=True)

    __table_args__ = (
        sa.UniqueConstraint("course_id", "starts_at"),
        sa.CheckConstraint("ends_at > starts_at", name="times"),
        sa.CheckConstraint("academic_hours BETWEEN 1 AND 24", name="hours"),
    )

    @property
    def held_on(self) -> date:
        """The day, here."""
        return clock.local(self.starts_at).date()

    @property
    def hours(self) -> tuple[time, time]:
        """From when until when, here."""
        return clock.local(self.starts_at).time(), clock.local(self.ends_at).time()


class Attendance(Row, table=True):
    """That a learner was there in one session."""

    session_id: UUID = Field(foreign_key="course_session.id", ondelete="CASCADE")
    participation_id: UUID = Field(foreign_key="participation.id", index=True, ondelete="CASCADE")

    __table_args__ = (sa.UniqueConstraint("session_id", "participation_id"),)


for _operation in ("INSERT", "UPDATE"):
    refuse(
        table_of(Participation), f"participation_has_room_on_{_operation.lower()}", _operation,
        "NEW.seat IS NOT NULL AND EXISTS "
        "(SELECT 1 FROM course WHERE course.id = NEW.course_id AND NEW.seat > course.capacity)",
        "no more have a place on a course than it holds",
    )  # fmt: skip
refuse(
    table_of(Course), "course_keeps_room", "UPDATE",
    "NEW.capacity IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM participation WHERE participation.course_id = NEW.id AND participation.seat > NEW.capacity)",
    "a course keeps room for those who have a place",
)  # fmt: skip
refuse(
    table_of(EnrolmentConsent), "enrolment_consent_stands", "UPDATE",
    changed("participation_id", "version", "language", "given_at", "words_sealed"),
    "what somebody agreed to stands as it was read",
)  # fmt: skip
