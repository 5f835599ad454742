"""Where a fact of a day counts: at a cabinet or straight in a district."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level, Unit
from mediation_cms.places.queries import tree


@dataclass(frozen=True)
class Spot:
    """The cabinet, when the fact belongs to one, and the district-level unit that it counts in."""

    cabinet_id: UUID | None
    district_id: UUID


def spot(session: Session, place: Place | Unit, on: date, field: str = "place_id") -> Spot:
    """Where a fact of that day counts. Raises Invalid beside the field: not a cabinet or district, or closed on the day."""
    if place.level not in {Level.CABINET, Level.DISTRICT}:
        raise Invalid({field: _("Choose a cabinet, a district or a town.")})
    district_id = tree(session).district_of(place.id, on)
    if not place.is_open(on) or district_id is None:
        raise Invalid({field: _("There was no such place on that day. Check the date or choose another.")})
    return Spot(place.id if place.level is Level.CABINET else None, district_id)
