"""Doing a task."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.tasks.inputs import DoneIn
from mediation_cms.tasks.models import Task, TaskState


def finish_task(session: Session, actor: Actor, task: Task, given: DoneIn) -> None:
    """Note what was done about it. Refused when a colleague has done it already."""
    authorize(actor, Can.FINISH_TASK, task)
    if task.state is TaskState.DONE:
        raise Refused(_("This task is done already."))
    task.state, task.done_at, task.done_by_id = TaskState.DONE, clock.now(), actor.account_id
    seal(session, task, "note_sealed", given.note)
    session.add(task)
    session.flush()
    record(session, actor, "task.done", task, matter_id=task.request_id, kind=task.kind)
