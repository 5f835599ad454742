"""Reading the days of courses, who was there, and who signed up, for who has been let to the course."""

from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.certification.course_workflow import CourseState
from mediation_cms.certification.models import Attendance, Course, CourseSession, Participation
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound


def get_session(session: Session, course: Course, session_id: UUID) -> CourseSession:
    """One day of this course. Raises NotFound."""
    found = session.get(CourseSession, session_id)
    if found is None or found.course_id != course.id:
        raise NotFound
    return found


def there(session: Session, day: CourseSession) -> set[UUID]:
    """Who was there, by the keys of their places on the list."""
    return set(session.exec(select(Attendance.participation_id).where(Attendance.session_id == day.id)))


def first_unmarked(session: Session, course: Course) -> CourseSession | None:
    """The first day that has begun and of which nobody has said who was there."""
    found = select(CourseSession).where(
        CourseSession.course_id == course.id,
        col(CourseSession.marked_at).is_(None),
        CourseSession.starts_at <= clock.now(),
    )
    return session.exec(found.order_by(col(CourseSession.starts_at))).first()


def days_attended(session: Session, course: Course) -> dict[UUID, int]:
    """How many were there on each day, by the key of the day."""
    found = select(Attendance.session_id).join(CourseSession, col(CourseSession.id) == Attendance.session_id)
    counts: dict[UUID, int] = {}
    for key in session.exec(found.where(CourseSession.course_id == course.id)):
        counts[key] = counts.get(key, 0) + 1
    return counts


def open_courses(session: Session) -> list[Course]:
    """The courses for which everybody may sign up today or later, the next to begin first."""
    today = clock.today()
    found = select(Course).where(Course.state == CourseState.OPEN, col(Course.starts_on) >= today)
    listed = session.exec(found.order_by(col(Course.starts_on), col(Course.id)))
    return [course for course in listed if today <= (course.sign_up_until or course.starts_on)]


def public_course(session: Session, course_id: UUID) -> Course:
    """A course that anybody may see: its sign-up is or was open. Raises NotFound."""
    found = session.get(Course, course_id)
    if found is None or found.state is not CourseState.OPEN:
        raise NotFound
    return found


def enrolment_behind(session: Session, thing_id: UUID) -> tuple[Participation, Course]:
    """The place on a course to which a personal link leads. Raises NotFound."""
    found = session.get(Participation, thing_id)
    if found is None:
        raise NotFound
    return found, session.get_one(Course, found.course_id)


def begins_on(session: Session, day: date) -> list[Participation]:
    """Who has a place, with a way to be told, on a course that begins on this day."""
    begun = (CourseState.PLANNED, CourseState.OPEN, CourseState.RUNNING)
    found = (
        select(Participation)
        .join(Course, col(Course.id) == Participation.course_id)
        .where(Course.starts_on == day, col(Course.state).in_(begun), col(Participation.seat).is_not(None))
        .where(col(Participation.contact_id).is_not(None))
    )
    return list(session.exec(found.order_by(col(Participation.id))))
