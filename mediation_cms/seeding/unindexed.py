"""On SQLite thousands of rows come in faster while nothing keeps them in order; they are put in order once, at the end.

PostgreSQL refuses to make an index while checks of the same transaction are still to come; there the indices stay.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from mediation_cms.schema import metadata


@contextmanager
def unindexed(session: Session) -> Iterator[None]:
    """Within this the indices that only make reading faster are laid aside, in the transaction of the session."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        yield
        return
    indices = [index for table in metadata.sorted_tables for index in table.indexes if not index.unique]
    for index in indices:
        index.drop(connection)
    yield
    for index in indices:
        index.create(connection)
