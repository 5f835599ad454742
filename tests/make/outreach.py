"""Events."""

from sqlmodel import Session

from mediation_cms.outreach.actions import add_event
from mediation_cms.outreach.inputs import EventIn
from mediation_cms.outreach.models import Event
from mediation_cms.places.models import Unit
from tests.make.actors import system


def event_in(**more: object) -> EventIn:
    """An open-door day with a counted audience."""
    given = {
        "kind": "open_day", "title_kk": "Ашық есік күні", "title_ru": "День открытых дверей", "held_on": "05.05.2022",
        "audience": "25", "method": "count",
    }  # fmt: skip
    return EventIn.checked(given | more)


def event(session: Session, place: Unit, **more: object) -> Event:
    """An event held at the place."""
    return add_event(session, system(session), place, event_in(**more))
