"""Two places that know nothing of each other, with the people of both."""

from dataclasses import dataclass

import pytest
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Role
from tests import make
from tests.make import matters


@dataclass(frozen=True)
class Elsewhere:
    """Another region with a cabinet of its own."""

    country: make.SmallCountry
    receptionist: Actor
    coordinator: Actor
    mediator: Actor
    entry: RegisterEntry


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """A receptionist, a coordinator and a mediator in a small country with its law."""
    return matters.cast(session)


@pytest.fixture
def elsewhere(session: Session, cast: matters.Cast) -> Elsewhere:
    """The people of a cabinet in another region."""
    country = another_region(session, cast.country)
    mediator, entry = matters.mediator_at_work(session, country, "Болат Жұмабаев")
    return Elsewhere(
        country,
        make.actor(session, Role.RECEPTIONIST, country.cabinet, name="Гүлнар Әлиева"),
        make.actor(session, Role.COORDINATOR, country.region, name="Дәурен Сәтбаев"),
        mediator,
        entry,
    )


def another_region(session: Session, country: make.SmallCountry) -> make.SmallCountry:
    """Karaganda beside East Kazakhstan."""
    region = make.region(session, country.republic, "35", "Қарағанды облысы")
    district = make.district(session, region, "temirtau", "Теміртау қаласы")
    cabinet = make.cabinet(session, district, "35-TEM", "Теміртау қаласының медиация кабинеті")
    return make.SmallCountry(country.republic, region, district, cabinet)
