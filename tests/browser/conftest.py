"""The world of `tests.rights` in front of a real browser: every page with something on it, and nothing that is done stays."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from jinja2 import Undefined
from playwright.sync_api import Page, Route
from sqlalchemy.engine import Engine
from werkzeug.test import TestResponse

from mediation_cms.core.crypto import Keyring
from mediation_cms.web import papers
from tests.rights.ground import World
from tests.rights.world import build
from tests.web.looking import STATIC

SITE = "http://bitim.test"
VISITOR = "visitor"
VISION = "document.documentElement.dataset.vision"
REFUSED = {409, 422}
EMPTY_FORM = """() => {
    const typed = "input:not([type=hidden]), textarea, select";
    const form = [...document.querySelectorAll("main form[method=post]")].find((one) => one.querySelector(typed));
    if (!form) return null;
    const sent = [...form.elements].filter((one) => one.name && !/radio|checkbox|file|submit/.test(one.type));
    const fields = Object.fromEntries(sent.map((one) => [one.name, one.type === "hidden" ? one.value : ""]));
    return {action: form.action, type: form.enctype, fields};
}"""
OF_THE_BROWSER = {"content-length", "connection", "transfer-encoding", "set-cookie"}


class Unknown(Undefined):
    """A name that a template does not know: it may be asked for, as filters are, but never shown as nothing."""

    __str__ = Undefined._fail_with_undefined_error  # raises instead of answering


@pytest.fixture(scope="module")
def world(engine: Engine, keyring: Keyring, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world of this module; what a template shows without knowing it is an error."""
    with pytest.MonkeyPatch.context() as patch, engine.connect() as connection, connection.begin() as transaction:
        patch.setattr(papers, "PAUSE", 0)
        world = build(connection, keyring, tmp_path_factory.mktemp("world"))
        for environment in world.app.environments.values():
            environment.undefined = Unknown
        yield world
        transaction.rollback()


class Seat:
    """Somebody of the world, or a visitor, at a browser. Nothing that is done here stays."""

    def __init__(self, screen: Page, world: World, name: str) -> None:
        self.screen, self.world = screen, world
        self.hand = world.app.test_client() if name == VISITOR else world.hand(name)
        self.refused: TestResponse | None = None
        screen.route(re.compile(f"^{SITE}/"), self._answer)

    def opens(self, address: str) -> int:
        """Open a page; how it answers."""
        answer = self.screen.goto(SITE + address)
        assert answer is not None
        return answer.status

    @contextmanager
    def low_vision(self) -> Iterator[None]:
        """The page as people with low vision see it: the same page with another word at its root."""
        self.screen.evaluate(f"{VISION} = 'low'")
        yield
        self.screen.evaluate(f"{VISION} = 'normal'")

    def sends_nothing(self) -> bool:
        """Send the form of this page with every field empty. Whether it was refused; then the screen shows how."""
        form = self.screen.evaluate(EMPTY_FORM)
        if form is None:
            return False
        address = form["action"].removeprefix(SITE)
        with self.world.undone():
            answer = self.hand.post(address, data=form["fields"], content_type=form["type"])
        if answer.status_code not in REFUSED:
            return False
        self.refused = answer
        self.opens(address)
        return True

    def _answer(self, route: Route) -> None:
        asked = urlsplit(route.request.url)
        if asked.path.startswith("/static/"):
            route.fulfill(path=STATIC / asked.path.removeprefix("/static/"))
            return
        given, self.refused = self.refused, None
        if given is None:
            with self.world.undone():
                given = self.hand.get(f"{asked.path}?{asked.query}")
                if given.location:  # the browser does not ask us for what a page leads on to
                    given = self.hand.get(f"{urlsplit(given.location).path}?{asked.query}")
        headers = {name: value for name, value in given.headers.items() if name.lower() not in OF_THE_BROWSER}
        route.fulfill(status=given.status_code, headers=headers, body=given.get_data())


@pytest.fixture
def seat(page: Page, world: World) -> Callable[[str], Seat]:
    """Seats somebody at a browser: `seat("mediator")`, `seat(VISITOR)`."""
    return lambda name: Seat(page, world, name)
