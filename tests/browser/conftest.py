"""The world of `tests.rights` in front of a real browser: every page with something on it, and nothing that is done stays."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from jinja2 import Undefined
from playwright.sync_api import Page, Route
from sqlalchemy.engine import Engine

from mediation_cms.core.crypto import Keyring
from mediation_cms.web import papers
from tests.rights.world import World, build
from tests.web.looking import STATIC

SITE = "http://bitim.test"
VISITOR = "visitor"
OF_THE_BROWSER = {"content-length", "connection", "transfer-encoding", "set-cookie"}


class Unknown(Undefined):
    """A name that a template does not know: it may be asked for, as filters are, but never shown as nothing."""

    __str__ = Undefined._fail_with_undefined_error  # type: ignore[assignment]  # raises instead of answering


@pytest.fixture(scope="module")
def world(engine: Engine, keyring: Keyring, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world of this module; what a template shows without knowing it is an error."""
    with pytest.MonkeyPatch.context() as patch, engine.connect() as connection, connection.begin() as transaction:
        patch.setattr(papers, "PAUSE", 0)
        world = build(connection, keyring, tmp_path_factory.mktemp("world"))
        world.app.jinja_env.undefined = Unknown
        yield world
        transaction.rollback()


@pytest.fixture
def seat(page: Page, world: World) -> Callable[[str], Page]:
    """Seats somebody of the world at a browser: `seat("mediator")`, `seat(VISITOR)`. What they send is undone after its answer."""

    def take(name: str) -> Page:
        hand = world.app.test_client() if name == VISITOR else world.hand(name)

        def answer(route: Route) -> None:
            asked = route.request
            if (static := urlsplit(asked.url).path).startswith("/static/"):
                route.fulfill(path=STATIC / static.removeprefix("/static/"))
                return
            path = urlsplit(asked.url)._replace(scheme="", netloc="").geturl()
            with world.undone():
                given = hand.open(
                    path,
                    method=asked.method,
                    data=asked.post_data_buffer,
                    content_type=asked.header_value("content-type"),
                )
            headers = {name: value for name, value in given.headers.items() if name.lower() not in OF_THE_BROWSER}
            route.fulfill(status=given.status_code, headers=headers, body=given.get_data())

        page.route(re.compile(f"^{SITE}/"), answer)
        return page

    return take
