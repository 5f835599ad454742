"""Two places that know nothing of each other, with the people of both; a browser for each of them."""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import Session

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import make_engine
from mediation_cms.people.models import Role
from mediation_cms.schema import metadata
from mediation_cms.web import papers
from tests import make
from tests.make import matters
from tests.rights.elsewhere import Elsewhere, another_region
from tests.rights.ground import EVERYBODY, World
from tests.rights.walks import Walk
from tests.rights.world import build
from tests.web.conftest import app, drawn_once, signed_in, visitor

__all__ = ["app", "drawn_once", "signed_in", "visitor"]


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """A receptionist, a coordinator and a mediator in a small country with its law."""
    return matters.cast(session)


@pytest.fixture
def elsewhere(session: Session, cast: matters.Cast) -> Elsewhere:
    """The people of a cabinet in another region."""
    country = another_region(session, cast.country)
    mediator, entry = matters.mediator_at_work(session, country, "Болат Жұмабаев")
    return Elsewhere(
        country,
        make.actor(session, Role.RECEPTIONIST, country.cabinet, name="Гүлнар Әлиева"),
        make.actor(session, Role.COORDINATOR, country.region, name="Дәурен Сәтбаев"),
        mediator,
        entry,
    )


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the jobs, which do not run here."""
    monkeypatch.setattr(papers, "PAUSE", 0)


@pytest.fixture(scope="session")
def world(
    new_database: Callable[[], str], keyring: Keyring, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Everybody and everything, in a database of its own for all tests of a process: each leaves it as it was."""
    engine = make_engine(new_database())
    metadata.create_all(engine)
    with engine.connect() as connection, connection.begin() as transaction:
        yield build(connection, keyring, tmp_path_factory.mktemp("world"))
        transaction.rollback()
    engine.dispose()


@pytest.fixture(scope="session")
def walks(world: World) -> dict[str, Walk]:
    """Everybody's walk through the world: what several tests ask of it is walked once."""
    return {name: Walk(world, name) for name in EVERYBODY}
