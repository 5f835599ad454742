"""What people do to courses and their lists. Sign-up, days and attendance stand in files of their own."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.audit.changes import put
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.certification.completion import judged, sessions_of
from mediation_cms.certification.course_workflow import AHEAD, STANDING, CourseState, EnrolmentState
from mediation_cms.certification.enrolling import AT_A_CABINET, fill_places, forget_links
from mediation_cms.certification.inputs import CourseIn, ParticipantIn
from mediation_cms.certification.models import Course, Participation
from mediation_cms.certification.places_on_course import (
    group_size,
    is_seated,
    lock,
    move_together,
    note_held,
    refuse_before_the_end,
    room_for,
)
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
    """Enter a course at a cabinet or in a district, with its learners: one that was held, is under way or is planned.

    It counts on the day it ended (T1, T2), once it was held.
    """
    authorize(actor, Can.KEEP_COURSES, place)
    course = Course(**_fields(session, place, given), state=_state_of(given))
    if course.capacity is None and course.state in AHEAD:
        rule = group_size(session, given.kind, given.starts_on)
        course.capacity = rule.value if rule else None
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
    lock(session, course)
    early = [certificate.issued_on for certificate in certificates_of_course(session, course)]
    if early and min(early) < given.ends_on:
        raise Invalid(
            {"ends_on": _("A certificate was given on %(date)s. The course ended before that.", date=min(early))}
        )
    if given.ends_on > clock.today() and _completed(session, course):
        raise Invalid({"ends_on": _("Somebody has completed the course already. Check the day on which it ended.")})
    outside = [day for day in sessions_of(session, course) if not _within(given, day.starts_at)]
    if outside:
        day = clock.local(outside[0].starts_at).date()
        raise Invalid({"ends_on": _("A day of the course is entered for %(date)s. Move or remove it first.", date=day)})
    if course.state is CourseState.OPEN and spot(session, place, given.ends_on).cabinet_id is None:
        raise Invalid({"place_id": AT_A_CABINET})
    if course.state is CourseState.HELD and given.ends_on > clock.today():
        raise Invalid({"ends_on": _("The course was held already: its last day is not ahead. Check the date.")})
    move_together(session, course, given.capacity)
    changed = put(course, _fields(session, place, given))
    session.add(course)
    session.flush()
    record(session, actor, "course.corrected", course, changed=changed)
    fill_places(session, actor, course)


def remove_course(session: Session, actor: Actor, course: Course, given: ReasonIn) -> None:
    """Take out a course that was entered by mistake, with its list. Refused once certificates were given."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    if certificates_of_course(session, course):
        raise Refused(_("Certificates were given for this course: it stays in the list. Correct it instead."))
    if any(each.asked_at and each.state in STANDING for each, _person in participations_of(session, course)):
        raise Refused(_("Somebody has signed up for this course. Cancel it instead: then everybody is told."))
    for participation, _person in participations_of(session, course):
        forget_links(session, participation)
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

    Refused where it holds no more, or is cancelled. Two people of one name are told apart by their birth date or IIN.
    """
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    seats = room_for(session, course, len(learners))
    done = any(learner.completed for learner in learners)
    if done:
        refuse_before_the_end(course)
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
        state = EnrolmentState.COMPLETED if learner.completed else EnrolmentState.ENROLLED
        added.append(
            Participation(
                course_id=course.id, person_id=person.id, state=state, completed=learner.completed, seat=next(seats)
            )
        )
    session.add_all(added)
    session.flush()
    if done:
        note_held(session, course)
    record(session, actor, "course.learners_added", course, count=len(added))
    return added


def set_completed(
    session: Session,
    actor: Actor,
    course: Course,
    completed: Collection[UUID],
    reasons: Mapping[UUID, str] | None = None,
) -> None:
    """Say who completed the course: exactly these places on the list; of the others, why not, where a reason is given.

    Refused before its end, for who has a certificate, and beside the name of whoever lacks hours or the test by the rules.
    """
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    if completed or reasons:
        refuse_before_the_end(course)
    lacking = {each.participation.id: each for each in judged(session, course) if not each.may_complete}
    wrong = {f"reason-{key}": lacking[key].missing[0] for key in completed if key in lacking}
    if wrong:
        raise Invalid(wrong)
    holders = {certificate.person_id for certificate in certificates_of_course(session, course)}
    for participation, person in participations_of(session, course):
        if not is_seated(participation):
            continue
        if person.id in holders and participation.id not in completed:
            raise Refused(_("%(name)s has a certificate for this course already.", name=person.name))
        _put_result(participation, participation.id in completed, (reasons or {}).get(participation.id, ""))
        session.add(participation)
    session.flush()
    if completed:
        note_held(session, course)
    record(session, actor, "course.completed", course, count=_completed(session, course))


def remove_participant(
    session: Session, actor: Actor, course: Course, participation: Participation, given: ReasonIn
) -> None:
    """Take somebody off the list of a course. Refused once the certificate was given."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    person = session.get_one(Person, participation.person_id)
    if any(certificate.person_id == person.id for certificate in certificates_of_course(session, course)):
        raise Refused(_("%(name)s has a certificate for this course already.", name=person.name))
    forget_links(session, participation)
    session.delete(participation)
    session.flush()
    record(session, actor, "course.learner_removed", course, name=person.name, reason=given.reason)
    fill_places(session, actor, course)


# --- what they share ---------------------------------------------------------------------------------------------------


def _fields(session: Session, place: Place | Unit, given: CourseIn) -> dict[str, Any]:
    where = spot(session, place, given.ends_on)
    held = {"cabinet_id": where.cabinet_id, "district_id": where.district_id}
    return held | given.titles | given.model_dump(exclude={"title_kk", "title_ru"})


def _state_of(given: CourseIn) -> CourseState:
    """Where a course is that is entered on this day."""
    today = clock.today()
    if given.ends_on <= today:
        return CourseState.HELD
    return CourseState.RUNNING if given.starts_on <= today else CourseState.PLANNED


def _within(given: CourseIn, starts_at: datetime) -> bool:
    return given.starts_on <= clock.local(starts_at).date() <= given.ends_on


def _put_result(participation: Participation, completed: bool, reason: str) -> None:  # noqa: FBT001 - what was ticked
    participation.completed = completed
    participation.reason = "" if completed else reason
    if completed:
        participation.state = EnrolmentState.COMPLETED
    else:
        participation.state = EnrolmentState.NOT_COMPLETED if reason else EnrolmentState.ENROLLED


def _completed(session: Session, course: Course) -> int:
    return sum(participation.completed for participation, _person in participations_of(session, course))


def _who(person: Person) -> tuple[object, ...]:
    return person.sort_key, person.born_on, person.iin_index
