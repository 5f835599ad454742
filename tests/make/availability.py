"""Hours that mediators keep, as rows."""

from datetime import date

from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.mediators.availability_models import Week
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.mediators.modes import Mode
from mediation_cms.places.models import Unit
from tests.make.actors import system

EVERY_WAY = [mode.value for mode in Mode]
OFFICE_HOURS = tuple((weekday, 9 * 60, 12 * 60) for weekday in range(5))


def week(
    session: Session, entry: RegisterEntry, cabinet: Unit, hours: tuple[tuple[int, int, int], ...] = OFFICE_HOURS,
    *, since: date = date(2020, 1, 1), modes: list[str] = EVERY_WAY, languages: tuple[str, ...] = ("kk", "ru"),
) -> Week:  # fmt: skip
    """That a mediator keeps hours at a cabinet: `hours` are weekday, from and to in minutes; Monday to Friday, 9 to 12."""
    mediator = session.get_one(Mediator, entry.mediator_id)
    mediator.languages = mediator.languages or list(languages)
    kept = Week(
        mediator_id=mediator.id, cabinet_id=cabinet.id, hours=[[*stretch, modes] for stretch in hours], since=since,
        entered_by_id=system(session).account_id, entered_at=clock.now(),
    )  # fmt: skip
    session.add_all([mediator, kept])
    session.flush()
    return kept
