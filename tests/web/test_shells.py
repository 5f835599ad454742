"""The shells of pages: for everybody, for staff, and for when something went wrong."""

import re

import pytest

from mediation_cms.core.i18n import Language
from tests.web.looking import TEMPLATES, drawn, form

ERRORS = sorted(path.stem for path in (TEMPLATES / "errors").glob("[0-9]*.html"))


def title(page: str) -> str:
    found = re.search(r"<title>(.*)</title>", page)
    assert found
    return found[1]


@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("language", Language)
def test_every_error_page_needs_nothing_but_the_shell_and_has_one_headline(code, language):
    page = drawn(f"errors/{code}.html", language)
    headlines = re.findall(r"<h1>(.+)</h1>", page)

    assert len(headlines) == 1
    assert title(page).startswith(headlines[0])
    assert f'<html lang="{language.value}"' in page


def test_the_error_pages_are_those_that_the_application_answers_with():
    assert ERRORS == ["400", "403", "404", "409", "413", "422", "429", "500", "503", "507"]


def test_the_page_of_too_large_a_file_says_the_limit_of_the_form():
    assert "не больше 20 МБ:" in drawn("errors/413.html", Language.RU)


def test_a_refusal_says_its_own_reason():
    page = drawn("errors/409.html", message="Бұл уақытты жаңа ғана басқа адам алды.")

    assert '<p class="lead">Бұл уақытты жаңа ғана басқа адам алды.</p>' in page


def test_what_was_changed_meanwhile_is_opened_again():
    assert '<a class="button" href="/cases/1/contract">Қайта ашу</a>' in drawn(
        "errors/409.html", again="/cases/1/contract"
    )
    assert '<a class="button" href="/">Басты бет</a>' in drawn("errors/409.html")


def test_staff_are_led_to_the_desk_and_visitors_home():
    assert '<a class="button" href="/desk">Жұмыс үстелі</a>' in drawn("errors/404.html", staff=True)
    assert '<a class="button" href="/">Басты бет</a>' in drawn("errors/404.html")


def test_the_way_past_the_navigation_comes_first_then_the_language():
    for page in (drawn("errors/404.html"), drawn("styleguide.html", staff=True)):
        addresses = re.findall(r'href="([^"]+)"', page[page.index("<body>") :])
        assert addresses[:3] == ["#main", "?lang=kk", "?lang=ru"]


def test_the_tab_of_a_form_that_came_back_says_so_first():
    assert title(drawn("sign_in.html", form=form())) == "Қызметкерлерге арналған кіру беті · Бітім"
    wrong = form({"login": "aigul"}, {"": "Логин немесе құпиясөз сәйкес келмейді."})
    assert title(drawn("sign_in.html", form=wrong)).startswith("Түзететін жерлер бар: ")


def test_the_rail_and_the_thumb_bar_say_where_we_are():
    page = drawn("styleguide.html", staff=True)

    assert page.count('<a href="/cases" aria-current="page">') == 2


def test_a_demo_marks_every_page():
    for page in ("errors/500.html", "styleguide.html"):
        assert 'class="demo"' in drawn(page, staff=True)
        assert 'class="demo"' not in drawn(page, staff=True, demo=False)
