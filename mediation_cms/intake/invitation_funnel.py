"""How many of the invitations of a period came how far, and the list behind each number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.paging import Order
from mediation_cms.intake.invitation_models import ReplyAnswer, ReplyState
from mediation_cms.intake.invitation_queries import ANSWER_WAITS, INVITATION, REPLY
from mediation_cms.intake.invitation_rules import AWAITING
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import PAGE, visible_to

REQUEST = table_of(Request)


class Stage(Labelled, context="stage of invitations"):
    """How far invitations came. Each counts the invitations prepared in the period, whatever day it happened on."""

    PREPARED = "prepared", "Prepared"
    SENT = "sent", "Went out"
    REACHED = "reached", "Reached"
    ANSWERED = "answered", "Answered"
    AGREED = "agreed", "Agreed"
    CALL = "call", "Asks to talk"
    REFUSED = "refused", "Declined"
    NO_ANSWER = "no_answer", "No answer"


@dataclass(frozen=True, slots=True)
class Funnel:
    """The counts, and the median of the calendar days from the first that went out to the first answer; None without any."""

    counts: Mapping[Stage, int]
    days_to_answer: Decimal | None


ROWS = sa.select(
    INVITATION.c.id, INVITATION.c.request_id, INVITATION.c.status, INVITATION.c.prepared_on, INVITATION.c.due_on,
    INVITATION.c.answered_on, ANSWER_WAITS.label("answer_waits"), REQUEST.c.number, REQUEST.c.subject, REQUEST.c.cabinet_id,
).join_from(INVITATION, REQUEST, REQUEST.c.id == INVITATION.c.request_id)  # fmt: skip
BY_DAY = Order(INVITATION.c.prepared_on, INVITATION.c.id, falling=True)


def conditions(today: date) -> dict[Stage, sa.ColumnElement[bool]]:
    """What makes an invitation count for each stage.

    An answer that came by the address counts at once, for what it says, though nobody has confirmed it yet; a day that has
    passed counts as no answer before anybody notes it.
    """
    unanswered = sa.and_(
        INVITATION.c.status.in_(AWAITING),
        INVITATION.c.due_on < today,
        INVITATION.c.answered_on.is_(None),
        ~ANSWER_WAITS,
    )
    said = {answer: _waits_with(answer) for answer in ReplyAnswer}
    calls = sa.and_(INVITATION.c.status == InvitationStatus.CALL_ASKED, ~ANSWER_WAITS)
    return {
        Stage.PREPARED: sa.true(),
        Stage.SENT: INVITATION.c.left_on.is_not(None),
        Stage.REACHED: sa.or_(INVITATION.c.reached_on.is_not(None), ANSWER_WAITS),
        Stage.ANSWERED: sa.or_(INVITATION.c.answered_on.is_not(None), ANSWER_WAITS),
        Stage.AGREED: sa.or_(INVITATION.c.status == InvitationStatus.ACCEPTED, said[ReplyAnswer.AGREED]),
        Stage.CALL: sa.or_(calls, said[ReplyAnswer.CALL]),
        Stage.REFUSED: sa.or_(INVITATION.c.status == InvitationStatus.DECLINED, said[ReplyAnswer.REFUSED]),
        Stage.NO_ANSWER: sa.or_(sa.and_(INVITATION.c.status == InvitationStatus.EXPIRED, ~ANSWER_WAITS), unanswered),
    }


def _waits_with(answer: ReplyAnswer) -> sa.ColumnElement[bool]:
    waits = (REPLY.c.invitation_id == INVITATION.c.id, REPLY.c.state == ReplyState.WAITING, REPLY.c.answer == answer)
    return sa.exists().where(*waits)


def funnel(
    session: Session,
    actor: Actor,
    today: date,
    *,
    cabinet_id: UUID | None = None,
    prepared_from: date | None = None,
    prepared_to: date | None = None,
) -> Funnel:
    """The counts over the invitations in the actor's sight that were prepared in the period."""
    seen = _filtered(ROWS.where(visible_to(actor)), cabinet_id, prepared_from, prepared_to)
    numbers = [
        sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0).label(stage)
        for stage, condition in conditions(today).items()
    ]
    connection = session.connection()
    counted = connection.execute(seen.with_only_columns(*numbers)).one()
    pairs = seen.with_only_columns(INVITATION.c.left_on, INVITATION.c.answered_on, sa.func.count().label("times"))
    answered = pairs.where(INVITATION.c.answered_on >= INVITATION.c.left_on)
    rows = connection.execute(answered.group_by(INVITATION.c.left_on, INVITATION.c.answered_on))
    days = [(row.answered_on - row.left_on).days for row in rows for _time in range(row.times)]
    middle = Decimal(str(median(days))).normalize() if days else None
    return Funnel({stage: int(counted[place]) for place, stage in enumerate(Stage)}, middle)


def list_invitations(  # noqa: PLR0913 - each filter of the page by its name
    session: Session,
    actor: Actor,
    today: date,
    *,
    stage: str | None = None,
    cabinet_id: UUID | None = None,
    prepared_from: date | None = None,
    prepared_to: date | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """The invitations behind a number, the last prepared first; one more than a page. An unknown stage is every one."""
    statement = BY_DAY.page(session, ROWS.where(visible_to(actor)), after, limit)
    statement = _filtered(statement, cabinet_id, prepared_from, prepared_to)
    if stage in set(Stage):
        statement = statement.where(conditions(today)[Stage(stage)])
    return session.connection().execute(statement).all()


def _filtered(
    statement: sa.Select[Any], cabinet_id: UUID | None, prepared_from: date | None, prepared_to: date | None
) -> sa.Select[Any]:
    if cabinet_id is not None:
        statement = statement.where(REQUEST.c.cabinet_id == cabinet_id)
    if prepared_from is not None:
        statement = statement.where(INVITATION.c.prepared_on >= prepared_from)
    if prepared_to is not None:
        statement = statement.where(INVITATION.c.prepared_on <= prepared_to)
    return statement
