"""In which language a page comes, and for how long a choice holds."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Account, Role
from mediation_cms.web.app import Bitim
from tests import make
from tests.web.visitor import Visitor

FROM_A_MAIL = {"Sec-Fetch-Site": "none"}
FROM_ANOTHER_SITE = {"Sec-Fetch-Site": "cross-site"}
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


@pytest.fixture
def account(session: Session) -> Account:
    """An account whose language is Kazakh."""
    return make.account_for(session)


@pytest.fixture
def browser(signed_in: Callable[..., Visitor], country: make.SmallCountry, account: Account) -> Visitor:
    """The owner of the account at a browser."""
    return signed_in(Role.COORDINATOR, country.cabinet, account=account)


def chosen(session: Session, account: Account) -> tuple[Language, int]:
    """The language of the account, and how often it was chosen."""
    session.expire_all()
    entries = session.exec(select(Entry).where(Entry.action == "account.language_chosen").order_by(col(Entry.id)))
    return session.get_one(Account, account.id).language, len(entries.all())


def test_a_language_chosen_at_the_top_of_a_page_greets_at_the_next_sign_in(
    app: Bitim, session: Session, account: Account, browser: Visitor
) -> None:
    browser.get("/desk?lang=ru")
    assert chosen(session, account) == (Language.RU, 1)

    another = Visitor(app.test_client())
    another.sign_in(account.login)

    assert '<html lang="ru"' in another.get("/desk").text


def test_a_choice_is_kept_once(session: Session, account: Account, browser: Visitor) -> None:
    for address in ("/desk?lang=ru", "/desk?lang=ru", "/requests?lang=ru", "/desk"):
        assert browser.get(address).status_code == 200

    assert chosen(session, account) == (Language.RU, 1)


def test_the_page_of_ones_own_account_shows_what_was_just_chosen(browser: Visitor) -> None:
    assert 'value="ru" checked' in browser.get("/account?lang=ru").text


@pytest.mark.parametrize(
    ("headers", "kept"), [(FROM_HERE, Language.RU), (FROM_A_MAIL, Language.KK), (FROM_ANOTHER_SITE, Language.KK)]
)
def test_a_link_from_elsewhere_chooses_for_nobody(
    session: Session, account: Account, browser: Visitor, headers: dict[str, str], kept: Language
) -> None:
    answer = browser.client.get("/desk?lang=ru", headers=headers)

    assert '<html lang="ru"' in answer.text
    assert chosen(session, account)[0] is kept


def test_neither_a_form_nor_a_look_at_the_head_nor_nonsense_chooses(
    session: Session, account: Account, browser: Visitor
) -> None:
    browser.client.head("/desk?lang=ru")
    browser.send("/account/sessions/others/ending?lang=ru")
    browser.get("/desk?lang=de")

    assert chosen(session, account) == (Language.KK, 0)


def test_a_visitor_chooses_for_the_browser_alone(visitor: Visitor, country: make.SmallCountry) -> None:
    visitor.get("/sign-in?lang=ru")

    assert '<html lang="ru"' in visitor.get("/sign-in").text


# --- the doors of the rail, which are drawn once ---------------------------------------------------------------------------

DOOR = re.compile(r'<li><a href="(/[a-z]+)"( aria-current="page")?><svg.+?</svg>([^<]+)</a></li>')


def doors(page: Visitor, address: str) -> tuple[list[str], list[str], list[str]]:
    """The doors of the rail: where they lead, the one in which the page lies, their words."""
    found = DOOR.findall(page.get(address).text)
    return [door[0] for door in found], [door[0] for door in found if door[1]], [door[2] for door in found]


@pytest.fixture
def keeper(session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry) -> Visitor:
    """A register keeper at another browser."""
    return signed_in(Role.REGISTER_KEEPER, country.region, account=make.account_for(session, login="keeper"))


def test_the_doors_are_those_of_the_reader_in_the_language_of_the_page(browser: Visitor, keeper: Visitor) -> None:
    leads, here, words = doors(browser, "/cases?lang=ru")
    assert ("/requests" in leads, here, "Дела" in words) == (True, ["/cases"], True)
    leads, here, words = doors(browser, "/requests?lang=kk")
    assert ("/cases" in leads, here, "Істер" in words, "Дела" in words) == (True, ["/requests"], True, False)
    leads, here, words = doors(keeper, "/registers?lang=kk")
    assert ("/cases" in leads, here, "Тізілімдер" in words) == (False, ["/registers"], True)


def test_who_is_signed_in_stays_inside_where_something_is_refused(browser: Visitor, keeper: Visitor) -> None:
    leads, here, _words = doors(browser, "/cases/00000000-0000-0000-0000-000000000000")
    assert ("/requests" in leads, here) == (True, ["/cases"])
    leads, here, _words = doors(keeper, "/cases")
    assert ("/registers" in leads, "/cases" in leads, here) == (True, False, [])
    assert doors(keeper, "/nowhere")[1] == []
