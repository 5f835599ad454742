"""Reading the declared ties of mediators: of one for who keeps them, of all by what they may have in common with a matter."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import ENTRY, MEDIATOR
from mediation_cms.mediators.tie_models import Tie


@dataclass(frozen=True)
class Whose:
    """A mediator whose ties are kept, and the places of today: the cabinet and the districts of the register entries."""

    mediator_id: UUID
    unit_ids: frozenset[UUID]


PLACES = (
    sa.select(MEDIATOR.c.id, MEDIATOR.c.cabinet_id, ENTRY.c.district_id)
    .select_from(
        MEDIATOR.outerjoin(
            ENTRY,
            sa.and_(
                ENTRY.c.mediator_id == MEDIATOR.c.id,
                sa.or_(ENTRY.c.until.is_(None), ENTRY.c.until > sa.bindparam("today", type_=sa.Date)),
            ),
        )
    )
    .where(MEDIATOR.c.id.in_(sa.bindparam("mediators", expanding=True)))
)


def whose(session: Session, mediators: Collection[UUID]) -> dict[UUID, Whose]:
    """Each of these mediators with the places of today."""
    found: dict[UUID, set[UUID]] = {}
    asked = {"mediators": list(mediators), "today": clock.today()}
    for mediator_id, *units in session.connection().execute(PLACES, asked):
        found.setdefault(mediator_id, set()).update(unit for unit in units if unit is not None)
    return {mediator_id: Whose(mediator_id, frozenset(units)) for mediator_id, units in found.items()}


def keeping(session: Session, actor: Actor, mediator_id: UUID) -> Whose:
    """The mediator whose ties the actor may see and enter. Raises NotFound."""
    found = whose(session, [mediator_id]).get(mediator_id)
    if found is None or not may(actor, Can.DECLARE_TIES, found):
        raise NotFound
    return found


def ties_of(session: Session, mediator_id: UUID) -> list[Tie]:
    """Every tie of a mediator: those that hold first, in the order of their entry."""
    statement = select(Tie).where(Tie.mediator_id == mediator_id)
    return list(session.exec(statement.order_by(col(Tie.until).is_not(None), col(Tie.id))))


def get_tie(session: Session, of: Whose, tie_id: UUID) -> Tie:
    """One tie of this mediator. Raises NotFound."""
    tie = session.get(Tie, tie_id)
    if tie is None or tie.mediator_id != of.mediator_id:
        raise NotFound
    return tie


def is_mediator(session: Session, actor: Actor) -> bool:
    """Whether the actor is a mediator, of whatever register."""
    return actor.person_id is not None and session.get(Mediator, actor.person_id) is not None


def ties_by(session: Session, keys: Collection[str], on: date) -> list[Tie]:
    """The ties of all mediators, held on that day, that are found by one of these keys."""
    if not keys:
        return []
    held = (col(Tie.since) <= on, sa.or_(col(Tie.until).is_(None), col(Tie.until) > on))
    return list(session.exec(select(Tie).where(col(Tie.key).in_(sorted(keys)), *held).order_by(col(Tie.id))))
