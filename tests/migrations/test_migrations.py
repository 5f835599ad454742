"""The database that migrations make is the database that the models describe, to the last constraint and trigger."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Engine

from mediation_cms.cli.migrating import upgrade
from mediation_cms.cli.schema_version import Unmigrated, waiting
from mediation_cms.core.db import make_engine
from mediation_cms.schema import metadata

BOOKKEEPING = "alembic_version"
POSTGRESQL = """
SELECT 'column', c.table_name, c.column_name, concat_ws(' ', c.data_type, c.character_maximum_length, c.numeric_precision,
       c.numeric_scale, c.is_nullable, c.column_default)
FROM information_schema.columns c WHERE c.table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', '', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prolang <> (
          SELECT oid FROM pg_language WHERE lanname = 'c')
"""


@pytest.fixture
def migrated(new_database: Callable[[], str]):
    engine = make_engine(new_database())
    upgrade(engine)
    yield engine
    engine.dispose()


def described(engine: Engine) -> dict[tuple[str, str], str]:
    """Everything that the database holds besides rows, by kind and name."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            rows = [tuple(row) for row in connection.exec_driver_sql(POSTGRESQL)]
            return {(kind, f"{table}.{name}"): text for kind, table, name, text in rows if BOOKKEEPING not in table}
        rows = [tuple(row) for row in connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master")]
        return {(kind, name): in_order(sql or "") for kind, name, sql in rows if BOOKKEEPING not in name}


def in_order(sql: str) -> str:
    """A statement without regard to spaces and to the order of the parts of a table."""
    if not sql.startswith("CREATE TABLE"):
        return " ".join(sql.split())
    head, _, parts = sql.partition("(")
    return head + "\n".join(sorted(" ".join(part.split()).rstrip(",) ") for part in re.split(r",\s*\n", parts)))


def test_migrations_make_what_the_models_describe(migrated, own_engine):
    made, wanted = described(migrated), described(own_engine)

    assert {"table", "index", "trigger"} <= {kind for kind, _ in wanted} | {"table"}
    assert {
        name: (made.get(name), wanted.get(name)) for name in made | wanted if made.get(name) != wanted.get(name)
    } == {}


def test_no_model_has_changed_since_the_last_migration(migrated):
    with migrated.connect() as connection:
        # What the index of the search is made of stands in no model: the test above compares it.
        apart = {"include_name": lambda name, _kind, _parents: not (name or "").startswith(("search_index", "lexemes"))}
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "target_metadata": metadata} | apart
        )

        assert compare_metadata(context, metadata) == []


def test_a_second_run_finds_nothing_to_do(migrated):
    with migrated.connect() as connection:
        assert waiting(connection) == []

    assert upgrade(migrated) == []


def test_a_database_of_a_newer_release_is_left_alone(migrated):
    with migrated.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(Unmigrated, match="newer release"):
        upgrade(migrated)


def test_an_empty_database_waits_for_every_migration_in_order(new_database):
    engine = make_engine(new_database())
    with engine.connect() as connection:
        names = waiting(connection)

    assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
    assert upgrade(engine) == names
    engine.dispose()


def test_a_migration_that_fails_leaves_nothing_behind(new_database, database):
    engine = make_engine(new_database())
    with engine.begin() as connection:  # in the way of a later migration
        connection.exec_driver_sql('CREATE TABLE "case" (id INTEGER)')
    before = described(engine)

    with pytest.raises(sa.exc.DBAPIError):
        upgrade(engine)

    assert described(engine) == before
    engine.dispose()


@pytest.mark.database("sqlite")
def test_rows_that_point_nowhere_stop_a_migration(new_database):
    engine = make_engine(new_database())
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE b (id INTEGER, a_id INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)"
        )
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("INSERT INTO b VALUES (1, 7)")
        cursor.execute("PRAGMA foreign_keys=ON")

    with pytest.raises(Unmigrated, match="b"):
        upgrade(engine)
    engine.dispose()


def test_two_servers_that_start_at_once_migrate_once(new_database):
    engine = make_engine(new_database())
    with ThreadPoolExecutor(4) as starting:
        done = list(starting.map(lambda _server: upgrade(engine), range(4)))

    assert sorted(map(bool, done)) == [False, False, False, True]
    engine.dispose()
