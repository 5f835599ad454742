"""What a report is asked for by: a place, a period."""

from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import g

from mediation_cms.access import Can, may
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.languages import Language
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Tree
from mediation_cms.statistics.periods import Kind, Period
from mediation_cms.web.choices import Options
from mediation_cms.web.forms import Form
from mediation_cms.web.placing import Grouped

YEARS_BACK = 10


def choices(form: Form) -> dict[str, Any]:
    """The places and periods to choose from, and what was asked for when it is none of them."""
    today = clock.today()
    return {
        "places": _places(today, form.values["place"]),
        "periods": _with(_periods(today, g.language), form.values["period"]),
    }


def _places(today: date, asked: str) -> Grouped:
    """The republic and its regions; below them what lies in the region that is looked at: one goes down step by step.

    Only places whose report the actor may read, by the alphabet.
    """
    places = tree(g.session)
    looked_at = (_asked(places, asked), g.actor.home_id)
    regions = [region for unit_id in looked_at if unit_id and (region := places.region_of(unit_id, today))]
    groups: Grouped = [("", _named(places, (Level.REPUBLIC, Level.REGION), today))]
    for region in dict.fromkeys(regions):
        members = _named(places, (Level.DISTRICT, Level.CABINET), today, places.under(region, today))
        groups.append((places.name(region, g.language, today), members))
    return [group for group in groups if group[1]]


def _asked(places: Tree, code: str) -> UUID | None:
    try:
        return places.by_code(code).id
    except NotFound:
        return None


def _named(places: Tree, levels: tuple[Level, ...], today: date, inside: frozenset[UUID] | None = None) -> Options:
    return [
        (place.code, name)
        for level in levels
        for place, name in places.by_name(level, g.language, today)
        if (inside is None or place.id in inside) and may(g.actor, Can.READ_REPORT, place)
    ]


def _with(options: Options, chosen: str) -> Options:
    """The options, and what was asked for when it is none of them."""
    return options if chosen in {value for value, _words in options} else [*options, (chosen, chosen)]


@lru_cache(len(Language))
def _periods(today: date, language: Language) -> Options:
    """Half-years first, newest first, then quarters of two years and whole years."""
    halves = [
        Period.of(Kind.HALF, year, half) for year in range(today.year, today.year - YEARS_BACK, -1) for half in (2, 1)
    ]
    quarters = [
        Period.of(Kind.QUARTER, year, quarter) for year in (today.year, today.year - 1) for quarter in (4, 3, 2, 1)
    ]
    years = [Period.of(Kind.YEAR, year) for year in range(today.year, today.year - YEARS_BACK, -1)]
    return [
        (period.code, period.name.in_(language)) for period in (*halves, *quarters, *years) if period.first <= today
    ]
