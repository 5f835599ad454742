"""A browser without a screen: follows forms as a person would."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "correct horse battery staple"


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
        """The token, the key against double sending, the mark of what was seen, and which draft it is, of the open page."""
        text = self.page.text if self.page is not None else ""
        if 'name="csrf_token"' not in text:
            text = self.client.get("/styleguide").text
        found = re.findall(r'type="hidden" name="(csrf_token|form_key|seen|draft)" value="([^"]*)"', text)
        return dict(reversed(found))

    @property
    def shown(self) -> str:
        """The page that is open, as it was sent."""
        return self.page.text if self.page is not None else ""

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
