"""The coordinator's queue: work that waits for somebody, in the order in which it should be taken up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.models import Answer, Assignment, Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.paging import Order
from mediation_cms.intake.companion_models import Glance
from mediation_cms.intake.contacting import SILENT_SINCE, silent_before
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import PAGE, barred_from
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Account, Person, Role


class Waiting(Labelled, context="queue"):
    """The lists of the queue: for what, or why, work waits."""

    UNASSIGNED = "unassigned", "Without a mediator"
    UNANSWERED = "unanswered", "Without the mediator's answer"
    DECLINED = "declined", "Declined"
    NEW = "new", "Not decided yet"
    SILENT = "silent", "No contact for a long time"
    ENDING = "ending", "Term near its end"
    OVERDUE = "overdue", "Term is over"


class Mark(Labelled, context="queue mark"):
    """Whether a colleague has looked at a matter already."""

    UNTOUCHED = "untouched", "Untouched"
    LOOKED_AT = "looked_at", "Looked at, waiting"


@dataclass(frozen=True)
class Asked:
    """What of the queue is wanted. `older` and `silent` are days; `near` is the last day that counts as near."""

    waiting: Waiting
    today: date
    near: date
    silent: int
    cabinet_id: UUID | None = None
    dispute_code: str | None = None
    language: str | None = None
    source: str | None = None
    urgent: bool = False
    older: int | None = None
    mark: Mark | None = None

    @property
    def narrowed(self) -> tuple[str, ...]:
        """The names of the filters that are set; a mark by itself."""
        names = ("cabinet_id", "language", "dispute_code", "source", "urgent", "older")
        return (*(name for name in names if getattr(self, name)), *([self.mark] if self.mark else []))


def _at_or_below(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    """That a code of a catalogue is the one asked for, or one of the layer below it."""
    return sa.or_(column == sa.bindparam(name), column.like(sa.bindparam(f"{name}_below"), escape="/"))


def _below(code: str | None) -> str:
    """The pattern of the codes below this one."""
    return "".join(f"/{sign}" if sign in "/_%" else sign for sign in code or "") + ".%"


REQUEST, CASE, OFFER = table_of(Request), table_of(Case), table_of(Assignment)
GLANCE, LOOKER = table_of(Glance), table_of(Person).alias("looker")
ACCOUNT, MEDIATOR = table_of(Account), table_of(Person).alias("conducts")
COLUMNS = (
    REQUEST.c.id, CASE.c.id.label("case_id"), REQUEST.c.number, REQUEST.c.subject, REQUEST.c.received_on, REQUEST.c.language,
    REQUEST.c.dispute_code, REQUEST.c.source, REQUEST.c.cabinet_id, REQUEST.c.urgent, REQUEST.c.risk,
    REQUEST.c.minor_involved, CASE.c.due_on,
    MEDIATOR.c.surname.label("mediator_surname"), MEDIATOR.c.given_name.label("mediator_given_name"),
    GLANCE.c.at.label("looked_at"), GLANCE.c.waits_for, GLANCE.c.until.label("look_again_on"),
    LOOKER.c.surname.label("looker_surname"), LOOKER.c.given_name.label("looker_given_name"),
)  # fmt: skip
MATTERS = REQUEST.outerjoin(CASE, CASE.c.request_id == REQUEST.c.id).outerjoin(
    GLANCE, GLANCE.c.request_id == REQUEST.c.id
)
NAMED = (
    MATTERS.outerjoin(MEDIATOR, MEDIATOR.c.id == CASE.c.mediator_id)
    .outerjoin(ACCOUNT, ACCOUNT.c.id == GLANCE.c.account_id)
    .outerjoin(LOOKER, LOOKER.c.id == ACCOUNT.c.person_id)
)
"""The same with the people whom a line names."""
OFFERED = sa.and_(OFFER.c.case_id == CASE.c.id, OFFER.c.answer == Answer.WAITING)
REFUSED = sa.exists().where(OFFER.c.case_id == CASE.c.id, OFFER.c.answer == Answer.DECLINED)
MOST_URGENT_FIRST = Order((-REQUEST.c.priority, REQUEST.c.received_on), REQUEST.c.id)
NEAREST_FIRST = Order(CASE.c.due_on, REQUEST.c.id)
ORDERS = {
    Waiting.UNANSWERED: Order(OFFER.c.answer_by, REQUEST.c.id),
    Waiting.SILENT: Order(SILENT_SINCE, REQUEST.c.id),
    Waiting.ENDING: NEAREST_FIRST,
    Waiting.OVERDUE: NEAREST_FIRST,
}
TODAY, NEAR = sa.bindparam("today", type_=sa.Date), sa.bindparam("near", type_=sa.Date)
MEDIATED = CASE.c.status == CaseStatus.IN_MEDIATION
WAITS: dict[Waiting, sa.ColumnElement[bool]] = {
    Waiting.NEW: REQUEST.c.status == RequestStatus.REGISTERED,
    Waiting.UNASSIGNED: CASE.c.status == CaseStatus.ADMITTED,
    Waiting.UNANSWERED: CASE.c.status == CaseStatus.OFFERED,
    Waiting.DECLINED: sa.and_(CASE.c.status == CaseStatus.ADMITTED, REFUSED),
    Waiting.SILENT: sa.and_(
        REQUEST.c.status != RequestStatus.ENDED, silent_before(sa.bindparam("spoken_after", type_=sa.Date))
    ),
    Waiting.ENDING: sa.and_(MEDIATED, CASE.c.due_on >= TODAY, CASE.c.due_on <= NEAR),
    Waiting.OVERDUE: sa.and_(MEDIATED, CASE.c.due_on < TODAY),
}
NARROWED: dict[str, sa.ColumnElement[bool]] = {
    "cabinet_id": REQUEST.c.cabinet_id == sa.bindparam("cabinet_id"),
    "language": REQUEST.c.language == sa.bindparam("language"),
    "dispute_code": _at_or_below(REQUEST.c.dispute_code, "dispute_code"),
    "source": _at_or_below(REQUEST.c.source, "source"),
    "urgent": REQUEST.c.priority > 0,
    "older": REQUEST.c.received_on < sa.bindparam("received_before", type_=sa.Date),
    Mark.LOOKED_AT: GLANCE.c.id.is_not(None),
    Mark.UNTOUCHED: GLANCE.c.id.is_(None),
}
"""What each filter of `Asked` asks for, by its name; a mark by itself."""


def queue(session: Session, actor: Actor, asked: Asked, *, after: UUID | None = None, limit: int = PAGE) -> Records:
    """What waits where the actor is a coordinator: the most urgent, then the longest waiting first; one more than a page.

    The last matter of a page may have been seen to before the next one is turned to: it still says where to go on.
    """
    seen, values = _listed(asked.waiting, everywhere=_everywhere(actor)), _values(actor, asked)
    order = ORDERS.get(asked.waiting, MOST_URGENT_FIRST)
    statement = order.page(session, seen.params(values) if after else seen, after, limit)
    filters = (NARROWED[name] for name in asked.narrowed)
    return session.connection().execute(statement.where(WAITS[asked.waiting], *filters), values).all()


def how_many(session: Session, actor: Actor, asked: Asked, most: int) -> dict[Waiting, int]:
    """How many there are in each list, by the same filters, counted no further than `most`. One statement for all lists."""
    statement = _counted(asked.narrowed, everywhere=_everywhere(actor))
    found = session.connection().execute(statement, _values(actor, asked) | {"most": most}).one()
    return dict(zip(Waiting, found, strict=True))


@lru_cache(maxsize=256)
def _counted(narrowed: tuple[str, ...], *, everywhere: bool) -> sa.Select[Any]:
    """A statement for each choice of filters that is in use."""
    few = (
        _seen((REQUEST.c.id,), MATTERS, each, everywhere=everywhere)
        .where(WAITS[each], *(NARROWED[name] for name in narrowed))
        .limit(sa.bindparam("most", type_=sa.Integer))
        .subquery()
        for each in Waiting
    )
    return sa.select(*(sa.select(sa.func.count()).select_from(each).scalar_subquery() for each in few))


@cache
def _listed(waiting: Waiting, *, everywhere: bool) -> sa.Select[Any]:
    """The lines of the list that is asked for."""
    columns = (*COLUMNS, *([OFFER.c.answer_by] if waiting is Waiting.UNANSWERED else []))
    return _seen(columns, NAMED, waiting, everywhere=everywhere)


def _seen(
    columns: Sequence[sa.ColumnElement[Any]], of: sa.Join, waiting: Waiting, *, everywhere: bool
) -> sa.Select[Any]:
    """Where the actor is a coordinator, all that has a place in the list that is asked for."""
    statement = sa.select(*columns).select_from(of.join(OFFER, OFFERED) if waiting is Waiting.UNANSWERED else of)
    if ORDERS.get(waiting) is NEAREST_FIRST:
        statement = statement.where(CASE.c.due_on.is_not(None))
    if not everywhere:
        statement = statement.where(REQUEST.c.cabinet_id.in_(sa.bindparam("covered", expanding=True)))
    return statement.where(REQUEST.c.id.not_in(barred_from(sa.bindparam("me", type_=sa.Uuid))))


def _everywhere(actor: Actor) -> bool:
    return actor.is_system or Role.COORDINATOR in actor.everywhere


def _values(actor: Actor, asked: Asked) -> dict[str, Any]:
    return {
        "covered": list(actor.covers.get(Role.COORDINATOR, frozenset())),
        "me": actor.person_id,
        "today": asked.today,
        "near": asked.near,
        "spoken_after": asked.today - timedelta(days=asked.silent - 1),
        "cabinet_id": asked.cabinet_id,
        "language": asked.language,
        "dispute_code": asked.dispute_code,
        "dispute_code_below": _below(asked.dispute_code),
        "source": asked.source,
        "source_below": _below(asked.source),
        "received_before": asked.today - timedelta(days=asked.older or 0),
    }
