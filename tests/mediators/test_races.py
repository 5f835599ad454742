"""Two keepers at once: the register stays right, and the slower one is told what to do."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from mediation_cms.core.db import Database
from mediation_cms.core.errors import Problem
from mediation_cms.mediators.actions import add_mediator, enter_in_register, suspend
from mediation_cms.mediators.inputs import PracticeIn, SuspensionIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, Suspension
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.records import person_from
from mediation_cms.places.models import Unit
from tests import make
from tests.make.mediators import entry_in, person_in
from tests.make.mediators import mediator as make_mediator

AT_ONCE = 6


@pytest.fixture
def shared(own_engine, keyring, tmp_path):
    return Database(own_engine, keyring, tmp_path)


def at_once(shared, act):
    """Everybody acts in a transaction of their own: how many were refused in words."""

    def one(number):
        try:
            with shared.transaction() as session:
                act(session, number)
        except Problem:
            return 1
        return 0

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(one, range(AT_ONCE)))


def rows(shared, table):
    with shared.session(writes=False) as session:
        return len(session.exec(select(table)).all())


def test_one_mediator_is_entered_once(shared):
    with shared.transaction() as session:
        country, keeper = make.small_country(session), make.system(session)
        mediator = Mediator(id=person_from(session, PersonIn(given_name="Айгүл")).id)
        session.add(mediator)

    def enter(session, number):
        who, place = session.get_one(Mediator, mediator.id), session.get_one(Unit, country.district.id)
        enter_in_register(session, keeper, place, who, entry_in())

    assert (at_once(shared, enter), rows(shared, RegisterEntry)) == (AT_ONCE - 1, 1)


def test_one_number_is_given_once(shared):
    with shared.transaction() as session:
        country, keeper = make.small_country(session), make.system(session)

    def enter(session, number):
        place = session.get_one(Unit, country.district.id)
        add_mediator(
            session, keeper, place, person_in(f"Аа {'б' * (number + 1)}"), PracticeIn(), entry_in(number="63-1")
        )

    assert (at_once(shared, enter), rows(shared, RegisterEntry), rows(shared, Mediator)) == (AT_ONCE - 1, 1, 1)


def test_one_entry_is_suspended_once(shared):
    with shared.transaction() as session:
        country, keeper = make.small_country(session), make.system(session)
        entry_id = make_mediator(session, country.district).id

    def put_on_hold(session, number):
        given = SuspensionIn.checked({"since": "01.02.2022", "ground": "complaint"})
        suspend(session, keeper, session.get_one(RegisterEntry, entry_id), given)

    assert (at_once(shared, put_on_hold), rows(shared, Suspension)) == (AT_ONCE - 1, 1)
