"""A small country with the rules of the seed, and who may change it."""

from datetime import date

import pytest

from mediation_cms.people.models import Role
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_catalogues
from mediation_cms.seeding.reference_law import plant_rules
from tests import make


@pytest.fixture
def country(session):
    """KZ with two regions, a town in each, and a cabinet in the first: 63-OSK."""
    country = make.small_country(session)
    plant_rules(session, REFERENCE)
    return country


@pytest.fixture
def abai(session, country):
    """A second region, made on the day of the split."""
    return make.region(session, country.republic, "10", "Абай облысы", since=date(2022, 6, 8))


@pytest.fixture
def catalogues(session):
    """The catalogues of the seed."""
    plant_catalogues(session, REFERENCE)


@pytest.fixture
def administrator(session, country, abai):
    """The administrator of the republic."""
    return make.actor(session, Role.ADMINISTRATOR, country.republic)
