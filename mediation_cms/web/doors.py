"""The sheet that hangs on the door of a cabinet, and the short address that stands on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.core import clock
from mediation_cms.core.dates import hour_after, weekday_called
from mediation_cms.core.errors import NotFound
from mediation_cms.core.formats import EN_DASH
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts.paper import LANGUAGES
from mediation_cms.documents.qr import qr
from mediation_cms.mediators.week_of_cabinet import hours_of_cabinet
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web.limits import limit_visitors
from mediation_cms.web.site import site

on_the_door = Blueprint("doors", __name__)
on_the_door.before_request(limit_visitors)
BOTH = LANGUAGES[-1]
Hours = tuple[int, int]
"""From and to, in minutes after midnight."""
INVITATION = (
    _("A dispute? Talk to a mediator: free and confidential."),
    _("Book a talk without a trip: point the camera of your phone at the code."),
)
HOURS, PHONE, ADDRESS = _("When a mediator is here"), _("Phone"), _("Or type this address:")


@on_the_door.get("/at/<code>")
def book(code: str) -> ResponseReturnValue:
    """Where the code on the door leads: booking a talk, with the cabinet chosen already."""
    return redirect(url_for("booking.start", cabinet=_open_today(code).code))


@on_the_door.get("/cabinets/<code>/door")
def sheet(code: str) -> ResponseReturnValue:
    """The sheet, in both languages, to be printed in A4 or A5."""
    cabinet = _open_today(code)
    address = f"{site()}{url_for('.book', code=cabinet.code)}"
    return render_template(
        "door.html",
        cabinet=cabinet,
        sides=[_told(cabinet, language) for language in BOTH],
        drawing=qr(address, f"QR: {address}"),
        address=address.partition("://")[2],
    )


def _told(cabinet: Place, language: Language) -> dict[str, Any]:
    """What the sheet says in one language."""
    places, today = tree(g.session), clock.today()
    region = places.region_of(cabinet.id, today)
    return {
        "language": language,
        "name": places.words(cabinet.id, today).in_(language),
        "region": places.words(region, today).in_(language) if region else "",
        "address": cabinet.address.get(language) or cabinet.address.get(Language.KK, ""),
        "invitation": [sentence.in_(language) for sentence in INVITATION],
        "hours": [
            (_days(days, language), ", ".join(EN_DASH.join(map(hour_after, each)) for each in stretches))
            for stretches, days in _alike(hours_of_cabinet(g.session, cabinet.id, today))
        ],
        "words": [each.in_(language) for each in (HOURS, PHONE, ADDRESS)],
    }


def _alike(week: Iterable[tuple[int, list[Hours]]]) -> list[tuple[list[Hours], list[int]]]:
    """The week as it is read: days one after another with the same hours stand in one line."""
    lines: list[tuple[list[Hours], list[int]]] = []
    for day, stretches in week:
        if lines and lines[-1][0] == stretches and lines[-1][1][-1] == day - 1:
            lines[-1][1].append(day)
        else:
            lines.append((stretches, [day]))
    return lines


def _days(days: Sequence[int], language: Language) -> str:
    ends = [weekday_called(day, language) for day in dict.fromkeys((days[0], days[-1]))]
    return EN_DASH.join(ends)


def _open_today(code: str) -> Place:
    """The cabinet of this code that people can come to today. Raises NotFound."""
    found = tree(g.session).by_code(code)
    if found.level is not Level.CABINET or not found.is_open(clock.today()):
        raise NotFound
    return found
