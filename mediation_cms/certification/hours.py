"""Whether a course has the hours, and no more learners, than the training rules of its first day ask of its kind.

It is told and not refused: what took place is entered as it was, and some of these rules are known in part only.
"""

from sqlmodel import Session

from mediation_cms.certification.models import Course
from mediation_cms.certification.places_on_course import group_size
from mediation_cms.core.dated import in_force
from mediation_cms.core.i18n import Text, _
from mediation_cms.law.queries import versions


def too_few_hours(session: Session, course: Course) -> Text | None:
    """What is to be said of a course that is shorter than the rules ask; None where it is not, or they say nothing of it."""
    asked = in_force(versions(session, f"course.{course.kind}.hours"), course.starts_on)
    if asked is None or course.academic_hours >= asked.value:
        return None
    return _(
        "Academic hours entered: %(hours)s; by the rules such a course has at least %(least)s (%(source)s). "
        "Correct the hours, or the kind of the course.",
        hours=course.academic_hours, least=asked.value, source=asked.source,
    )  # fmt: skip


def too_many_learners(session: Session, course: Course, learners: int) -> Text | None:
    """What is to be said of a group that is larger than the rules allow, or is to be; None where it is not."""
    most = group_size(session, course.kind, course.starts_on)
    if most is None or max(learners, course.capacity or 0) <= most.value:
        return None
    return _(
        "By the rules such a group has at most %(most)s learners (%(source)s). Divide it, or correct the kind of the course.",
        most=most.value, source=most.source,
    )  # fmt: skip
