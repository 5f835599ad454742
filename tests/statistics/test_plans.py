"""The big tables are never read from end to end, and a report of one region reads the entries of that region alone."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.statistics.borders import Reach, Scope
from mediation_cms.statistics.counting import LINES, QUESTIONS, Span, count, page
from tests.make import statistics as made

FROM_END_TO_END = tuple(f"SCAN {table}" for table in ("spell", "request", "consultation", "contract", "agreement"))


@pytest.fixture
def plans(session: Session, country: made.SplitCountry, reports):
    """How SQLite would answer each statement that a piece of work sends."""

    def of(work) -> dict[str, list[str]]:
        sent: list[tuple[str, Any]] = []
        bind = session.connection()
        sa.event.listen(bind, "before_cursor_execute", note := lambda *args: sent.append((args[2], args[3])))
        work()
        sa.event.remove(bind, "before_cursor_execute", note)
        return {
            statement: [row[3] for row in bind.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            for statement, parameters in sent
            if statement.startswith("SELECT")
        }

    return of


def scopes(reports) -> list[tuple[Scope, Span]]:
    return [(report.scope, report.span) for report in map(reports, ("KZ", "63", "oskemen", "63-OSK"))]


@pytest.mark.database("sqlite")
def test_no_figure_and_no_list_reads_a_big_table_from_end_to_end(session, plans, reports):
    for scope, span in scopes(reports):
        found = plans(lambda scope=scope, span=span: count(session, scope, span))
        for line in LINES:
            found |= plans(lambda scope=scope, span=span, line=line: page(session, scope, span, line))

        assert found
        assert [step for plan in found.values() for step in plan if step.startswith(FROM_END_TO_END)] == []


@pytest.mark.database("sqlite")
def test_requests_of_a_place_are_found_by_its_districts_and_their_day(session, plans, reports):
    counted = [question for question in QUESTIONS if "FROM spell" in str(question.source.tallies[Reach.DISTRICTS])]

    for scope, span in scopes(reports):
        for question in counted:
            (plan,) = plans(
                lambda scope=scope, span=span, question=question: count(session, scope, span, [question])
            ).values()
            assert any("INDEX ix_spell_" in step and "district_id=? AND " in step for step in plan), plan
