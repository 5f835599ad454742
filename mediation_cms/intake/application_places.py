"""Which cabinet handles a request from home: the one that was chosen, else the one of the place that was named."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.errors import NotFound
from mediation_cms.intake.application_rules import CABINET, PLACE, Written
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree


@dataclass(frozen=True)
class Offered:
    """The cabinets to choose from: those of the district that was named, the others of its region, else all there are."""

    near: tuple[Place, ...] = ()
    region: tuple[Place, ...] = ()
    all: tuple[Place, ...] = ()

    @property
    def suggested(self) -> Place | None:
        """The one to begin with; None where no place was named."""
        return next(iter((*self.near, *self.region)), None)

    @property
    def places(self) -> tuple[Place, ...]:
        """All of them, the nearest first."""
        return (*self.near, *self.region, *self.all)


def offered(session: Session, told: Written, on: date) -> Offered:
    """The cabinets, open on that day, that are offered after the answer on the place."""
    places = tree(session)
    cabinets = tuple(each for each in places.at_level(Level.CABINET, on) if places.district_of(each.id, on) is not None)
    named = told.of(PLACE).get("place")
    if not named or not is_place(session, UUID(named), on):
        return Offered(all=cabinets)
    here, region_id = places.under(UUID(named), on), places.region_of(UUID(named), on)
    around = places.under(region_id, on) if region_id else frozenset()
    is_region = region_id == UUID(named)
    near = () if is_region else tuple(each for each in cabinets if each.id in here)
    rest = tuple(each for each in cabinets if each.id in around and each not in near)
    return Offered(near, rest) if near or rest else Offered(all=cabinets)


def is_place(session: Session, unit_id: UUID, on: date) -> bool:
    """Whether it is a region or a district of that day: what somebody may live in."""
    try:
        place = tree(session).unit(unit_id)
    except NotFound:
        return False
    return place.level in {Level.REGION, Level.DISTRICT} and place.is_open(on)


def cabinet_of(session: Session, told: Written, on: date) -> Place | None:
    """The cabinet that handles it; None while nothing tells which."""
    found, chosen = offered(session, told, on), told.of(CABINET).get("cabinet")
    if chosen:
        return next((each for each in found.places if str(each.id) == chosen), None)
    return found.suggested
