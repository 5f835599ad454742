"""The places of a course: who has one, who waits for one, and that nobody gets one that is not there.

Whoever changes them locks the course first; the database refuses a second person on one place, and a place beyond the last.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.certification.course_workflow import AHEAD, COURSE, SEATED, CourseState, CourseStep, EnrolmentState
from mediation_cms.certification.models import Course, CourseKind, Participation
from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.law.queries import RuleInForce, versions


def group_size(session: Session, kind: CourseKind, on: date) -> RuleInForce | None:
    """How many learners a group of this kind has at most, by the rules of that day; None where they say nothing of it."""
    return in_force(versions(session, f"course.{kind}.group_size"), on)


def lock(session: Session, course: Course) -> None:
    """The course as it stands, which nobody else changes until this transaction is over."""
    session.refresh(course, with_for_update=True)


def seats_taken(session: Session, course_id: UUID) -> set[int]:
    """The places that somebody has."""
    found = session.exec(select(Participation.seat).where(Participation.course_id == course_id))
    return {seat for seat in found if seat is not None}


def free_seats(session: Session, course: Course) -> Iterator[int]:
    """The numbers of the places that are free, lowest first; without end where nothing limits the course."""
    taken, most = seats_taken(session, course.id), course.capacity
    numbers = count(1) if most is None else range(1, most + 1)
    return (number for number in numbers if number not in taken)


def places_left(session: Session, course: Course) -> int | None:
    """How many places are free; None where nothing limits the course."""
    return None if course.capacity is None else course.capacity - len(seats_taken(session, course.id))


def room_for(session: Session, course: Course, people: int) -> Iterator[int]:
    """The places for so many more. Refused where the course holds no more, or is cancelled."""
    if course.state is CourseState.CANCELLED:
        raise Refused(_("This course is cancelled."))
    left = places_left(session, course)
    if left is not None and people > left:
        sentence = _("Places left: %(left)s. People to be added: %(n)s. Give the course more places first.",
                     left=left, n=people)  # fmt: skip
        raise Refused(sentence)
    return free_seats(session, course)


def refuse_before_the_end(course: Course) -> None:
    """Nobody has completed a course that goes on. Raises Refused."""
    if course.ends_on > clock.today():
        raise Refused(_("The course ends on %(date)s. Mark who completed it after that day.", date=course.ends_on))


def seat(session: Session, course: Course, participation: Participation) -> bool:
    """Give a place to somebody, where one is free; whether there was one."""
    number = next(free_seats(session, course), None)
    if number is None:
        return False
    participation.state, participation.seat = EnrolmentState.ENROLLED, number
    session.add(participation)
    session.flush()
    return True


def move_together(session: Session, course: Course, capacity: int | None) -> None:
    """Before a course becomes smaller: who has a place beyond the last takes a free one. Refused where there are too few."""
    if capacity is None:
        return
    taken = seats_taken(session, course.id)
    if len(taken) > capacity:
        raise Refused(
            _(
                "%(n)s people have a place already. Give at least as many places, or take somebody off first.",
                n=len(taken),
            )
        )
    free = (number for number in range(1, capacity + 1) if number not in taken)
    beyond = select(Participation).where(Participation.course_id == course.id, col(Participation.seat) > capacity)
    for participation in session.exec(beyond).all():
        participation.seat = next(free)
        session.add(participation)
        session.flush()


def promote(session: Session, course: Course) -> list[Participation]:
    """Give the places that are free to who waits, in the order in which they signed up. Not once the course has begun."""
    if course.state not in AHEAD or course.starts_on < clock.today():
        return []
    promoted = []
    for participation in waiting(session, course.id):
        if not seat(session, course, participation):
            break
        promoted.append(participation)
    return promoted


def waiting(session: Session, course_id: UUID) -> list[Participation]:
    """Who waits for a place, first come first."""
    queue = select(Participation).where(
        Participation.course_id == course_id, Participation.state == EnrolmentState.WAITING
    )
    return list(session.exec(queue.order_by(col(Participation.asked_at), col(Participation.id))))


def note_held(session: Session, course: Course) -> None:
    """Somebody has completed it, so it was held. Part of a use-case, which has seen that it is over."""
    if COURSE.allows(course.state, CourseStep.HOLD):
        course.state = COURSE.after(course.state, CourseStep.HOLD)
        session.add(course)
        session.flush()


def is_seated(participation: Participation) -> bool:
    """Whether somebody takes one of the places."""
    return participation.state in SEATED
