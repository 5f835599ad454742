"""People without an account at their own screens: an invited side with a letter, and whoever sits at the cabinet's computer."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mediation_cms.core import clock
from mediation_cms.core.i18n import Language
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.people.models import Role
from mediation_cms.places.models import Unit
from mediation_cms.places.queries import tree
from tests import make
from tests.browser.faults import faults
from tests.journeys.conftest import Cabinet, cast_of
from tests.journeys.reader import Reader
from tests.make import invitations

PHONE = {"width": 360, "height": 760}
STORY = ("Төлегенов", "Қайрат", "Воробьёва", "Светлана", "Құдық", "дуалды")


@pytest.fixture
def cabinet(cabinet_of: Callable[..., Cabinet]) -> Cabinet:
    return cabinet_of(Language.KK)


@pytest.fixture
def letter(cabinet: Cabinet) -> str:
    """Where the letter to the other side leads."""
    with cabinet.site.database.transaction() as session:
        cast = cast_of(session, cabinet)
        unit = session.get_one(Unit, tree(session).by_code(cabinet.code).id)
        request = make.request(session, cast.receptionist, unit, clock.today())
        today = f"{clock.today():%d.%m.%Y}"
        made = invitations.permitted(session, cast.receptionist, request, permitted_on=today)
        return f"http://127.0.0.1:{cabinet.site.port}/i/{code_of(session, made)}"


@pytest.fixture
def at_home(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A fresh browser of somebody: `at_home(scripts=False)`."""
    opened: list[BrowserContext] = []

    def open_page(*, scripts: bool = True) -> Page:
        context = browser.new_context(viewport=PHONE, java_script_enabled=scripts, timezone_id="Asia/Almaty")  # type: ignore[arg-type]  # as Playwright has it
        context.set_default_timeout(10_000)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


def answer(page: Page, field: str | None) -> None:
    """Answer one question and go on."""
    if field:
        page.check(field)
    page.locator("main form button.button").first.click()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.database("sqlite")
def test_an_invited_side_answers_on_a_phone_and_the_coordinator_sees_it(
    cabinet: Cabinet, letter: str, at_home: Callable[..., Page], enter: Callable[..., Reader], scripts: bool
) -> None:
    page, said, found = at_home(scripts=scripts), "", []
    page.goto(f"{letter}?lang=kk")
    answer(page, "input[value=agreed]")
    page.locator("main a.button").click()
    fields = {
        "about": None, "afraid": "input[value=no]", "threatened": "input[value=no]", "hurt": "input[value=silent]",
        "followed": "input[value=no]", "weapon": "input[value=no]", "children": "input[value=no]",
        "withheld": "input[value=no]", "order": "input[value=no]", "alone": "input[value=unknown]",
        "language": "input[name=language][value='']", "reach": "input[name=channel][value='']", "times": None,
    }  # fmt: skip
    for step, field in fields.items():
        expect(page).to_have_url(re.compile(f"/questions/{step}$"))
        if scripts:
            found += faults(page)
        said += page.inner_text("body")
        answer(page, field)
    expect(page).to_have_url(re.compile("/check$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/questions/times$"))
    page.go_forward()
    found += faults(page) if scripts else []
    answer(page, None)

    coordinator = enter(cabinet, Role.COORDINATOR)
    coordinator.page.goto(f"http://127.0.0.1:{cabinet.site.port}/invitations?stage=agreed")
    expect(coordinator.page.locator("table")).to_contain_text("Жауап келді")
    assert found == []
    assert [word for word in STORY if word in said] == []


@pytest.mark.database("sqlite")
def test_the_computer_of_the_cabinet_forgets_after_two_idle_minutes_and_back_finds_nothing(
    letter: str, at_home: Callable[..., Page]
) -> None:
    page = at_home()
    page.clock.install()
    page.goto(f"{letter}?kiosk=1&lang=kk")
    page.fill("#call_when", "Құпия сағат")
    page.clock.run_for(80_000)
    page.keyboard.press("Tab")
    page.clock.run_for(85_000)
    asks = page.locator("[data-kiosk] [role=status]")
    expect(page.get_by_role("button", name="Басып шығару")).to_be_visible()
    assert faults(page) == []
    expect(asks).to_be_hidden()

    page.clock.run_for(10_000)
    expect(asks).to_be_visible()
    page.clock.run_for(30_000)
    expect(page).to_have_url(re.compile(r"/\?kiosk=1$"))
    note, door = (page.locator(one).first.bounding_box() for one in ("[data-kiosk]", ".door"))
    assert note is not None
    assert door is not None
    assert note["y"] + note["height"] < door["y"]  # the doors, which are drawn upwards into the sky, do not lie over it
    page.go_back()
    page.goto(letter)

    expect(page.locator("#call_when")).to_have_value("")
    assert "Құпия сағат" not in page.content()
