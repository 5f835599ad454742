"""What somebody who books has chosen so far: it stands in the address, step by step, and names nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import g, url_for

from mediation_cms.consultations.booking_days import Sought
from mediation_cms.consultations.booking_inputs import Instant
from mediation_cms.consultations.booking_models import Booking, TalkKind
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import Typed
from mediation_cms.mediators.availability_queries import keeps_hours
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

ANYWHERE = "any"
"""Stands for the cabinet of whoever wants the soonest time, by video or phone."""
FAR_MODES = (Mode.VIDEO, Mode.PHONE)


class At(Typed):
    """An instant, as it stands in an address."""

    starts_at: Instant


@dataclass(frozen=True)
class Choice:
    """The answers so far; what is not chosen, or makes no sense, is None, and its step is shown again."""

    kind: TalkKind | None = None
    region: Place | None = None
    cabinet: Place | None = None
    anywhere: bool = False
    language: Language | None = None
    mode: Mode | None = None
    mediator: UUID | None = None

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Choice":
        """Read an address, or the hidden fields of a form."""
        kind, language, mode = given.get("kind"), given.get("language"), given.get("mode")
        cabinet, region = _place(given, "cabinet", Level.CABINET), _place(given, "region", Level.REGION)
        anywhere = given.get("cabinet") == ANYWHERE
        chosen = cls(
            TalkKind(kind) if kind in set(TalkKind) else None, region, cabinet, anywhere,
            Language(language) if language in set(Language) else None, Mode(mode) if mode in set(Mode) else None,
            _mediator(given, cabinet),
        )  # fmt: skip
        has_place = anywhere or cabinet is not None
        return chosen if has_place and chosen.mode in chosen.modes else replace(chosen, mode=None)

    @classmethod
    def behind(cls, booking: Booking) -> "Choice":
        """What was chosen for a booking."""
        cabinet = tree(g.session).unit(booking.cabinet_id)
        mediator_id = None if booking.any_mediator else booking.mediator_id
        return cls(
            booking.kind, None, cabinet, language=booking.language, mode=booking.mode, mediator=mediator_id
        )  # fmt: skip

    @property
    def modes(self) -> tuple[Mode, ...]:
        """How one can talk there: nobody comes to a cabinet that is none, or to just any."""
        comes = self.cabinet is not None and self.cabinet.physical
        return (*FAR_MODES, Mode.IN_PERSON) if comes else FAR_MODES

    @property
    def args(self) -> dict[str, str]:
        """As it stands in the address."""
        named = {
            "kind": self.kind,
            "region": self.region.code if self.region and not self.cabinet else None,
            "cabinet": ANYWHERE if self.anywhere else self.cabinet.code if self.cabinet else None,
            "language": self.language,
            "mode": self.mode,
            "mediator": self.mediator,
        }
        return {name: str(value) for name, value in named.items() if value}

    def url(self, **more: str) -> str:
        """The address of the step that comes next."""
        over = {"region", "mediator"} if "cabinet" in more else set()
        return _address({name: said for name, said in (self.args | more).items() if name not in over})

    def without(self, *names: str) -> str:
        """The address at which these are chosen again."""
        left = {*names, "mediator"} if "cabinet" in names else set(names)  # who is there is not there elsewhere
        return _address({name: value for name, value in self.args.items() if name not in left})

    def sought(self, but: Booking | None = None) -> Sought | None:
        """What is looked for once all is chosen; `but`: a booking of one's own that is to be moved, or held."""
        if self.kind is None or self.language is None or self.mode is None or not (self.anywhere or self.cabinet):
            return None
        every = [] if self.cabinet else tree(g.session).at_level(Level.CABINET, clock.today())
        cabinets = (self.cabinet.id,) if self.cabinet else tuple(place.id for place in every)
        moves = but is not None and but.person_id is not None and not but.any_mediator
        return Sought(
            self.kind, self.mode, self.language, cabinets,
            but.mediator_id if but and moves else self.mediator,
            but.id if but else None,
        )  # fmt: skip


def instant(stamp: str) -> datetime:
    """The time that was pressed, as `stamp` wrote it. Raises Invalid."""
    return At.checked({"starts_at": stamp}).starts_at


def stamp(instant: datetime) -> str:
    """A time as it stands in an address: 20261201T0500Z."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%MZ}"


def _address(chosen: dict[str, Any]) -> str:
    return url_for("booking.start", **chosen)


def _mediator(given: Mapping[str, str], cabinet: Place | None) -> UUID | None:
    """The mediator with whom somebody wants to talk, at the cabinet where they keep hours; nobody else's key says anything."""
    try:
        wanted = UUID(given.get("mediator", ""))
    except ValueError:
        return None
    keeps = cabinet is not None and keeps_hours(g.session, wanted, cabinet.id, clock.today())
    return wanted if keeps else None


def _place(given: Mapping[str, str], name: str, level: Level) -> Place | None:
    code = given.get(name, "")
    if not code or code == ANYWHERE:
        return None
    try:
        found = tree(g.session).by_code(code)
    except NotFound:
        return None
    return found if found.level is level and found.is_open(clock.today()) else None
