"""Dated facts of one place, and versions of one rule, never overlap: the database itself refuses, on both databases."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from mediation_cms.core.db import table_of
from mediation_cms.law.models import Rule
from mediation_cms.places.models import Mandate, Ownership, Placing, UnitName

FIRST, MIDDLE, LAST = date(2016, 1, 1), date(2018, 1, 1), date(2020, 1, 1)
OF_THE_CABINET = [UnitName, Placing, Ownership, Mandate]


def of(session, kind, country):
    """The one fact of its kind that the cabinet has, or a rule: held from 2016 to 2020 by our hand."""
    found = select(kind).where(
        kind.code == "mediation.term_days" if kind is Rule else kind.unit_id == country.cabinet.id
    )
    fact = session.exec(found).one()
    fact.since, fact.until = FIRST, LAST
    session.add(fact)
    session.flush()
    return fact


def like(fact, since, until):
    """Another row that says the same of other days."""
    values = {column.name: getattr(fact, column.name) for column in table_of(type(fact)).columns if column.name != "id"}
    return type(fact)(**values | {"since": since, "until": until})


@pytest.mark.parametrize("kind", [*OF_THE_CABINET, Rule])
@pytest.mark.parametrize(
    ("since", "until"),
    [(MIDDLE, date(2019, 1, 1)), (MIDDLE, None), (date(2015, 1, 1), MIDDLE), (date(2015, 1, 1), date(2021, 1, 1))],
    ids=["within", "open", "before", "around"],
)
def test_a_hand_on_the_database_cannot_make_them_overlap(session, country, kind, since, until):
    fact = of(session, kind, country)

    session.add(like(fact, since, until))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("kind", [*OF_THE_CABINET, Rule])
def test_they_may_follow_each_other_and_no_end_moves_into_the_next(session, country, kind):
    fact = of(session, kind, country)
    session.add_all([like(fact, date(2015, 1, 1), FIRST), like(fact, LAST, None)])
    session.flush()

    table = table_of(kind)
    with pytest.raises(IntegrityError):
        session.execute(sa.update(table).where(table.c.id == fact.id).values(until=date(2020, 1, 2)))
