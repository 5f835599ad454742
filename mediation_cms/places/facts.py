"""What the tree says of a unit: what never changes, and what holds from one day to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from mediation_cms.core.i18n import Text, Words
from mediation_cms.places.models import Level, Owner

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Place:
    """A unit without its dates: what never changes about it, and how to reach it."""

    id: UUID
    code: str
    short: str
    level: Level
    opened_on: date | None = None
    closed_on: date | None = None
    physical: bool = True
    phone: str = ""
    email: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    video: str = ""

    def is_open(self, on: date) -> bool:
        """Whether the unit exists on that day."""
        return (self.opened_on is None or self.opened_on <= on) and (self.closed_on is None or on < self.closed_on)


@dataclass(frozen=True, slots=True)
class Held(Generic[Value]):
    """What holds from one day to the day before another, and who says so."""

    value: Value
    since: date
    until: date | None
    source: Text


@dataclass(frozen=True, slots=True)
class Name:
    """A name in three languages, with the forms that no rule gives."""

    words: Words
    known: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps a cabinet: the kind, and the name if there is one."""

    kind: Owner
    name: str


Facts = Mapping[UUID, Sequence[Held[Value]]]
