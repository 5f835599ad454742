"""Fixtures of every test. The same suite runs on SQLite and on PostgreSQL; the name of each test says on which."""

import gc
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.engine import URL, Connection, Engine
from sqlmodel import Session

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import make_engine, open_session
from mediation_cms.schema import metadata
from tests.make.again import listen, noting
from tests.make.law import law
from tests.postgres import NoPostgres, server_for_run
from tests.together import Together

DATABASES = ("sqlite", "postgresql")
settings.register_profile("bitim", deadline=None)  # a busy machine is no fault of the rule that is tried
settings.load_profile("bitim")
PAGES = Path(__file__).parent / "web"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Without a sandbox because containers forbid it; without what a browser says to the world on its own account.
CHROMIUM_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


# --- on which databases ------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database=sqlite` runs only what needs no other database: quick, while working on one thing."""
    parser.addoption("--database", choices=DATABASES, help="only the tests on this database, and those without one")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that touches a database runs once on each, or on those that its `database` mark names.

    Tests of single pages run on one: `tests/rights` opens and sends every address on both.
    """
    if "database" in metafunc.fixturenames:
        mark = metafunc.definition.get_closest_marker("database")
        usual = DATABASES[:1] if metafunc.definition.path.is_relative_to(PAGES) else DATABASES
        metafunc.parametrize("database", mark.args if mark else usual, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what `--database` does not ask for, and say how many that were."""
    wanted = config.getoption("--database")
    if wanted is None:
        return
    other = [item for item in items if isinstance(item, pytest.Function) and _database_of(item) not in {None, wanted}]
    config.hook.pytest_deselected(items=other)
    items[:] = [item for item in items if item not in set(other)]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """How tests are shared out among processes."""
    return Together(config, log)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it again and again (a tenth of the time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _database_of(item: pytest.Function) -> object:
    return item.callspec.params.get("database") if hasattr(item, "callspec") else None


# --- databases ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database of this test: sqlite or postgresql."""
    kind: str = request.param
    return kind


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> URL:
    """A PostgreSQL server on which databases may be made: the one that is named, or one of our own for this run."""
    named = os.environ.get("MEDIATION_CMS_TEST_DATABASE_URL")
    if named:
        return sa.make_url(named)
    folder, run = tmp_path_factory.getbasetemp(), os.getpid()
    if (
        worker_id != "master"
    ):  # one of several: what they share lies above their own folders and belongs to their parent
        folder, run = folder.parent, os.getppid()
    try:
        return sa.make_url(server_for_run(folder, run))
    except NoPostgres as problem:
        pytest.fail(str(problem), pytrace=False)


@pytest.fixture(scope="session")
def new_database(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], str]]:
    """Makes an empty database and gives its address, each time it is called. All are gone when the tests are over."""
    made: list[tuple[URL, str]] = []

    def new() -> str:
        name = f"bitim_test_{uuid4().hex[:12]}"
        if database == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / name}.sqlite3"
        server = request.getfixturevalue("postgresql_server")
        _on_server(server, f'CREATE DATABASE "{name}" TEMPLATE template0')
        made.append((server, name))
        url: str = server.set(database=name).render_as_string(hide_password=False)
        return url

    yield new
    for server, name in made:
        _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(server: URL, statement: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def engine(new_database: Callable[[], str], keyring: Keyring) -> Iterator[Engine]:
    """The database that the tests of one process share: every table and the law are there, and no test leaves a row."""
    engine = make_engine(new_database())
    metadata.create_all(engine)
    with engine.begin() as connection, open_session(connection, keyring, {}, Path()) as session:
        law(session)
        session.flush()
    listen(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def own_engine(new_database: Callable[[], str]) -> Iterator[Engine]:
    """A database of its own with every table, for a test that must really commit: races, several processes, recovery."""
    engine = make_engine(new_database())
    metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """The one outer transaction of a test: rolled back at its end, whatever was committed inside."""
    with engine.connect() as connection, connection.begin() as transaction, noting(connection):
        yield connection
        transaction.rollback()


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """The field keys of the tests."""
    return Keyring((bytes(range(32)),))


@pytest.fixture(scope="session")
def memo(engine: Engine) -> dict[object, Any]:
    """What a process remembers of small tables: by stamps drawn at random, so that a test never meets what was rolled back."""
    return {}


@pytest.fixture
def session(connection: Connection, keyring: Keyring, memo: dict[object, Any], tmp_path: Path) -> Iterator[Session]:
    """A session inside the outer transaction of the test; its commits end a savepoint only."""
    with open_session(connection, keyring, memo, tmp_path, join_transaction_mode="create_savepoint") as session:
        yield session


# --- the world outside -------------------------------------------------------------------------------------------------


class Inbox:
    """A mail server's handler that keeps what arrives, in order."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.url = ""

    async def handle_DATA(self, _server: SMTP, _session: object, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep one mail."""
        self.mails.append(message_from_bytes(envelope.content or b"", policy=default))  # type: ignore[arg-type]  # see policy
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """A real mail server: set `inbox.url` as the SMTP address, read `inbox.mails`."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    inbox.url = f"smtp://127.0.0.1:{controller.port}"
    yield inbox
    controller.stop()


def free_port() -> int:
    """A port of the loopback that nobody listens on at this moment."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium: the system's, or the one that Playwright brought."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        if program is None and not Path(playwright.chromium.executable_path).exists():
            pytest.exit(
                "The tests need a browser: run `make test`, which brings it, or install chromium.", returncode=1
            )
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh browser profile, in the time zone of Almaty."""
    context = browser.new_context(locale="kk-KZ", timezone_id="Asia/Almaty")
    yield context.new_page()
    context.close()
