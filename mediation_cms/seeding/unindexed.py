"""On SQLite thousands of rows come in faster while nothing keeps them in order; they are put in order once, at the end.

PostgreSQL refuses to make an index while checks of the same transaction are still to come; there the indices stay. The index of
the search is made anew at the end on both.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from mediation_cms.schema import metadata
from mediation_cms.search.index import laid_aside


@contextmanager
def unindexed(session: Session) -> Iterator[None]:
    """Within this the indices that only make reading faster are laid aside, in the transaction of the session."""
    connection = session.connection()
    reading = [index for table in metadata.sorted_tables for index in table.indexes if not index.unique]
    indices = reading if connection.dialect.name == "sqlite" else []
    with laid_aside(session):
        for index in indices:
            index.drop(connection)
        yield
        for index in indices:
            index.create(connection)
