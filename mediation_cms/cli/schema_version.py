"""Which migrations a database has seen: read without Alembic, so that a server starts without waiting for it."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mediation_cms.core.bundled import bundled
from mediation_cms.core.db import Database

VERSION: sa.Select[str] = sa.select(sa.column("version_num", sa.String)).select_from(sa.table("alembic_version"))


class Unmigrated(Exception):
    """The database is not at the present schema, or cannot be brought there; the message says why and what to do."""


def waiting(connection: Connection) -> list[str]:
    """The migrations that this database has not seen, by the names of their files, in order; for an empty one all.

    Raises Unmigrated when a newer release has migrated it.
    """
    names = sorted(path.stem for path in (bundled("migrations") / "versions").glob("[0-9]*.py"))
    seen = connection.execute(VERSION).scalar() if sa.inspect(connection).has_table("alembic_version") else None
    if seen is not None and seen > names[-1]:
        raise Unmigrated(f"A newer release has migrated this database (to {seen}). Install that release.")
    return [name for name in names if seen is None or name[: len(seen)] > seen]


def require_present(database: Database) -> None:
    """Raise Unmigrated unless the database has the present schema."""
    with database.bind.engine.connect() as connection:
        missing = waiting(connection)
    if missing:
        raise Unmigrated(f"The database waits for {len(missing)} migrations. Run `mediation-cms init`.")
