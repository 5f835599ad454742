"""What every test of the figures stands on: a country that was split in June 2022, and somebody who may read its reports."""

from datetime import date

import pytest
import time_machine
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.intake.models import Outcome
from mediation_cms.statistics.report import Report, asked, half_year
from tests import make
from tests.make import statistics as made


@pytest.fixture(autouse=True)
def _today():
    """The product is asked in November 2026."""
    with time_machine.travel("2026-11-21T08:00:00Z", tick=False):
        yield


@pytest.fixture
def country(session: Session) -> made.SplitCountry:
    return made.split_country(session)


@pytest.fixture
def reader(session: Session) -> Actor:
    """Who may read every report."""
    return make.system(session)


class Reports:
    """`reports("63", "2022-H1")` is the report, borders of the time unless said otherwise."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session, self.actor = session, actor

    def __call__(self, place: str, period: str = "2022-H1", borders: str = "then") -> Report:
        question = asked(self.session, place, period, borders)
        return half_year(self.session, self.actor, question.place, question.period, question.borders)

    def value(self, code: str, place: str, period: str = "2022-H1", borders: str = "then") -> int | str:
        return self(place, period, borders).by_code[code].value


@pytest.fixture
def reports(session: Session, country: made.SplitCountry, reader: Actor) -> Reports:
    return Reports(session, reader)


@pytest.fixture
def own_session(session: Session, country: made.SplitCountry, reader: Actor, reports: Reports, database: str):
    """Two finished requests in a database that no longer watches over its rows: somebody has dropped the checks."""
    if database == "sqlite":
        session.connection().exec_driver_sql("PRAGMA ignore_check_constraints=ON")
    else:
        for name in ("dates", "ended"):
            session.connection().exec_driver_sql(f"ALTER TABLE spell DROP CONSTRAINT ck_spell_{name}")
    town = country.cabinets["oskemen"]
    requests = [
        made.finished(session, town, date(2022, 2, 1), Outcome.WITHDRAWN, date(2022, 3, 1)) for _each in range(2)
    ]
    yield session, reports, reader, requests
    if database == "sqlite":
        session.connection().exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
