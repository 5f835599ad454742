"""What happens to a place on a course: somebody signs up without an account, gives it up, is admitted or not by the cabinet."""

from typing import NamedTuple

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.certification.course_telling import link_to, tell_learner
from mediation_cms.certification.course_workflow import ENROLMENT, EnrolmentState, EnrolmentStep
from mediation_cms.certification.enrolling import (
    keep_consent,
    kind_for,
    leave,
    refuse_twice,
    way_of,
    who_index,
    why_closed,
)
from mediation_cms.certification.enrolment_inputs import DeclineIn, SignUpIn
from mediation_cms.certification.models import Course, Participation
from mediation_cms.certification.places_on_course import lock, seat
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.records import person_from


class SignedUp(NamedTuple):
    """A place on the list, and the secret part of the personal link to it, which nobody sees again."""

    participation: Participation
    code: str


def sign_up(session: Session, actor: Actor, course: Course, given: SignUpIn, language: Language) -> SignedUp:
    """Somebody without an account signs up, with the consent as it was read in this language, and is told at once.

    They get a place where one is free, else they wait; where the cabinet confirms, it decides. Refused while the sign-up is
    closed, and for who stands on the list already.
    """
    authorize(actor, Can.SIGN_UP)
    lock(session, course)
    if (closed := why_closed(course)) is not None:
        raise Refused(closed)
    refuse_twice(session, course, given)
    person = person_from(
        session, PersonIn(surname=given.surname, given_name=given.given_name, patronymic=given.patronymic)
    )
    way = way_of(session, person, given, language)
    participation = Participation(
        course_id=course.id, person_id=person.id, state=EnrolmentState.APPLIED, asked_at=clock.now(),
        contact_id=way.id, language=language, who_index=who_index(session, given),
    )  # fmt: skip
    session.add(participation)
    session.flush()
    keep_consent(session, course, participation, person.name, language)
    if not course.confirms and not seat(session, course, participation):
        participation.state = EnrolmentState.WAITING
        session.add(participation)
        session.flush()
    record(session, actor, "course.signed_up", course, state=participation.state)
    code = link_to(session, course, participation)
    tell_learner(session, course, participation, kind_for(participation), code=code, asked=True)
    return SignedUp(participation, code)


def withdraw_own(session: Session, actor: Actor, course: Course, participation: Participation) -> None:
    """The person gives up the place or the waiting, by the personal link. Who waits first moves up."""
    authorize(actor, Can.KEEP_SIGN_UP, participation)
    leave(session, actor, course, participation)


def withdraw_for(session: Session, actor: Actor, course: Course, participation: Participation) -> None:
    """The person called to give up the place. Who waits first moves up."""
    authorize(actor, Can.KEEP_COURSES, course)
    leave(session, actor, course, participation)


def accept(session: Session, actor: Actor, course: Course, participation: Participation) -> None:
    """Admit who signed up: to a place where one is free, else to the end of the waiting list, which is told."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    session.refresh(participation)
    before = participation.state
    ENROLMENT.after(before, EnrolmentStep.ACCEPT)
    if not seat(session, course, participation):
        if before is EnrolmentState.WAITING:
            raise Refused(_("No place is free. Give the course more places, or wait until somebody gives one up."))
        participation.state = ENROLMENT.after(before, EnrolmentStep.QUEUE)
        session.add(participation)
        session.flush()
    record(session, actor, "course.admitted", course, state=participation.state)
    tell_learner(session, course, participation, kind_for(participation))


def decline(session: Session, actor: Actor, course: Course, participation: Participation, given: DeclineIn) -> None:
    """Do not admit who signed up; they are told why."""
    authorize(actor, Can.KEEP_COURSES, course)
    lock(session, course)
    session.refresh(participation)
    participation.state = ENROLMENT.after(participation.state, EnrolmentStep.DECLINE)
    participation.reason = given.reason
    session.add(participation)
    session.flush()
    record(session, actor, "course.declined", course, reason=given.reason)
    tell_learner(session, course, participation, MessageKind.COURSE_DECLINED, reason=given.reason)
