"""What each side of a case is ready with, and what it still lacks. It warns before a contract and refuses nothing."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlmodel import Session, select

from mediation_cms.cases.models import Case, Light, Readiness

MARKED = select(Readiness).where(Readiness.case_id == sa.bindparam("of"))
Lit = Mapping[tuple[str, Light], Readiness]


def lights_of(session: Session, case: Case) -> Lit:
    """What is marked on a case, by side and light."""
    found = session.exec(MARKED, params={"of": case.id})
    return {(mark.side, mark.light): mark for mark in found}


def missing(lit: Lit, sides: Iterable[str]) -> dict[str, list[Light]]:
    """What each of these sides still lacks; a side that lacks nothing is not in it."""
    lacks = {side: [light for light in Light if (side, light) not in lit] for side in sides}
    return {side: lights for side, lights in lacks.items() if lights}
