"""Signing in and out."""

from collections.abc import Callable

import pytest
import time_machine
from sqlmodel import Session, select

from mediation_cms.accounts.actions import disable_account
from mediation_cms.accounts.models import FailedSignIn, SignIn
from mediation_cms.core import clock
from mediation_cms.people.models import Account, Role, RoleHeld
from tests import make
from tests.web.visitor import Visitor


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


def cookie_of(browser: Visitor) -> str:
    """What the browser keeps of its session."""
    cookie = browser.client.get_cookie("bitim")
    assert cookie is not None
    return cookie.value


def test_a_page_for_staff_sends_a_visitor_to_the_sign_in_page_and_back(
    visitor: Visitor, country: make.SmallCountry
) -> None:
    answer = visitor.get("/requests?status=ended")

    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/requests?status%3Dended")


def test_a_saved_cookie_is_worth_nothing_after_signing_out(
    signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    browser = signed_in(Role.COORDINATOR, country.cabinet)
    kept = cookie_of(browser)
    browser.get("/desk")
    browser.send("/sign-out")
    browser.client.set_cookie("bitim", kept)

    assert browser.get("/desk").location == "/sign-in?next=/desk"


def test_a_disabled_account_is_out_at_its_next_click(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    account = make.account_for(session)
    browser = signed_in(Role.COORDINATOR, country.cabinet, account=account)
    assert browser.get("/desk").status_code == 200

    disable_account(session, make.actor(session, Role.ADMINISTRATOR, country.republic), account)
    session.commit()

    assert browser.get("/desk").status_code == 302


def test_a_role_that_was_taken_is_gone_at_the_next_click(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    browser = signed_in(Role.COORDINATOR, country.cabinet)
    assert browser.get("/requests/new").status_code == 200
    for held in session.exec(select(RoleHeld)):
        held.until = clock.today()
        session.add(held)
    session.commit()

    assert str(country.cabinet.id) not in browser.get("/requests/new").text


def test_unknown_and_known_logins_get_the_same_answer(
    visitor: Visitor, session: Session, country: make.SmallCountry
) -> None:
    known = make.account_for(session, login="known")
    session.commit()
    visitor.get("/sign-in")
    answers = [visitor.send("/sign-in", login=login, password="wrong password") for login in (known.login, "nobody")]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Логин немесе құпиясөз сәйкес келмейді. Қайта теріп көріңіз." in answers[0].text
    assert "Логин немесе құпиясөз сәйкес келмейді. Қайта теріп көріңіз." in answers[1].text


def test_failures_grow_a_delay_and_nobody_is_locked_out(
    signed_in: Callable[..., Visitor], app: object, visitor: Visitor, session: Session, country: make.SmallCountry
) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        account = make.account_for(session)
        signed_in(Role.COORDINATOR, country.cabinet, account=account)
        visitor.get("/sign-in")
        statuses = [visitor.send("/sign-in", login=account.login, password="wrong").status_code for _try in range(4)]

        assert statuses == [409, 409, 409, 429]
        traveller.shift(60)
        visitor.get("/sign-in")
        visitor.sign_in(account.login)
    assert len(session.exec(select(FailedSignIn)).all()) == 3


def test_the_table_of_sessions_holds_no_token(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    browser = signed_in(Role.COORDINATOR, country.cabinet)
    cookie = cookie_of(browser)

    assert [row.token_hash in cookie for row in session.exec(select(SignIn))] == [False]


def test_after_signing_in_only_addresses_of_our_own_are_followed(
    signed_in: Callable[..., Visitor], visitor: Visitor, session: Session, country: make.SmallCountry
) -> None:
    account = make.account_for(session)
    signed_in(Role.COORDINATOR, country.cabinet, account=account)
    visitor.get("/sign-in?next=//elsewhere.example/")
    answer = visitor.send(
        "/sign-in?next=//elsewhere.example/", login=account.login, password="correct horse battery staple"
    )

    assert answer.location == "/desk"


def test_a_form_without_its_token_is_refused(signed_in: Callable[..., Visitor], country: make.SmallCountry) -> None:
    browser = signed_in(Role.COORDINATOR, country.cabinet)

    assert browser.client.post("/sign-out").status_code == 400


def test_a_password_is_kept_as_an_argon2_hash(
    session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry
) -> None:
    account = make.account_for(session)
    signed_in(Role.COORDINATOR, country.cabinet, account=account)

    assert session.get_one(Account, account.id).password_hash.startswith("$argon2id$")
