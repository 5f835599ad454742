"""The home of each role: what waits today. Whoever has several roles sees the part of each. Every list is short."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can
from mediation_cms.agreements.queries import owed_soon
from mediation_cms.cases.queries import count_open, list_cases, running, unassigned, waiting_offers
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.intake.queries import list_requests
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Role
from mediation_cms.statistics.periods import Kind, Period
from mediation_cms.web import transactions
from mediation_cms.web.choices import cabinets
from mediation_cms.web.nearness import near, short_sighted
from mediation_cms.web.placing import names_of_places

desk = Blueprint("desk", __name__)
FEW = 7
JULY = 7


@desk.get("/desk")
def home() -> ResponseReturnValue:
    """What waits for the actor today."""
    roles = g.actor.roles
    parts: dict[str, Any] = {
        "reception": reception() if Role.RECEPTIONIST in roles else None,
        "mediating": mediating() if Role.MEDIATOR in roles else None,
        "coordinating": coordinating() if Role.COORDINATOR in roles else None,
        "halves": halves() if Role.MANAGER in roles else None,
    }
    shown = [row for part in parts.values() if isinstance(part, dict) for row in _rows(part)]
    transactions.reading("desk.home", shown=[row.number for row in shown])
    return render_template(
        "desk.html",
        **parts,
        roles=roles,
        near=near(),
        short_sighted=short_sighted() if parts["mediating"] or parts["coordinating"] else None,
        names=names_of_places(row.cabinet_id for row in shown),
    )


def reception() -> dict[str, Any]:
    """The requests that wait for a talk or a decision, the last that came in on top."""
    return {
        "open": list_requests(g.session, g.actor, status=RequestStatus.REGISTERED, limit=FEW)[:FEW],
        "may_register": bool(cabinets(Can.REGISTER_REQUEST)),
    }


def mediating() -> dict[str, Any]:
    """What a mediator is asked: offers, contracts to conclude, terms by their last day, obligations that fall due."""
    me = g.actor.person_id
    return {
        "offers": waiting_offers(g.session, g.actor, FEW, mediator_id=me),
        "contracts": list_cases(g.session, g.actor, status=CaseStatus.IN_WORK, mediator_id=me, limit=FEW)[:FEW],
        "running": running(g.session, g.actor, FEW, mediator_id=me),
        "owed": owed_soon(g.session, g.actor, near(), FEW),
    }


def coordinating() -> dict[str, Any]:
    """What waits for a coordinator: cases without a mediator, offers without an answer, terms near their end or over."""
    return {
        "unassigned": unassigned(g.session, g.actor, FEW),
        "how_many": count_open(g.session, g.actor, CaseStatus.ADMITTED),
        "unanswered": waiting_offers(g.session, g.actor, FEW, answer_before=clock.today()),
        "ending": running(g.session, g.actor, FEW, due_to=near()),
    }


def halves() -> list[Period]:
    """The half-year that runs and the last one."""
    today = clock.today()
    present = Period.of(Kind.HALF, today.year, 1 if today.month < JULY else 2)
    return [present.previous(), present]


def _rows(part: dict[str, Any]) -> list[Any]:
    return [row for rows in part.values() if isinstance(rows, Sequence) for row in rows]
