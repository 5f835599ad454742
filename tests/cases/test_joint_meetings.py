"""Sides that are kept apart: the mediator asks whether they may meet, the coordinator decides."""

import pytest
from sqlmodel import select

from mediation_cms.cases.joint_meeting_actions import ask_for_joint_meeting, decide_joint_meeting
from mediation_cms.core.errors import Forbidden, Refused
from mediation_cms.intake.models import Request
from mediation_cms.intake.safety import precaution_of, why_no_joint_meeting
from mediation_cms.intake.screening_actions import ask_side
from mediation_cms.intake.screening_inputs import JointIn, SafetyIn
from mediation_cms.intake.screening_queries import sides_to_ask
from mediation_cms.tasks.models import Task, TaskKind, TaskState
from mediation_cms.tasks.queries import note_of
from tests.make import matters

DECISION = {"joint_from": "10.06.2022", "reason": "Көрші бөлмеде полиция өкілі отырады."}


def kept_apart(session, cast):
    """A mediation in which a side is afraid."""
    case = matters.in_work(session, cast)
    request = session.get_one(Request, case.request_id)
    given = SafetyIn.checked({"asked_on": "03.06.2022", "answers": {"afraid": "yes"}})
    ask_side(session, cast.mediator, request, sides_to_ask(session, request)[0], given)
    return request


def test_the_mediator_asks_once_and_the_decision_answers_the_task(session, cast):
    request = kept_apart(session, cast)

    asked = ask_for_joint_meeting(session, cast.mediator, request)
    again = ask_for_joint_meeting(session, cast.mediator, request)

    assert asked is again
    assert (asked.kind, asked.state, asked.cabinet_id) == (TaskKind.DECISION, TaskState.OPEN, request.cabinet_id)
    with pytest.raises(Forbidden):
        decide_joint_meeting(session, cast.mediator, request, JointIn.checked(DECISION))
    decide_joint_meeting(session, cast.coordinator, request, JointIn.checked(DECISION))
    assert asked.state is TaskState.DONE
    assert note_of(session, cast.coordinator, asked) == DECISION["reason"]
    decided = precaution_of(session, request.id)
    assert decided is not None
    assert decided.joint_from is not None
    assert why_no_joint_meeting(session, request, decided.joint_from) is None


def test_the_coordinator_decides_without_being_asked(session, cast):
    request = kept_apart(session, cast)
    decide_joint_meeting(session, cast.coordinator, request, JointIn.checked(DECISION))
    assert session.exec(select(Task)).all() == []


def test_nothing_is_asked_where_nothing_keeps_the_sides_apart(session, cast):
    case = matters.in_work(session, cast)
    with pytest.raises(Refused, match="Nothing keeps the sides apart"):
        ask_for_joint_meeting(session, cast.mediator, session.get_one(Request, case.request_id))
