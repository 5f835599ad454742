"""The call list: who is to be asked, and what came of it. Whoever may not see a call does not learn that it is there."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.core.paging import Order
from mediation_cms.intake.companion_models import Part
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.queries import PAGE, deals_with, not_barred, sight
from mediation_cms.law.queries import value
from mediation_cms.people.models import Account, AccountKind, Organisation, Person

CALL, CASE, REQUEST, PARTY = table_of(FollowUp), table_of(Case), table_of(Request), table_of(Party)
PERSON, ORGANISATION, ACCOUNT = table_of(Person), table_of(Organisation), table_of(Account)
BY_DAY, BY_ANSWER = Order(CALL.c.next_on, CALL.c.id), Order(CALL.c.asked_on, CALL.c.id, falling=True)
COLUMNS = (
    CALL.c.id, CALL.c.kind, CALL.c.after_days, CALL.c.due_on, CALL.c.next_on, CALL.c.attempts, CALL.c.case_id, CALL.c.cabinet_id,
    CALL.c.home_on, CALL.c.asked_on, CALL.c.state, CALL.c.result,
    CASE.c.mediator_id,
    REQUEST.c.number, REQUEST.c.subject, REQUEST.c.risk, PARTY.c.id.label("party_id"), PARTY.c.side, PARTY.c.side_no,
    PARTY.c.person_id, PARTY.c.organisation_id, ORGANISATION.c.name.label("organisation"),
    PERSON.c.surname, PERSON.c.given_name, PERSON.c.patronymic,
)  # fmt: skip
JOINED = (
    CALL.join(CASE, CASE.c.id == CALL.c.case_id)
    .join(REQUEST, REQUEST.c.id == CASE.c.request_id)
    .join(PARTY, PARTY.c.id == CALL.c.party_id)
    .outerjoin(PERSON, PERSON.c.id == PARTY.c.person_id)
    .outerjoin(ORGANISATION, ORGANISATION.c.id == PARTY.c.organisation_id)
)


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The calls in the actor's sight: all of the places that a desk role covers, and those about the own agreements.

    Whoever conducts a mediation never sees who is asked how it was, nor whether they answered.
    """
    seen = sight(actor)
    place = sa.true() if seen["everything"] else CALL.c.cabinet_id.in_(seen["covered"])
    mine = deals_with(CASE, seen["mine"], Part.CO_MEDIATOR) if seen["mine"] else sa.false()
    allowed = not_barred(actor, CASE.c.request_id)
    about_agreements = CALL.c.kind == FollowUpKind.AGREEMENT.value
    if actor.mediator_id is None:
        return sa.and_(place, allowed)
    of_others = deals_with(CASE, actor.mediator_id, Part.CO_MEDIATOR).is_not(sa.true())  # nor of nobody
    return sa.and_(sa.or_(place, mine), sa.or_(about_agreements, of_others), allowed)


def get_call(session: Session, actor: Actor, call_id: UUID) -> FollowUp:
    """One call that the actor may see. Raises NotFound."""
    statement = select(FollowUp).join(Case, CASE.c.id == CALL.c.case_id).where(CALL.c.id == call_id, visible_to(actor))
    found = session.exec(statement).first()
    if found is None:
        raise NotFound
    return found


def days_of(session: Session, today: date, when: str) -> tuple[date | None, date | None]:
    """The first and the last day to call that a word of the address means; None is no limit.

    `today`, `overdue` and `coming` are what one works through; `missed` is what nobody asked in time (`follow_up.lapse_days`).
    """
    lapsed, one = today - timedelta(days=value(session, "follow_up.lapse_days", today)), timedelta(days=1)
    return {
        "today": (today, today),
        "overdue": (lapsed, today - one),
        "coming": (today + one, None),
        "missed": (None, lapsed - one),
    }.get(when, (lapsed, today))


def list_calls(
    session: Session,
    actor: Actor,
    *,
    when: str = "",
    kind: str | None = None,
    cabinet_id: UUID | None = None,
    mediator_id: UUID | None = None,
    after: UUID | None = None,
    limit: int = PAGE,
) -> Records:
    """The calls that wait, the most urgent first, one more than a page. Without `when` those of today and the overdue ones."""
    first, last = days_of(session, clock.today(), when)
    seen = sa.select(*COLUMNS).select_from(JOINED).where(visible_to(actor), CALL.c.state == FollowUpState.WAITING.value)
    statement = BY_DAY.page(session, seen, after, limit)
    wanted: Mapping[Any, Any] = {CALL.c.kind: kind, CALL.c.cabinet_id: cabinet_id, CASE.c.mediator_id: mediator_id}
    statement = statement.where(*(column == value for column, value in wanted.items() if value is not None))
    if first is not None:
        statement = statement.where(CALL.c.next_on >= first)
    if last is not None:
        statement = statement.where(CALL.c.next_on <= last)
    return session.connection().execute(statement).all()


def answered_from_home(session: Session, actor: Actor, *, after: UUID | None = None, limit: int = PAGE) -> Records:
    """The calls that nobody had to make, the newest first: the side answered by its link. Of an opinion never what."""
    visitors = sa.select(ACCOUNT.c.id).where(ACCOUNT.c.kind == AccountKind.VISITOR.value)
    seen = sa.select(*COLUMNS).select_from(JOINED).where(visible_to(actor), CALL.c.account_id.in_(visitors))
    over = (FollowUpState.ANSWERED.value, FollowUpState.UNWILLING.value)
    statement = BY_ANSWER.page(session, seen.where(CALL.c.asked_on.is_not(None)), after, limit)
    return session.connection().execute(statement.where(CALL.c.state.in_(over))).all()


def mediators_asked_about(session: Session, actor: Actor) -> list[tuple[UUID, str]]:
    """The mediators of the calls that wait and are not long past, by name: to filter by."""
    first, _last = days_of(session, clock.today(), "")
    statement = (
        sa.select(PERSON.c.id, PERSON.c.surname, PERSON.c.given_name, PERSON.c.sort_key)
        .select_from(CALL.join(CASE, CASE.c.id == CALL.c.case_id).join(PERSON, PERSON.c.id == CASE.c.mediator_id))
        .where(visible_to(actor), CALL.c.state == FollowUpState.WAITING.value, CALL.c.next_on >= first)
        .distinct()
        .order_by(PERSON.c.sort_key)
    )
    return [(row[0], f"{row[1]} {row[2]}".strip()) for row in session.connection().execute(statement)]


def calls_of(session: Session, actor: Actor, case: Case) -> list[FollowUp]:
    """How the sides of one case say that its agreement is kept, term by term; nothing of their opinions."""
    statement = (
        select(FollowUp)
        .join(Case, CASE.c.id == CALL.c.case_id)
        .where(CALL.c.case_id == case.id, CALL.c.kind == FollowUpKind.AGREEMENT.value, visible_to(actor))
        .order_by(CALL.c.after_days, CALL.c.party_id)
    )
    return list(session.exec(statement))
