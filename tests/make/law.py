"""The reference data that nearly every test stands on: read from the seed once a process, then written as it was."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.core.db import table_of
from mediation_cms.core.stamps import READ, Stamp, restamp
from mediation_cms.disputes.models import CatalogueItem
from mediation_cms.disputes.queries import STAMP as CATALOGUES
from mediation_cms.law.models import Rule, SpecialDay
from mediation_cms.law.queries import STAMP as LAW
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_catalogues
from mediation_cms.seeding.reference_law import plant_days, plant_rules

STAMPS = table_of(Stamp)
STANDS = sa.select(STAMPS.c.name).where(STAMPS.c.name == LAW)
SELECTS = (
    *(sa.select(table_of(row)) for row in (Rule, SpecialDay, CatalogueItem)),
    sa.select(STAMPS).where(STAMPS.c.name.in_([LAW, CATALOGUES])),
)
KEPT: list[tuple[sa.FromClause, list[dict[str, Any]]]] = []


def law(session: Session) -> None:
    """The dated rules, the calendar and the catalogues, as every installation has them. What is there already stays."""
    connection = session.connection()
    if connection.execute(STANDS).first():
        return
    if KEPT:
        for table, rows in KEPT:
            connection.execute(sa.insert(table), rows)  # type: ignore[arg-type]  # a table, of which it was selected
        session.info.pop(READ, None)
        return
    plant_rules(session, REFERENCE)
    plant_days(session, REFERENCE)
    plant_catalogues(session, REFERENCE)
    KEPT.extend(
        (select.get_final_froms()[0], [dict(row) for row in connection.execute(select).mappings()])
        for select in SELECTS
    )


def only_rule(session: Session, code: str, value: object, since: date) -> None:
    """This rule, and no other of its code."""
    session.connection().execute(sa.delete(table_of(Rule)).where(table_of(Rule).c.code == code))
    words: dict[str, Any] = {
        "kk": code,
        "ru": code,
        "en": code,
        "source": {"kk": "-", "ru": "-", "en": "-"},
        "certainty": "assumed",
    }
    session.add(Rule(code=code, since=since, value=value, **words))
    session.flush()
    restamp(session, LAW)


def without_law(session: Session) -> None:
    """As before anything was planted: no rule, no calendar, no catalogue."""
    connection, items = session.connection(), table_of(CatalogueItem)
    below = items.alias()
    bare = ~sa.exists().where(below.c.catalogue == items.c.catalogue, below.c.parent_code == items.c.code)
    while connection.execute(sa.delete(items).where(bare)).rowcount:  # from the lowest layer up
        pass
    for table in (table_of(Rule), table_of(SpecialDay)):
        connection.execute(sa.delete(table))
    connection.execute(sa.delete(STAMPS).where(STAMPS.c.name.in_([LAW, CATALOGUES])))
    session.info.pop(READ, None)
