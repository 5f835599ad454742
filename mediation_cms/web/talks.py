"""Who may have held a consultation, as the forms offer it."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g

from mediation_cms.consultations.holders import may_hold, own_key
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.parsing import Unreadable, parse_day
from mediation_cms.people.models import Role


def held_by(cabinet_id: UUID | None, day: str, deals_with_it: UUID | None = None) -> dict[str, Any]:
    """The mediators to choose from on the day that was typed, and who it was when none of them is chosen.

    That is the actor, if a mediator; else somebody of the staff. Without a cabinet there is nobody to choose from yet.
    """
    if cabinet_id is None:
        own, found = Role.MEDIATOR in g.actor.roles, []
    else:
        own = own_key(g.actor, cabinet_id, deals_with_it) is not None
        try:
            found = may_hold(g.session, g.actor, cabinet_id, _day(day), deals_with_it)
        except Refused:  # nothing is known of that day: the form says so beside the day, and keeps what was typed
            found = []
    return {
        "mediators": [(str(key), name) for key, name in found],
        "nobody": g.actor.name if own else _("somebody of the staff, no mediator"),
    }


def _day(typed: str) -> date:
    try:
        return parse_day(typed)
    except Unreadable:
        return clock.today()
