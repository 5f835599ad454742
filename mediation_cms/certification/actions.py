"""What people do to courses. Applications and attendance follow as a process of their own."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.certification.inputs import CourseIn, ParticipantIn
from mediation_cms.certification.models import Course, Participation
from mediation_cms.certification.queries import certificates_of_course, participations_of
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.people.models import Person
from mediation_cms.people.records import person_from
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.spots import spot

# --- courses -----------------------------------------------------------------------------------------------------------


def add_course(
    session: Session, actor: Actor, place: Place | Unit, given: CourseIn, learners: Sequence[ParticipantIn] = ()
) -> Course:
    """Enter a course held at a cabinet or in a district, with its learners. It counts on the day it ends (T1, T2)."""
    authorize(actor, Can.KEEP_COURSES, place)
    course = Course(**_fields(session, place, given))
    session.add(course)
    session.flush()
    record(session, actor, "course.added", course, kind=course.kind, title=course.title_kk, ends_on=course.ends_on)
    if learners:
        add_participants(session, actor, course, learners)
    return course


def correct_course(session: Session, actor: Actor, course: Course, place: Place | Unit, given: CourseIn) -> None:
    """Correct what was entered of a course. Raises Invalid when it would end after a certificate or a completion."""
    authorize(actor, Can.KEEP_COURSES, course)
    authorize(actor, Can.KEEP_COURSES, place)
    _lock(session, course)
    early = [certificate.issued_on for certificate in certificates_of_course(session, course)]
    if early and min(early) < given.ends_on:
        raise Invalid(
            {"ends_on": _("A certificate was given on %(date)s. The course ended before that.", date=min(early))}
        )
    if given.ends_on > clock.today() and _completed(session, course):
        raise Invalid({"ends_on": _("Somebody has completed the course already. Check the day on which it ended.")})
    changed = put(course, _fields(session, place, given))
    session.add(course)
    session.flush()
    record(session, actor, "course.corrected", course, changed=changed)


def remove_course(session: Session, actor: Actor, course: Course, given: ReasonIn) -> None:
    """Take out a course that was entered by mistake, with its list. Refused once certificates were given."""
    authorize(actor, Can.KEEP_COURSES, course)
    _lock(session, course)
    if certificates_of_course(session, course):
        raise Refused(_("Certificates were given for this course: it stays in the list. Correct it instead."))
    for participation, _person in participations_of(session, course):
        session.delete(participation)
    session.flush()
    session.delete(course)
    session.flush()
    record(session, actor, "course.removed", course, title=course.title_kk, ends_on=course.ends_on, reason=given.reason)


# --- learners ----------------------------------------------------------------------------------------------------------


def add_participants(
    session: Session, actor: Actor, course: Course, learners: Sequence[ParticipantIn]
) -> list[Participation]:
    """Put people on the list of a course. Raises Invalid when a name stands there already: then nobody is added.

    Two people of one name are told apart by their birth date or IIN.
    """
    authorize(actor, Can.KEEP_COURSES, course)
    _lock(session, course)
    if any(learner.completed for learner in learners):
        _refuse_before_the_end(course)
    known = {_who(person) for _participation, person in participations_of(session, course)}
    added = []
    for row, learner in enumerate(learners, start=1):
        person = person_from(session, learner.person)
        if _who(person) in known:
            sentence = _(
                "%(name)s is on the list already. Add the birth date if it is another person.", name=person.name
            )
            raise Invalid({"names": _("Row %(row)s: %(what)s", row=row, what=sentence)})
        known.add(_who(person))
        added.append(Participation(course_id=course.id, person_id=person.id, completed=learner.completed))
    session.add_all(added)
    session.flush()
    record(session, actor, "course.learners_added", course, count=len(added))
    return added


def set_completed(session: Session, actor: Actor, course: Course, completed: Collection[UUID]) -> None:
    """Say who completed the course: exactly these places on the list. Refused before its end, and for who has a certificate."""
    authorize(actor, Can.KEEP_COURSES, course)
    _lock(session, course)
    if completed:
        _refuse_before_the_end(course)
    holders = {certificate.person_id for certificate in certificates_of_course(session, course)}
    for participation, person in participations_of(session, course):
        if person.id in holders and participation.id not in completed:
            raise Refused(_("%(name)s has a certificate for this course already.", name=person.name))
        participation.completed = participation.id in completed
        session.add(participation)
    session.flush()
    record(session, actor, "course.completed", course, count=_completed(session, course))


def remove_participant(
    session: Session, actor: Actor, course: Course, participation: Participation, given: ReasonIn
) -> None:
    """Take somebody off the list of a course. Refused once the certificate was given."""
    authorize(actor, Can.KEEP_COURSES, course)
    _lock(session, course)
    person = session.get_one(Person, participation.person_id)
    if any(certificate.person_id == person.id for certificate in certificates_of_course(session, course)):
        raise Refused(_("%(name)s has a certificate for this course already.", name=person.name))
    session.delete(participation)
    session.flush()
    record(session, actor, "course.learner_removed", course, name=person.name, reason=given.reason)


# --- what they share ---------------------------------------------------------------------------------------------------


def _lock(session: Session, course: Course) -> None:
    """One change of a course at a time: two who give certificates at once must not give one person two."""
    session.refresh(course, with_for_update=True)


def _fields(session: Session, place: Place | Unit, given: CourseIn) -> dict[str, Any]:
    where = spot(session, place, given.ends_on)
    held = {"cabinet_id": where.cabinet_id, "district_id": where.district_id}
    return held | given.titles | given.model_dump(exclude={"title_kk", "title_ru"})


def _refuse_before_the_end(course: Course) -> None:
    if course.ends_on > clock.today():
        raise Refused(_("The course ends on %(date)s. Mark who completed it after that day.", date=course.ends_on))


def _completed(session: Session, course: Course) -> int:
    return sum(participation.completed for participation, _person in participations_of(session, course))


def _who(person: Person) -> tuple[object, ...]:
    return person.sort_key, person.born_on, person.iin_index
