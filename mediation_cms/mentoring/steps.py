"""Steps that mentors and trainees share: before the meeting begins, after it, and calling it off."""

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.mentoring.models import Observation
from mediation_cms.mentoring.workflow import OBSERVATION, ObservationStep

BEGUN = _("The meeting has begun already. What is agreed stands until it ends.")


def has_begun(observation: Observation) -> bool:
    """Whether the meeting, if one was offered, has begun."""
    return observation.starts_at is not None and observation.starts_at <= clock.now()


def require_ahead(observation: Observation) -> None:
    """Refuse once the meeting has begun."""
    if has_begun(observation):
        raise Refused(BEGUN)


def require_begun(observation: Observation) -> None:
    """Refuse before the meeting has begun."""
    if not has_begun(observation):
        raise Refused(_("The meeting has not taken place yet. Come back after it."))


def call_off(session: Session, actor: Actor, observation: Observation, reason: str) -> None:
    """It does not take place; what was agreed for it is kept in the history."""
    observation.state = OBSERVATION.after(observation.state, ObservationStep.CALL_OFF)
    observation.reason = reason
    session.add(observation)
    session.flush()
    case = session.get(Case, observation.case_id) if observation.case_id else None
    record(session, actor, "observation.called_off", observation, matter_id=case.request_id if case else None)
