"""Where an actor may look: the part of `visible_to` that every concept with a place has in common, and the doors of lists."""

from collections.abc import Set as AbstractSet
from typing import Any

import sqlalchemy as sa

from mediation_cms.access.actors import Actor
from mediation_cms.core.errors import Forbidden
from mediation_cms.people.models import Role


def in_sight(actor: Actor, roles: AbstractSet[Role], *units: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """That one of these units (cabinet, district) lies where the actor holds one of the roles today.

    The product itself looks everywhere, and so does who holds the role in the whole republic.
    """
    if actor.is_system or actor.everywhere & roles:
        return sa.true()
    covered = frozenset().union(*(actor.covers.get(role, frozenset()) for role in roles))
    return sa.or_(sa.false(), *(unit.in_(covered) for unit in units))


def deals_with(actor: Actor, roles: AbstractSet[Role]) -> bool:
    """Whether the actor holds one of these roles anywhere: for links to the door of what only they see."""
    return actor.is_system or not actor.roles.isdisjoint(roles)


def require_dealing(actor: Actor, roles: AbstractSet[Role]) -> None:
    """Refuse (Forbidden, 403) at the door of a list whoever holds none of these roles: an empty one would be a lie."""
    if not deals_with(actor, roles):
        raise Forbidden
