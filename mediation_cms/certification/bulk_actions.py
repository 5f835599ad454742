"""Putting many people on the list of a course at once: people who are known already, and new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.trail import record_all
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.course_workflow import EnrolmentState
from mediation_cms.certification.models import Course, Participation
from mediation_cms.certification.places_on_course import lock, note_held, refuse_before_the_end, room_for
from mediation_cms.certification.queries import certificates_of_course
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.records import write_people
from mediation_cms.places.facts import Place


@dataclass(frozen=True)
class Learner:
    """Somebody for the list of a course: a person who is known, or one as typed."""

    who: PersonIn | Person
    completed: bool


def add_learners(session: Session, actor: Actor, course: Course, learners: Sequence[Learner]) -> list[Participation]:
    """Put all of these on the list; who stands there already, and completed it by now, is marked so.

    Refused where somebody would have completed it before its end, and where it holds no more.
    """
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    done = any(learner.completed for learner in learners)
    if done:
        refuse_before_the_end(course)
    new = iter(write_people(session, [learner.who for learner in learners if not isinstance(learner.who, Person)]))
    people = [learner.who.id if isinstance(learner.who, Person) else next(new) for learner in learners]
    there = {
        held.person_id: held for held in session.exec(select(Participation).where(Participation.course_id == course.id))
    }
    seated = {person_id for person_id, place in there.items() if place.seat is not None}
    seats = room_for(session, course, len(set(people) - seated))
    held = []
    for person_id, learner in zip(people, learners, strict=True):
        place = there.get(person_id) or Participation(course_id=course.id, person_id=person_id)
        there[person_id] = place
        if place.seat is None:
            place.state, place.seat = EnrolmentState.ENROLLED, next(seats)
        if learner.completed:
            place.state, place.completed = EnrolmentState.COMPLETED, True
        session.add(place)
        held.append(place)
    session.flush()
    if done:
        note_held(session, course)
    record(session, actor, "course.learners_added", course, count=len(held))
    return held


def remove_learners(session: Session, actor: Actor, course: Course, keys: Sequence[UUID], given: ReasonIn) -> None:
    """Take these places off the list of a course. Refused where somebody has a certificate for it."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    holders = {certificate.person_id for certificate in certificates_of_course(session, course)}
    places = list(session.exec(select(Participation).where(col(Participation.id).in_(keys))))
    if any(place.person_id in holders for place in places):
        raise Refused(_("Certificates were given for this course: it stays in the list. Correct it instead."))
    for place in places:
        session.delete(place)
    session.flush()
    record(session, actor, "course.learner_removed", course, count=len(places), reason=given.reason)


def remove_imported(
    session: Session, actor: Actor, place: Place, certificates: Sequence[Certificate], given: ReasonIn
) -> None:
    """Take out certificates of an older list again, as if they had never been taken over; the database refuses any others."""
    authorize(actor, Can.KEEP_COURSES, place)
    said = [(certificate, {"number": certificate.label, "reason": given.reason}) for certificate in certificates]
    for certificate in certificates:
        session.delete(certificate)
    session.flush()
    record_all(session, actor, "certificate.removed", said)
