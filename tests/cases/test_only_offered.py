"""To whom a case is only offered sees whom it is about, and answers; nothing else until the declaration."""

import pytest

from mediation_cms.access import Can, may
from mediation_cms.cases.assignment_actions import accept_offer
from mediation_cms.cases.queries import get_case
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import get_request
from mediation_cms.intake.recent import recent
from tests.make import matters

KEPT_BACK = (
    Can.READ_NARRATIVE, Can.READ_SAFETY, Can.READ_CONSULTATION_NOTES, Can.CHANGE_REQUEST, Can.SCREEN_REQUEST, Can.INVITE,
    Can.LOG_CONTACT, Can.LINK_PEOPLE, Can.JOIN_REQUEST, Can.CLOSE_REQUEST, Can.ADMIT_CASE, Can.HOLD_CONSULTATION, Can.MAKE_PAPER,
)  # fmt: skip
OF_THE_CASE = (Can.CONDUCT_MEDIATION, Can.CLOSE_CASE, Can.READ_MINUTES, Can.MARK_READINESS, Can.WRITE_PRIVATE_NOTE)


def allowed(actor, request, case):
    """What of all that the actor may do."""
    return [can for can in KEPT_BACK if may(actor, can, request)] + [
        can for can in OF_THE_CASE if may(actor, can, case)
    ]


def test_a_mediator_sees_the_matter_and_answers_and_gets_the_rest_with_the_case(session, cast):
    case = matters.offered(session, cast)
    request = get_request(session, cast.mediator, case.request_id)

    assert get_case(session, cast.mediator, case.id) is case
    assert may(cast.mediator, Can.ANSWER_OFFER, case)
    assert (request.on_offer, allowed(cast.mediator, request, case)) == (True, [])

    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)

    assert (request.on_offer, allowed(cast.mediator, request, case)) == (False, [*KEPT_BACK, *OF_THE_CASE])


@pytest.mark.parametrize("state", ["admitted", "offered", "in_work", "in_mediation", "met"])
def test_a_matter_is_on_offer_while_its_case_is(session, cast, state):
    case = getattr(matters, state)(session, cast)

    assert session.get_one(Request, case.request_id).on_offer == (state == "offered") == case.on_offer


def test_what_is_only_offered_is_not_offered_for_writing_down(session, cast):
    offered, taken = matters.offered(session, cast), matters.in_work(session, cast)

    assert [row.id for row in recent(session, cast.mediator)] == [taken.request_id]
    assert {row.id for row in recent(session, cast.receptionist)} == {offered.request_id, taken.request_id}
