"""Names in the database fit PostgreSQL, which silently shortens what is longer than 63 characters."""

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from mediation_cms.core.db import Row
from mediation_cms.schema import metadata

LONGEST = 63
NAMED = re.compile(r"\b(?:TABLE|INDEX|CONSTRAINT|TRIGGER|FUNCTION) \"?(\w+)")


def statements(tables: sa.MetaData, dialect: str) -> list[str]:
    """What makes the tables and all that stands beside them, as that database is told; nothing is run."""
    said: list[str] = []
    asking = sa.create_engine(f"{dialect}://").dialect
    asking.max_identifier_length = 1000  # or SQLAlchemy shortens the names before we see them
    engine = sa.create_mock_engine(f"{dialect}://", lambda ddl, *_, **__: said.append(str(ddl.compile(dialect=asking))))
    tables.create_all(engine, checkfirst=False)
    return said


def too_long(tables: sa.MetaData) -> Iterator[str]:
    """The names that PostgreSQL would shorten."""
    for dialect in ("sqlite", "postgresql+psycopg"):
        for statement in statements(tables, dialect):
            yield from (name for name in NAMED.findall(statement) if len(name) > LONGEST)


def test_no_name_of_the_database_is_longer_than_postgresql_keeps() -> None:
    assert set(too_long(metadata)) == set()


@pytest.mark.parametrize("kind", ["index", "constraint"])
def test_a_name_that_is_too_long_is_found(kind: str) -> None:
    tables = sa.MetaData(naming_convention=Row.metadata.naming_convention)
    columns = [sa.Column(f"a_column_with_a_long_name_{number}", sa.Integer) for number in range(3)]
    names = [column.name for column in columns]
    more = sa.Index(None, *names) if kind == "index" else sa.UniqueConstraint(*names)
    sa.Table("a_table", tables, *columns, more)

    assert {len(name) > LONGEST for name in too_long(tables)} == {True}
