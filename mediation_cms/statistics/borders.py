"""Borders are a day: its composition of regions counts for the whole period, flows and stocks alike (`docs/indicators.md`)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from mediation_cms.core import dates
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import Phrase, Text, _
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level, MandateKind
from mediation_cms.places.tree import Tree
from mediation_cms.statistics.periods import Period

THEN, NOW = "then", "now"


@dataclass(frozen=True)
class Borders:
    """The day whose composition counts, and how it was asked for: `then`, `now`, or the day itself."""

    asked: str
    day: date

    @classmethod
    def parse(cls, asked: str, period: Period, today: date) -> Self:
        """`then` is the first day of the period, `now` today, anything else a day such as 2022-01-01.

        Raises Invalid (field `borders`) for what is no day, and for a day still to come.
        """
        typed = asked.strip().lower()
        if typed in {THEN, NOW}:
            return cls(typed, period.first if typed == THEN else today)
        try:
            day = date.fromisoformat(typed)
        except ValueError:
            raise Invalid({"borders": _("Choose the borders then, now, or of a day such as 2022-01-01.")}) from None
        if day > today:
            raise Invalid({"borders": _("This date is in the future. Give today or an earlier day.")})
        return cls(day.isoformat(), day)

    @property
    def words(self) -> Text:
        """«Сол кездегі шекара бойынша.», "Borders of today.", "Borders of 1 January 2022."."""
        match self.asked:
            case "then":
                return _("Borders of the time.")
            case "now":
                return _("Borders of today.")
            case _:
                return _("Borders of %(date)s.", date=Phrase(dates.day, self.day))


class Reach(StrEnum):
    """How far a place reaches, and so by which column its records are found."""

    REPUBLIC = "republic"
    DISTRICTS = "districts"
    CABINET = "cabinet"


@dataclass(frozen=True)
class Scope:
    """The place of a report by the borders of a day. `districts` are those of a region or district, or where a cabinet stood."""

    place: Place
    borders: Borders
    reach: Reach
    districts: frozenset[UUID]

    @classmethod
    def of(cls, tree: Tree, place: Place, borders: Borders, period: Period) -> Self:
        """What counts in the place. Refused when there was no such region on the day, or no such cabinet in the period."""
        tree.must_exist(place.id, borders.day)
        match place.level:
            case Level.REPUBLIC:
                return cls(place, borders, Reach.REPUBLIC, frozenset())
            case Level.CABINET:
                _must_have_worked(tree, place, period)
                stood_in = frozenset(held.value for held in tree.placings.get(place.id, ()))
                return cls(place, borders, Reach.CABINET, stood_in)
            case _:
                return cls(place, borders, Reach.DISTRICTS, tree.districts_in(place.id, borders.day))

    def concludes_agreements(self, tree: Tree, first: date, last: date) -> bool:
        """Whether a cabinet of the place had the mandate for mediation on any of these days."""
        cabinets = tree.cabinets_in(self.place.id, self.borders.day)
        return any(tree.had_mandate(cabinet, MandateKind.MEDIATION, first, last) for cabinet in cabinets)


def _must_have_worked(tree: Tree, cabinet: Place, period: Period) -> None:
    if cabinet.opened_on is not None and period.last < cabinet.opened_on:
        name = tree.words(cabinet.id, cabinet.opened_on)
        raise Refused(_("%(place)s works since %(day)s. Choose a later period.", place=name, day=cabinet.opened_on))
    if cabinet.closed_on is not None and cabinet.closed_on <= period.first:
        name = tree.words(cabinet.id, cabinet.closed_on)
        raise Refused(_("%(place)s closed on %(day)s. Choose an earlier period.", place=name, day=cabinet.closed_on))
