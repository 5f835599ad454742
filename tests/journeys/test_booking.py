"""Somebody with a phone and no account books a talk, by keyboard alone: how many pages it takes, and what axe finds."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mediation_cms.core.i18n import Language
from tests.browser.faults import faults
from tests.journeys.conftest import Cabinet, cast_of
from tests.make.availability import week

PHONE = {"width": 360, "height": 760}
EVERY_DAY = tuple((weekday, 9 * 60, 20 * 60) for weekday in range(7))
MOST_TABS = 60


@pytest.fixture
def cabinet(cabinet_of: Callable[..., Cabinet]) -> Cabinet:
    """A cabinet whose mediator is there every day."""
    made = cabinet_of(Language.KK)
    with made.site.database.transaction() as session:
        cast = cast_of(session, made)
        week(session, cast.entry, cast.country.cabinet, EVERY_DAY)
    return made


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with a keyboard."""
    context = browser.new_context(viewport=PHONE, timezone_id="Asia/Almaty")  # type: ignore[arg-type]  # as Playwright has it
    context.set_default_timeout(10_000)
    yield context
    context.close()


def tab_to(page: Page, selector: str) -> None:
    """Go on with the Tab key until this has the focus."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector} on {page.url}")


def presses(page: Page, selector: str) -> None:
    """Reach something by the keyboard and press it."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.database("sqlite")
def test_a_talk_is_booked_on_a_phone_by_keyboard_alone(cabinet: Cabinet, phone: BrowserContext) -> None:
    page, found, seen = phone.new_page(), [], []

    def look() -> None:
        seen.append(page.url)
        found.extend(faults(page))

    page.goto(f"http://127.0.0.1:{cabinet.site.port}/book?lang=kk")
    look()
    presses(page, "a.day[href*='kind=first']")
    look()
    presses(page, "a.day[href*='region=63']")
    look()
    presses(page, f"a.day[href*='cabinet={cabinet.code}']")
    look()
    presses(page, "main form button.button")
    look()
    presses(page, "button.slot")
    expect(page.locator("[data-until]")).to_have_text(re.compile(r"^(10:00|9:\d\d)$"))
    look()
    tab_to(page, "#name")
    page.keyboard.type("Ахметова Сәуле")
    tab_to(page, "#phone")
    page.keyboard.type("8 701 555 01 01")
    presses(page, "button[name=step]")
    look()
    tab_to(page, "#consent")
    page.keyboard.press("Space")
    presses(page, "button[value=book]")
    look()

    expect(page).to_have_url(re.compile("/b/[0-9a-z]{28}$"))
    expect(page.locator("main a[download]")).to_be_visible()
    assert found == []
    assert len(seen) == 8, seen
    assert [address for address in seen if "%D0" in address or "701" in address] == []
