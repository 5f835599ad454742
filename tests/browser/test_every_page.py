"""Every page of every wing with something on it, as an eye and as a screen reader meet it.

The pages are those of the matrix of rights, which knows every address. Each is opened twice: in Kazakh on a phone, where
axe hears it, and in Russian, where it is looked at on a wide screen, on a phone in the view for low vision, and once more
with its form refused. Every part of a page stands in every view and colour in `test_look`: contrast is heard there, and
here on what visitors see.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import url_for
from playwright.sync_api import Page as Screen
from playwright.sync_api import ViewportSize

from mediation_cms.people.models import Role
from tests.browser.conftest import VISITOR, Seat
from tests.browser.faults import faults, faults_but_contrast, ill_drawn
from tests.rights.declared import Page
from tests.rights.ground import HEAD, World, here
from tests.rights.matrix import PAGES

# Who sits at the browser: the first of these who may open the page.
LOOKING = (here(Role.COORDINATOR), here(Role.MEDIATOR), here(Role.REGISTER_KEEPER), HEAD)
ROLES = tuple(map(here, Role))
# Files, and what only leads on.
NO_PAGES = {
    "static",
    "health.live",
    "kiosk.end",
    "health.ready",
    "papers.file",
    "agreements.calendar",
    "agreements.scan",
    "reports.file",
    "reports.paper_file",
    "booked.calendar",
    "correspondence.file",
    "feeds.file",
    "public.leave",
    "status.file",
    "learning.calendar",
    "credentials.show",
    "credentials.status",
    "credentials.key",
    "credentials.keys",
    "verification.machine",
    "doors.book",
    "verification.own_file",
    "certificates.file",
    "register_papers.file",
    "imports.example_of",
    "mediators_public.photo",
    "mediators_tables.as_csv",
    "mediators_tables.as_json",
    "register_days.entitled_table",
    "register_days.changes_table",
}
HOMES = {"desk.home"}
# Latin words that belong to all languages or were made for the world: kinds of files, slugs of places, planted secrets.
SAME_IN_ALL = {
    "pdf",
    "xlsx",
    "csv",
    "json",
    "sha",
    "html",
    "https",
    "english",
    "esc",
    "tab",
    "deutsch",
    "oskemen",
    "temirtau",
    "test",
    "invited",
    "example",
    "bitim",
    "open",  # Open Badges, a standard's name
    "badge",
}
MADE_FOR_THE_WORLD = re.compile(  # and what clauses hold in braces, numbers of matters, addresses in a message
    r"zq\w+zq|Асан [A-Za-z_]+|login\d+|\{\w+\}|\d\d-[A-Z]{3}-\d{4}-\d{6}|https?://\S+"
)
LATIN = re.compile(r"(?<![\w.-])[A-Za-z][a-z]{2,}(?![\w.-])")
pytestmark = pytest.mark.database("sqlite")


def looked_at() -> Iterator[tuple[str, Page]]:
    """Every page with whoever looks at it; a home is looked at by everybody who has one."""
    for page in PAGES:
        if page.endpoint in NO_PAGES or not page.opens:
            continue
        first = VISITOR if page.public else next(name for name in LOOKING if name in page.opens)
        eyes = ROLES if page.endpoint in HOMES else [first]
        yield from ((name, page) for name in eyes)


SEATS = {
    name: [page for whose, page in looked_at() if whose == name] for name in dict.fromkeys([VISITOR, *LOOKING, *ROLES])
}

A_FEW, AT_ONCE = 3, 40  # pages in one test, so that several processes share them
PARTS = {
    f"{name} {place + 1}": (name, pages[place : place + AT_ONCE])
    for name, pages in SEATS.items()
    for place in range(0, len(pages), AT_ONCE)
}
PHONE, WIDE = ViewportSize(width=360, height=800), ViewportSize(width=1280, height=800)


def address(world: World, page: Page, **more: str) -> str:
    """The address of a page with its things in it."""
    things: dict[str, Any] = {name: world.keys[key] for name, key in page.fills.items()}
    asked = dict(part.split("=") for part in page.query.split("&")) if page.query else {}
    with world.app.test_request_context():
        return url_for(page.endpoint, **(things | asked | more))


def english(screen: Screen) -> list[str]:
    """Words of the page that somebody forgot to translate, each with what stands around it."""
    words = screen.evaluate(
        """() => {
            const inside = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
            while (inside.nextNode()) {
                const part = inside.currentNode.parentElement;
                if (!part.closest("code, [lang=en], .num, .code, script")) found.push(inside.currentNode.data.trim());
            }
            return found;
        }"""
    )
    found = {text: LATIN.findall(MADE_FOR_THE_WORLD.sub("", text)) for text in words}
    return [f"English: {text}" for text, latin in found.items() if {word.lower() for word in latin} - SAME_IN_ALL]


def astray(screen: Screen) -> list[str]:
    """Errors of the list on top that lead to no field of the page."""
    lost: list[str] = screen.evaluate(
        """() => [...document.querySelectorAll("[role=alert] a")]
            .filter((one) => !document.getElementById(decodeURIComponent(one.hash.slice(1))))
            .map((one) => `leads nowhere: ${one.hash} ${one.textContent}`)"""
    )
    return lost


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_sound_in_kazakh_on_a_phone(world: World, seat: Callable[[str], Seat], part: str) -> None:
    name, pages = PARTS[part]
    eyes, found = seat(name), []
    wrong_with = faults if name == VISITOR else faults_but_contrast
    eyes.screen.set_viewport_size(PHONE)
    for page in pages:
        status = eyes.opens(address(world, page, lang="kk"))
        seen = wrong_with(eyes.screen) + english(eyes.screen) if status == 200 else [f"answers {status}"]
        found += [f"{page.endpoint}: {fault}" for fault in seen]

    assert found == [], "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_sound_in_russian_and_its_refused_form_leads_to_what_is_wrong(
    world: World, seat: Callable[[str], Seat], part: str
) -> None:
    name, pages = PARTS[part]
    eyes, found, refused = seat(name), [], []
    for page in pages:
        eyes.screen.set_viewport_size(WIDE)
        eyes.opens(address(world, page, lang="ru"))
        seen = ill_drawn(eyes.screen) + english(eyes.screen)
        eyes.screen.set_viewport_size(PHONE)
        with eyes.low_vision():
            seen += ill_drawn(eyes.screen)
        if eyes.sends_nothing():
            refused.append(page.endpoint)
            eyes.screen.evaluate("scrollTo(0, 0)")  # what the bar below happens to cover is no fault
            seen += faults_but_contrast(eyes.screen) + english(eyes.screen) + astray(eyes.screen)
        found += [f"{page.endpoint}: {fault}" for fault in seen]

    assert found == [], "\n".join(dict.fromkeys(found))
    assert refused != [] or sum(bool(page.posts) for page in pages) < A_FEW  # a form may be fine with nothing in it
