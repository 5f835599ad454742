"""Who was there in a session of a course, and the results of its test."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.certification.enrolment_inputs import PointsIn
from mediation_cms.certification.models import Attendance, Course, CourseSession
from mediation_cms.certification.places_on_course import is_seated, lock
from mediation_cms.certification.queries import certificates_of_course, participations_of
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _


def mark_attendance(
    session: Session, actor: Actor, course: Course, day: CourseSession, there: Collection[UUID]
) -> None:
    """Say who was there: exactly these places on the list. Refused before it begins, and once certificates were given."""
    authorize(actor, Can.KEEP_ATTENDANCE, course)
    lock(session, course)
    if day.starts_at > clock.now():
        raise Refused(_("This day has not begun yet. Mark who was there once it has."))
    _refuse_once_certified(session, course)
    learners = {each.id for each, _person in participations_of(session, course) if is_seated(each)}
    noted = {
        each.participation_id: each
        for each in session.exec(select(Attendance).where(col(Attendance.session_id) == day.id))
    }
    for key in noted.keys() - set(there):
        session.delete(noted[key])
    new = (learners & set(there)) - noted.keys()
    session.add_all(Attendance(session_id=day.id, participation_id=key) for key in sorted(new))
    day.marked_at = clock.now()
    session.add(day)
    session.flush()
    record(session, actor, "course.attendance", course, starts_at=day.starts_at, count=len(learners & set(there)))


def note_points(session: Session, actor: Actor, course: Course, points: Mapping[UUID, PointsIn]) -> None:
    """Note the results of the test for these places on the list. Refused once certificates were given."""
    authorize(actor, Can.KEEP_ATTENDANCE, course)
    lock(session, course)
    if not course.with_test:
        raise Refused(_("This course has no test. Correct the course if it has one."))
    _refuse_once_certified(session, course)
    for participation, _person in participations_of(session, course):
        if is_seated(participation) and participation.id in points:
            participation.points = points[participation.id].points
            session.add(participation)
    session.flush()
    record(session, actor, "course.points", course, count=len(points))


def _refuse_once_certified(session: Session, course: Course) -> None:
    if certificates_of_course(session, course):
        raise Refused(_("Certificates were given for this course: its days stay as they are."))
