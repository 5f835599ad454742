"""Reading courses, learners and certificates. Courses are open to the staff of the place, names to those who keep the lists."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.certification.certificate_models import Certificate, RevocationGround
from mediation_cms.certification.course_workflow import NOT_OVER, OPEN_WISHES
from mediation_cms.certification.models import Course, CourseKind, CourseTrainer, Participation
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.core.paging import Order
from mediation_cms.people.models import Person, Role

PAGE = 50
STAFF = frozenset(Role)
LIST_KEEPERS = frozenset({Role.REGISTER_KEEPER, Role.COORDINATOR, Role.AUDITOR})
COURSE, PARTICIPATION = table_of(Course), table_of(Participation)
CERTIFICATE, PERSON = table_of(Certificate), table_of(Person)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The courses of the places where the actor works, and those that the actor teaches: title, days and numbers, no names."""
    return sa.or_(in_sight(actor, STAFF, COURSE.c.cabinet_id, COURSE.c.district_id), _teaches(actor))


def names_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The courses whose learners the actor may see by name."""
    return sa.or_(in_sight(actor, LIST_KEEPERS, COURSE.c.cabinet_id, COURSE.c.district_id), _teaches(actor))


def _teaches(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.person_id is None:
        return sa.false()
    mine = sa.select(col(CourseTrainer.course_id)).where(col(CourseTrainer.person_id) == actor.person_id)
    return COURSE.c.id.in_(mine)


def certificates_visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The certificates of the places where the actor keeps the lists."""
    return in_sight(actor, LIST_KEEPERS, CERTIFICATE.c.district_id)


# --- courses -----------------------------------------------------------------------------------------------------------

OF_COURSE = sa.select(sa.func.count()).where(PARTICIPATION.c.course_id == COURSE.c.id)
LEARNERS = OF_COURSE.where(PARTICIPATION.c.seat.is_not(None))
COURSES = sa.select(
    COURSE.c.id, COURSE.c.kind, COURSE.c.title_kk, COURSE.c.title_ru, COURSE.c.cabinet_id, COURSE.c.district_id,
    COURSE.c.starts_on, COURSE.c.ends_on, COURSE.c.academic_hours, COURSE.c.trainer, COURSE.c.state,
    COURSE.c.capacity, COURSE.c.languages, COURSE.c.form, COURSE.c.sign_up_until,
    LEARNERS.scalar_subquery().label("learners"),
    LEARNERS.where(PARTICIPATION.c.completed).scalar_subquery().label("completed"),
    OF_COURSE.where(PARTICIPATION.c.state.in_(OPEN_WISHES)).scalar_subquery().label("wishes"),
)  # fmt: skip
BY_LAST_DAY = Order(COURSE.c.ends_on, COURSE.c.id, falling=True)


def list_courses(
    session: Session,
    actor: Actor,
    *,
    districts: Iterable[UUID] | None = None,
    kind: CourseKind | None = None,
    ended_from: date | None = None,
    ended_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Courses that the actor may see, those that ended last first, with how many learn and completed; one more than a page."""
    statement = BY_LAST_DAY.page(session, COURSES.where(visible_to(actor)), after, limit)
    if districts is not None:
        statement = statement.where(COURSE.c.district_id.in_(districts))
    if kind is not None:
        statement = statement.where(COURSE.c.kind == kind)
    if ended_from is not None:
        statement = statement.where(COURSE.c.ends_on >= ended_from)
    if ended_to is not None:
        statement = statement.where(COURSE.c.ends_on <= ended_to)
    return session.connection().execute(statement).all()


def get_course(session: Session, actor: Actor, course_id: UUID) -> Course:
    """One course that the actor may see. Raises NotFound."""
    found = session.exec(select(Course).where(Course.id == course_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def taught_by(session: Session, actor: Actor) -> list[Course]:
    """The courses that the actor teaches and that are not over yet, the next to begin first."""
    ahead = select(Course).where(_teaches(actor), col(Course.state).in_(NOT_OVER))
    return list(session.exec(ahead.order_by(col(Course.starts_on), col(Course.id))))


# --- learners ----------------------------------------------------------------------------------------------------------

FIRST_CERTIFICATE = sa.and_(
    CERTIFICATE.c.course_id == PARTICIPATION.c.course_id,
    CERTIFICATE.c.person_id == PARTICIPATION.c.person_id,
    CERTIFICATE.c.replaces_id.is_(None),
    sa.func.coalesce(CERTIFICATE.c.revoked_for, "") != RevocationGround.MISTAKE.value,
)
LEARNER_LIST = (
    sa.select(
        PARTICIPATION.c.id, PARTICIPATION.c.person_id, PARTICIPATION.c.completed, PARTICIPATION.c.state,
        PARTICIPATION.c.reason, PARTICIPATION.c.points, PARTICIPATION.c.hours_observed, PARTICIPATION.c.asked_at,
        PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic,
        CERTIFICATE.c.id.label("certificate_id"), CERTIFICATE.c.series, CERTIFICATE.c.number,
    )
    .select_from(
        PARTICIPATION.join(PERSON, PERSON.c.id == PARTICIPATION.c.person_id)
        .join(COURSE, COURSE.c.id == PARTICIPATION.c.course_id)
        .outerjoin(CERTIFICATE, FIRST_CERTIFICATE)
    )
    .order_by(PERSON.c.sort_key, PARTICIPATION.c.id)
)  # fmt: skip


def learners_of(session: Session, actor: Actor, course: Course) -> Records:
    """Who has a place on a course, in the order of the alphabet, with the first certificate; none for who may not see names."""
    statement = LEARNER_LIST.where(
        PARTICIPATION.c.course_id == course.id, PARTICIPATION.c.seat.is_not(None), names_visible_to(actor)
    )
    return session.connection().execute(statement).all()


def wishes_of(session: Session, actor: Actor, course: Course) -> Records:
    """Who signed up and has no place (yet, any more), first come first; none for who may not see names."""
    statement = LEARNER_LIST.where(
        PARTICIPATION.c.course_id == course.id, PARTICIPATION.c.seat.is_(None), names_visible_to(actor)
    )
    return (
        session.connection()
        .execute(statement.order_by(None).order_by(PARTICIPATION.c.asked_at, PARTICIPATION.c.id))
        .all()
    )


def counts_of(session: Session, course: Course) -> Any:
    """How many stand on the list of a course, and how many completed it: `learners`, `completed`."""
    return session.connection().execute(COURSES.where(COURSE.c.id == course.id)).one()


def get_participation(session: Session, course: Course, participation_id: UUID) -> Participation:
    """One learner's place on this course. Raises NotFound."""
    found = session.get(Participation, participation_id)
    if found is None or found.course_id != course.id:
        raise NotFound
    return found


def participations_of(session: Session, course: Course) -> list[tuple[Participation, Person]]:
    """The learners of a course, in the order of the alphabet, to be changed."""
    statement = (
        select(Participation, Person)
        .join(Person, col(Person.id) == Participation.person_id)
        .where(Participation.course_id == course.id)
        .order_by(col(Person.sort_key), col(Participation.id))
    )
    return [(participation, person) for participation, person in session.exec(statement)]


# --- certificates ------------------------------------------------------------------------------------------------------

REPLACEMENT = CERTIFICATE.alias("replacement")
CERTIFICATES = (
    sa.select(
        CERTIFICATE.c.id, CERTIFICATE.c.series, CERTIFICATE.c.number, CERTIFICATE.c.issued_on, CERTIFICATE.c.district_id,
        CERTIFICATE.c.course_id, CERTIFICATE.c.replaces_id, CERTIFICATE.c.person_id, PERSON.c.surname, PERSON.c.given_name,
        PERSON.c.patronymic, REPLACEMENT.c.id.is_not(None).label("replaced"), REPLACEMENT.c.id.label("replacement_id"),
        REPLACEMENT.c.issued_on.label("replaced_on"), CERTIFICATE.c.title_kk, CERTIFICATE.c.title_ru, CERTIFICATE.c.label,
        CERTIFICATE.c.valid_until, CERTIFICATE.c.revoked_on, CERTIFICATE.c.renews_id, CERTIFICATE.c.batch_id,
    )
    .select_from(
        CERTIFICATE.join(PERSON, PERSON.c.id == CERTIFICATE.c.person_id)
        .outerjoin(REPLACEMENT, REPLACEMENT.c.replaces_id == CERTIFICATE.c.id)
    )
)  # fmt: skip
BY_DAY = Order(CERTIFICATE.c.issued_on, CERTIFICATE.c.id, falling=True)


def list_certificates(
    session: Session,
    actor: Actor,
    *,
    districts: Iterable[UUID] | None = None,
    issued_from: date | None = None,
    issued_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Certificates that the actor may see, the last given first, replaced ones marked; one more than a page."""
    statement = BY_DAY.page(session, CERTIFICATES.where(certificates_visible_to(actor)), after, limit)
    if districts is not None:
        statement = statement.where(CERTIFICATE.c.district_id.in_(districts))
    if issued_from is not None:
        statement = statement.where(CERTIFICATE.c.issued_on >= issued_from)
    if issued_to is not None:
        statement = statement.where(CERTIFICATE.c.issued_on <= issued_to)
    return session.connection().execute(statement).all()


def certificate_row(session: Session, actor: Actor, certificate_id: UUID) -> Any:
    """One certificate as the list shows it: its holder, its course, what replaced it. Raises NotFound."""
    statement = CERTIFICATES.where(CERTIFICATE.c.id == certificate_id, certificates_visible_to(actor))
    found = session.connection().execute(statement).first()
    if found is None:
        raise NotFound
    return found


def get_certificate(session: Session, actor: Actor, certificate_id: UUID) -> Certificate:
    """One certificate that the actor may see. Raises NotFound."""
    found = session.exec(
        select(Certificate).where(Certificate.id == certificate_id, certificates_visible_to(actor))
    ).first()
    if found is None:
        raise NotFound
    return found


def certificates_of_course(session: Session, course: Course) -> list[Certificate]:
    """The certificates first given for a course, in the order of their numbers; those issued by mistake left out."""
    statement = select(Certificate).where(
        Certificate.course_id == course.id,
        col(Certificate.replaces_id).is_(None),
        sa.func.coalesce(col(Certificate.revoked_for), "") != RevocationGround.MISTAKE,
    )
    return list(session.exec(statement.order_by(col(Certificate.number))))


def is_replaced(session: Session, certificate: Certificate) -> bool:
    """Whether another certificate stands in the place of this one."""
    return session.exec(select(Certificate.id).where(Certificate.replaces_id == certificate.id)).first() is not None


def replaced_on(session: Session, certificate: Certificate) -> date | None:
    """The day on which another certificate took the place of this one."""
    return session.exec(select(col(Certificate.issued_on)).where(Certificate.replaces_id == certificate.id)).first()


# --- of one person -----------------------------------------------------------------------------------------------------

TAKEN = (
    sa.select(
        COURSE.c.id, COURSE.c.kind, COURSE.c.title_kk, COURSE.c.title_ru, COURSE.c.ends_on, COURSE.c.academic_hours,
        PARTICIPATION.c.completed, PARTICIPATION.c.state,
    )
    .join_from(PARTICIPATION, COURSE, COURSE.c.id == PARTICIPATION.c.course_id)
)  # fmt: skip


def certificates_of_person(session: Session, actor: Actor, person_id: UUID) -> Records:
    """The certificates of a person that the actor may see, newest first, replaced ones marked."""
    held = CERTIFICATES.where(CERTIFICATE.c.person_id == person_id, certificates_visible_to(actor))
    return session.connection().execute(BY_DAY.all(held).limit(PAGE)).all()


def courses_of_person(session: Session, actor: Actor, person_id: UUID) -> Records:
    """The courses on whose lists a person stands, newest first, as far as the actor may see names there."""
    taken = TAKEN.where(PARTICIPATION.c.person_id == person_id, names_visible_to(actor))
    return session.connection().execute(BY_LAST_DAY.all(taken).limit(PAGE)).all()
