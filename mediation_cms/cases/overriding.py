"""A mediator is chosen although the check found a conflict of interest: with a reason, and the level above is told."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, or_, select

from mediation_cms.access import Actor
from mediation_cms.audit import record
from mediation_cms.cases.conflict import Ground, Hit, enough, stands_in_the_way
from mediation_cms.cases.models import Assignment, Case
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import barrings_of
from mediation_cms.notifications.outbox import notify
from mediation_cms.people.models import Account, Role, RoleHeld
from mediation_cms.places.queries import tree

NO_REASON = _("The mediator has a conflict of interest. Choose another or give a reason.")
SAY_MORE = _("Give the reason in three words at least: the level above reads it.")
BARRED = _("This mediator is barred from the matter. Choose another, or lift the bar first.")


def require_reason(hits: Sequence[Hit], typed: str) -> str:
    """The reason that is kept: empty where nothing stands in the way. Invalid beside the field where one is needed.

    Who is barred from the matter could not even read it: no reason helps.
    """
    if any(hit.ground is Ground.BARRED for hit in hits):
        raise Invalid({"mediator_id": BARRED})
    if not stands_in_the_way(hits):
        return ""
    if not enough(typed):
        raise Invalid({"override_reason": SAY_MORE if typed else NO_REASON})
    return typed


def tell_the_level_above(session: Session, actor: Actor, case: Case, offer: Assignment, name: str) -> None:
    """Note in the history that a mediator was chosen in spite of a conflict, and tell the coordinators above in neutral words."""
    above = coordinators_above(session, actor, case)
    record(
        session, actor, "case.overridden", case, matter_id=case.request_id, mediator=name,
        reason=offer.override_reason, found=offer.found, told=len(above),
    )  # fmt: skip
    for person_id in above:
        notify(session, person_id, "conflict_overridden", case.request_id, number=case.number)


def coordinators_above(session: Session, actor: Actor, case: Case) -> list[UUID]:
    """The coordinators with an account at the nearest level above the actor's own place; none where nobody is above.

    Not those who are barred from the matter.
    """
    today = clock.today()
    path = [place.id for place in tree(session).path(case.cabinet_id, today)]
    statement = (
        select(RoleHeld.unit_id, Account.id, Account.person_id)
        .join(Account, col(Account.id) == RoleHeld.account_id)
        .where(RoleHeld.role == Role.COORDINATOR, col(RoleHeld.unit_id).in_(path), RoleHeld.since <= today)
        .where(or_(col(RoleHeld.until).is_(None), col(RoleHeld.until) > today), col(Account.disabled_on).is_(None))
        .order_by(col(Account.id))
    )
    held = [(path.index(unit_id), account_id, person_id) for unit_id, account_id, person_id in session.exec(statement)]
    own = min((depth for depth, account_id, _person in held if account_id == actor.account_id), default=len(path))
    away = {barring.person_id for barring, _person in barrings_of(session, case.request_id)}
    above: dict[int, dict[UUID, None]] = {}
    for depth, _account, person_id in held:
        if depth < own and person_id is not None and person_id != actor.person_id and person_id not in away:
            above.setdefault(depth, {})[person_id] = None
    return list(above[max(above)]) if above else []
