"""How a request stands for who applied: the days of what happened, and one sentence on who acts now and until when."""

from datetime import date, timedelta

import pytest

from mediation_cms.access import Actor
from mediation_cms.cases.applicant_status import Phase, status_of, steps_of
from mediation_cms.cases.assignment_actions import accept_offer, assign_mediator
from mediation_cms.consultations.actions import record_consultation
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.core import clock
from mediation_cms.core.i18n import Language
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.invitation_actions import permit_invitation
from mediation_cms.intake.models import Outcome, Request
from tests import make
from tests.make import invitations, matters

DAY = date(2022, 5, 26)


@pytest.fixture
def cast(session) -> matters.Cast:
    return matters.cast(session)


@pytest.fixture
def home(session) -> Actor:
    return make.visitor(session)


def test_a_phase_that_was_passed_over_is_left_out_and_the_last_one_reached_is_now():
    nothing = dict.fromkeys(Phase) | {Phase.RECEIVED: DAY}
    begun = nothing | {Phase.MEDIATION: DAY}
    over = nothing | {Phase.TALK: DAY, Phase.ENDED: DAY}

    assert [(step.phase.value, step.where) for step in steps_of(nothing)] == [
        ("received", "now"), ("looked_at", ""), ("talk", ""), ("invitation", ""), ("mediation", ""), ("ended", ""),
    ]  # fmt: skip
    assert [(step.phase.value, step.where) for step in steps_of(begun)] == [
        ("received", "past"), ("mediation", "now"), ("ended", ""),
    ]  # fmt: skip
    assert [step.phase.value for step in steps_of(over)] == ["received", "talk", "ended"]


def said(session, home: Actor, request: Request) -> str:
    return status_of(session, home, request).acts.in_(Language.EN)


def test_it_says_who_acts_from_the_receipt_to_the_end(session, cast, home):
    today = clock.today()
    request = make.request(session, cast.receptionist, cast.country.cabinet, today)
    fresh = said(session, home, request)
    with clock.telling_of(clock.now() + timedelta(days=30)):
        late = said(session, home, request)
    talk = {
        "held_on": f"{today:%d.%m.%Y}",
        "mode": "phone",
        "language": "kk",
        "result": "continues",
        "side": "applicant-1",
    }
    record_consultation(session, cast.receptionist, request, ConsultationIn.checked(talk))
    heard = said(session, home, request)
    day = f"{today:%d.%m.%Y}"
    invitation = invitations.prepared(session, cast.receptionist, request)
    asked = said(session, home, request)
    permit_invitation(session, cast.receptionist, invitation, invitations.permission(permitted_on=day))
    invitations.tried(session, cast.receptionist, invitation, channel="post", result="sent", tried_on=day)
    invited = said(session, home, request)

    assert fresh.startswith("The cabinet acts now: it contacts you until ")
    assert late.startswith("The cabinet acts now. It should have contacted you by ")
    assert heard == "The cabinet acts now: it looks at how to go on, and tells you."
    assert asked.startswith("You act now: the cabinet asks for your consent")
    assert invited.startswith("The other side acts now: its answer is awaited until ")


def test_it_says_who_acts_in_a_mediation_and_after_it(session, cast, home):
    case = matters.admitted(session, cast, clock.today())
    request = session.get_one(Request, case.request_id)
    admitted = status_of(session, home, request)
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    offered = said(session, home, request)
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)
    taken = said(session, home, request)
    matters.contract(session, cast, case, concluded_on=f"{clock.today():%d.%m.%Y}", concluded_at="00:01")
    running = status_of(session, home, request)

    assert (admitted.acts.in_(Language.EN), admitted.may_withdraw) == (
        "The cabinet acts now: it chooses a mediator.",
        True,
    )
    assert offered.startswith("A mediator is asked, and answers until ")
    assert taken == "The mediator acts now: they call you to agree on the contract and the first meeting."
    assert running.acts.in_(Language.EN).startswith(
        "You, the other side and the mediator act now. The mediation lasts until "
    )
    assert (running.may_withdraw, running.is_over) == (False, False)


@pytest.mark.parametrize("outcome", [Outcome.ADVICE_ONLY, Outcome.OTHER_SIDE_REFUSED, Outcome.SETTLED_AT_CONSULTATION])
def test_the_end_says_the_same_whatever_the_outcome_and_whoever_refused(session, cast, home, outcome):
    request = make.request(session, cast.receptionist, cast.country.cabinet, DAY)
    close_request(
        session, cast.receptionist, request, ClosingIn(outcome=outcome, on=clock.today(), reason="zqreasonzq")
    )
    status = status_of(session, home, request)

    assert status.acts.in_(Language.EN) == (
        "The work on this request is finished, and nobody has to do anything. Is something unclear? Write or call."
    )
    assert (status.may_withdraw, status.is_over) == (False, True)
