"""What a mentor does: offers a meeting, notes what each side says of it, confirms it, calls it off, counts hours."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.cases.date_actions import AT_WORK
from mediation_cms.cases.models import Case
from mediation_cms.certification.models import Participation
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.intake.models import Request
from mediation_cms.intake.safety import why_no_joint_meeting
from mediation_cms.mediators.models import Mediator
from mediation_cms.mentoring.inputs import CallingOffIn, HoursIn, NoTiesIn, OfferIn
from mediation_cms.mentoring.models import Observation, ObserverConsent
from mediation_cms.mentoring.queries import consents_of, sides_asked
from mediation_cms.mentoring.rules import check_confirmable
from mediation_cms.mentoring.standing_between import may_not_observe, require_mentor
from mediation_cms.mentoring.steps import call_off, require_ahead, require_begun
from mediation_cms.mentoring.telling import tell_trainee
from mediation_cms.mentoring.workflow import AHEAD, OBSERVATION, ObservationState, ObservationStep
from mediation_cms.notifications.kinds import MessageKind

TAKEN_BACK = _("A side does not wish to be observed.")
TWO_AT_ONCE = _("Another trainee looks on at this meeting already. Offer another one.")


def offer_meeting(session: Session, actor: Actor, observation: Observation, case: Case, given: OfferIn) -> bool:
    """Offer a trainee a meeting of one's own case; whether the trainee gets a message.

    Refused for who may not be a mentor on that day, for a case that is not under way or whose sides are kept apart, and for
    a trainee between whom and the matter anything stands; which, nobody is told.
    """
    authorize(actor, Can.MENTOR, case)
    state = OBSERVATION.after(observation.state, ObservationStep.OFFER)
    if case.id != given.case_id or case.status not in AT_WORK or case.mediator_id is None:
        raise Invalid({"case_id": NO_SUCH_CHOICE})
    require_mentor(session, session.get_one(Mediator, case.mediator_id), given.day)
    apart = why_no_joint_meeting(session, session.get_one(Request, case.request_id), given.day)
    if apart is not None:
        raise Refused(apart)
    _check(session, actor, case, observation, sides={""}, consenting={""}, undertaken=True)
    try:
        with session.begin_nested():
            observation.state, observation.case_id, observation.mentor_id = state, case.id, case.mediator_id
            observation.starts_at, observation.minutes, observation.mode = given.starts_at, given.minutes, given.mode
            session.add(observation)
    except IntegrityError:
        raise Refused(TWO_AT_ONCE) from None
    record(session, actor, "observation.offered", observation, matter_id=case.request_id)
    return tell_trainee(session, observation, MessageKind.OBSERVATION_OFFERED)


def note_consent(session: Session, actor: Actor, observation: Observation, case: Case, party_id: UUID) -> None:
    """Note that a side consents to being observed by this trainee. Refused once the meeting has begun."""
    authorize(actor, Can.NOTE_OBSERVER_CONSENT, case)
    _require_asked(session, observation, case, party_id)
    if any(said.party_id == party_id and said.withdrawn_at is None for said in consents_of(session, observation)):
        return
    said = ObserverConsent(
        observation_id=observation.id, party_id=party_id, given_at=clock.now(), noted_by_id=actor.account_id
    )
    session.add(said)
    session.flush()
    record(session, actor, "observation.consented", observation, matter_id=case.request_id)


def withdraw_consent(session: Session, actor: Actor, observation: Observation, case: Case, party_id: UUID) -> None:
    """Note that a side takes its consent back. What was confirmed is called off, and the trainee told, not by whom."""
    authorize(actor, Can.NOTE_OBSERVER_CONSENT, case)
    _require_asked(session, observation, case, party_id)
    if observation.state is ObservationState.CONFIRMED:
        _call_off_and_tell(session, actor, observation, TAKEN_BACK.in_(_language(session, observation)))
    for said in consents_of(session, observation):
        if said.party_id == party_id and said.withdrawn_at is None:
            said.withdrawn_at, said.withdrawal_noted_by_id = clock.now(), actor.account_id
            session.add(said)
            session.flush()
            record(session, actor, "observation.consent_withdrawn", observation, matter_id=case.request_id)


def confirm_observation(session: Session, actor: Actor, observation: Observation, case: Case, given: NoTiesIn) -> bool:
    """Confirm it, once every side consents and the trainee undertook to keep silent; whether the trainee gets a message."""
    authorize(actor, Can.MENTOR, case)
    state = OBSERVATION.after(observation.state, ObservationStep.CONFIRM)
    require_ahead(observation)
    if not given.no_ties:
        raise Invalid({"no_ties": _("Ask the sides first: nobody looks on at a matter of kin or of colleagues.")})
    standing = {str(said.party_id) for said in consents_of(session, observation) if said.withdrawn_at is None}
    _check(
        session, actor, case, observation, sides={str(party.id) for party, _name in sides_asked(session, case)},
        consenting=standing, undertaken=observation.undertaken_at is not None,
    )  # fmt: skip
    observation.state, observation.no_ties = state, True
    session.add(observation)
    session.flush()
    record(session, actor, "observation.confirmed", observation, matter_id=case.request_id)
    return tell_trainee(session, observation, MessageKind.OBSERVATION_CONFIRMED)


def call_off_observation(
    session: Session, actor: Actor, observation: Observation, case: Case, given: CallingOffIn
) -> bool:
    """The mentor or the cabinet calls it off, with a reason that the trainee reads; whether a message goes out."""
    authorize(actor, Can.NOTE_OBSERVER_CONSENT, case)
    if observation.case_id != case.id:
        raise NotFound
    return _call_off_and_tell(session, actor, observation, given.reason)


def count_hours(session: Session, actor: Actor, observation: Observation, case: Case, given: HoursIn) -> None:
    """Confirm the sheet and count the hours, once: they go onto the trainee's place on the course."""
    authorize(actor, Can.MENTOR, case)
    state = OBSERVATION.after(observation.state, ObservationStep.COUNT)
    require_begun(observation)
    observation.state, observation.hours = state, given.hours
    session.add(observation)
    session.flush()
    place = col(Participation.id) == observation.participation_id
    more = Participation.hours_observed + given.hours
    session.execute(sa.update(Participation).where(place).values(hours_observed=more))
    session.expire(session.get_one(Participation, observation.participation_id), ["hours_observed"])
    record(session, actor, "observation.counted", observation, matter_id=case.request_id, hours=given.hours)


def _call_off_and_tell(session: Session, actor: Actor, observation: Observation, reason: str) -> bool:
    call_off(session, actor, observation, reason)
    return tell_trainee(session, observation, MessageKind.OBSERVATION_CALLED_OFF, reason=reason)


def _language(session: Session, observation: Observation) -> Language:
    return session.get_one(Participation, observation.participation_id).language


def _require_asked(session: Session, observation: Observation, case: Case, party_id: UUID) -> None:
    if observation.case_id != case.id or party_id not in {party.id for party, _name in sides_asked(session, case)}:
        raise NotFound
    if observation.state not in AHEAD:
        raise Refused(_("This observation is over."))
    require_ahead(observation)


def _check(
    session: Session, actor: Actor, case: Case, observation: Observation, *, sides: set[str], consenting: set[str],
    undertaken: bool,
) -> None:  # fmt: skip
    trainee = session.get_one(Participation, observation.participation_id).person_id
    barred = may_not_observe(session, actor, case, trainee)
    check_confirmable(sides=sides, consenting=consenting, undertaken=undertaken, barred=barred)
