"""The registers as of any day: who was entitled to which paper, what changed since, and what was put right afterwards.

An entry and a suspension hold from one day to another, so what happens later changes no earlier answer. What was entered
wrong and corrected does; `afterthoughts` says so beside the answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.db import Records, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.paging import Order
from mediation_cms.law.queries import RuleInForce, rule
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.mediators.qualification import EXPIRED, PAPERS, STATUS_EXPIRED, certified, expired
from mediation_cms.mediators.queries import (
    ENTRY,
    IN_FORCE,
    PERSON,
    SUSPENSION,
    holding,
    visible_to,
)
from mediation_cms.people.models import Organisation

PAGE = 200
STATUS_SUSPENDED = "suspended"
ACT = ("act_no", "act_on", "act_by")
ORGANISATION = table_of(Organisation)

# --- who was entitled --------------------------------------------------------------------------------------------------


class PaperAllowed(Labelled, context="paper of a mediator"):
    """What a mediator's status may allow, the rule `mediator.papers`."""

    CONTRACT = "contract", "mediation contract"
    AGREEMENT = "agreement", "settlement agreement"
    NOTICE = "notice", "notices"
    FEE = "fee", "a fee for mediation"


# The register of the ANK decides about whom it knows, as in `deciding`: here asked of all entries at once.
_ANK = ENTRY.alias("of_ank")
_ANK_SUSPENSION = SUSPENSION.alias("of_ank_suspension")
_OF_ANK = (_ANK.c.mediator_id == ENTRY.c.mediator_id, _ANK.c.register_kind == "ank", holding(_ANK))
_NOT_SUSPENDED = ~sa.exists().where(_ANK_SUSPENSION.c.entry_id == _ANK.c.id, holding(_ANK_SUSPENSION))
_IN_ANK = sa.and_(ENTRY.c.register_kind != "ank", sa.exists().where(*_OF_ANK))
_NONE_OF_ANK = sa.and_(_IN_ANK, ~sa.exists().where(*_OF_ANK, _NOT_SUSPENDED, ~expired(_ANK)))
_WHY_NONE = sa.case((sa.exists().where(*_OF_ANK, _NOT_SUSPENDED), "expired_in_ank"), else_="suspended_in_ank")
HELD = sa.and_(SUSPENSION.c.entry_id == ENTRY.c.id, holding(SUSPENSION))
STATUS = sa.case(
    (SUSPENSION.c.id.is_not(None), "suspended"),
    (EXPIRED, STATUS_EXPIRED),
    (_NONE_OF_ANK, _WHY_NONE),
    else_=sa.cast(ENTRY.c.kind, sa.String),
)


def _act(table: sa.Table, *names: str) -> list[sa.ColumnElement[Any]]:
    """The columns of a deciding act, as far as the table has them."""
    return [table.c[name] if name in table.c else sa.literal("").label(name) for name in names]


STOOD = (
    sa.select(
        ENTRY.c.id, ENTRY.c.mediator_id, ENTRY.c.register_kind, ENTRY.c.kind, ENTRY.c.number, ENTRY.c.district_id,
        ENTRY.c.since, ENTRY.c.until, ENTRY.c.ground_in, ENTRY.c.certificate_no, PERSON.c.surname,
        PERSON.c.given_name, PERSON.c.patronymic,
        ORGANISATION.c.name.label("organisation"), SUSPENSION.c.since.label("suspended_since"),
        SUSPENSION.c.ground.label("suspended_ground"), STATUS.label("status"), *_act(ENTRY, "act_in_no", "act_in_on"),
    )
    .select_from(
        ENTRY.join(PERSON, PERSON.c.id == ENTRY.c.mediator_id)
        .outerjoin(SUSPENSION, HELD)
        .outerjoin(ORGANISATION, ORGANISATION.c.id == ENTRY.c.organisation_id)
    )
    .where(IN_FORCE)
)  # fmt: skip
BY_NAME = Order(PERSON.c.sort_key, ENTRY.c.id)


@dataclass(frozen=True)
class Question:
    """Who was entitled on that day to this paper in these districts (None: everywhere)."""

    on: date
    paper: PaperAllowed
    districts: Collection[UUID] | None = None


def papers_on(session: Session, on: date) -> RuleInForce:
    """The rule of that day on which papers a status allows. Refused when there was none."""
    return rule(session, PAPERS, on)


def allowing(session: Session, asked: Question) -> list[str]:
    """The statuses of an entry that allow the paper by the rule of the day."""
    allowed = papers_on(session, asked.on).value
    found = [kind.value for kind in MediatorKind if asked.paper.value in allowed.get(kind.value, ())]
    if asked.paper.value in allowed.get(STATUS_SUSPENDED, ()):
        found += ["suspended", "suspended_in_ank"]
    if asked.paper.value in allowed.get(STATUS_EXPIRED, ()):
        found += [STATUS_EXPIRED, "expired_in_ank"]
    return found


def entitled(
    session: Session, actor: Actor, asked: Question, *, after: UUID | None = None, limit: int | None = PAGE
) -> Records:
    """Each entry that entitled somebody on that day, by the alphabet; one more than `limit`, or all of them."""
    return _stood(session, actor, asked, STATUS.in_(allowing(session, asked)), after, limit)


def not_entitled(session: Session, actor: Actor, asked: Question, limit: int = PAGE) -> Records:
    """The entries that were in force on that day and did not allow the paper: `status` says why."""
    return _stood(session, actor, asked, STATUS.not_in(allowing(session, asked)), None, limit)


def _stood(
    session: Session, actor: Actor, asked: Question, wanted: sa.ColumnElement[bool], after: UUID | None, limit: int | None
) -> Records:  # fmt: skip
    seen = STOOD.where(visible_to(actor), wanted)
    told = {"on": asked.on, "certified": certified(session, asked.on)}
    if after is not None:  # `params` copies the whole statement, which is then compiled anew
        seen = seen.params(**told)
    if asked.districts is not None:
        seen = seen.where(ENTRY.c.district_id.in_(asked.districts))
    statement = BY_NAME.all(seen) if limit is None else BY_NAME.page(session, seen, after, limit)
    return session.connection().execute(statement, told).all()


# --- what changed ------------------------------------------------------------------------------------------------------


class What(Labelled, context="change of a register"):
    """What happened to an entry."""

    ENTERED = "entered", "Entered"
    SUSPENDED = "suspended", "Suspended"
    RESUMED = "resumed", "Active again"
    LEFT = "left", "Removed"


class After(NamedTuple):
    """Where a page of changes goes on: behind this day and key."""

    day: date
    key: UUID


SINCE, UNTIL = sa.bindparam("first", type_=sa.Date), sa.bindparam("last", type_=sa.Date)
_OF_ENTRY = ENTRY.join(SUSPENSION, SUSPENSION.c.entry_id == ENTRY.c.id)


def _line(
    what: What, table: sa.Table, day: sa.ColumnElement[Any], ground: sa.ColumnElement[Any], *act: str
) -> sa.Select[Any]:
    start = ENTRY if table is ENTRY else _OF_ENTRY
    return (
        sa.select(
            sa.literal(what.value).label("what"), day.label("day"), table.c.id.label("key"), ENTRY.c.id.label("entry_id"),
            ENTRY.c.mediator_id, ENTRY.c.register_kind, ENTRY.c.kind, ENTRY.c.number, ENTRY.c.district_id,
            ground.label("ground"),
            *(column.label(name) for column, name in zip(_act(table, *act), ACT, strict=True)),
        )
        .select_from(start)
        .where(day.between(SINCE, UNTIL))
    )  # fmt: skip


_RESUMED_GROUND = SUSPENSION.c["resumed_ground"] if "resumed_ground" in SUSPENSION.c else sa.literal("")
LINES = (
    _line(What.ENTERED, ENTRY, ENTRY.c.since, ENTRY.c.ground_in, "act_in_no", "act_in_on", "act_in_by"),
    _line(What.LEFT, ENTRY, ENTRY.c.until, ENTRY.c.ground_out, "act_out_no", "act_out_on", "act_out_by"),
    _line(What.SUSPENDED, SUSPENSION, SUSPENSION.c.since, SUSPENSION.c.ground, "act_no", "act_on", "act_by"),
    _line(
        What.RESUMED,
        SUSPENSION,
        SUSPENSION.c.until,
        _RESUMED_GROUND,
        "resumed_act_no",
        "resumed_act_on",
        "resumed_act_by",
    ).where(sa.or_(ENTRY.c.until.is_(None), ENTRY.c.until != SUSPENSION.c.until)),  # else it ended with the entry
)


def changes(
    session: Session,
    actor: Actor,
    first: date,
    last: date,
    districts: Collection[UUID] | None = None,
    *,
    after: After | None = None,
    limit: int | None = PAGE,
) -> Records:
    """What happened to entries from the first day to the last, in the order of the days; one more than `limit`, or all."""
    lines = (line.where(visible_to(actor)) for line in LINES)
    if districts is not None:
        lines = (line.where(ENTRY.c.district_id.in_(districts)) for line in lines)
    found = sa.union_all(*lines).subquery("changes")
    person = PERSON.alias("who")
    statement = (
        sa.select(found, person.c.surname, person.c.given_name, person.c.patronymic)
        .select_from(found.join(person, person.c.id == found.c.mediator_id))
        .order_by(found.c.day, found.c.key)
    )
    if after is not None:
        statement = statement.where(
            sa.or_(found.c.day > after.day, sa.and_(found.c.day == after.day, found.c.key > after.key))
        )
    if limit is not None:
        statement = statement.limit(limit + 1)
    return session.connection().execute(statement, {"first": first, "last": last}).all()
