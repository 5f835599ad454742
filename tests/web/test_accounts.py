"""Accounts on pages: made, given roles, disabled; the passphrase that is shown once; one's own account."""

import re

import pytest
import time_machine
from sqlmodel import col, select

from mediation_cms.accounts.models import SignIn
from mediation_cms.accounts.queries import roles_held
from mediation_cms.core import clock
from mediation_cms.people.models import Account, Role, RoleHeld
from tests import make
from tests.web.counting import same_for_thirty
from tests.web.visitor import PASSWORD, Visitor

PASSPHRASE = re.compile(r"<b>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</b>")


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def administrator(signed_in, country):
    return signed_in(Role.ADMINISTRATOR, country.region)


def fields(country, **more):
    return {
        "surname": "Ахметов", "given_name": "Серік", "patronymic": "", "login": "a.serik", "email": "", "language": "ru",
        "role__role": "coordinator", "role__unit_id": str(country.cabinet.id), "role__since": "05.01.2026",
    } | more  # fmt: skip


def held_account(session, unit, role=Role.COORDINATOR, name="Асанова Әсел"):
    account = make.account_for(session, name)
    session.add(RoleHeld(account_id=account.id, role=role, unit_id=unit.id, since=clock.today()))
    session.commit()
    return account


# --- the accounts of others --------------------------------------------------------------------------------------------


def test_a_new_account_signs_in_with_the_passphrase_that_was_shown_once(session, app, administrator, country):
    administrator.get("/settings/accounts/new")
    answer = administrator.send("/settings/accounts/new", **fields(country))
    (passphrase,) = PASSPHRASE.findall(answer.text)
    account = session.exec(select(Account).where(Account.login == "a.serik")).one()

    assert (answer.status_code, answer.location, answer.headers["Cache-Control"]) == (200, None, "no-store")
    assert passphrase not in administrator.get(f"/settings/accounts/{account.id}").text
    newcomer = Visitor(app.test_client())
    newcomer.get("/sign-in")
    assert newcomer.send("/sign-in", login="a.serik", password=passphrase).location == "/desk"
    assert "Мой профиль" in newcomer.get("/account").text
    assert [held.role for held in roles_held(session, account)] == [Role.COORDINATOR]


def test_the_same_form_sent_twice_makes_one_account_and_shows_no_passphrase_again(session, administrator, country):
    administrator.get("/settings/accounts/new")
    hidden = administrator.hidden()
    given = {name.replace("__", "-"): value for name, value in fields(country).items()} | hidden
    administrator.client.post("/settings/accounts/new", data=given)
    again = administrator.client.post("/settings/accounts/new", data=given)

    account = session.exec(select(Account).where(Account.login == "a.serik")).one()
    assert (again.status_code, again.location) == (303, f"/settings/accounts/{account.id}")
    assert PASSPHRASE.findall(again.text) == []


def test_every_slip_of_a_new_account_is_said_at_once(session, administrator, country):
    administrator.get("/settings/accounts/new")
    wrong = fields(country, login="Серік", given_name="", role__role="", role__unit_id="", role__since="31.02.2026")
    answer = administrator.send("/settings/accounts/new", **wrong)

    assert (answer.status_code, len(administrator.errors)) == (422, 5)
    for kept in ('value="Серік"', 'value="Ахметов"', 'value="31.02.2026"'):
        assert kept in answer.text
    assert session.exec(select(Account).where(Account.login == "a.serik")).first() is None


def test_a_taken_user_name_is_said_beside_it(session, administrator, country):
    make.account_for(session, login="a.serik")
    session.commit()
    administrator.get("/settings/accounts/new")
    answer = administrator.send("/settings/accounts/new", **fields(country))

    assert (answer.status_code, 'id="login-error"' in answer.text) == (422, True)


def test_an_address_that_is_none_is_said_beside_it(session, administrator, country):
    administrator.get("/settings/accounts/new")
    answer = administrator.send("/settings/accounts/new", **fields(country, email="x"))

    assert (answer.status_code, 'id="email-error"' in answer.text, len(administrator.errors)) == (422, True, 1)
    assert session.exec(select(Account).where(Account.login == "a.serik")).first() is None


def test_roles_are_given_and_ended(session, administrator, country):
    account = held_account(session, country.cabinet)
    address = f"/settings/accounts/{account.id}"
    administrator.get(f"{address}/roles/new")
    again = {"role__role": "coordinator", "role__unit_id": str(country.cabinet.id), "role__since": "05.01.2026"}
    refused = administrator.send(f"{address}/roles/new", **again)
    assert (refused.status_code, 'id="role-role-error"' in refused.text) == (422, True)
    administrator.send(f"{address}/roles/new", **(again | {"role__role": "mediator"}))
    assert [held.role for held in roles_held(session, account)] == [Role.COORDINATOR, Role.MEDIATOR]

    held = roles_held(session, account)[0]
    administrator.get(f"{address}/roles/{held.id}/ending")
    administrator.send(f"{address}/roles/{held.id}/ending")
    assert [one.role for one in roles_held(session, account)] == [Role.MEDIATOR]
    page = administrator.get(address).text
    for shown in ("Аяқталған рөлдер", "Рөл берілді", "Рөл алынды"):
        assert shown in page


def test_a_disabled_account_is_out_and_a_new_passphrase_lets_it_in(session, app, administrator, signed_in, country):
    account = make.account_for(session, "Асанова Әсел")
    browser = signed_in(Role.COORDINATOR, country.cabinet, account=account)
    administrator.get(f"/settings/accounts/{account.id}/disabling")
    administrator.send(f"/settings/accounts/{account.id}/disabling")
    assert browser.get("/account").status_code == 302

    administrator.get(f"/settings/accounts/{account.id}/passphrase")
    (passphrase,) = PASSPHRASE.findall(administrator.send(f"/settings/accounts/{account.id}/passphrase").text)
    newcomer = Visitor(app.test_client())
    newcomer.get("/sign-in")
    assert newcomer.send("/sign-in", login=account.login, password=PASSWORD).status_code == 409
    assert newcomer.send("/sign-in", login=account.login, password=passphrase).location == "/desk"


def test_accounts_of_other_places_are_not_there(session, signed_in, administrator, country):
    abai = make.region(session, country.republic, "10", "Абай облысы")
    there = held_account(session, abai, name="Басқа Біреу")

    assert "Басқа Біреу" not in administrator.get("/settings/accounts").text
    assert [administrator.get(f"/settings/accounts/{there.id}{path}").status_code for path in (
        "", "/roles/new", "/disabling", "/passphrase",
    )] == [404] * 4  # fmt: skip
    assert administrator.send(f"/settings/accounts/{there.id}/passphrase").status_code == 404
    administrator.get("/settings/accounts/new")
    forbidden = fields(country, role__unit_id=str(abai.id))
    assert administrator.send("/settings/accounts/new", **forbidden).status_code == 403
    for role in (Role.COORDINATOR, Role.AUDITOR, Role.MANAGER):
        browser = signed_in(role, country.republic)
        assert [browser.get(f"/settings/accounts{path}").status_code for path in ("", "/new", f"/{there.id}")] == [
            403
        ] * 3


def test_whose_roles_reach_further_gets_no_passphrase_here(session, administrator, country):
    account = held_account(session, country.cabinet)
    session.add(RoleHeld(account_id=account.id, role=Role.MANAGER, unit_id=country.republic.id, since=clock.today()))
    session.commit()
    address = f"/settings/accounts/{account.id}"

    assert "/passphrase" not in administrator.get(address).text
    administrator.get(f"{address}/roles/new")
    assert administrator.send(f"{address}/passphrase").status_code == 403


def test_thirty_accounts_ask_no_more_than_one(session, administrator, country):
    same_for_thirty(administrator, session, "/settings/accounts", lambda: held_account(session, country.cabinet))


# --- one's own ---------------------------------------------------------------------------------------------------------


def test_everybody_chooses_the_language_of_the_pages(session, signed_in, country):
    account = make.account_for(session)
    browser = signed_in(Role.RECEPTIONIST, country.cabinet, account=account)
    assert "Менің профилім" in browser.get("/account").text
    browser.send("/account/language", language="ru")

    session.refresh(account)
    assert account.language == "ru"
    assert "Мой профиль" in browser.get("/account").text
    assert browser.send("/account/language", language="de").status_code == 422


def test_after_signing_in_the_language_is_the_account_s_unless_another_was_chosen_on_that_page(
    session, app, signed_in, country
):
    account = make.account_for(session)
    usual, chooses = signed_in(Role.RECEPTIONIST, country.cabinet, account=account), Visitor(app.test_client())
    assert "Менің профилім" in usual.get("/account").text

    chooses.get("/sign-in?lang=ru")
    chooses.send("/sign-in?lang=ru", login=account.login, password=PASSWORD)
    assert "Мой профиль" in chooses.get("/account").text


def test_the_password_is_changed_with_the_old_one_and_other_devices_are_out(session, signed_in, country):
    account = make.account_for(session)
    here = signed_in(Role.RECEPTIONIST, country.cabinet, account=account)
    elsewhere = Visitor(here.client.application.test_client())
    elsewhere.sign_in(account.login)
    new = "the steppe is wide in june"
    here.get("/account")
    wrong = here.send("/account/password", old="not the old one", password=new, again=new)
    assert (wrong.status_code, 'id="old-error"' in wrong.text, new in wrong.text) == (422, True, False)
    here.send("/account/password", old=PASSWORD, password=new, again=new)

    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    elsewhere.get("/sign-in")
    assert elsewhere.send("/sign-in", login=account.login, password=new).location == "/desk"


def test_guessing_the_old_password_is_slowed_down(signed_in, country):
    new = "the steppe is wide in june"
    with time_machine.travel(clock.now(), tick=False):
        browser = signed_in(Role.RECEPTIONIST, country.cabinet)
        browser.get("/account")
        guesses = [browser.send("/account/password", old=f"guess {n}", password=new, again=new) for n in range(4)]

    assert [answer.status_code for answer in guesses] == [422, 422, 422, 429]


def test_sessions_on_other_devices_are_seen_and_ended(session, signed_in, country):
    account = make.account_for(session)
    here = signed_in(Role.RECEPTIONIST, country.cabinet, account=account)
    others = [Visitor(here.client.application.test_client()) for _device in range(3)]
    for other in others:
        other.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0; Win64) Firefox/143.0"
        other.sign_in(account.login)
    page = here.get("/account").text
    assert (page.count("Firefox, Windows"), page.count("Осы құрылғы")) == (6, 1)

    first = session.exec(select(SignIn).where(col(SignIn.device).contains("Firefox")).order_by(col(SignIn.id))).first()
    here.send(f"/account/sessions/{first.id}/ending")
    assert [other.get("/account").status_code for other in others] == [302, 200, 200]
    here.get("/account")
    here.send("/account/sessions/others/ending")
    assert [other.get("/account").status_code for other in others] == [302, 302, 302]
    assert here.get("/account").status_code == 200


def test_nobody_ends_the_session_of_another(session, signed_in, country):
    here, other = signed_in(Role.RECEPTIONIST, country.cabinet), signed_in(Role.RECEPTIONIST, country.cabinet)
    theirs = session.exec(select(SignIn).order_by(col(SignIn.id).desc())).first()
    here.get("/account")

    assert here.send(f"/account/sessions/{theirs.id}/ending").status_code == 404
    assert other.get("/account").status_code == 200


def test_whoever_has_no_role_sees_the_own_account_and_empty_lists(session, signed_in, country):
    browser = signed_in(Role.RECEPTIONIST, account=make.account_for(session))
    page = browser.get("/account")

    assert (page.status_code, "Бүгін рөліңіз жоқ" in page.text) == (200, True)
    assert [browser.get(path).status_code for path in ("/registers", "/courses", "/events", "/prevention")] == [200] * 4
    assert [browser.get(path).status_code for path in ("/history", "/settings", "/courses/certificates")] == [403] * 3


def test_a_visitor_has_no_account_page(visitor, country):
    assert visitor.get("/account").location == "/sign-in?next=/account"
