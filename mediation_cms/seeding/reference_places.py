"""The dated tree of the seed `reference`: `regions.toml` and `districts.csv` as they began, `changes.toml` replayed on them."""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, SQLModel, select

from mediation_cms.administration.rules import end, fit_in
from mediation_cms.core.names import fold
from mediation_cms.core.stamps import restamp
from mediation_cms.places.models import Level, Placing, Succession, Unit, UnitAlias, UnitName
from mediation_cms.places.queries import STAMP

REPUBLIC = "KZ"
LANGUAGES = ("kk", "ru", "en")
FOUND = "found"
# Said beside every source whose text nobody has compared word by word (the marks of domain.md).
UNSURE = {"kk": "мәтінімен салыстырылмаған", "ru": "с текстом не сверено", "en": "not compared with the text"}


@dataclass
class History:
    """The rows of the tree, by the code of their unit."""

    units: dict[str, Unit] = field(default_factory=dict)
    names: dict[str, list[UnitName]] = field(default_factory=lambda: defaultdict(list))
    placings: dict[str, list[Placing]] = field(default_factory=lambda: defaultdict(list))
    aliases: list[UnitAlias] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)

    def open(self, code: str, level: Level, opened_on: date) -> None:
        """A unit that begins on the day."""
        self.units[code] = Unit(code=code, level=level, opened_on=opened_on)

    def call(self, code: str, named: Mapping[str, Any], since: date, source: dict[str, str]) -> None:
        """What the unit is called from the day."""
        words = {language: named[language] for language in LANGUAGES}
        fresh = UnitName(unit_id=self.units[code].id, since=since, **words, forms=named.get("forms", {}), source=source)
        fit_in(self.names[code], fresh)
        self.names[code].append(fresh)

    def know_as(self, code: str, aliases: Iterable[str]) -> None:
        """Other names that people use."""
        for alias in aliases:
            self.aliases.append(UnitAlias(unit_id=self.units[code].id, alias=alias, folded=fold(alias)))

    def put(self, code: str, under: str, since: date, source: dict[str, str]) -> None:
        """Where the unit lies from the day."""
        fresh = Placing(unit_id=self.units[code].id, parent_id=self.units[under].id, since=since, source=source)
        fit_in(self.placings[code], fresh)
        self.placings[code].append(fresh)

    def continue_(self, predecessors: Iterable[str], successor: str, since: date, source: dict[str, str]) -> None:
        """That the unit is made out of others."""
        after = self.units[successor].id
        for code in predecessors:
            before = self.units[code].id
            self.successions.append(Succession(predecessor_id=before, successor_id=after, since=since, source=source))

    def end(self, code: str, on: date) -> None:
        """That the unit is no more from the day."""
        self.units[code].closed_on = on
        end(self.placings[code], on)

    def parent(self, code: str) -> str:
        """Where the unit lies at last."""
        above = self.placings[code][-1].parent_id
        return next(code for code, unit in self.units.items() if unit.id == above)

    def layers(self) -> Iterable[list[SQLModel]]:
        """All rows, each layer before those that point at it."""
        yield list(self.units.values())
        yield [
            *(row for rows in self.names.values() for row in rows),
            *(row for rows in self.placings.values() for row in rows),
            *self.aliases,
            *self.successions,
        ]


def plant_places(session: Session, folder: Path) -> int:
    """Plant the tree where there is none yet; how many units were planted."""
    if session.exec(select(Unit.id).where(Unit.code == REPUBLIC)).first() is not None:
        return 0
    history = read_history(folder)
    for layer in history.layers():
        session.add_all(layer)
        session.flush()
    restamp(session, STAMP)
    return len(history.units)


def read_history(folder: Path) -> History:
    """The rows that the files of this folder tell of."""
    history = History()
    began = tomllib.loads((folder / "regions.toml").read_text(encoding="utf-8"))
    since, source = began["since"], sourced(began)
    for region in began["unit"]:
        level = Level.REPUBLIC if region["code"] == REPUBLIC else Level.REGION
        _begin_with(history, region, level, since, source)
    with (folder / "districts.csv").open(encoding="utf-8", newline="") as lines:
        for district in csv.DictReader(lines):
            aliases = [alias.strip() for alias in district["aliases"].split(";") if alias.strip()]
            _begin_with(history, district | {"aliases": aliases}, Level.DISTRICT, since, source)
    for change in tomllib.loads((folder / "changes.toml").read_text(encoding="utf-8"))["change"]:
        _replay(history, change)
    return history


def _begin_with(history: History, unit: Mapping[str, Any], level: Level, since: date, source: dict[str, str]) -> None:
    code = unit["code"]
    history.open(code, level, opened_on=since)
    history.call(code, unit, since, source)
    history.know_as(code, unit.get("aliases", ()))
    if level is not Level.REPUBLIC:
        history.put(code, unit.get("region", REPUBLIC), since, source)


def _replay(history: History, change: Mapping[str, Any]) -> None:
    on, source = change["on"], sourced(change)
    for unit in change.get("born", ()):
        code, under = unit["code"], unit.get("under") or history.parent(unit["of"][0])
        history.open(code, Level.REGION if under == REPUBLIC else Level.DISTRICT, opened_on=on)
        history.call(code, unit, on, source)
        history.put(code, under, on, source)
        history.continue_(unit["of"], code, on, source)
    for unit in change.get("renamed", ()):
        history.call(unit["code"], unit, on, source)
    for region, units in change.get("moved", {}).items():
        for code in units:
            history.put(code, region, on, source)
    for code in change.get("ended", ()):
        history.end(code, on)


def sourced(told: Mapping[str, Any]) -> dict[str, str]:
    """The source in each language, with a word beside it where its text was not compared."""
    source: dict[str, str] = told["source"]
    if told["certainty"] == FOUND:
        return dict(source)
    return {language: f"{said} ({UNSURE[language]})" for language, said in source.items()}
