"""A browser without a screen: signs in as a role, follows forms as a person would."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.engine import Connection
from sqlmodel import Session
from werkzeug.test import TestResponse

from mediation_cms.accounts.passwords import hashed
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.people.models import Account, Role, RoleHeld
from mediation_cms.places.models import Unit
from mediation_cms.web.app import Bitim, create_app
from tests import make
from tests.web.settings import settings_for_tests

PASSWORD = "correct horse battery staple"
HASH = hashed(PASSWORD)


class Visitor:
    """Somebody at a browser. `get` and `send` keep cookies; `send` takes the hidden fields from the page it was on."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page: TestResponse | None = None

    def get(self, address: str) -> TestResponse:
        """Open a page."""
        self.page = self.client.get(address)
        return self.page

    def send(self, address: str, **fields: Any) -> TestResponse:
        """Send a form to this address, with the hidden fields of the page that was opened last; `__` in a name is a hyphen."""
        given = {name.replace("__", "-"): value for name, value in fields.items()}
        self.page = self.client.post(address, data=self.hidden() | given)
        return self.page

    def hidden(self) -> dict[str, str]:
        """The token, the key against double sending and the mark of what was seen, of the page that is open."""
        text = self.page.text if self.page is not None else ""
        if 'name="csrf_token"' not in text:
            text = self.client.get("/styleguide").text
        found = re.findall(r'type="hidden" name="(csrf_token|form_key|seen)" value="([^"]*)"', text)
        return dict(reversed(found))

    @property
    def errors(self) -> list[str]:
        """The sentences beside the fields of the page that is open."""
        return [
            unescape(found) for found in re.findall(r'class="error"[^>]*>([^<]+)<', self.page.text if self.page else "")
        ]

    def sign_in(self, login: str) -> None:
        """Sign in with the password that every account of the tests has."""
        self.get("/sign-in")
        answer = self.send("/sign-in", login=login, password=PASSWORD)
        assert answer.status_code == 303, answer.text


@pytest.fixture
def app(connection: Connection, keyring: Keyring, tmp_path_factory: pytest.TempPathFactory) -> Bitim:
    """The application inside the outer transaction of the test."""
    settings = settings_for_tests(tmp_path_factory.mktemp("data"))
    return create_app(settings, Database(connection, keyring, settings.data_dir))


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
