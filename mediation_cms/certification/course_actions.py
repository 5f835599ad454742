"""The life of a course: sign-up opened and closed, begun, held, cancelled; its days, and who teaches it."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.certification.completion import sessions_of
from mediation_cms.certification.course_telling import tell_learner
from mediation_cms.certification.course_workflow import COURSE, STANDING, CourseStep
from mediation_cms.certification.enrolling import AT_A_CABINET, fill_places
from mediation_cms.certification.enrolment_inputs import CancelIn, SessionIn
from mediation_cms.certification.models import Course, CourseSession, CourseTrainer
from mediation_cms.certification.places_on_course import lock
from mediation_cms.certification.queries import certificates_of_course, participations_of
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.people.models import Person


def take_step(session: Session, actor: Actor, course: Course, step: CourseStep) -> None:
    """Open or close the sign-up, note that the course has begun or was held. Refused before its day, or without days."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    state = COURSE.after(course.state, step)
    today = clock.today()
    if step is CourseStep.OPEN and course.cabinet_id is None:
        raise Refused(AT_A_CABINET)
    if step is CourseStep.OPEN and not sessions_of(session, course):
        raise Refused(_("Enter the days and hours first: whoever signs up wants to know when to come."))
    if step is CourseStep.OPEN and course.starts_on < today:
        raise Refused(_("The course began on %(date)s. Add latecomers to the list yourself.", date=course.starts_on))
    if step is CourseStep.START and course.starts_on > today:
        raise Refused(_("The course begins on %(date)s. Note it on that day.", date=course.starts_on))
    if step is CourseStep.HOLD and course.ends_on > today:
        raise Refused(_("The course ends on %(date)s. Note after that day that it was held.", date=course.ends_on))
    course.state = state
    session.add(course)
    session.flush()
    record(session, actor, "course.step", course, state=course.state)
    if step is CourseStep.OPEN:
        fill_places(session, actor, course)


def cancel_course(session: Session, actor: Actor, course: Course, given: CancelIn) -> int:
    """Cancel a course; everybody on its list is told why. How many of them no message reaches: staff call these."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    course.state = COURSE.after(course.state, CourseStep.CANCEL)
    course.cancelled_reason = given.reason
    session.add(course)
    session.flush()
    record(session, actor, "course.cancelled", course, reason=given.reason)
    standing = [each for each, _person in participations_of(session, course) if each.state in STANDING]
    told = [tell_learner(session, course, each, MessageKind.COURSE_CANCELLED, reason=given.reason) for each in standing]
    return told.count(None)


def add_session(session: Session, actor: Actor, course: Course, given: SessionIn) -> CourseSession:
    """Enter a day of the course, or a part of it. Raises Invalid outside its days, or beside another at the same hour."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    if not course.starts_on <= given.held_on <= course.ends_on:
        raise Invalid(
            {"held_on": _("The course lasts from %(first)s to %(last)s. Choose one of these days, or correct the course.",
                          first=course.starts_on, last=course.ends_on)}
        )  # fmt: skip
    starts_at, ends_at = given.instants()
    if any(day.starts_at < ends_at and starts_at < day.ends_at for day in sessions_of(session, course)):
        raise Invalid({"from_time": _("Another part of the course is entered at this hour. Check the hours.")})
    day = CourseSession(
        course_id=course.id,
        starts_at=starts_at,
        ends_at=ends_at,
        academic_hours=given.academic_hours,
        topic=given.topic,
    )
    session.add(day)
    session.flush()
    record(session, actor, "course.day_added", course, starts_at=starts_at, academic_hours=given.academic_hours)
    return day


def remove_session(session: Session, actor: Actor, course: Course, day: CourseSession) -> None:
    """Take out a day that was entered by mistake, with its attendance. Refused once certificates were given."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    if certificates_of_course(session, course):
        raise Refused(_("Certificates were given for this course: its days stay as they are."))
    session.delete(day)
    session.flush()
    record(session, actor, "course.day_removed", course, starts_at=day.starts_at)


def set_trainers(session: Session, actor: Actor, course: Course, people: Collection[UUID]) -> None:
    """Say who of the people we know teaches the course: exactly these. With an account they may keep its attendance."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    standing = session.exec(select(CourseTrainer).where(CourseTrainer.course_id == course.id)).all()
    for one in standing:
        if one.person_id not in people:
            session.delete(one)
    known = {one.person_id for one in standing}
    new = [session.get_one(Person, key) for key in people if key not in known]
    session.add_all(CourseTrainer(course_id=course.id, person_id=person.id) for person in new)
    session.flush()
    session.expire(course, ["trainers"])
    record(session, actor, "course.trainers", course, count=len(set(people)))
