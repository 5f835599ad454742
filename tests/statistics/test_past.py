"""Figures of a period that is over are counted once, and anew after every change of the past, whoever makes it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, table_of
from mediation_cms.core.stamps import Stamp
from mediation_cms.intake.models import IntakeChannel, Outcome, Request, Spell
from mediation_cms.mediators.models import MediatorKind, RegisterEntry
from mediation_cms.places.models import Unit
from mediation_cms.places.queries import tree
from mediation_cms.statistics import counting
from mediation_cms.statistics.borders import Borders, Scope
from mediation_cms.statistics.counting import Span
from mediation_cms.statistics.past import COUNTED, DECISIVE
from mediation_cms.statistics.periods import Period
from tests.make import statistics as made

# The database has a clock of its own, so these tests are not moved in time.
DAY, LATER = date(2022, 2, 1), date(2022, 3, 1)
PLACES = ("KZ", "63", "35", "oskemen", "63-OSK")


@pytest.fixture(autouse=True)
def _today():
    """Today is today."""


class Office:
    """A database in which two people work: one writes and commits, another reads reports."""

    def __init__(self, engine: Engine, keyring: Keyring, folder) -> None:
        self.database = Database(engine, keyring, folder)
        self.statements: list[str] = []
        sa.event.listen(engine, "before_cursor_execute", lambda *args: self.statements.append(args[2]))

    def write(self, work: Callable[[Session], object]) -> None:
        with self.database.transaction() as session:
            work(session)

    def figures(self, place: str = "63", period: str = "2022-H1", *, fresh: bool = False) -> counting.Figures:
        with self.database.session(writes=False) as session:
            asked = Period.parse(period, clock.today())
            unit = tree(session).by_code(place)
            scope = Scope.of(tree(session), unit, Borders.parse("then", asked, clock.today()), asked)
            span = Span.of(asked, clock.today())
            return counting.count(session, scope, span) if fresh else counting.counted(session, scope, span)

    def stamp(self) -> int:
        with self.database.session(writes=False) as session:
            return session.exec(select(Stamp.version).where(Stamp.name == "past")).one()

    def counts_anew(self) -> bool:
        self.statements.clear()
        self.figures()
        return any("FROM spell" in statement for statement in self.statements)


@pytest.fixture
def office(own_engine, keyring, tmp_path):
    office = Office(own_engine, keyring, tmp_path)

    def begin(session: Session) -> None:
        country = made.split_country(session)
        oskemen, town = country.cabinets["oskemen"], country.towns["oskemen"]
        made.finished(session, oskemen, DAY, Outcome.WITHDRAWN, LATER)
        made.consulted(session, made.matter(session, oskemen, DAY, IntakeChannel.WEB), DAY)
        made.agreed(session, made.matter(session, oskemen, DAY), LATER)
        made.transferred(session, made.matter(session, country.cabinets["temirtau"], DAY), oskemen, LATER)
        made.suspended(session, made.registered(session, town), DAY)
        made.registered(session, town, MediatorKind.PROFESSIONAL)
        made.event(session, town, DAY, 10)
        made.measure(session, town, DAY)
        made.course(session, town, DAY, finished=6)
        made.certificate(session, town, DAY)

    office.write(begin)
    return office


def unit(session: Session, code: str) -> Unit:
    return session.exec(select(Unit).where(Unit.code == code)).one()


def sql(statement: str) -> Callable[[Session], object]:
    return lambda session: session.connection().exec_driver_sql(statement)


def test_a_period_that_is_over_is_counted_once(office):
    assert [office.counts_anew() for _time in range(3)] == [True, False, False]


def test_a_running_period_is_counted_every_time(office):
    for _time in range(2):
        office.statements.clear()
        office.figures(period=f"2022-01-01..{clock.today()}")
        assert any("FROM spell" in statement for statement in office.statements)


def test_who_writes_sees_what_was_just_written(office):
    office.figures()
    with office.database.session() as session:
        made.event(session, unit(session, "oskemen"), DAY, 5)
        asked = Period.parse("2022-H1", clock.today())
        scope = Scope.of(tree(session), tree(session).by_code("63"), Borders("then", asked.first), asked)
        assert counting.counted(session, scope, Span.of(asked, clock.today()))["E2"] == 15
        session.rollback()
    assert office.figures()["E2"] == 10


def test_who_makes_a_report_sees_one_state_of_the_rows_whatever_others_commit(office):
    with office.database.session(writes=False) as session:
        asked = Period.parse("2022-H1", clock.today())
        scope = Scope.of(tree(session), tree(session).by_code("63"), Borders("then", asked.first), asked)
        first = counting.count(session, scope, Span.of(asked, clock.today()))
        office.write(lambda writing: made.event(writing, unit(writing, "oskemen"), DAY, 5))
        assert counting.count(session, scope, Span.of(asked, clock.today())) == first
    assert office.figures()["E2"] == first["E2"] + 5


OF_ONE_REQUEST = "WHERE request_id = (SELECT id FROM request WHERE outcome = 'withdrawn')"
OF_ONE_CABINET = "(SELECT id FROM unit WHERE code = '63-OSK')"
BY_HAND = (
    f"UPDATE spell SET outcome = 'advice_only' {OF_ONE_REQUEST}",
    f"UPDATE spell SET opened_on = '2021-12-01' {OF_ONE_REQUEST}",
    f"UPDATE spell SET ended_on = '2022-07-01' {OF_ONE_REQUEST}",
    f"UPDATE spell SET district_id = (SELECT id FROM unit WHERE code = 'temirtau') {OF_ONE_REQUEST}",
    f"UPDATE spell SET counted = (1 = 0) {OF_ONE_REQUEST}",
    "UPDATE request SET channel = 'phone' WHERE channel = 'web'",
    "UPDATE consultation SET held_on = '2021-01-01'",
    "UPDATE \"case\" SET cabinet_id = (SELECT id FROM unit WHERE code = '63-RID')",
    "UPDATE contract SET district_id = (SELECT id FROM unit WHERE level = 'district' ORDER BY code DESC LIMIT 1)",
    "UPDATE event SET qualifier = 'gt'",
    "UPDATE event SET audience = 99",
    "UPDATE course SET kind = 'seminar'",
    "UPDATE participation SET completed = (1 = 0), state = 'enrolled'",
    "UPDATE certificate SET revoked_on = '2022-05-01', revoked_for = 'mistake'",
    "UPDATE suspension SET until = '2022-05-01'",
    "UPDATE register_entry SET until = '2022-05-01' WHERE kind = 'professional'",
    "UPDATE register_entry SET kind = 'professional' WHERE kind = 'public'",
    "UPDATE unit SET physical = (1 = 0) WHERE code = '63-OSK'",
    f"UPDATE \"placing\" SET parent_id = (SELECT id FROM unit WHERE code = 'temirtau') WHERE unit_id = {OF_ONE_CABINET}",
    "UPDATE unit SET closed_on = '2022-05-01' WHERE code = '63-OSK'",
    "DELETE FROM preventive_measure",
    "DELETE FROM event",
    "DELETE FROM request WHERE channel = 'phone'",
)


def test_every_change_of_the_past_is_noticed_even_by_hand(office):
    before = {place: office.figures(place) for place in PLACES}

    for statement in BY_HAND:
        office.write(sql(statement))

        after = {place: office.figures(place) for place in PLACES}
        assert (statement, after) == (statement, {place: office.figures(place, fresh=True) for place in PLACES})
        assert (statement, after) != (statement, before)
        before = after


def test_what_is_entered_late_is_noticed(office):
    before = office.figures()

    office.write(lambda session: made.matter(session, unit(session, "63-OSK"), DAY))

    assert office.figures()["received"] == before["received"] + 1


def test_a_change_that_was_rolled_back_changes_nothing(office):
    before = office.stamp(), office.figures()
    with office.database.session() as session:
        session.connection().exec_driver_sql("DELETE FROM event")
        session.rollback()

    assert (office.stamp(), office.figures()) == before
    assert not office.counts_anew()


def test_a_reader_in_between_keeps_nothing_that_a_slower_writer_makes_untrue(office):
    with office.database.session() as slow:
        made.event(slow, unit(slow, "oskemen"), DAY, 5)
        assert office.figures()["E2"] == 10  # counted and kept while the other has not committed yet
        slow.commit()

    assert office.figures()["E2"] == 15


def test_the_work_of_today_leaves_the_past_as_it_is(office):
    office.figures()
    today = clock.today()

    def work(session: Session) -> None:
        oskemen = unit(session, "63-OSK")
        town = unit(session, "oskemen")
        made.consulted(session, made.finished(session, oskemen, today, Outcome.ADVICE_ONLY), today)
        still_open = session.exec(select(Spell).where(col(Spell.ended_on).is_(None)).limit(1)).one()
        made.ended(session, session.get_one(Request, still_open.request_id), Outcome.WITHDRAWN, today)
        made.event(session, town, today, 5)
        entry = session.exec(select(RegisterEntry).where(RegisterEntry.kind == MediatorKind.PROFESSIONAL)).one()
        entry.until = today
        session.add(entry)
        made.registered(session, town, since=today)

    stamp = office.stamp()
    office.write(work)

    assert office.stamp() == stamp
    assert not office.counts_anew()
    assert office.figures() == office.figures(fresh=True)


def test_every_table_that_figures_are_counted_from_is_watched():
    statements = [str(tally) for question in counting.QUESTIONS for tally in question.source.tallies.values()]
    counted = {
        name.strip('"') for statement in statements for name in re.findall(r'(?:FROM|JOIN) ("?\w+"?)', statement)
    }

    assert counted == {table_of(row).name for row in (*COUNTED, *DECISIVE)}
