"""Who has completed a course by the rules of its last day: the share of hours attended, and the test. Proposed in words.

Nothing is held against who learned on a course of which no days were entered: its list was brought along from elsewhere.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.certification.models import Attendance, Course, CourseSession, Participation
from mediation_cms.certification.places_on_course import is_seated
from mediation_cms.certification.queries import participations_of
from mediation_cms.core.dated import in_force
from mediation_cms.core.i18n import Text, _
from mediation_cms.law.queries import versions
from mediation_cms.people.models import Person

SHARE, PASS_MARK, OBSERVED = "course.attendance_share", "course.test_pass_mark", "course.hours_observed"


@dataclass(frozen=True)
class Judged:
    """How one learner stands: hours attended of those held, and what is missing for completing the course."""

    participation: Participation
    person: Person
    hours: int
    of_hours: int
    missing: tuple[Text, ...]

    @property
    def may_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True)
class Entitled:
    """Who of those that are marked as having completed a course may be given a certificate, and who not and why."""

    people: tuple[tuple[Participation, Person], ...]
    refused: Mapping[UUID, tuple[Text, ...]]
    """By the key of the participation: sentences with the source of the rule, to stand beside the name."""


def sessions_of(session: Session, course: Course) -> list[CourseSession]:
    """The days of a course, in order."""
    found = select(CourseSession).where(CourseSession.course_id == course.id)
    return list(session.exec(found.order_by(col(CourseSession.starts_at))))


def hours_attended(session: Session, course: Course) -> dict[UUID, int]:
    """Academic hours at which each learner was there, by the key of the participation."""
    hours: dict[UUID, int] = defaultdict(int)
    found = (
        select(Attendance.participation_id, CourseSession.academic_hours)
        .join(CourseSession, col(CourseSession.id) == Attendance.session_id)
        .where(CourseSession.course_id == course.id)
    )
    for key, each in session.exec(found):
        hours[key] += each
    return hours


def judged(session: Session, course: Course) -> list[Judged]:
    """Everybody with a place on a course, in the order of the alphabet, and what each lacks."""
    hours, days = hours_attended(session, course), sessions_of(session, course)
    of_hours = sum(day.academic_hours for day in days)
    share = in_force(versions(session, SHARE), course.ends_on)
    mark = in_force(versions(session, PASS_MARK), course.ends_on)
    observed = in_force(versions(session, OBSERVED), course.ends_on)
    found = []
    for participation, person in participations_of(session, course):
        if not is_seated(participation):
            continue
        missing: list[Text] = []
        there = hours.get(participation.id, 0)
        if of_hours and share is not None and there * 100 < share.value * of_hours:
            missing.append(
                _(
                    "Attended %(hours)s of %(of)s academic hours, which is less than %(share)s %% (%(source)s). "
                    "Check the attendance.",
                    hours=there, of=of_hours, share=share.value, source=share.source,
                )
            )  # fmt: skip
        if course.with_test and participation.points is None:
            missing.append(
                _("The result of the test is not entered. Enter it, or correct the course if it had no test.")
            )
        elif course.with_test and mark is not None and (participation.points or 0) < mark.value:
            missing.append(
                _(
                    "The test was not passed: %(points)s of 100 points, at least %(least)s are needed (%(source)s).",
                    points=participation.points or 0, least=mark.value, source=mark.source,
                )
            )  # fmt: skip
        if observed is not None and participation.hours_observed < observed.value:
            missing.append(
                _(
                    "Observed mediations for %(hours)s academic hours, at least %(least)s are needed (%(source)s). Let a mentor "
                    "count more.",
                    hours=participation.hours_observed, least=observed.value, source=observed.source,
                )
            )  # fmt: skip
        found.append(Judged(participation, person, there, of_hours, tuple(missing)))
    return found


def entitled(session: Session, course: Course) -> Entitled:
    """Of those who are marked as having completed a course: who may be given a certificate, and who not, and why."""
    marked = [each for each in judged(session, course) if each.participation.completed]
    return Entitled(
        tuple((each.participation, each.person) for each in marked if each.may_complete),
        {each.participation.id: each.missing for each in marked if not each.may_complete},
    )
