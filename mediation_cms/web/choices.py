"""Lists to choose from, in the language of the page."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from flask import g

from mediation_cms.access import Can, may
from mediation_cms.core import clock
from mediation_cms.core.i18n import Labelled, labels
from mediation_cms.core.names import sort_key
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import items
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.web.languages import current_language

Options = list[tuple[str, str]]


def options(enum: type[Labelled], *only: Labelled) -> Options:
    """The members of an enum, or only some of them, with their labels."""
    words = labels(enum, current_language())
    return [(member.value, words[member.value]) for member in (only or tuple(enum))]


def cabinets(can: Can, on: date | None = None) -> Options:
    """The cabinets, open on the day, where the actor may do this; in the order of the alphabet."""
    day, places = on or clock.today(), tree(g.session)
    found = [place for place in places.at_level(Level.CABINET, day) if may(g.actor, can, place)]
    return _by_name((place.id, places.name(place.id, current_language(), day)) for place in found)


def every_cabinet() -> Options:
    """All cabinets that are open today."""
    today, places = clock.today(), tree(g.session)
    return _by_name(
        (place.id, places.name(place.id, current_language(), today)) for place in places.at_level(Level.CABINET, today)
    )


def districts(can: Can) -> Options:
    """The districts where the actor may do this."""
    today, places = clock.today(), tree(g.session)
    found = [place for place in places.at_level(Level.DISTRICT, today) if may(g.actor, can, place)]
    return _by_name((place.id, places.name(place.id, current_language(), today)) for place in found)


def dispute_types() -> list[tuple[str, Options]]:
    """Dispute types in groups, as a grouped select wants them."""
    language = current_language()
    offered = items(g.session, Catalogue.DISPUTE_TYPE, clock.today())
    tops = [item for item in offered if not item.parent_code]
    return [
        (
            top.words.in_(language),
            [
                (item.code, item.words.in_(language))
                for item in (top, *(sub for sub in offered if sub.parent_code == top.code))
            ],
        )
        for top in tops
    ]


def home_cabinet(choices: Options) -> str:
    """The cabinet to start with: the actor's own, or the only one; nothing when it must be chosen."""
    home = str(g.actor.home_id)
    return home if home in {value for value, _label in choices} else choices[0][0] if len(choices) == 1 else ""


def _by_name(found: Iterable[tuple[UUID, str]]) -> Options:
    return sorted(((str(key), name) for key, name in found), key=lambda option: sort_key(option[1]))
