"""A small country: one republic, regions, districts, cabinets, all dated."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from mediation_cms.core.stamps import restamp
from mediation_cms.places.models import Level, Mandate, MandateKind, Owner, Ownership, Placing, Unit, UnitName

LONG_AGO = date(2000, 1, 1)


def _unit(
    session: Session, level: Level, code: str, parent: Unit | None, name: str, since: date = LONG_AGO, **fields: Any
) -> Unit:
    unit = Unit(level=level, code=code, opened_on=since, **fields)
    session.add(unit)
    session.flush()
    session.add(UnitName(unit_id=unit.id, since=since, kk=name, ru=f"{name} (ру)", en=f"{name} (en)"))
    if parent is not None:
        session.add(Placing(unit_id=unit.id, parent_id=parent.id, since=since))
    session.flush()
    restamp(session, "places")
    return unit


def republic(session: Session) -> Unit:
    """The republic, KZ."""
    return _unit(session, Level.REPUBLIC, "KZ", None, "Қазақстан Республикасы")


def region(
    session: Session, parent: Unit, code: str = "63", name: str = "Шығыс Қазақстан облысы", since: date = LONG_AGO
) -> Unit:
    """A region of the republic."""
    return _unit(session, Level.REGION, code, parent, name, since)


def district(
    session: Session, parent: Unit, code: str = "oskemen", name: str = "Өскемен қаласы", since: date = LONG_AGO
) -> Unit:
    """A district or town of a region."""
    return _unit(session, Level.DISTRICT, code, parent, name, since)


def cabinet(
    session: Session,
    parent: Unit,
    code: str = "63-OSK",
    name: str = "Өскемен қаласының медиация кабинеті",
    since: date = date(2015, 1, 1),
    mandate: MandateKind = MandateKind.MEDIATION,
) -> Unit:
    """A cabinet of a district, kept by the Assembly, with a mandate."""
    unit = _unit(session, Level.CABINET, code, parent, name, since, short=code.rpartition("-")[2], phone="+77232000000")
    session.add(Ownership(unit_id=unit.id, owner=Owner.ANK, since=since, source="test"))
    session.add(Mandate(unit_id=unit.id, mandate=mandate, since=since, source="test"))
    session.flush()
    restamp(session, "places")
    return unit


@dataclass(frozen=True)
class SmallCountry:
    """A republic with one region, one district and one cabinet."""

    republic: Unit
    region: Unit
    district: Unit
    cabinet: Unit


def small_country(session: Session) -> SmallCountry:
    """A republic with one region, one district and one cabinet."""
    kz = republic(session)
    vko = region(session, kz)
    oskemen = district(session, vko)
    return SmallCountry(kz, vko, oskemen, cabinet(session, oskemen))
