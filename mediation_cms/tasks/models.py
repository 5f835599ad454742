"""Tasks: what a coordinator has to see to, about what, by when, and what was done."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled


class TaskKind(Labelled, context="task"):
    """What is to be seen to. Whoever opens another kind of task adds it here."""

    NOT_KEPT = "not_kept", "A side says that the agreement is not kept"
    SIDES_DIFFER = "sides_differ", "The sides answer differently about their agreement"
    CHANGED_BY_CONSENT = "changed_by_consent", "The sides have agreed otherwise: write it down"
    DECISION = "decision", "The mediator asks for a decision"
    TALK_CALLED_OFF = "talk_called_off", "A talk was called off and no message reaches the person: phone them"
    MEETING_CLASHES = "meeting_clashes", "A meeting falls on days when the mediator is away: agree another day"
    CASE_WITHOUT_MEDIATOR = "case_without_mediator", "The mediator of a case may no longer act: choose another"
    TALK_WITHOUT_MEDIATOR = (
        "talk_without_mediator",
        "The mediator of a booked talk may no longer act: give it to a colleague or call it off",
    )


class TaskState(Labelled, context="task state"):
    """Whether it is still to be done."""

    OPEN = "open", "To be done"
    DONE = "done", "Done"


class Task(Row, table=True):
    """One thing to see to at a cabinet. `thing_id` is what it is about; of one thing one task of a kind is open at a time."""

    kind: TaskKind = choice(TaskKind)
    thing_id: UUID
    request_id: UUID | None = Field(default=None, foreign_key="request.id", index=True, ondelete="CASCADE")
    cabinet_id: UUID = Field(foreign_key="unit.id")
    due_on: date
    state: TaskState = choice(TaskState, default=TaskState.OPEN)
    opened_at: datetime = instant()
    opened_by_id: UUID = Field(foreign_key="account.id")
    done_at: datetime | None = instant(default=None, nullable=True)
    done_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    note_sealed: bytes | None = sealed()

    __table_args__ = (
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL) AND (done_at IS NULL) = (done_by_id IS NULL)", name="done"
        ),
        sa.Index("uq_task_open", "kind", "thing_id", unique=True,
                 sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")),
        sa.Index("ix_task_waiting", "cabinet_id", "due_on",
                 sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")),
    )  # fmt: skip


_WHAT = changed("kind", "thing_id", "cabinet_id", "due_on", "opened_at", "opened_by_id")
refuse(table_of(Task), "task_stands", "UPDATE", f"{_WHAT} OR OLD.state = 'done'", "a task that is done stays as it is")
