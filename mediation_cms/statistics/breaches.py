"""Which records break a balance: asked when a report does not balance, and by `mediation-cms check`.

Every action keeps the spells of a request whole; only a hand on the database breaks them.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from mediation_cms.agreements.models import Agreement
from mediation_cms.cases.models import Case
from mediation_cms.core.i18n import Text
from mediation_cms.intake.models import Request, Spell
from mediation_cms.statistics.borders import Reach, Scope
from mediation_cms.statistics.counting import Span
from mediation_cms.statistics.flows import FIRST_ONE
from mediation_cms.statistics.sources import FIRST, LAST, Site, Statement
from mediation_cms.statistics.stories import Part, Story, faults

MOST = 200


@dataclass(frozen=True, slots=True)
class Breach:
    """A request whose records do not fit together, and why."""

    request_id: UUID
    number: str
    received_on: date
    why: tuple[Text, ...]


def breaches(session: Session, scope: Scope, span: Span, most: int = MOST) -> list[Breach]:
    """The requests of the place and period that break its balance, the oldest first, at most so many."""
    connection = session.connection()
    bound = {"districts": list(scope.districts), "cabinet": scope.place.id, "first": span.first, "last": span.as_of}
    touched, spells, agreed = STATEMENTS[scope.reach]
    parts: dict[UUID, list[Part]] = defaultdict(list)
    for row in connection.execute(spells, bound):
        parts[row.request_id].append(Part(*row[1:]))
    signed: Mapping[UUID, date] = dict(tuple(row) for row in connection.execute(agreed, bound))
    found = []
    for row in connection.execute(touched, bound):
        story = Story(row.received_on, row.outcome, row.ended_on, parts[row.id], signed.get(row.id))
        if why := faults(story):
            found.append(Breach(row.id, row.number, row.received_on, tuple(why)))
            if len(found) == most:
                break
    return found


def _statements(reach: Reach) -> tuple[Statement, ...]:
    """The requests that the place and period touch, their spells, and the days of their agreements."""
    ids = sa.union(
        _lying(reach, Request, Request.id).where(col(Request.received_on).between(FIRST, LAST)),
        _lying(reach, Spell, Spell.request_id).where(col(Spell.opened_on).between(FIRST, LAST)),
        _lying(reach, Spell, Spell.request_id).where(col(Spell.ended_on).between(FIRST, LAST)),
        _lying(reach, Spell, Spell.request_id).where(col(Spell.ended_on).is_(None)),
        _lying(reach, Agreement, Case.request_id)
        .where(col(Case.id) == col(Agreement.case_id))
        .where(FIRST_ONE, col(Agreement.signed_on).between(FIRST, LAST)),
    ).subquery()
    those = sa.select(ids.c[0])
    touched = (
        sa.select(
            col(Request.id), col(Request.number), col(Request.received_on), col(Request.outcome), col(Request.ended_on)
        )
        .where(col(Request.id).in_(those))
        .order_by(col(Request.received_on), col(Request.number))
    )
    spells = (
        sa.select(
            col(Spell.request_id), col(Spell.opened), col(Spell.opened_on), col(Spell.ended_on), col(Spell.outcome),
            col(Spell.transferred), col(Spell.counted),
        )
        .where(col(Spell.request_id).in_(those))
        .order_by(col(Spell.request_id), col(Spell.id))
    )  # fmt: skip
    agreed = (
        sa.select(col(Case.request_id), col(Agreement.signed_on))
        .where(col(Case.id) == col(Agreement.case_id), FIRST_ONE, col(Agreement.signed_on).is_not(None))
        .where(col(Case.request_id).in_(those))
    )
    return touched, spells, agreed


def _lying(reach: Reach, table: Any, key: Any) -> Statement:
    return sa.select(col(key)).where(Site(col(table.district_id), col(table.cabinet_id)).inside(reach))


STATEMENTS = {reach: _statements(reach) for reach in Reach}
