"""What administrators do to accounts: whom they see, what they give, what they may not."""

from datetime import date, timedelta

import pytest

from mediation_cms.accounts.actions import add_account, disable_account, end_role, grant_role, reset_password
from mediation_cms.accounts.holders import holder_of
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.accounts.passwords import matches
from mediation_cms.accounts.queries import actor_of, all_roles, get_account, list_accounts, roles_held, roles_of
from mediation_cms.accounts.sessions import sign_in
from mediation_cms.audit.queries import newest
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Account, Role, RoleHeld
from tests import make
from tests.make.paging import pages


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def abai(session, country):
    return make.region(session, country.republic, "10", "Абай облысы")


@pytest.fixture
def administrator(session, country):
    """The administrator of one region."""
    return make.actor(session, Role.ADMINISTRATOR, country.region, name="Асанова Әсел")


def account_in(**more):
    return AccountIn.checked({"login": "a.serik", "surname": "Ахметов", "given_name": "Серік"} | more)


def role_in(unit, role=Role.COORDINATOR, since=date(2026, 1, 5)):
    return RoleIn(role=role, unit_id=unit.id, since=since)


def held_by(session, account, unit, role=Role.COORDINATOR):
    held = RoleHeld(account_id=account.id, role=role, unit_id=unit.id, since=date(2015, 1, 1))
    session.add(held)
    session.flush()
    return held


def test_a_new_account_has_its_role_and_a_passphrase_that_is_stored_as_a_hash(session, country, administrator):
    account, passphrase = add_account(session, administrator, account_in(), [role_in(country.cabinet)])

    assert roles_of(session, [account.id]) == {account.id: [(Role.COORDINATOR, country.cabinet.id)]}
    assert matches(account.password_hash, passphrase)
    assert passphrase not in account.password_hash


def test_an_account_is_given_only_roles_in_places_that_the_giver_administers(session, country, administrator, abai):
    for roles in ([role_in(abai)], [role_in(country.cabinet), role_in(abai)], [role_in(country.republic)]):
        with pytest.raises(Forbidden):
            add_account(session, administrator, account_in(), roles)


def test_administrators_see_the_accounts_of_their_places_and_no_reserved_one(session, country, administrator, abai):
    here, there = make.account_for(session), make.account_for(session)
    held_by(session, here, country.cabinet)
    held_by(session, there, abai)
    make.system(session)
    of_the_republic = make.actor(session, Role.ADMINISTRATOR, country.republic)

    assert [row.id for row in list_accounts(session, administrator)] == [administrator.account_id, here.id]
    assert {row.id for row in list_accounts(session, of_the_republic)} == {
        here.id, there.id, administrator.account_id, of_the_republic.account_id,
    }  # fmt: skip
    assert list_accounts(session, make.actor(session, Role.COORDINATOR, country.region)) == []
    with pytest.raises(NotFound):
        get_account(session, administrator, there.id)


def test_the_accounts_stand_in_the_order_of_the_alphabet_over_their_pages(session, country, administrator):
    names = ("Үсен Болат", "Әлиев Арман", "Яковлев Иван", "Әлиев Арман")
    usen, first, yakovlev, second = (make.account_for(session, name) for name in names)
    nobodys = Account(login="desk.63", language=Language.KK)
    session.add(nobodys)
    session.flush()
    for account in (usen, first, yakovlev, second, nobodys):
        held_by(session, account, country.cabinet)

    def listed(**asked):
        return list_accounts(session, administrator, **asked)

    assert [[row.id for row in page] for page in pages(listed, size=3)] == [
        [nobodys.id, administrator.account_id, first.id], [second.id, usen.id, yakovlev.id],
    ]  # fmt: skip


def test_an_account_whose_last_role_ended_is_still_there_to_be_opened_again(session, country, administrator):
    account = make.account_for(session)
    end_role(session, administrator, held_by(session, account, country.cabinet))

    assert roles_held(session, account) == []
    disable_account(session, administrator, get_account(session, administrator, account.id))
    reset_password(session, administrator, account)
    assert account.disabled_on is None


def test_a_role_is_held_once_in_a_place_at_a_time(session, country, administrator):
    account = make.account_for(session)
    held_by(session, account, country.cabinet)

    with pytest.raises(Invalid) as refused:
        grant_role(session, administrator, account, role_in(country.cabinet))
    assert list(refused.value.fields) == ["role"]
    assert len(all_roles(session, account)) == 1


def test_a_role_that_was_ended_by_a_slip_is_given_back_on_the_same_day(session, country, administrator):
    account = make.account_for(session)
    today = role_in(country.cabinet, since=clock.today())
    held = grant_role(session, administrator, account, today)
    end_role(session, administrator, held)

    assert grant_role(session, administrator, account, today).id == held.id
    assert [one.role for one in roles_held(session, account)] == [Role.COORDINATOR]


def test_no_role_is_given_in_a_place_that_is_closed(session, country, administrator):
    account = make.account_for(session)
    country.cabinet.closed_on = clock.today() - timedelta(days=1)
    session.add(country.cabinet)
    session.flush()
    session.info["memo"].clear()

    with pytest.raises(Invalid) as refused:
        grant_role(session, administrator, account, role_in(country.cabinet))
    assert list(refused.value.fields) == ["unit_id"]


def test_nobody_ends_their_own_role_of_administrator_or_disables_themselves(session, country, administrator):
    (own,) = all_roles(session, get_account(session, administrator, administrator.account_id))

    with pytest.raises(Refused, match="own role of administrator"):
        end_role(session, administrator, own)
    with pytest.raises(Refused, match="your own account"):
        disable_account(session, administrator, get_account(session, administrator, administrator.account_id))


def test_whoever_administers_only_a_part_of_the_roles_gets_no_passphrase(session, country, administrator, abai):
    account = make.account_for(session)
    held_by(session, account, country.region)
    held_by(session, account, abai, Role.REGISTER_KEEPER)

    for act in (reset_password, disable_account):
        with pytest.raises(Forbidden):
            act(session, administrator, account)


def test_a_new_passphrase_ends_every_session(session, country, administrator):
    account, passphrase = add_account(session, administrator, account_in(), [role_in(country.cabinet)])
    token = sign_in(session, account.login, passphrase, "network", "phone")
    session.flush()
    assert holder_of(session, token) is not None

    reset_password(session, administrator, account)

    assert holder_of(session, token) is None


def test_what_is_done_to_accounts_is_in_the_history_of_the_place(session, country, administrator, abai):
    account, _passphrase = add_account(session, administrator, account_in(), [role_in(country.cabinet)])
    disable_account(session, administrator, account)

    shown = newest(session, administrator)

    assert [line.action for line in shown] == ["account.disabled", "role.granted", "account.added"]
    assert newest(session, make.actor(session, Role.ADMINISTRATOR, abai)) == []
    assert actor_of(session, account).roles == {Role.COORDINATOR}
