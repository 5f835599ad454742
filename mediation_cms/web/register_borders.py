"""Places of the registers by the borders of a day: of the time that is asked for, of today, or of a day of one's own."""

from datetime import date
from uuid import UUID

from flask import g

from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.statistics.borders import NOW, THEN, Borders
from mediation_cms.statistics.periods import Period
from mediation_cms.web.choices import Options


def in_borders(code: str, asked: str, on: date) -> frozenset[UUID] | None:
    """The districts of the place with this code by these borders; None (all) for the republic and for an unknown code.

    Raises Invalid for borders that cannot be read; Refused where there was no such place in them.
    """
    borders, places = Borders.parse(asked or THEN, Period(on, on), clock.today()), tree(g.session)
    try:
        place = places.by_code(code)
    except NotFound:
        return None
    day = max(borders.day, places.beginning)
    return None if place.level is Level.REPUBLIC else places.districts_in(place.id, day)


def known_borders(asked: str) -> Options:
    """Which borders to choose from; a day that was typed into the address stays chosen."""
    language = g.language
    found = [
        (THEN, _("Borders of the time.").in_(language).rstrip(".")),
        (NOW, _("Borders of today.").in_(language).rstrip(".")),
    ]
    return found if asked in {THEN, NOW, ""} else [*found, (asked, asked)]
