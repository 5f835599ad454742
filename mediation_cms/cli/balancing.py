"""The records that keep reports of the republic from balancing: read year by year, so that no year must fit beside another."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, func, select

from mediation_cms.cli.house import system
from mediation_cms.core import clock
from mediation_cms.intake.models import Request
from mediation_cms.places.queries import tree
from mediation_cms.statistics.breaches import Breach
from mediation_cms.statistics.report import asked, broken_records, half_year


def breaking(session: Session) -> Iterator[Breach]:
    """Each request that breaks the balance of any year, once, the earliest year first."""
    first: date | None = session.exec(select(func.min(Request.received_on))).one()
    if first is None:
        return
    actor, place, named = system(session), tree(session).republic.code, set()
    for year in range(first.year, clock.today().year + 1):
        wanted = asked(session, place, str(year))
        report = half_year(session, actor, wanted.place, wanted.period, wanted.borders)
        for breach in broken_records(session, actor, report):
            if breach.request_id not in named:
                named.add(breach.request_id)
                yield breach
