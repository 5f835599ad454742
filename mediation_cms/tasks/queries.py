"""Reading tasks: those of the places that a coordinator or an auditor covers."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.access.sight import in_sight
from mediation_cms.core.db import Records, table_of, unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.core.paging import Order
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import not_barred
from mediation_cms.people.models import Role
from mediation_cms.tasks.models import Task, TaskKind, TaskState

PAGE = 50
READERS = frozenset({Role.COORDINATOR, Role.AUDITOR})
TASK, REQUEST = table_of(Task), table_of(Request)
BY_DAY = Order(TASK.c.due_on, TASK.c.id)
COLUMNS = (
    TASK.c.id, TASK.c.kind, TASK.c.state, TASK.c.due_on, TASK.c.done_at, TASK.c.cabinet_id, REQUEST.c.number, REQUEST.c.subject,
)  # fmt: skip
LISTED = sa.select(*COLUMNS).select_from(TASK.outerjoin(REQUEST, REQUEST.c.id == TASK.c.request_id))


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The tasks of the places that the actor answers for or looks after; not those of a matter from which they are barred."""
    allowed = sa.or_(TASK.c.request_id.is_(None), not_barred(actor, TASK.c.request_id))
    return sa.and_(in_sight(actor, READERS, TASK.c.cabinet_id), allowed)


def get_task(session: Session, actor: Actor, task_id: UUID) -> Task:
    """One task that the actor may see. Raises NotFound."""
    found = session.exec(select(Task).where(TASK.c.id == task_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def open_about(session: Session, kind: TaskKind, thing_id: UUID) -> Task | None:
    """The task of this kind that is open about the thing. Whoever asks answers for the right to it."""
    same = select(Task).where(Task.kind == kind, Task.thing_id == thing_id, Task.state == TaskState.OPEN)
    return session.exec(same).first()


def note_of(session: Session, actor: Actor, task: Task) -> str:
    """What was done about a task, for whoever sees to tasks there; an auditor sees that it was done, by whom and when."""
    return (unseal(session, task, "note_sealed") or "") if may(actor, Can.FINISH_TASK, task) else ""


def list_tasks(
    session: Session,
    actor: Actor,
    *,
    state: TaskState = TaskState.OPEN,
    cabinet_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """Tasks that the actor may see, the most urgent first, one more than a page."""
    statement = BY_DAY.page(session, LISTED.where(visible_to(actor)), after, limit).where(TASK.c.state == state.value)
    if cabinet_id is not None:
        statement = statement.where(TASK.c.cabinet_id == cabinet_id)
    return session.connection().execute(statement).all()
