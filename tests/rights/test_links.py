"""What a page links to opens for whoever reads the page: nobody is led to a door that is shut to them."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from tests.rights.ground import EVERYBODY, World
from tests.rights.matrix import PAGES, address

LINK = re.compile(r'<a\b[^>]*\shref="([^"]+)"')
# A page that shows how links look, and files.
SAMPLES = {"styleguide.show", "static"}


def links(client: FlaskClient, at: str) -> Iterator[str]:
    """The addresses within the product that a page leads to; none for a file or an answer that leads on."""
    with client.get(at) as answer:
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for href in LINK.findall(answer.get_data(as_text=True)):
                found = urljoin(at, unescape(href)).partition("#")[0]
                if found.startswith("/"):
                    yield found


def status(client: FlaskClient, at: str) -> int:
    """What the address answers."""
    with client.get(at) as answer:
        return answer.status_code


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("name", EVERYBODY)
def test_every_link_on_a_page_opens_for_its_reader(world: World, name: str) -> None:
    client = world.hand(name)
    leads: dict[str, str] = {}  # an address, and the page that led to it first
    with world.undone():
        for page in PAGES:
            if page.opens is not None and name in page.opens & page.sees and page.endpoint not in SAMPLES:
                at = address(world, page)
                leads |= {found: at for found in links(client, at) if found not in leads}
        answers = {f"{leads[found]} → {found}": status(client, found) for found in leads}

    assert {found: answer for found, answer in answers.items() if answer >= 400} == {}
