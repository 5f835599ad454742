"""When something is missing that nobody at the screen can mend: space, the database, the session. What is said then is true."""

import errno
import logging
import os
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from mediation_cms.accounts.actions import disable_account
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.documents.models import StoredFile
from mediation_cms.people.models import Role, RoleHeld
from mediation_cms.web.app import Bitim, create_app
from tests import make
from tests.make import matters
from tests.web.conftest import HASH
from tests.web.settings import settings_for_tests
from tests.web.stage import Stage, signing_form
from tests.web.visitor import Visitor

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


def lead(page: str) -> str:
    """The sentence under the headline."""
    found = re.search(r'<p class="lead">(.*?)</p>', page)
    assert found
    return unescape(found[1])


# --- no space ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_scan_for_which_there_is_no_space_leaves_nothing_behind(
    session: Session, app: Bitim, signed_in: Callable[..., Visitor], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    stage = Stage(session, app.database, matters.cast(session), signed_in)
    case = matters.met(session, stage.cast)
    draft = matters.drafted(session, stage.cast, case)
    page = stage.mediator
    page.get(f"/cases/{case.id}/agreement/signing?lang=en")

    def full(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        answer = page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case))

    assert (answer.status_code, lead(answer.text)) == (
        507,
        "Earlier data are safe. What you sent was not stored: tell the administrator, and send it again when there is space.",
    )
    session.refresh(draft)
    assert draft.signed_on is None
    assert session.exec(select(StoredFile)).all() == []
    assert [path for path in app.settings.data_dir.rglob("*") if path.is_file()] == []


# --- a database of its own -----------------------------------------------------------------------------------------------


@pytest.fixture
def own_browser(own_engine: Engine, keyring: Keyring, tmp_path_factory: pytest.TempPathFactory) -> Visitor:
    """Somebody signed in to an application whose database others can lock, or fill."""
    settings = settings_for_tests(tmp_path_factory.mktemp("data"))
    database = Database(own_engine, keyring, settings.data_dir)
    with database.transaction() as session:
        make.law(session)
        country = make.small_country(session)
        account = make.account_for(session, login="saule")
        account.password_hash = HASH
        session.add(account)
        held = RoleHeld(
            account_id=account.id, role=Role.RECEPTIONIST, unit_id=country.cabinet.id, since=date(2015, 1, 1)
        )
        session.add(held)
    browser = Visitor(create_app(settings, database).test_client())
    browser.sign_in("saule")
    browser.get("/requests/new?lang=en")
    return browser


@pytest.mark.database("sqlite")
def test_a_database_that_stays_locked_answers_at_the_first_wait(
    own_browser: Visitor, own_engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    own_engine.dispose()
    sa.event.listen(own_engine, "connect", lambda connection, _record: connection.execute("PRAGMA busy_timeout=50"))
    other = sqlite3.connect(str(own_engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with caplog.at_level(logging.WARNING):
        answer = own_browser.send("/requests/new", received_on="01.06.2022")
    other.close()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert lead(answer.text) == "What you typed was not stored. Go back in a minute and send it again."
    assert [record.message for record in caplog.records] == ["the database does not answer: database is locked"]


@pytest.mark.database("sqlite")
def test_a_database_that_is_full_says_so(own_browser: Visitor, own_engine: Engine) -> None:
    with own_engine.begin() as connection:  # whoever sends a form needs more than there is
        connection.exec_driver_sql("CREATE TABLE filler (bytes BLOB)")
        connection.exec_driver_sql(
            "CREATE TRIGGER fill INSERT ON submission BEGIN INSERT INTO filler VALUES (zeroblob(1000000)); END"
        )
    own_engine.dispose()
    sa.event.listen(own_engine, "connect", lambda connection, _record: connection.execute("PRAGMA max_page_count=1"))
    answer = own_browser.send("/requests/new", received_on="01.06.2022")

    assert answer.status_code == 507


# --- a form that comes too late ------------------------------------------------------------------------------------------


def test_a_form_of_an_earlier_session_comes_back_with_what_was_typed(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    account = make.account_for(session, "Байжанова Сәуле")
    browser = signed_in(Role.RECEPTIONIST, country.cabinet, account=account)
    browser.get("/requests/new?lang=ru")
    typed = {"csrf_token": "stale", "form_key": "k", "note": 'две\nстроки и "кавычки"'}

    answer = browser.client.post("/requests/new", data=typed, headers=OURS)

    assert answer.status_code == 400
    assert lead(answer.text).startswith("Эта форма устарела, поэтому ничего не сохранено. Сейчас в системе: ")
    hidden = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text.partition("<main")[2])
    )
    assert unescape(hidden.pop("note")) == typed["note"]
    assert (hidden.pop("form_key"), hidden.pop("csrf_token") == "stale", hidden) == ("k", False, {})
    browser.page = answer
    assert browser.send("/requests/new", note="").status_code == 422  # the token that came with it is good


@pytest.mark.parametrize(
    ("fields", "headers"),
    [({"note": "words"}, {"Sec-Fetch-Site": "same-site"}), ({"note": "words"}, {}), ({"new_password": "words"}, OURS)],
)
def test_nothing_comes_back_that_another_site_sent_or_that_is_secret(
    signed_in: Callable[..., Visitor], country: make.SmallCountry, fields: dict[str, str], headers: dict[str, str]
) -> None:
    browser = signed_in(Role.RECEPTIONIST, country.cabinet)
    browser.get("/desk?lang=en")
    answer = browser.client.post("/requests/new", data=fields, headers=headers)

    assert answer.status_code == 400
    assert (
        lead(answer.text) == "This form is out of date, so nothing was stored. Open it anew and fill it in once more."
    )
    assert "words" not in answer.text.partition("<main")[2]


def test_who_sends_a_form_after_the_session_has_ended_reads_why_the_sign_in_page_is_there(
    signed_in: Callable[..., Visitor], session: Session, country: make.SmallCountry
) -> None:
    account = make.account_for(session)
    browser = signed_in(Role.RECEPTIONIST, country.cabinet, account=account)
    browser.get("/requests/new?lang=en")
    disable_account(session, make.actor(session, Role.ADMINISTRATOR, country.republic), account)
    session.commit()

    back = browser.send("/requests/new", note="words").location
    assert back.startswith("/sign-in?kept=")
    sentence = "The session has ended. Sign in again: the draft is kept."
    assert sentence in browser.get(back).text
    assert sentence not in browser.get("/sign-in").text
