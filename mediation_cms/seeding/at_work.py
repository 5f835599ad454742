"""A seed while it is planted: its files, its dice, its people."""

import csv
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core.bundled import bundled
from mediation_cms.seeding.bulk_requests import World
from mediation_cms.seeding.cast import Cast
from mediation_cms.seeding.chance import dealt, dice
from mediation_cms.seeding.openings import Desk, Openings
from mediation_cms.seeding.plot import Plot
from mediation_cms.seeding.scans import own_scans
from mediation_cms.seeding.sheaf import Sheaf
from mediation_cms.seeding.story import Story

Weighed = Sequence[tuple[Desk, float]]
"""Cabinets at work, each with its share of what people bring."""


class SeedAtWork:
    """What every seed of figures needs. `told` is its `seed.toml`."""

    def __init__(self, session: Session, actor: Actor, name: str) -> None:
        self.session, self.actor, self.name = session, actor, name
        self.told: Mapping[str, Any] = tomllib.loads((self.folder / "seed.toml").read_text(encoding="utf-8"))

    @property
    def folder(self) -> Path:
        """Where the files of the seed stand."""
        return bundled("seed") / self.name

    def lines(self, table: str) -> Iterator[dict[str, str]]:
        """The lines of a table of the seed."""
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    def dice(self, purpose: str) -> Random:
        """Dice of this seed for one purpose: what is thrown for another changes nothing here."""
        return dice(self.name, purpose)

    @cached_property
    def world(self) -> World:
        """What the stories of the seed share."""
        return World(self.session, Sheaf(self.session, self.dice("keys")), own_scans(self.session))

    @cached_property
    def cast(self) -> Cast:
        """The people of the seed."""
        return Cast(self.dice("cast"), self.told["names"], self.told["towns"])

    def working_days(self, first: date, last: date) -> list[date]:
        """The days from the first to the last on which offices worked."""
        days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        return [day for day in days if self.world.calendar.is_working(day)]

    def stories(
        self, kind: str, desks: Weighed, count: int, days: Sequence[date], turn: Callable[[Plot], Plot],
        *, mediable: bool = False, cast: Cast | None = None,
    ) -> Iterator[Story]:  # fmt: skip
        """So many stories of one kind, dealt to the cabinets by their shares; mediable ones have a named person on each side."""
        chance = self.dice(kind)
        openings = Openings(chance, cast or self.cast)
        at = {desk.cabinet_id: desk for desk, _share in desks}
        for cabinet_id in dealt({desk.cabinet_id: share for desk, share in desks}, count):
            tale = openings.tale(mediable=mediable)
            given = openings.brought(at[cabinet_id], tale, chance.choice(days), named=mediable)
            yield turn(Plot(chance, at[cabinet_id], tale, given)).steps
