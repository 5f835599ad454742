"""Reading opinions: averages alone, of half-years that are over. No function of the product gives a single one back."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.cases.follow_up_inputs import QUESTIONS
from mediation_cms.cases.follow_up_models import Opinion
from mediation_cms.cases.opinion_rules import Line, Said, half_of, of_cabinets, of_mediators
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.law.queries import value
from mediation_cms.people.models import Role

OPINION = table_of(Opinion)
OF_A_PLACE = frozenset({Role.COORDINATOR, Role.MANAGER})
READERS = OF_A_PLACE | {Role.MEDIATOR}
"""Who reads averages: of the cabinets that they answer for, or of their own mediations."""


def averages(session: Session, actor: Actor, half: date) -> list[Line]:
    """What may be shown of a half-year that is over: the cabinets that the actor answers for, each before its mediators.

    A mediator sees the own lines alone. Raises NotFound while the half-year runs.
    """
    if half_of(half) != half or half >= half_of(clock.today()):
        raise NotFound
    least = value(session, "opinion.least_matters", half)
    place = _said(session, half, in_sight(actor, OF_A_PLACE, OPINION.c.cabinet_id))
    lines = of_cabinets(place, QUESTIONS, least) + of_mediators(place, QUESTIONS, least)
    if Role.MEDIATOR in actor.roles:
        known = {(line.cabinet_id, line.mediator_id) for line in lines}
        own = of_mediators(_said(session, half, OPINION.c.mediator_id == actor.mediator_id), QUESTIONS, least)
        lines += [line for line in own if (line.cabinet_id, line.mediator_id) not in known]
    return sorted(lines, key=_place)


def _said(session: Session, half: date, whose: sa.ColumnElement[bool]) -> list[Said]:
    columns = (
        OPINION.c.cabinet_id,
        OPINION.c.mediator_id,
        OPINION.c.matter_index,
        *(OPINION.c[name] for name in QUESTIONS),
    )
    rows = session.connection().execute(sa.select(*columns).where(OPINION.c.half == half, whose)).all()
    return [Said(row[0], row[1], row[2], dict(zip(QUESTIONS, row[3:], strict=True))) for row in rows]


def _place(line: Line) -> tuple[UUID, bool, UUID | None]:
    """Each cabinet before its mediators. By keys, not by the number of answers."""
    return line.cabinet_id, line.mediator_id is not None, line.mediator_id
