"""Another region, whose people have no business with the matters of the first."""

from dataclasses import dataclass

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.mediators.models import RegisterEntry
from tests import make


@dataclass(frozen=True)
class Elsewhere:
    """Another region with the people of its cabinet."""

    country: make.SmallCountry
    receptionist: Actor
    coordinator: Actor
    mediator: Actor
    entry: RegisterEntry


def another_region(session: Session, country: make.SmallCountry) -> make.SmallCountry:
    """Karaganda beside East Kazakhstan."""
    region = make.region(session, country.republic, "35", "Қарағанды облысы")
    district = make.district(session, region, "temirtau", "Теміртау қаласы")
    cabinet = make.cabinet(session, district, "35-TEM", "Теміртау қаласының медиация кабинеті")
    return make.SmallCountry(country.republic, region, district, cabinet)
