"""Who stands above: the coordinators of the nearest level over somebody's own place, for what is to be known there."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mediation_cms.access import Actor
from mediation_cms.core import clock
from mediation_cms.people.models import Account, Role, RoleHeld
from mediation_cms.places.queries import tree


def coordinators_over(session: Session, actor: Actor, cabinet_id: UUID, away: Collection[UUID] = ()) -> list[UUID]:
    """The coordinators with an account at the nearest level above the actor's own place; none where nobody is above.

    Not those who are to be left out.
    """
    today = clock.today()
    path = [place.id for place in tree(session).path(cabinet_id, today)]
    statement = (
        select(RoleHeld.unit_id, Account.id, Account.person_id)
        .join(Account, col(Account.id) == RoleHeld.account_id)
        .where(RoleHeld.role == Role.COORDINATOR, col(RoleHeld.unit_id).in_(path), RoleHeld.since <= today)
        .where(or_(col(RoleHeld.until).is_(None), col(RoleHeld.until) > today), col(Account.disabled_on).is_(None))
        .order_by(col(Account.id))
    )
    held = [(path.index(unit_id), account_id, person_id) for unit_id, account_id, person_id in session.exec(statement)]
    own = min((depth for depth, account_id, _person in held if account_id == actor.account_id), default=len(path))
    above: dict[int, dict[UUID, None]] = {}
    for depth, _account, person_id in held:
        if depth < own and person_id is not None and person_id != actor.person_id and person_id not in away:
            above.setdefault(depth, {})[person_id] = None
    return list(above[max(above)]) if above else []
