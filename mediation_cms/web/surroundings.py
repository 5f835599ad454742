"""What every page stands in: language, wings, the actor, what may be done."""

from typing import Any

from flask import g

from mediation_cms.access import Actor, Can, may
from mediation_cms.core import clock
from mediation_cms.core.i18n import Joined, Text
from mediation_cms.places.queries import tree
from mediation_cms.web.kiosk import IDLE
from mediation_cms.web.languages import address, current_language, languages
from mediation_cms.web.wings import doors, wings_of

PHONE_WINGS = 4


class Shown:
    """The actor as the page head shows it."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.name = actor.name

    @property
    def role_line(self) -> Text | str:
        """The first role and its place: coordinator, East Kazakhstan Region."""
        if self.actor.home_role is None or self.actor.home_id is None:
            return ""
        return Joined((self.actor.home_role.label, tree(g.session).words(self.actor.home_id, clock.today())), ", ")


def surroundings() -> dict[str, Any]:
    """The variables that every template may use."""
    actor: Actor | None = g.get("actor")
    wings = wings_of(actor) if actor else []
    return {
        "language": current_language().value,
        "languages": languages(),
        "vision": g.get("vision", "normal"),
        "vision_url": address(vision="normal" if g.get("vision") == "low" else "low"),
        "actor": Shown(actor) if actor else None,
        "wings": wings,
        "rail": doors(wings, listed=True),
        "thumbs": doors(wings[:PHONE_WINGS], listed=False),
        "may": lambda can, thing=None: actor is not None and may(actor, Can(can), thing),
        "kiosk": IDLE if g.get("kiosk") else 0,
        "today": clock.today(),
        "place": place,
        "address": address,
    }


def place(unit_id: Any) -> str:
    """The name of a place today, in the language of the page."""
    return tree(g.session).name(unit_id, current_language(), clock.today())
