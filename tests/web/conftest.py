"""The application, and browsers in which somebody signed in as a role."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from argon2 import PasswordHasher
from sqlalchemy.engine import Connection
from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.people.models import Account, Role, RoleHeld
from mediation_cms.places.models import Unit
from mediation_cms.web.app import Bitim
from tests import make
from tests.make import matters
from tests.web.applied import Applied, applied
from tests.web.settings import app_for_tests, settings_for_tests
from tests.web.stage import Stage
from tests.web.visitor import PASSWORD, Visitor

HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""Cheap to verify: a hash says itself at what cost. What passwords really cost is tried in `tests/accounts`."""


@pytest.fixture(scope="session")
def drawn_once(keyring: Keyring, tmp_path_factory: pytest.TempPathFactory) -> Bitim:
    """The application with its addresses and templates, compiled once a process: a third of the time of a test, each time."""
    settings = settings_for_tests(tmp_path_factory.mktemp("nobody's"))
    return app_for_tests(settings, Database(make_engine("sqlite://"), keyring, settings.data_dir))


@pytest.fixture
def app(
    drawn_once: Bitim, connection: Connection, keyring: Keyring, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bitim]:
    """The application inside the outer transaction of the test; what it remembers of networks ends with the test."""
    extensions = dict(drawn_once.extensions)
    drawn_once.settings = settings_for_tests(tmp_path_factory.mktemp("data"))
    drawn_once.database = Database(connection, keyring, drawn_once.settings.data_dir)
    yield drawn_once
    drawn_once.extensions = extensions


@pytest.fixture
def visitor(app: Bitim) -> Visitor:
    """Somebody who has not signed in."""
    return Visitor(app.test_client())


@pytest.fixture
def signed_in(app: Bitim, session: Session) -> Callable[..., Visitor]:
    """Makes a browser that is signed in with a role in these places: `signed_in(Role.COORDINATOR, country.cabinet)`."""

    def sign_in(role: Role, *units: Unit, account: Account | None = None) -> Visitor:
        account = account or make.account_for(session)
        account.password_hash = HASH
        session.add(account)
        for unit in units:
            session.add(RoleHeld(account_id=account.id, role=role, unit_id=unit.id, since=date(2015, 1, 1)))
        session.commit()
        browser = Visitor(app.test_client())
        browser.sign_in(account.login)
        return browser

    return sign_in


@pytest.fixture
def stage(session: Session, app: Bitim, signed_in: Callable[..., Visitor]) -> Stage:
    """The people of a cabinet in front of their screens."""
    return Stage(session, app.database, matters.cast(session), signed_in)


@pytest.fixture
def mine(stage: Stage) -> Applied:
    """A request of today whose applicant holds its code."""
    make.visitor(stage.session)
    cast = stage.cast
    return applied(stage, make.request(stage.session, cast.receptionist, cast.country.cabinet, clock.today()))
