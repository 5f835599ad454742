"""The cabinet at which something is entered: known, open on the day, with the district and region of that day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree


@dataclass(frozen=True)
class OpenCabinet:
    """A cabinet on a day on which it was open."""

    id: UUID
    code: str
    short: str
    district_id: UUID
    region_code: str


def known_cabinet(session: Session, cabinet_id: UUID) -> Place:
    """The cabinet with this key. Raises Invalid beside the field `cabinet_id`."""
    try:
        cabinet = tree(session).unit(cabinet_id)
    except NotFound:
        cabinet = None
    if cabinet is None or cabinet.level is not Level.CABINET:
        raise Invalid({"cabinet_id": _("No such place in the list. Choose from the list.")})
    return cabinet


def cabinet_on(session: Session, cabinet_id: UUID, on: date) -> OpenCabinet:
    """The cabinet as it lay on that day. Raises Invalid when it is unknown or was not open."""
    cabinet, places = known_cabinet(session, cabinet_id), tree(session)
    district_id = places.district_of(cabinet.id, on) if cabinet.is_open(on) else None
    region_id = places.region_of(cabinet.id, on) if district_id else None
    if district_id is None or region_id is None:
        raise Invalid({"cabinet_id": _("This cabinet was not open on that day. Check the date or choose another.")})
    return OpenCabinet(cabinet.id, cabinet.code, cabinet.short, district_id, places.unit(region_id).code)
