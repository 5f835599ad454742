"""A mediator is chosen although the check found a conflict of interest: with a reason, and the level above is told."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.levels import coordinators_over
from mediation_cms.audit import record
from mediation_cms.cases.conflict import Ground, Hit, enough, stands_in_the_way
from mediation_cms.cases.models import Assignment, Case
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.intake.barring import barrings_of
from mediation_cms.notifications.outbox import notify

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
    """The coordinators of the level above, as `coordinators_over` finds them; not those who are barred from the matter."""
    barred = {barring.person_id for barring, _person in barrings_of(session, case.request_id)}
    return coordinators_over(session, actor, case.cabinet_id, barred)
