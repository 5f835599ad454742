"""Lists to choose from, in the language of the page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from flask import g
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from mediation_cms.access import Can, may
from mediation_cms.core import clock
from mediation_cms.core.i18n import Labelled, Text, labels, said
from mediation_cms.core.languages import Language
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.order import level, top_of
from mediation_cms.disputes.queries import items
from mediation_cms.disputes.queries import labels as labels_of_items
from mediation_cms.people.models import Role
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree
from mediation_cms.places.tree import Named
from mediation_cms.web.languages import current_language

Options = list[tuple[str, str]]
Groups = list[tuple[str, Options]]
Group = tuple[Text | str, tuple[tuple[Any, Text | str], ...]]
KEPT = 300
OPTION, CHOSEN = Markup('<option value="{}">{}</option>\n'), Markup('<option value="{}" selected>{}</option>\n')
GROUP = Markup('<optgroup label="{}">\n{}</optgroup>\n')


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


def dispute_types(kept: str = "") -> Groups:
    """Dispute types in groups, as a grouped select wants them. `kept` is one that is offered though its days are over."""
    return in_groups(Catalogue.DISPUTE_TYPE, clock.today(), kept)


def in_groups(catalogue: Catalogue, on: date, kept: str = "") -> Groups:
    """What a catalogue offers on a day: under each item of the top level itself and what stands beneath it."""
    language = current_language()
    offered = items(g.session, catalogue, on)
    words = labels_of_items(g.session, catalogue, language)
    codes = [item.code for item in offered]
    if kept and kept not in codes and kept in words:
        codes.append(kept)
    groups: dict[str, Options] = {}
    for code in codes:
        groups.setdefault(top_of(code), []).append((code, _beneath(code, words)))
    return [(words.get(top, top), members) for top, members in groups.items()]


def _beneath(code: str, words: Mapping[str, str]) -> str:
    """What an item is called in its group; one of the third level after the one that it stands under."""
    above = code.rpartition(".")[0]
    return f"{words[above]}: {words[code]}" if level(above) > 1 and above in words else words[code]


def home_cabinet(choices: Options) -> str:
    """The cabinet to start with: the actor's own, or the only one; nothing when it must be chosen."""
    home = str(g.actor.home_id)
    return home if home in {value for value, _label in choices} else choices[0][0] if len(choices) == 1 else ""


def _named(level: Level) -> Sequence[Named]:
    return tree(g.session).by_name(level, current_language(), clock.today())


# --- drawn ---------------------------------------------------------------------------------------------------------------


@pass_environment
def drawn_options(environment: Environment, groups: Iterable[tuple[Text | str, Options]], chosen: object) -> Markup:
    """The options of a select, in groups; those of a group without a name stand alone. A global of templates."""
    language: Language = environment.language  # type: ignore[attr-defined]  # set by `speak`
    return _drawn(tuple((group, tuple(members)) for group, members in groups), str(chosen), language)


@lru_cache(KEPT)
def _drawn(groups: tuple[Group, ...], chosen: str, language: Language) -> Markup:
    """The same lists are offered again and again: each is drawn once."""
    found = []
    for group, members in groups:
        options = Markup("").join(
            (CHOSEN if str(value) == chosen else OPTION).format(value, said(text, language)) for value, text in members
        )
        found.append(GROUP.format(said(group, language), options) if group else options)
    return Markup("").join(found)
