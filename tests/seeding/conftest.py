"""Databases that hold seeds. Each is planted once for all tests that look at it; what a test does there is rolled back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import reserved
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Account, AccountKind
from mediation_cms.schema import metadata
from mediation_cms.seeding.planting import Planted
from mediation_cms.seeding.registry import SEEDS
from mediation_cms.statistics.report import Report, asked, half_year


class Field:
    """A database with seeds in it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def plant(self, *names: str, **options: int) -> list[Planted]:
        """Plant these seeds, each in a transaction of its own; what each says of itself."""
        said = []
        for name in names:
            with self.database.transaction() as session:
                said.append(SEEDS[name].plant(session, reserved(session, AccountKind.SYSTEM), iter, **options))
        return said

    @contextmanager
    def look(self) -> Iterator["Look"]:
        """Look at it; whatever is changed meanwhile is undone."""
        with self.database.session() as session:
            yield Look(session)
            session.rollback()

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.database.session(writes=False) as session:
            counts = {table.name: sa.select(sa.func.count()).select_from(table) for table in metadata.sorted_tables}
            return {name: session.connection().execute(count).scalar_one() for name, count in counts.items()}


class Look:
    """A session on a database with seeds, and reports of it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.actor: Actor = reserved(session, AccountKind.SYSTEM)

    def report(self, place: str, period: str, borders: str = "then") -> Report:
        """The report of the place and the period."""
        question = asked(self.session, place, period, borders)
        return half_year(self.session, self.actor, question.place, question.period, question.borders)

    def figures(self, place: str, period: str, borders: str = "then") -> dict[str, int | str]:
        """Its figures by code."""
        return {code: figure.value for code, figure in self.report(place, period, borders).by_code.items()}

    def all(self, statement: sa.Executable) -> list[tuple[object, ...]]:
        """The rows of a statement."""
        return [tuple(row) for row in self.session.connection().execute(statement)]


@pytest.fixture(scope="session")
def new_field(
    new_database: Callable[[], str], keyring: Keyring, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Field]]:
    """Makes a database of its own with these seeds."""
    engines = []

    def make(*names: str, **options: int) -> Field:
        engine = make_engine(new_database())
        engines.append(engine)
        metadata.create_all(engine)
        folder: Path = tmp_path_factory.mktemp("field")
        field = Field(Database(engine, keyring, folder))
        with field.database.transaction() as session:
            for kind in (AccountKind.SYSTEM, AccountKind.VISITOR):
                session.add(Account(kind=kind, login=kind.value, language=Language.KK))
        field.plant("reference")
        field.plant(*names, **options)
        return field

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="session")
def field(new_field: Callable[..., Field]) -> Callable[..., Field]:
    """The database with these seeds, in this order: planted when it is first asked for."""
    made: dict[tuple[str, ...], Field] = {}

    def planted(*names: str) -> Field:
        if names not in made:
            made[names] = new_field(*names)
        return made[names]

    return planted
