"""A joint meeting of sides that are kept apart: the mediator asks for a decision, the coordinator decides."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.intake.models import Request
from mediation_cms.intake.safety import require_kept_apart
from mediation_cms.intake.screening_actions import allow_joint_meeting
from mediation_cms.intake.screening_inputs import JointIn
from mediation_cms.tasks.actions import finish_task
from mediation_cms.tasks.inputs import DoneIn
from mediation_cms.tasks.models import Task, TaskKind
from mediation_cms.tasks.opening import open_task
from mediation_cms.tasks.queries import open_about


def ask_for_joint_meeting(session: Session, actor: Actor, request: Request) -> Task:
    """Ask the coordinator to decide: a task of the cabinet, which says nothing of the danger. Asking twice is asking once.

    Refused where nothing keeps the sides apart.
    """
    authorize(actor, Can.SCREEN_REQUEST, request)
    require_kept_apart(session, request)
    return open_task(session, actor, TaskKind.DECISION, request.id, cabinet_id=request.cabinet_id, matter_id=request.id)


def decide_joint_meeting(session: Session, actor: Actor, request: Request, given: JointIn) -> None:
    """Allow it, with a reason, from a day on. Whoever had asked finds the task done."""
    authorize(actor, Can.ALLOW_JOINT_MEETING, request)
    allow_joint_meeting(session, actor, request, given)
    asked = open_about(session, TaskKind.DECISION, request.id)
    if asked is not None:
        finish_task(session, actor, asked, DoneIn(note=given.reason))
