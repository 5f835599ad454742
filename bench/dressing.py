"""What the seed `volume` lacks: a case with a long history, and a region with many mediators.

Run in the environment of an installation: `python -m bench.dressing`; prints the keys of the two matters as JSON.
"""

import json
import sys
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.cli.house import system
from mediation_cms.main import House
from mediation_cms.mediators.models import MediatorKind
from mediation_cms.mediators.queries import assignable
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.registers import Register
from mediation_cms.seeding.sheaf import Sheaf
from mediation_cms.seeding.volume import NAME

HISTORY, MEDIATORS = 200, 2000
SINCE, TODAY = date(2020, 1, 10), date(2026, 11, 20)


def newest(session: Session, status: CaseStatus) -> Case:
    """The case that came last of those that stand so."""
    return session.exec(select(Case).where(Case.status == status).order_by(sa.desc(col(Case.id)))).first()  # type: ignore[return-value]  # the seed leaves some of each


def lengthen(session: Session, actor: Actor, case: Case) -> None:
    """Give the case a history of as many entries as are measured."""
    for number in range(HISTORY):
        record(
            session, actor, "request.changed", case, matter_id=case.request_id, changed={"urgent": [number, number + 1]}
        )


def populate(session: Session, actor: Actor, case: Case) -> None:
    """Let the region of the case have as many mediators as are measured: the new ones in the district, at no cabinet."""
    at_work = SeedAtWork(session, actor, NAME)
    sheaf = Sheaf(session, at_work.dice("dressing keys"))
    register = Register(sheaf, actor, at_work.cast, at_work.dice("dressing"), "B/")
    there = assignable(session, case.cabinet_id, TODAY)
    district = next(who.district_id for who in there if who.in_district)
    for _ in range(MEDIATORS - len(there)):
        register.enter(district, MediatorKind.PUBLIC, SINCE)
    sheaf.write()


def main() -> None:
    """Dress the installation."""
    house = House()
    with house.database.transaction() as session:
        actor = system(session)
        told, waiting = newest(session, CaseStatus.IN_MEDIATION), newest(session, CaseStatus.ADMITTED)
        lengthen(session, actor, told)
        populate(session, actor, waiting)
        json.dump({"told": str(told.request_id), "case": str(told.id), "waiting": str(waiting.request_id)}, sys.stdout)


if __name__ == "__main__":
    main()
