"""What a trainee does, by the link to the own place on a course: asks, takes a meeting, gives it up, hands in the sheet."""

import json

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.models import Case
from mediation_cms.certification.course_workflow import EnrolmentState
from mediation_cms.certification.models import Course, Participation
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.mentoring.inputs import SheetIn, WishIn
from mediation_cms.mentoring.models import Observation
from mediation_cms.mentoring.queries import observations_of, surnames_in
from mediation_cms.mentoring.rules import check_names_nobody
from mediation_cms.mentoring.steps import call_off, require_ahead, require_begun
from mediation_cms.mentoring.workflow import AHEAD, OBSERVATION, ObservationState, ObservationStep
from mediation_cms.notifications.outbox import notify

MAY_ASK = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)
GIVEN_UP = _("The trainee gave it up.")


def ask_to_observe(session: Session, actor: Actor, participation: Participation, given: WishIn) -> Observation:
    """Ask to look on at a mediation. Refused without a place on the course, and while another observation is ahead."""
    authorize(actor, Can.OBSERVE, participation)
    if participation.state not in MAY_ASK:
        raise Refused(_("Who has a place on the course may ask. Wait until the cabinet confirms yours."))
    if any(each.state in AHEAD for each in observations_of(session, participation)):
        raise Refused(_("You have asked already. Wait for the answer, or give that one up first."))
    course = session.get_one(Course, participation.course_id)
    observation = Observation(
        participation_id=participation.id,
        district_id=course.cabinet_id or course.district_id,
        asked_at=clock.now(),
        wish=given.wish,
    )
    session.add(observation)
    session.flush()
    record(session, actor, "observation.asked", observation)
    return observation


def take_meeting(session: Session, actor: Actor, observation: Observation) -> None:
    """Take the meeting that was offered, and undertake to keep silent. Refused once it has begun."""
    authorize(actor, Can.OBSERVE, observation)
    if observation.state is not ObservationState.OFFERED or observation.case_id is None:
        raise Refused(_("No meeting is offered now. Look at this page again later."))
    if observation.undertaken_at is not None:
        return
    require_ahead(observation)
    observation.undertaken_at = clock.now()
    session.add(observation)
    session.flush()
    case = session.get_one(Case, observation.case_id)
    record(session, actor, "observation.undertaken", observation, matter_id=case.request_id)
    _tell_mentor(session, observation, case)


def give_up(session: Session, actor: Actor, observation: Observation) -> None:
    """The trainee does not wish it any more. Refused once it has begun."""
    authorize(actor, Can.OBSERVE, observation)
    require_ahead(observation)
    call_off(
        session, actor, observation, GIVEN_UP.in_(session.get_one(Participation, observation.participation_id).language)
    )
    if observation.case_id is not None:
        _tell_mentor(session, observation, session.get_one(Case, observation.case_id))


def hand_in(session: Session, actor: Actor, observation: Observation, given: SheetIn) -> None:
    """Hand in the sheet after the meeting. Refused before it has begun, and where it names anybody of the matter."""
    authorize(actor, Can.OBSERVE, observation)
    state = OBSERVATION.after(observation.state, ObservationStep.WRITE)
    require_begun(observation)
    case = session.get_one(Case, observation.case_id)
    check_names_nobody(given.text, surnames_in(session, case))
    seal(session, observation, "sheet_sealed", json.dumps(given.model_dump(), ensure_ascii=False))
    observation.state = state
    session.add(observation)
    session.flush()
    record(session, actor, "observation.written", observation, matter_id=case.request_id)
    _tell_mentor(session, observation, case)


def _tell_mentor(session: Session, observation: Observation, case: Case) -> None:
    if observation.mentor_id is not None:
        notify(session, observation.mentor_id, "trainee_answered", case.request_id, number=case.number)
