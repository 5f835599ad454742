"""Lists to choose from, in the language of the page."""

from collections.abc import Iterable, Sequence

from flask import g

from mediation_cms.access import Can, may
from mediation_cms.core import clock
from mediation_cms.core.i18n import Labelled, labels
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import items
from mediation_cms.people.models import Role
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Named
from mediation_cms.web.languages import current_language

Options = list[tuple[str, str]]


def options(enum: type[Labelled], *only: Labelled) -> Options:
    """The members of an enum, or only some of them, with their labels."""
    words = labels(enum, current_language())
    return [(member.value, words[member.value]) for member in (only or tuple(enum))]


def cabinets(can: Can) -> Options:
    """The cabinets, open today, where the actor may do this; in the order of the alphabet."""
    return [(str(place.id), name) for place, name in _named(Level.CABINET) if may(g.actor, can, place)]


def may_somewhere(can: Can) -> bool:
    """Whether there is a cabinet where the actor may do this."""
    return any(may(g.actor, can, place) for place, _name in _named(Level.CABINET))


def every_cabinet() -> Options:
    """All cabinets that are open today."""
    return [(str(place.id), name) for place, name in _named(Level.CABINET)]


def cabinets_covered(roles: Iterable[Role]) -> Options:
    """The cabinets that these roles of the actor cover, to filter by; none where there is nothing to choose."""
    seen = frozenset().union(*(g.actor.covers.get(role, frozenset()) for role in roles))
    found = [(str(place.id), name) for place, name in _named(Level.CABINET) if place.id in seen]
    return found if len(found) > 1 else []


def districts(can: Can) -> Options:
    """The districts where the actor may do this."""
    return [(str(place.id), name) for place, name in _named(Level.DISTRICT) if may(g.actor, can, place)]


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


def _named(level: Level) -> Sequence[Named]:
    return tree(g.session).by_name(level, current_language(), clock.today())
