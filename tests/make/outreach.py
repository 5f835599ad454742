"""Events and the kinds that they may be of."""

from sqlmodel import Session

from mediation_cms.core.stamps import restamp
from mediation_cms.disputes.models import Catalogue, CatalogueItem
from mediation_cms.disputes.queries import STAMP
from mediation_cms.outreach.actions import add_event
from mediation_cms.outreach.inputs import EventIn
from mediation_cms.outreach.models import Event
from mediation_cms.places.models import Unit
from tests.make.actors import system


def event_kinds(session: Session, *codes: str) -> None:
    """These kinds of event in the catalogue."""
    for position, code in enumerate(codes):
        session.add(
            CatalogueItem(catalogue=Catalogue.EVENT_KIND, code=code, position=position, kk=code, ru=code, en=code)
        )
    session.flush()
    restamp(session, STAMP)


def event_in(**more: object) -> EventIn:
    """An open-door day with a counted audience."""
    given = {
        "kind": "open_day", "title_kk": "Ашық есік күні", "title_ru": "День открытых дверей", "held_on": "05.05.2022",
        "audience": "25", "method": "count",
    }  # fmt: skip
    return EventIn.checked(given | more)


def event(session: Session, place: Unit, **more: object) -> Event:
    """An event held at the place. Its kind must be in the catalogue."""
    return add_event(session, system(session), place, event_in(**more))
