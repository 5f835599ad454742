"""What is due on a day, of all places at once: each kind is one statement, however many matters there are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.agreements.models import Agreement, Obligation
from mediation_cms.agreements.queries import IS_SETTLED
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState
from mediation_cms.cases.home_queries import can_be_written_to
from mediation_cms.cases.models import Answer, Assignment, Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.db import Records, table_of
from mediation_cms.intake.invitation_models import Invitation, InvitationReply, ReplyState
from mediation_cms.intake.invitation_workflow import OUT, InvitationStatus
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.law.queries import Calendar, versions, working_calendar
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.people.models import Account
from mediation_cms.tasks.models import Task, TaskState

CASE, REQUEST, OFFER, PARTY = table_of(Case), table_of(Request), table_of(Assignment), table_of(Party)
AGREEMENT, OBLIGATION, CALL = table_of(Agreement), table_of(Obligation), table_of(FollowUp)
TASK, INVITATION, REPLY, ACCOUNT = table_of(Task), table_of(Invitation), table_of(InvitationReply), table_of(Account)
ALERT_DAYS = "mediation.alert_days"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """One thing that somebody is to be told of: whom it concerns by itself, and whether the coordinators of the place too.

    `hidden_from` learns nothing of it: whoever conducts a mediation does not know whom we ask how it was. `on`: it is told once
    for this day, whenever that is; otherwise once on the day of the round.
    """

    kind: MessageKind
    number: str
    matter_id: UUID
    cabinet_id: UUID
    people: tuple[UUID, ...]
    facts: Mapping[str, Fact]
    coordinators: bool = True
    hidden_from: UUID | None = None
    on: date | None = None


@dataclass(frozen=True)
class Days:
    """The days of one round: those since the last working day, so that what falls on a day off is told after it."""

    today: date
    before: date
    calendar: Calendar
    alerts: tuple[int, ...]

    @property
    def reached(self) -> list[date]:
        """The days that have come since the last round, today among them."""
        return [self.before + n * ONE_DAY for n in range(1, (self.today - self.before).days + 1)]

    @property
    def passed(self) -> list[date]:
        """The days that were over since the last round: a term of that day is over since the day after it."""
        return [day - ONE_DAY for day in self.reached]

    @property
    def near(self) -> list[date]:
        """The days that are now as far ahead as the alerts say."""
        return [day + n * ONE_DAY for n in self.alerts for day in self.reached]


def days_of_round(session: Session, today: date) -> Days:
    """The days of the round of a working day. How many days ahead a term is announced: `mediation.alert_days`."""
    calendar = working_calendar(session)
    before = today - ONE_DAY
    while not calendar.is_working(before):
        before -= ONE_DAY
    found = in_force(versions(session, ALERT_DAYS), today)
    return Days(today, before, calendar, tuple(found.value) if found else (0,))


def everything_due(session: Session, days: Days) -> list[Due]:
    """All that is to be told on this day."""
    return [
        *_offers(session, days), *_terms(session, days), *_obligations(session, days), *_calls(session, days),
        *_tasks(session, days), *_answers(session, days), *_no_answers(session, days),
    ]  # fmt: skip


def _offers(session: Session, days: Days) -> Iterator[Due]:
    """Offers that must be answered today or on the next working day, and those whose last day has passed."""
    ahead = {days.today, days.calendar.after(days.today, 1)}
    waiting = (
        sa.select(CASE.c.number, CASE.c.request_id, CASE.c.cabinet_id, OFFER.c.mediator_id, OFFER.c.answer_by)
        .join(OFFER, sa.and_(OFFER.c.case_id == CASE.c.id, OFFER.c.answer == Answer.WAITING.value))
        .where(CASE.c.status == CaseStatus.OFFERED.value, OFFER.c.answer_by.in_([*ahead, *days.passed]))
    )
    for row in _rows(session, waiting.order_by(CASE.c.id)):
        over = row.answer_by < days.today
        kind = MessageKind.OFFER_UNANSWERED if over else MessageKind.OFFER_DUE
        people = () if over else (row.mediator_id,)
        facts = {"number": row.number, "answer_by": row.answer_by}
        yield Due(kind, row.number, row.request_id, row.cabinet_id, people, facts, coordinators=over)


def _terms(session: Session, days: Days) -> Iterator[Due]:
    """Mediations whose term ends in as many days as the alerts say, and those whose last day has passed."""
    running = sa.select(CASE.c.number, CASE.c.request_id, CASE.c.cabinet_id, CASE.c.mediator_id, CASE.c.due_on).where(
        CASE.c.status == CaseStatus.IN_MEDIATION.value, CASE.c.due_on.in_([*days.near, *days.passed])
    )
    for row in _rows(session, running.order_by(CASE.c.due_on, CASE.c.id)):
        kind = MessageKind.TERM_OVER if row.due_on < days.today else MessageKind.TERM_NEAR
        facts = {"number": row.number, "due_on": row.due_on}
        yield Due(kind, row.number, row.request_id, row.cabinet_id, _people(row.mediator_id), facts)


def _obligations(session: Session, days: Days) -> Iterator[Due]:
    """Signed agreements of which something that is not performed yet falls due; for the mediator, who knows the terms."""
    owed = (
        sa.select(
            CASE.c.number, CASE.c.request_id, CASE.c.cabinet_id, CASE.c.mediator_id,
            sa.func.max(OBLIGATION.c.due_on).label("due_on"),
        )
        .join(AGREEMENT, AGREEMENT.c.case_id == CASE.c.id)
        .join(OBLIGATION, OBLIGATION.c.agreement_id == AGREEMENT.c.id)
        .where(AGREEMENT.c.signed_on.is_not(None), OBLIGATION.c.due_on.in_(days.reached), ~IS_SETTLED)
        .group_by(CASE.c.id, CASE.c.number, CASE.c.request_id, CASE.c.cabinet_id, CASE.c.mediator_id)
    )  # fmt: skip
    for row in _rows(session, owed.order_by(CASE.c.id)):
        facts = {"number": row.number, "due_on": row.due_on}
        yield Due(
            MessageKind.OBLIGATION_DUE, row.number, row.request_id, row.cabinet_id, _people(row.mediator_id), facts,
            coordinators=False,
        )  # fmt: skip


def _calls(session: Session, days: Days) -> Iterator[Due]:
    """Sides to be called from today on: whether the agreement is kept, how they were served.

    Who is written to first (`cases.home`) need not be called: only if no answer comes, and then on a later day.
    """
    asked_by_message = sa.and_(
        CALL.c.home_on.is_(None), CALL.c.attempts == 0, REQUEST.c.risk == Risk.NONE.value, can_be_written_to()
    )
    waiting = (
        sa.select(CASE.c.number, CASE.c.request_id, CALL.c.cabinet_id, CASE.c.mediator_id, CALL.c.kind)
        .join(CALL, CALL.c.case_id == CASE.c.id)
        .join(REQUEST, REQUEST.c.id == CASE.c.request_id)
        .join(PARTY, PARTY.c.id == CALL.c.party_id)
        .where(CALL.c.state == FollowUpState.WAITING.value, CALL.c.next_on.in_(days.reached), ~asked_by_message)
    )
    for row in _rows(session, waiting.order_by(CALL.c.id)):
        known = row.kind == FollowUpKind.AGREEMENT.value
        yield Due(
            MessageKind.CALLS_DUE, row.number, row.request_id, row.cabinet_id, _people(row.mediator_id) if known else (),
            {}, hidden_from=None if known else row.mediator_id,
        )  # fmt: skip


def _tasks(session: Session, days: Days) -> Iterator[Due]:
    """Open tasks that fall due, and those that were opened since the last round."""
    since = datetime.combine(days.before, time(), clock.ALMATY)
    opened = sa.and_(TASK.c.opened_at >= since, TASK.c.opened_at < datetime.combine(days.today, time(), clock.ALMATY))
    waiting = (
        sa.select(REQUEST.c.number, TASK.c.request_id, TASK.c.cabinet_id, sa.func.min(TASK.c.due_on).label("due_on"))
        .join(REQUEST, REQUEST.c.id == TASK.c.request_id)
        .where(TASK.c.state == TaskState.OPEN.value, sa.or_(TASK.c.due_on.in_(days.reached), opened))
        .group_by(REQUEST.c.number, TASK.c.request_id, TASK.c.cabinet_id)
    )
    for row in _rows(session, waiting.order_by(REQUEST.c.number)):
        facts = {"number": row.number, "due_on": row.due_on}
        yield Due(MessageKind.TASK_DUE, row.number, row.request_id, row.cabinet_id, (), facts)


PREPARED = (
    sa.select(
        REQUEST.c.number, INVITATION.c.request_id, REQUEST.c.cabinet_id, REQUEST.c.mediator_id, ACCOUNT.c.person_id,
        INVITATION.c.due_on,
    )
    .join(REQUEST, REQUEST.c.id == INVITATION.c.request_id)
    .join(ACCOUNT, ACCOUNT.c.id == INVITATION.c.prepared_by_id)
    .order_by(INVITATION.c.id)
)  # fmt: skip
ANSWER_WAITS = sa.exists().where(REPLY.c.invitation_id == INVITATION.c.id, REPLY.c.state == ReplyState.WAITING.value)


def _answers(session: Session, days: Days) -> Iterator[Due]:
    """Answers by the address on the letter that came since the last round and wait to be confirmed."""
    waiting = PREPARED.add_columns(REPLY.c.given_on).join(REPLY, REPLY.c.invitation_id == INVITATION.c.id)
    came = (REPLY.c.state == ReplyState.WAITING.value, REPLY.c.given_on.in_([days.before, *days.reached]))
    for row in _rows(session, waiting.where(*came)):
        yield _of_invitation(MessageKind.INVITATION_ANSWERED, row, {"number": row.number}, on=row.given_on)


def _no_answers(session: Session, days: Days) -> Iterator[Due]:
    """Invitations whose days have passed without an answer, whether or not somebody has noted it by now."""
    silent = [status.value for status in (*OUT, InvitationStatus.EXPIRED)]
    out = (INVITATION.c.status.in_(silent), INVITATION.c.due_on.in_(days.passed))
    for row in _rows(session, PREPARED.where(*out, ~ANSWER_WAITS)):
        facts = {"number": row.number, "answer_by": row.due_on}
        yield _of_invitation(MessageKind.INVITATION_UNANSWERED, row, facts)


def _of_invitation(kind: MessageKind, row: Any, facts: Mapping[str, Fact], on: date | None = None) -> Due:
    people = _people(row.person_id, row.mediator_id)
    return Due(kind, row.number, row.request_id, row.cabinet_id, people, facts, on=on)


def _people(*people: UUID | None) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(person for person in people if person is not None))


def _rows(session: Session, statement: sa.Select[Any]) -> Records:
    return session.connection().execute(statement).all()
