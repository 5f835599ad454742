"""A small country: one republic, regions, districts, cabinets, all dated."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from mediation_cms.core.stamps import restamp
from mediation_cms.places.models import Level, Mandate, MandateKind, Owner, Ownership, Placing, Unit, UnitName

LONG_AGO = date(2000, 1, 1)


REPUBLIC = ("KZ", "Қазақстан Республикасы")
REGION = ("63", "Шығыс Қазақстан облысы")
DISTRICT = ("oskemen", "Өскемен қаласы")
CABINET = ("63-OSK", "Өскемен қаласының медиация кабинеті")
ITS_DAY = date(2015, 1, 1)
"""Since when a cabinet is there."""
PHONE = "+77232000000"


def _unit(
    session: Session, level: Level, code: str, parent: Unit | None, name: str, since: date = LONG_AGO, **fields: Any
) -> Unit:
    unit = Unit(level=level, code=code, opened_on=since, **fields)
    session.add(unit)
    session.flush()
    _name(session, unit, name, parent)
    _write(session)
    return unit


def _name(session: Session, unit: Unit, name: str, parent: Unit | None = None) -> None:
    """Its name and where it lies, from its first day on."""
    since = unit.opened_on or LONG_AGO
    session.add(UnitName(unit_id=unit.id, since=since, kk=name, ru=f"{name} (ру)", en=f"{name} (en)"))
    if parent is not None:
        session.add(Placing(unit_id=unit.id, parent_id=parent.id, since=since))


def _write(session: Session) -> None:
    session.flush()
    restamp(session, "places")


def republic(session: Session) -> Unit:
    """The republic, KZ."""
    return _unit(session, Level.REPUBLIC, REPUBLIC[0], None, REPUBLIC[1])


def region(
    session: Session, parent: Unit, code: str = REGION[0], name: str = REGION[1], since: date = LONG_AGO
) -> Unit:
    """A region of the republic."""
    return _unit(session, Level.REGION, code, parent, name, since)


def district(
    session: Session, parent: Unit, code: str = DISTRICT[0], name: str = DISTRICT[1], since: date = LONG_AGO
) -> Unit:
    """A district or town of a region."""
    return _unit(session, Level.DISTRICT, code, parent, name, since)


def cabinet(
    session: Session,
    parent: Unit,
    code: str = CABINET[0],
    name: str = CABINET[1],
    since: date = ITS_DAY,
    mandate: MandateKind = MandateKind.MEDIATION,
) -> Unit:
    """A cabinet of a district, kept by the Assembly, with a mandate."""
    unit = _unit(session, Level.CABINET, code, parent, name, since, short=code.rpartition("-")[2], phone=PHONE)
    _keep(session, unit, mandate)
    _write(session)
    return unit


def _keep(session: Session, unit: Unit, mandate: MandateKind) -> None:
    """Who owns a cabinet, and what for."""
    since = unit.opened_on or LONG_AGO
    session.add(Ownership(unit_id=unit.id, owner=Owner.ANK, since=since, source="test"))
    session.add(Mandate(unit_id=unit.id, mandate=mandate, since=since, source="test"))


@dataclass(frozen=True)
class SmallCountry:
    """A republic with one region, one district and one cabinet."""

    republic: Unit
    region: Unit
    district: Unit
    cabinet: Unit


def small_country(session: Session) -> SmallCountry:
    """A republic with one region, one district and one cabinet."""
    kz = Unit(level=Level.REPUBLIC, code=REPUBLIC[0], opened_on=LONG_AGO)
    vko = Unit(level=Level.REGION, code=REGION[0], opened_on=LONG_AGO)
    oskemen = Unit(level=Level.DISTRICT, code=DISTRICT[0], opened_on=LONG_AGO)
    place = Unit(level=Level.CABINET, code=CABINET[0], opened_on=ITS_DAY, short=CABINET[0][3:], phone=PHONE)
    session.add_all([kz, vko, oskemen, place])
    session.flush()  # all at once: nearly every test stands in this country
    _name(session, kz, REPUBLIC[1])
    _name(session, vko, REGION[1], kz)
    _name(session, oskemen, DISTRICT[1], vko)
    _name(session, place, CABINET[1], oskemen)
    _keep(session, place, MandateKind.MEDIATION)
    _write(session)
    return SmallCountry(kz, vko, oskemen, place)
