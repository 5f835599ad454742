"""The home of each role: what waits today. Whoever has several roles sees the part of each. Every list is short."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can
from mediation_cms.agreements.queries import owed_soon
from mediation_cms.cases.agenda import Item, ItemKind, Looked, agenda, mediators_of
from mediation_cms.cases.follow_up_queries import list_calls
from mediation_cms.cases.queries import accepted, asked_to_declare, count_open, running, unassigned, waiting_offers
from mediation_cms.cases.today import spoken_on
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.certification.queries import taught_by
from mediation_cms.consultations.booking_queries import READERS as BOOKED_FOR
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.i18n import labels
from mediation_cms.intake.contacting import quiet
from mediation_cms.intake.invitation_queries import DESKS, answers_by_address
from mediation_cms.intake.invitation_rules import Standing
from mediation_cms.intake.message_queries import unread_for
from mediation_cms.intake.queries import READERS, list_requests
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.law.queries import working_calendar
from mediation_cms.law.rules import working_days_between
from mediation_cms.mediators.modes import Mode
from mediation_cms.people.models import Role
from mediation_cms.statistics.periods import Kind, Period
from mediation_cms.tasks.models import TaskKind
from mediation_cms.tasks.queries import list_tasks
from mediation_cms.web import transactions
from mediation_cms.web.choices import cabinets
from mediation_cms.web.drafts import waiting_drafts
from mediation_cms.web.follow_up_pages import lines
from mediation_cms.web.nearness import near, short_sighted
from mediation_cms.web.placing import names_of_places

desk = Blueprint("desk", __name__)
FEW, MOST_DRAFTS = 7, 20
WRITERS = {*DESKS, Role.MEDIATOR}
JULY = 7
SILENCE = timedelta(days=14)
"""A practice, no rule of law: in two weeks without a word a side begins to think that nothing is done."""


@desk.get("/desk")
def home() -> ResponseReturnValue:
    """What waits for the actor today."""
    roles = g.actor.roles
    parts: dict[str, Any] = {
        "unread": {"written": unread_for(g.session, g.actor, FEW)} if not roles.isdisjoint(WRITERS) else None,
        "answers": answers() if not roles.isdisjoint(DESKS) else None,
        "reception": reception() if Role.RECEPTIONIST in roles else None,
        "mediating": mediating() if Role.MEDIATOR in roles else None,
        "coordinating": coordinating() if Role.COORDINATOR in roles else None,
        "talks": talks() if not roles.isdisjoint(BOOKED_FOR) else None,
        "afterwards": afterwards() if not roles.isdisjoint(READERS) else None,
        "halves": halves() if Role.MANAGER in roles else None,
    }
    begun = waiting_drafts(MOST_DRAFTS)
    shown = [row for part in parts.values() if isinstance(part, dict) for row in _rows(part)]
    transactions.reading("desk.home", shown=list(dict.fromkeys(row.number for row in [*shown, *begun] if row.number)))
    return render_template(
        "desk.html",
        **parts,
        begun=begun,
        roles=roles,
        near=near(),
        short_sighted=short_sighted() if parts["mediating"] or parts["coordinating"] else None,
        working_days_left=working_days_left,
        modes=labels(Mode, g.language),
        booking_states=labels(BookingState, g.language),
        names=names_of_places(row.cabinet_id for row in shown),
    )


def reception() -> dict[str, Any]:
    """The requests that wait for a talk or a decision: danger and haste on top, then the last that came in."""
    return {
        "risks": {risk.value: risk for risk in Risk},
        "open": list_requests(g.session, g.actor, status=RequestStatus.REGISTERED, limit=FEW)[:FEW],
        "may_register": bool(cabinets(Can.REGISTER_REQUEST)),
    }


def talks() -> list[Item]:
    """The talks of today, and meetings: the own ones of a mediator, else those of the place."""
    today, mediators = clock.today(), mediators_of(g.session, g.actor)
    at_desk = not g.actor.roles.isdisjoint({Role.RECEPTIONIST, Role.COORDINATOR})
    looked = Looked(today, today, mediator_id=None if at_desk else g.actor.mediator_id)
    found = agenda(g.session, g.actor, looked, mediators)
    return [item for item in found if item.kind is not ItemKind.LEAVE and not item.is_cancelled]


def answers() -> dict[str, Any]:
    """Invited sides that answered by their address: each waits to be confirmed, or to be called."""
    came = answers_by_address(g.session, g.actor, FEW)
    standings = {row.id: Standing(row.status, row.due_on, bool(row.answer_waits)) for row in came}
    return {"came": came, "standings": standings}


def mediating() -> dict[str, Any]:
    """What a mediator wrote down today and is asked: offers, contracts, terms, what the sides owe, what has gone silent."""
    me = g.actor.person_id
    return {
        "offers": waiting_offers(g.session, g.actor, FEW, mediator_id=me),
        "to_declare": asked_to_declare(g.session, g.actor, FEW, mediator_id=me),
        "contracts": accepted(g.session, g.actor, FEW, mediator_id=me),
        "running": running(g.session, g.actor, FEW, mediator_id=me),
        "owed": owed_soon(g.session, g.actor, near(), FEW),
        "spoken": spoken_on(g.session, g.actor, clock.today(), FEW),
        "quiet": quiet(g.session, g.actor, clock.today() - SILENCE, FEW, mediator_id=me),
        "teaching": taught_by(g.session, g.actor),
    }


def working_days_left(due_on: date) -> int:
    """How many working days are left until this day, itself among them; today does not count."""
    return working_days_between(clock.today(), due_on, working_calendar(g.session).is_working)


def coordinating() -> dict[str, Any]:
    """What waits for a coordinator: cases without a mediator, offers without an answer, terms near their end or over."""
    return {
        "unassigned": unassigned(g.session, g.actor, FEW),
        "how_many": count_open(g.session, g.actor, CaseStatus.ADMITTED),
        "unanswered": waiting_offers(g.session, g.actor, FEW, answer_before=clock.today()),
        "ending": running(g.session, g.actor, FEW, due_to=near()),
    }


def afterwards() -> dict[str, Any]:
    """What follows agreements and endings: tasks of a coordinator, whom to call today."""
    calls = list_calls(g.session, g.actor, limit=FEW)[:FEW]
    tasks = list_tasks(g.session, g.actor, limit=FEW)[:FEW] if Role.COORDINATOR in g.actor.roles else []
    return {"calls": calls, "lines": lines(calls), "tasks": tasks, "kind_words": labels(TaskKind, g.language)}


def halves() -> list[Period]:
    """The half-year that runs and the last one."""
    today = clock.today()
    present = Period.of(Kind.HALF, today.year, 1 if today.month < JULY else 2)
    return [present.previous(), present]


def _rows(part: dict[str, Any]) -> list[Any]:
    return [row for rows in part.values() if isinstance(rows, Sequence) for row in rows if hasattr(row, "number")]
