"""A search reads no table from end to end, and goes through the hits newest first without gathering them."""

from datetime import date

import pytest
import sqlalchemy as sa

from mediation_cms.people.models import Role
from mediation_cms.search.asking import asked
from mediation_cms.search.queries import find_matters, find_mediators
from tests import make

DAY = date(2022, 3, 15)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("typed", ["төлегенов қайрат", "2022-14"])
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEDIATOR])
def test_hits_stream_from_the_index_and_each_is_looked_up_by_its_key(session, typed, role):
    country = make.small_country(session)
    for unit in (country.republic, country.cabinet):
        actor = make.actor(session, role, unit)
        plans: list[tuple[str, object]] = []
        connection = session.connection()

        def note(_connection, _cursor, statement, parameters, *_rest, plans=plans):
            if statement.startswith("SELECT") and "search_index" in statement:
                plans.append((statement, parameters))

        sa.event.listen(connection, "before_cursor_execute", note)
        find_matters(session, actor, asked(typed), after=1000)
        find_mediators(session, actor, asked(typed), DAY)
        sa.event.remove(connection, "before_cursor_execute", note)

        assert len(plans) == 2
        for statement, parameters in plans:
            steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            assert steps[0].startswith("SCAN search_index VIRTUAL TABLE INDEX")
            assert [step for step in steps[1:] if step.startswith("SCAN")] == []
            assert ("USE TEMP B-TREE FOR ORDER BY" in steps) == (
                "register_entry" in statement
            )  # of one mediator's entries


@pytest.mark.database("postgresql")
def test_rare_words_are_found_by_the_index(session):
    session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")  # the table is empty here
    steps = session.connection().exec_driver_sql(
        "EXPLAIN SELECT id FROM search_entry WHERE lexemes @@ CAST('''төлегенов'':*' AS tsquery)"
    )

    assert "search_index" in " ".join(row[0] for row in steps)
