"""How a task comes to be: out of what happened, in the transaction of it. Nobody is asked for a right to it."""

from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.law.queries import value, working_calendar
from mediation_cms.tasks.models import Task, TaskKind
from mediation_cms.tasks.queries import open_about


def open_task(
    session: Session, actor: Actor, kind: TaskKind, thing_id: UUID, *, cabinet_id: UUID, matter_id: UUID | None = None
) -> Task:
    """Open a task about the thing, due in some working days (`task.working_days`, our assumption); the open one if there is."""
    found = open_about(session, kind, thing_id)
    if found is not None:
        return found
    today = clock.today()
    task = Task(
        kind=kind,
        thing_id=thing_id,
        request_id=matter_id,
        cabinet_id=cabinet_id,
        due_on=working_calendar(session).after(today, value(session, "task.working_days", today)),
        opened_at=clock.now(),
        opened_by_id=actor.account_id,
    )
    session.add(task)
    session.flush()
    record(session, actor, "task.opened", task, matter_id=matter_id, kind=kind, until=task.due_on)
    return task
