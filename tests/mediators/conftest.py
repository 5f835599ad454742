"""A small country, the keeper of its register and one mediator in it."""

import pytest

from mediation_cms.people.models import Role
from tests import make
from tests.make.mediators import mediator as make_mediator


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.region)


@pytest.fixture
def entry(session, country):
    return make_mediator(session, country.district, number="63-1")
