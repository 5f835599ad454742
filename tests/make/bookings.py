"""A cabinet at which talks can be booked, and what is typed to book one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.consultations.booking_actions import confirm, hold
from mediation_cms.consultations.booking_inputs import SlotIn, WhoIn
from mediation_cms.consultations.booking_steps import Placed
from mediation_cms.core import clock
from mediation_cms.people.models import Role
from mediation_cms.places.models import Unit
from tests.make import actors, places
from tests.make.availability import week
from tests.make.law import law
from tests.make.mediators import mediator

NOW = datetime(2026, 11, 14, 8, 0, tzinfo=clock.ALMATY)
"""A Saturday morning."""
MONDAY = date(2026, 11, 16)
EVERY_DAY = tuple((weekday, 9 * 60, 18 * 60) for weekday in range(7))
PHONES = count(1)


@dataclass(frozen=True)
class Desk:
    """A cabinet with its mediators, in the order of their keys, its staff, and somebody without an account."""

    country: places.SmallCountry
    mediators: list[UUID]
    visitor: Actor
    receptionist: Actor
    coordinator: Actor

    @property
    def cabinet(self) -> Unit:
        """Where talks are booked."""
        return self.country.cabinet


def desk(session: Session, mediators: int = 2, hours: tuple[tuple[int, int, int], ...] = EVERY_DAY) -> Desk:
    """A cabinet whose mediators are there every day from 9 to 18, or at these hours, and talk in every way and language."""
    law(session)
    country = places.small_country(session)
    entries = [
        mediator(session, country.district, f"Төлегенов {'А' * (number + 1)}йбек") for number in range(mediators)
    ]
    for entry in entries:
        week(session, entry, country.cabinet, hours)
    actors.system(session)
    return Desk(
        country,
        sorted(entry.mediator_id for entry in entries),
        actors.visitor(session),
        actors.actor(session, Role.RECEPTIONIST, country.cabinet),
        actors.actor(session, Role.COORDINATOR, country.cabinet, name="Гүлнар Сейтова"),
    )


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    """An hour of that Monday, on the clock of Kazakhstan."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.ALMATY)


def slot(desk: Desk, starts_at: datetime, mediator_id: UUID | None = None, **more: object) -> SlotIn:
    """A time as it is chosen by a button."""
    typed = {"cabinet_id": desk.cabinet.id, "mode": "video", "language": "kk", "starts_at": starts_at.isoformat()}
    return SlotIn.checked(typed | {"mediator_id": mediator_id} | more)


def who(name: str = "Ахметова Сәуле", **more: object) -> WhoIn:
    """Who comes, by a phone of their own."""
    return WhoIn.checked({"name": name, "phone": f"+7 701 {next(PHONES):07d}", "told_by": "sms"} | more)


def booked(session: Session, desk: Desk, starts_at: datetime, mediator_id: UUID | None = None, **more: Any) -> Placed:
    """A talk that somebody has booked without an account."""
    held = hold(session, desk.visitor, slot(desk, starts_at, mediator_id))
    return confirm(session, desk.visitor, held.booking, who(**more))


def later(minutes: int) -> datetime:
    """So many minutes after the morning of these stories."""
    return NOW + timedelta(minutes=minutes)


__all__ = ["MONDAY", "NOW", "Desk", "at", "booked", "desk", "later", "slot", "who"]
