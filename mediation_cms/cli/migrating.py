"""Bringing a database to the present schema: all of it in one transaction, by one process at a time, or nothing."""

import logging

import sqlalchemy as sa
from alembic.command import upgrade as run
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine

from mediation_cms.cli.schema_version import Unmigrated, waiting
from mediation_cms.core.bundled import bundled

LOCK = 7_000_000_001
"""Held on PostgreSQL while migrations run, so that a second server waits for the first."""
logging.getLogger("alembic").setLevel(logging.WARNING)


def upgrade(engine: Engine) -> list[str]:
    """Run the migrations that this database has not seen; their names, in order. Raises Unmigrated."""
    with engine.connect() as connection:
        _keys_on(connection, on=False)
        try:
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
                missing = waiting(connection)
                if missing:
                    run(_configuration(connection), "head")
                    _nothing_dangles(connection)
        finally:
            _keys_on(connection, on=True)
    return missing


def _configuration(connection: Connection) -> Config:
    configuration = Config(attributes={"connection": connection})
    configuration.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration


def _keys_on(connection: Connection, *, on: bool) -> None:
    """SQLite changes a table by copying it, which foreign keys would not outlive; it can be told so only between transactions."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _nothing_dangles(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        tables = {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
        if tables:
            raise Unmigrated(f"the migration leaves rows that point nowhere in: {', '.join(sorted(tables))}")
