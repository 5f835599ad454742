"""Every part of the interface in a real browser, under the content policy of the site."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route

from mediation_cms.core.i18n import Language
from tests.browser.faults import faults
from tests.documents.reading import in_order, text
from tests.web.looking import STATIC, drawn, form, wing

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
SITE = "http://bitim.test"
STATES = [
    *((Language.KK, mode, width) for mode in ("light", "dark", "low") for width in (360, 1280)),
    *((Language.RU, mode, 360) for mode in ("light", "low")),
]


@pytest.fixture
def shown(page: Page):
    """Shows a drawn page as the site would: with its policy and its static files. What the browser refuses is an error."""
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: refused.append(str(error)))

    def show(html: str, path: str = "/") -> Page:
        def answer(route: Route) -> None:
            asked = urlsplit(route.request.url).path
            if asked.startswith("/static/"):
                route.fulfill(path=STATIC / asked.removeprefix("/static/"))
            else:
                route.fulfill(
                    body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY}
                )

        page.route(f"{SITE}/**", answer)
        page.goto(SITE + path)
        return page

    yield show
    assert refused == []


@pytest.mark.parametrize(("language", "mode", "width"), STATES)
def test_every_part_is_accessible_and_fits_the_screen(shown, page, language, mode, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if mode == "dark" else "light")

    shown(drawn("styleguide.html", language, staff=True, vision="low" if mode == "low" else "normal"))

    assert faults(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_public_shell_is_accessible_and_fits_the_screen(shown, page, width):
    page.set_viewport_size({"width": width, "height": 800})

    shown(drawn("sign_in.html", form=form({}, {"": "Логин немесе құпиясөз сәйкес келмейді. Қайта теріп көріңіз."})))

    assert faults(page) == []


def test_signs_icons_and_the_mark_are_really_drawn(shown, page):
    shown(drawn("styleguide.html", staff=True))

    assert page.locator(".bar .brand use").evaluate("use => use.getBBox().width > 10")
    sign = page.locator(".badge.wait").first.evaluate("badge => getComputedStyle(badge, '::before').maskImage")
    assert sign.startswith(f'url("{SITE}/static/icons.svg?v=')


def test_on_a_phone_the_menu_opens_and_closes_by_its_address_alone(shown, page):
    page.set_viewport_size({"width": 360, "height": 740})
    shown(drawn("styleguide.html", staff=True))
    rail = page.locator(".rail")
    assert not rail.is_visible()

    page.click(".thumbs a[href='#menu']")
    assert rail.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text().startswith("Өтініштер")

    page.click(".rail .close")
    assert not rail.is_visible()


@pytest.mark.parametrize("language", list(Language))
def test_in_large_letters_the_bar_of_the_phone_is_one_row_and_every_door_stands_in_the_menu(shown, page, language):
    page.set_viewport_size({"width": 360, "height": 740})
    four = [wing(key, key, "Соглашения") for key in ("house", "write", "people", "paper")]
    shown(drawn("styleguide.html", language, staff=True, vision="low", wings=four, here="write"))
    doors = page.locator(".thumbs a:visible")

    assert doors.count() == 3, "more would part their words"
    assert len({round(door.bounding_box()["y"]) for door in doors.all()}) == 1
    assert doors.last.get_attribute("href") == "#menu"
    assert page.locator(".thumbs").bounding_box()["height"] < 740 / 8
    doors.last.click()
    assert page.locator(".rail li a:visible").count() == len(four) + 2  # the help, the view


def test_the_list_of_errors_is_read_first_and_leads_to_its_fields(shown, page):
    shown(drawn("sign_in.html", form=form({}, {"login": "Бұл жол бос қалды."})))
    assert page.locator(":focus").get_attribute("class") == "note late errors"

    page.click(".errors a")

    assert page.locator(":focus").get_attribute("id") == "login"


def test_an_impatient_second_press_sends_nothing(shown, page):
    shown(drawn("sign_in.html", form=form()))
    page.evaluate(
        """() => {
            window.pressed = [];
            addEventListener("submit", (event) => { pressed.push(!event.defaultPrevented); event.preventDefault(); });
        }"""
    )

    page.dblclick("main button")

    assert page.evaluate("pressed") == [True, False]


FOLDED = """<details><summary>Толық мәтін</summary><p>Дуалды бұрынғы орнына жылжытады.</p></details>
<details open><summary>Ашық</summary><p>Суды кезекпен алады.</p></details></main>"""


def unfolded(page: Page) -> list[bool]:
    """Which of the parts stand open."""
    folds: list[bool] = page.locator("main details").evaluate_all("all => all.map((one) => one.open)")
    return folds


def test_what_is_folded_is_printed_without_javascript(shown, page):
    shown(re.sub("<script.+?</script>", "", drawn("sign_in.html", form=form()).replace("</main>", FOLDED)))

    assert in_order(text(page.pdf()), "Толық мәтін", "Дуалды бұрынғы орнына", "Ашық", "Суды кезекпен") == []


def test_a_browser_that_knows_no_better_unfolds_for_the_printer_and_folds_again(shown, page):
    shown(drawn("sign_in.html", form=form()).replace("</main>", FOLDED))

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert unfolded(page) == [True, True]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert unfolded(page) == [False, True]


def test_print_leaves_the_navigation_away_and_keeps_the_words(shown, page):
    shown(drawn("styleguide.html", staff=True))
    page.emulate_media(media="print")

    assert [page.locator(part).first.is_visible() for part in (".bar", ".rail", ".tabs", ".button", ".pager")] == [
        False
    ] * 5
    assert page.locator("h1").is_visible()
    assert page.locator(".demo").is_visible()


def test_the_lights_of_a_side_are_printed_with_their_words(shown, page):
    light = '<ul class="lights down"><li><form class="light"><button class="button small">Құжаттар</button></form></li></ul>'
    shown(drawn("sign_in.html", form=form()).replace("</main>", f"{light}</main>"))
    page.emulate_media(media="print")

    assert page.locator(".light > .button").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_word_without_an_end_breaks(shown, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    long = "ы" * 400
    prose = (
        f'<div class="split"><div class="row apart"><h2>{long}</h2></div><div class="card"><p class="typed">{long}</p>'
    )
    facts = f'<dl class="facts"><div><dt>Тақырып</dt><dd>{long}</dd></div></dl></div></div>'
    shown(drawn("styleguide.html", staff=True).replace("</main>", f"<h1>{long}</h1>{prose}{facts}</main>"))

    assert page.evaluate("document.documentElement.scrollWidth") <= width
