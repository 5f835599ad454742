"""What people do to their own account."""

import pytest

from mediation_cms.accounts.holders import holder_of
from mediation_cms.accounts.inputs import LanguageIn, PasswordIn
from mediation_cms.accounts.own_actions import change_password, choose_language, end_other_sessions, end_session
from mediation_cms.accounts.passwords import hashed
from mediation_cms.accounts.sessions import (
    TooManyTries,
    is_of,
    open_sessions,
    remember_failure,
    sign_in,
)
from mediation_cms.audit.queries import history_of_thing
from mediation_cms.core.errors import Forbidden, Invalid, NotFound
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Account, Role
from tests import make

OLD, NEW = "correct horse battery staple", "the steppe is wide in june"


@pytest.fixture
def actor(session):
    country = make.small_country(session)
    actor = make.actor(session, Role.MEDIATOR, country.cabinet)
    account = session.get_one(Account, actor.account_id)
    account.password_hash = hashed(OLD)
    session.add(account)
    session.flush()
    return actor


@pytest.fixture
def account(session, actor):
    return session.get_one(Account, actor.account_id)


def signed_in(session, account, password=OLD):
    token = sign_in(session, account.login, password, "network", "phone")
    session.flush()
    return token


def password_in(**more):
    return PasswordIn.checked({"old": OLD, "password": NEW, "again": NEW} | more)


def change(session, actor, account, token="", **more):
    change_password(session, actor, account, password_in(**more), token=token, network="network")


def test_another_password_ends_every_other_session_and_keeps_this_one(session, actor, account):
    here, elsewhere = signed_in(session, account), signed_in(session, account)

    change(session, actor, account, here)

    assert holder_of(session, here) is not None
    assert holder_of(session, elsewhere) is None
    assert signed_in(session, account, NEW)
    assert [line.action for line in history_of_thing(session, account.id)] == ["account.password_changed"]


def test_without_the_present_password_nothing_changes(session, actor, account):
    before = account.password_hash

    with pytest.raises(Invalid) as refused:
        change(session, actor, account, old="a guess at somebody's password")

    assert list(refused.value.fields) == ["old"]
    assert account.password_hash == before


def test_guessing_the_present_password_is_slowed_down_like_signing_in(session, actor, account):
    for _guess in range(3):
        remember_failure(session, account.login, "network")
    session.flush()

    with pytest.raises(TooManyTries):
        change(session, actor, account)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "aaaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaaa"}, "password"),
        ({"password": OLD, "again": OLD}, "password"),
        ({"again": NEW + "!"}, "again"),
        ({"old": ""}, "old"),
    ],
)
def test_a_weak_password_and_a_slip_are_refused_beside_their_field(session, actor, account, typed, field):
    with pytest.raises(Invalid) as refused:
        change(session, actor, account, **typed)

    assert list(refused.value.fields) == [field]


def test_a_password_keeps_every_character_that_was_typed(session, actor, account):
    spaced = f" {NEW} "

    change(session, actor, account, password=spaced, again=spaced)

    assert signed_in(session, account, spaced)


def test_one_session_or_all_the_others_are_ended_from_here(session, actor, account):
    tokens = [signed_in(session, account) for _device in range(3)]
    first = next(one for one in open_sessions(session, account) if is_of(one, tokens[0]))

    end_session(session, actor, account, first)
    assert [is_of(one, tokens[0]) for one in open_sessions(session, account)] == [False, False]

    assert end_other_sessions(session, actor, account, token=tokens[2]) == 1
    assert [is_of(one, tokens[2]) for one in open_sessions(session, account)] == [True]


def test_nobody_keeps_the_account_of_another(session, actor, account):
    other = make.account_for(session)
    other.password_hash = hashed(OLD)
    session.add(other)
    token = signed_in(session, other)
    (theirs,) = open_sessions(session, other)

    with pytest.raises(Forbidden):
        change(session, actor, other)
    with pytest.raises(Forbidden):
        choose_language(session, actor, other, LanguageIn(language=Language.RU))
    with pytest.raises(Forbidden):
        end_other_sessions(session, actor, other, token="")
    with pytest.raises(NotFound):
        end_session(session, actor, account, theirs)
    assert holder_of(session, token) is not None


def test_the_language_of_the_pages_is_kept_with_the_account(session, actor, account):
    choose_language(session, actor, account, LanguageIn.checked({"language": "ru"}))

    assert account.language is Language.RU
