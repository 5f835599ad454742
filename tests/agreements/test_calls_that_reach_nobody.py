"""A call that was given up stays so, and who wants no more calls is called no more."""

import pytest
from sqlmodel import select

from mediation_cms.cases.follow_up_inputs import OpinionIn, ReplyIn
from mediation_cms.cases.follow_up_models import FollowUpState
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.stamps import restamp
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import STAMP
from tests.agreements.calling import answer, calls
from tests.make import matters


def test_a_call_that_was_given_up_does_not_come_back_when_more_calls_are_allowed(session, cast):
    call = calls(session, matters.signed(session, cast).case_id)[0]
    for day in ("15.07.2022", "20.07.2022", "25.07.2022"):
        answer(session, cast, call, "unreached", asked_on=day)
    session.exec(select(Rule).where(Rule.code == "follow_up.attempts")).one().value = 5
    restamp(session, STAMP)

    answer(session, cast, call, "unreached", asked_on="29.07.2022")

    assert (call.attempts, call.state, call.next_on) == (4, FollowUpState.NOT_REACHED, None)


def test_who_was_not_reached_before_is_left_alone_too_once_the_side_says_so(session, cast):
    before, now, *_others = calls(session, matters.signed(session, cast).case_id)
    for day in ("15.07.2022", "20.07.2022", "25.07.2022"):
        answer(session, cast, before, "unreached", asked_on=day)

    answer(session, cast, now, "kept", asked_on="12.09.2022", no_more="yes")

    assert (before.party_id, before.state) == (now.party_id, FollowUpState.UNWILLING)
    with pytest.raises(Refused):
        answer(session, cast, before, "kept", asked_on="13.09.2022")


@pytest.mark.parametrize("form", [ReplyIn, OpinionIn])
def test_whoever_was_not_reached_did_not_ask_to_be_left_alone(form):
    with pytest.raises(Invalid) as refused:
        form.checked({"reply": "unreached", "asked_on": "15.07.2022", "channel": "phone", "no_more": "yes"})

    assert list(refused.value.fields) == ["no_more"]
