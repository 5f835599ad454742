"""Sessions and what every answer says to a browser: nothing lives on after its end, nothing leads elsewhere."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.engine import Connection
from sqlmodel import Session, col, select
from werkzeug.test import TestResponse

from mediation_cms.accounts.models import FailedSignIn, SignIn
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.people.models import Account, Role
from mediation_cms.web.app import Bitim, create_app
from tests import make
from tests.make import matters
from tests.web.settings import settings_for_tests
from tests.web.visitor import PASSWORD, Visitor

ELSEWHERE = "evil.example"


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


@pytest.fixture
def account(session: Session, signed_in: Callable[..., Visitor], country: make.SmallCountry) -> Account:
    """A coordinator who can sign in."""
    account = make.account_for(session)
    signed_in(Role.COORDINATOR, country.cabinet, account=account)
    return account


@pytest.fixture
def behind_https(connection: Connection, keyring: Keyring, tmp_path: Path) -> Bitim:
    """The application as people reach it from outside."""
    settings = dataclasses.replace(settings_for_tests(tmp_path), base_url="https://bitim.example")
    return create_app(settings, Database(connection, keyring, tmp_path))


def token_of(client: FlaskClient) -> str:
    """The token against forged forms that this browser's pages hold."""
    return re.search(r'name="csrf_token" value="([^"]+)"', client.get("/styleguide").text)[1]  # type: ignore[index]  # it is there


# --- what every answer says ----------------------------------------------------------------------------------------------


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sign-in", 200),
        ("GET", "/desk", 302),
        ("GET", "/nowhere", 404),
        ("GET", "/static/nowhere.css", 404),
        ("POST", "/desk", 405),
        ("POST", "/sign-in", 400),
        ("GET", "/papers/0000-0000-0000-0000", 404),
        ("OPTIONS", "/sign-in", 200),
    ],
)
def test_every_answer_forbids_scripts_frames_and_copies(app: Bitim, method: str, path: str, status: int) -> None:
    with app.test_client().open(path, method=method) as answer:
        said = answer.headers

    assert answer.status_code == status
    assert "unsafe" not in said["Content-Security-Policy"]
    assert {
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    } <= set(said["Content-Security-Policy"].split("; "))
    assert (said["X-Content-Type-Options"], said["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert said["Cache-Control"] == "no-store"
    assert "Server" not in said
    assert "X-Powered-By" not in said


@pytest.mark.database("sqlite")
def test_a_style_is_kept_only_under_the_mark_of_its_content(app: Bitim) -> None:
    client = app.test_client()
    with client.get("/static/bitim.css?v=1") as marked, client.get("/static/bitim.css") as bare:
        assert marked.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert bare.headers["Cache-Control"] == "no-store"


def test_over_https_the_cookie_is_bound_to_this_host_alone(
    behind_https: Bitim, account: Account, session: Session
) -> None:
    client = behind_https.test_client()
    page = client.get("/sign-in?lang=ru", base_url="https://bitim.example")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    answer = client.post(
        "/sign-in", base_url="https://bitim.example", headers={"Referer": "https://bitim.example/sign-in"},
        data={"csrf_token": token[1], "login": account.login, "password": PASSWORD},
    )  # fmt: skip

    assert answer.status_code == 303
    cookies = [*page.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-bitim", "lang"}
    for cookie in cookies:
        parts = {part.strip() for part in cookie.split(";")[1:]}
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert not any(part.startswith("Domain") for part in parts)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


# --- sessions ------------------------------------------------------------------------------------------------------------


def test_what_was_planted_in_a_browser_before_signing_in_is_worth_nothing_after(app: Bitim, account: Account) -> None:
    client = app.test_client()
    planted = token_of(client)
    client.post("/sign-in", data={"csrf_token": planted, "login": account.login, "password": PASSWORD})

    assert client.get("/desk").status_code == 200
    assert client.post("/sign-out", data={"csrf_token": planted}).status_code == 400
    assert client.post("/sign-out", data={"csrf_token": token_of(client)}).status_code == 303


def test_signing_in_anew_ends_the_session_before(app: Bitim, account: Account, session: Session) -> None:
    client = app.test_client()
    for _time in range(2):
        client.post("/sign-in", data={"csrf_token": token_of(client), "login": account.login, "password": PASSWORD})

    session.expire_all()
    ended = [signed_in.ended_at is not None for signed_in in session.exec(select(SignIn).order_by(col(SignIn.id)))]
    assert ended[1:] == [True, False]  # the first is the fixture's own browser


def test_a_changed_password_ends_every_other_session_at_once(app: Bitim, account: Account) -> None:
    here, there = Visitor(app.test_client()), Visitor(app.test_client())
    for browser in (here, there):
        browser.sign_in(account.login)
    here.get("/account")
    answer = here.send("/account/password", old=PASSWORD, password="another good phrase", again="another good phrase")

    assert answer.status_code == 303
    assert (here.get("/desk").status_code, there.get("/desk").status_code) == (200, 302)


def test_a_token_that_was_tampered_with_signs_nobody_in(app: Bitim, account: Account) -> None:
    client = app.test_client()
    for value in ("", "x", "e30.ZZZZ.aaaa", "%7f" * 20, "a" * 4000):
        client.set_cookie("bitim", value)
        assert client.get("/desk").status_code == 302


# --- who asks ------------------------------------------------------------------------------------------------------------


def test_forged_headers_give_nobody_new_guesses(app: Bitim, account: Account, session: Session) -> None:
    client = app.test_client()
    statuses = [
        client.post(
            "/sign-in", data={"csrf_token": token_of(client), "login": f"guess{n}", "password": "wrong password"},
            headers={"X-Forwarded-For": f"203.0.113.{n}", "X-Real-IP": f"203.0.113.{n}", "Forwarded": f"for=203.0.113.{n}"},
        ).status_code
        for n in range(6)
    ]  # fmt: skip

    assert statuses == [409, 409, 409, 429, 429, 429]
    assert len({row.network_index for row in session.exec(select(FailedSignIn))}) == 1


def from_elsewhere(app: Bitim, browser: Visitor, path: str) -> TestResponse:
    """What a signed-in browser gets that was told another name for us."""
    kept = browser.client.get_cookie("bitim")
    assert kept is not None
    client = app.test_client()
    client.set_cookie("bitim", kept.value, domain=ELSEWHERE)
    forged = {"X-Forwarded-Host": ELSEWHERE, "X-Forwarded-Proto": "https", "Forwarded": f"host={ELSEWHERE}"}
    return client.get(path, base_url=f"http://{ELSEWHERE}", headers=forged)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 302), ("/sign-in", 302), ("/desk", 200), ("/requests", 200), ("/nowhere", 404), ("/papers", 200)],
)
def test_a_forged_host_stands_in_no_link(
    app: Bitim, signed_in: Callable[..., Visitor], country: make.SmallCountry, path: str, status: int
) -> None:
    answer = from_elsewhere(app, signed_in(Role.COORDINATOR, country.cabinet), path)

    assert answer.status_code == status
    assert ELSEWHERE not in answer.text
    assert ELSEWHERE not in str(answer.headers)


def test_papers_are_asked_for_without_the_host_that_a_browser_names(
    app: Bitim, signed_in: Callable[..., Visitor], session: Session
) -> None:
    cast = matters.cast(session)
    case = matters.in_mediation(session, cast)
    browser = signed_in(Role.MEDIATOR, account=matters.account_of(session, cast.mediator))
    page = from_elsewhere(app, browser, f"/requests/{case.request_id}/papers")

    assert page.status_code == 200
    assert ELSEWHERE not in page.text


# --- where it leads ------------------------------------------------------------------------------------------------------

OUTWARDS = [
    "//evil.example", "/\\evil.example", "/\t/evil.example", "/\r/evil.example", "/\n/evil.example", "\t//evil.example",
    "https://evil.example", "https:evil.example", "javascript:alert(1)", "/\x00/evil.example", "\\/evil.example",
    "/\t\\evil.example", "///evil.example", "/ /evil.example", "/./\t/evil.example", "",
]  # fmt: skip


@pytest.mark.parametrize("wanted", OUTWARDS)
def test_after_signing_in_nobody_is_led_to_another_site(app: Bitim, account: Account, wanted: str) -> None:
    client = app.test_client()
    answer = client.post(
        "/sign-in", query_string={"next": wanted},
        data={"csrf_token": token_of(client), "login": account.login, "password": PASSWORD},
    )  # fmt: skip

    assert (answer.status_code, answer.location) == (303, "/desk")


@pytest.mark.parametrize("wanted", ["/requests?status=ended&q=%D0%B0", "/desk", "/cases?mine=1"])
def test_after_signing_in_one_is_where_one_wanted_to_be(app: Bitim, account: Account, wanted: str) -> None:
    client = app.test_client()
    answer = client.post(
        "/sign-in", query_string={"next": wanted},
        data={"csrf_token": token_of(client), "login": account.login, "password": PASSWORD},
    )  # fmt: skip

    assert answer.location == wanted
