"""The dated rules and the calendar of the seed `reference`: `rules.toml`, and `days.toml` over the package `holidays`."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import holidays
from sqlmodel import Session, select

from mediation_cms.administration.rules import fit_in
from mediation_cms.core.dates import short_day
from mediation_cms.core.stamps import restamp
from mediation_cms.law.models import Certainty, DayKind, Rule, SpecialDay
from mediation_cms.law.queries import STAMP

OBSERVED = " (observed)"
ESTIMATED = " (estimated)"
MOVED_FROM = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")
NOTES = re.compile(r" \([^)]*\)$")  # what the package adds to a name: observed, estimated


def plant_rules(session: Session, folder: Path) -> int:
    """Plant the rules whose codes are not there yet; how many versions were planted."""
    known = set(session.exec(select(Rule.code)))
    fresh = [rule for rule in read_rules(folder) if rule.code not in known]
    if fresh:
        session.add_all(fresh)
        session.flush()
        restamp(session, STAMP)
    return len(fresh)


def plant_days(session: Session, folder: Path) -> int:
    """Plant the calendar where there is none yet; how many days were planted."""
    if session.exec(select(SpecialDay.id)).first() is not None:
        return 0
    days = read_days(folder)
    session.add_all(days)
    session.flush()
    restamp(session, STAMP)
    return len(days)


def read_rules(folder: Path) -> list[Rule]:
    """Every version of every rule in the file, each ending where the next of its code begins."""
    told = tomllib.loads((folder / "rules.toml").read_text(encoding="utf-8"))["rule"]
    by_code: dict[str, list[Rule]] = defaultdict(list)
    for facts in told:
        rule = Rule(**facts | {"certainty": Certainty(facts["certainty"])})
        fit_in(by_code[rule.code], rule)
        by_code[rule.code].append(rule)
    return [rule for rules in by_code.values() for rule in rules]


# --- the calendar ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What `days.toml` says beside the package."""

    names: Mapping[str, Mapping[str, str]]
    law: Mapping[str, Any]
    moved: Mapping[str, Any]
    found: Iterable[Mapping[str, Any]]

    def evidence(self, day: date, name: str, usual: Mapping[str, Any]) -> dict[str, Any]:
        """The source of a day and how sure it is."""
        for found in self.found:
            if day in found.get("days", ()) or (name in found.get("of", ()) and day.year >= found["from"]):
                return {"source": found["source"], "certainty": Certainty.FOUND}
        return {"source": usual["source"], "certainty": Certainty(usual["certainty"])}


def read_days(folder: Path) -> list[SpecialDay]:
    """The days of the file's years that differ from what their weekday says."""
    told = tomllib.loads((folder / "days.toml").read_text(encoding="utf-8"))
    names = {name["of"]: name for name in told["name"]}
    words = Told(names, told["law"], told["moved"], told["found"])
    years = range(told["first_year"], told["last_year"] + 1)
    kazakh = holidays.country_holidays("KZ", years=years, language="kk")
    english = holidays.country_holidays("KZ", years=years, language="en_US")
    days: dict[date, SpecialDay] = {}
    for day, name in sorted(english.items()):
        moved = MOVED_FROM.fullmatch(name)
        if moved:
            month, number, year = map(int, moved.groups())
            worked = date(year, month, number)
            days[day] = _day_off_moved(words, day, worked)
            if worked in english.weekend_workdays:
                days[worked] = _working_day_moved(words, worked, day)
        else:
            days[day] = _holiday(words, day, name, kazakh[day])
    return [days[day] for day in sorted(days)]


def _holiday(told: Told, day: date, called: str, kazakh: str) -> SpecialDay:
    name = NOTES.sub("", called)
    known = told.names[name]
    kk, ru, en = known.get("kk") or NOTES.sub("", kazakh), known["ru"], known["en"]
    evidence = told.evidence(day, name, told.law)
    if called.endswith(ESTIMATED):
        evidence["certainty"] = Certainty.ASSUMED
    if called.endswith(OBSERVED):
        kk, ru, en = f"Демалыс күні ({kk})", f"Выходной день ({ru})", f"Day off ({en})"
        return SpecialDay(day=day, kind=DayKind.DAY_OFF, kk=kk, ru=ru, en=en, **evidence)
    return SpecialDay(day=day, kind=DayKind.HOLIDAY, kk=kk, ru=ru, en=en, **evidence)


def _day_off_moved(told: Told, day: date, worked: date) -> SpecialDay:
    source = short_day(worked)
    return SpecialDay(
        day=day,
        kind=DayKind.DAY_OFF,
        kk=f"Демалыс күні ({source} күнінен ауыстырылды)",
        ru=f"Выходной день (перенесён с {source})",
        en=f"Day off (moved from {source})",
        **told.evidence(day, "", told.moved),
    )


def _working_day_moved(told: Told, worked: date, day: date) -> SpecialDay:
    target = short_day(day)
    return SpecialDay(
        day=worked,
        kind=DayKind.WORKING_DAY,
        kk=f"Жұмыс күні (демалыс {target} күніне ауыстырылды)",
        ru=f"Рабочий день (выходной перенесён на {target})",
        en=f"Working day (the day off moved to {target})",
        **told.evidence(worked, "", told.moved),
    )
