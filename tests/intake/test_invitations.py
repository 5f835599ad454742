"""The invitation of another side: from the applicant's consent to an answer, or to none."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.keys import new_key
from mediation_cms.core.languages import Language
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.invitation_actions import (
    note_no_answer,
    permit_invitation,
    withdraw_invitation,
)
from mediation_cms.intake.invitation_funnel import Stage, funnel, list_invitations
from mediation_cms.intake.invitation_inputs import AddressReplyIn, AttemptIn, WithdrawalIn
from mediation_cms.intake.invitation_models import Invitation, InvitationAttempt, InvitationReply, ReplyState
from mediation_cms.intake.invitation_queries import by_code, other_side_states
from mediation_cms.intake.invitation_rules import AnswerTerm, Standing
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.models import Request
from mediation_cms.intake.party_actions import remove_party
from mediation_cms.intake.reply_actions import confirm_reply, receive_reply, record_reply, set_reply_aside
from mediation_cms.intake.safety import why_no_invitation
from mediation_cms.intake.screening_actions import set_risk
from mediation_cms.intake.screening_inputs import RiskIn
from mediation_cms.intake.screening_rules import Risk
from tests import make
from tests.make import invitations, matters

JUNE_3 = date(2022, 6, 3)
WITHDRAWAL = WithdrawalIn.checked({"ended_on": "08.06.2022"})


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    """Today is 10 June 2022, a week after the letter."""
    with clock.telling_of(datetime(2022, 6, 10, 5, tzinfo=UTC)):
        yield


# --- the days ------------------------------------------------------------------------------------------------------------


def test_ten_calendar_days_run_from_the_day_of_sending_and_do_not_roll_to_a_working_day() -> None:
    term = AnswerTerm(date(2022, 6, 1), 10)

    assert term.due_on == date(2022, 6, 11)  # a Saturday
    assert term.sentence().in_(Language.EN) == (
        "Answer until 11 June 2022 inclusive: 10 calendar days from 1 June 2022."
    )


def test_a_proposal_is_late_on_the_day_after_its_last_one_and_says_that_nothing_closes_by_itself() -> None:
    standing = Standing(InvitationStatus.SENT, date(2022, 6, 13))

    assert [standing.is_late(date(2022, 6, day)) for day in (13, 14)] == [False, True]
    assert "Nothing closes by itself" in standing.sentence(date(2022, 6, 14)).in_(Language.EN)


# --- nothing leaves without the applicant --------------------------------------------------------------------------------


def test_nothing_leaves_before_the_applicant_agreed(session: Session, cast: matters.Cast, request_: Request) -> None:
    invitation = invitations.prepared(session, cast.receptionist, request_)

    with pytest.raises(Refused):
        invitations.tried(session, cast.receptionist, invitation)


def test_the_database_takes_no_try_without_the_applicants_consent(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation = invitations.prepared(session, cast.receptionist, request_)
    row = {
        "id": new_key(), "invitation_id": invitation.id, "channel": "call", "result": "reached", "written": False,
        "tried_on": JUNE_3, "by_id": cast.receptionist.account_id,
    }  # fmt: skip

    with pytest.raises(IntegrityError, match="nothing leaves without the applicant"), session.begin_nested():
        session.connection().execute(sa.insert(table_of(InvitationAttempt)).values(row))
    with pytest.raises(IntegrityError, match=r"consent|leaves"), session.begin_nested():
        session.connection().execute(sa.update(Invitation).values(status=InvitationStatus.TOLD, left_on=JUNE_3))


def test_only_the_channels_leave_to_which_the_applicant_agreed(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation = invitations.permitted(session, cast.receptionist, request_, channels=["call"])

    with pytest.raises(Invalid) as refused:
        invitations.tried(session, cast.receptionist, invitation)

    assert list(refused.value.fields) == ["channel"]


def test_where_a_risk_is_marked_the_applicants_own_word_is_needed(session: Session, cast: matters.Cast) -> None:
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    set_risk(session, cast.receptionist, request, RiskIn(risk=Risk.HIGH, reason="Қорқамын деді."))
    invitation = invitations.prepared(session, cast.receptionist, request)

    with pytest.raises(Invalid) as refused:
        permit_invitation(session, cast.receptionist, invitation, invitations.permission())
    permit_invitation(session, cast.receptionist, invitation, invitations.permission(despite_risk="yes"))

    assert list(refused.value.fields) == ["despite_risk"]
    assert invitation.status is InvitationStatus.PERMITTED
    assert why_no_invitation(session, request) is None


def test_nothing_is_agreed_before_the_request_was_there(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation = invitations.prepared(session, cast.receptionist, request_)

    with pytest.raises(Invalid) as refused:
        permit_invitation(session, cast.receptionist, invitation, invitations.permission(permitted_on="25.05.2022"))
    assert list(refused.value.fields) == ["permitted_on"]

    permit_invitation(session, cast.receptionist, invitation, invitations.permission(permitted_on="26.05.2022"))


def test_who_has_no_business_with_the_matter_invites_nobody(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    with pytest.raises(Forbidden):
        invitations.prepared(session, cast.mediator, request_)


# --- tries ---------------------------------------------------------------------------------------------------------------


def test_a_call_starts_no_term_and_a_letter_does(session: Session, cast: matters.Cast, request_: Request) -> None:
    invitation = invitations.permitted(session, cast.receptionist, request_)

    invitations.tried(session, cast.receptionist, invitation, channel="call", tried_on="02.06.2022", result="reached")
    told = (invitation.status, invitation.due_on)
    invitations.tried(session, cast.receptionist, invitation)

    assert told == (InvitationStatus.TOLD, None)
    assert (invitation.status, invitation.sent_on, invitation.due_on) == (
        InvitationStatus.SENT, JUNE_3, date(2022, 6, 13),
    )  # fmt: skip
    assert (invitation.left_on, invitation.reached_on) == (date(2022, 6, 2), date(2022, 6, 2))


def test_a_letter_handed_over_on_a_visit_is_a_written_proposal() -> None:
    visit = {"channel": "visit", "tried_on": "03.06.2022", "result": "reached"}

    assert [AttemptIn.checked(visit | more).written for more in ({}, {"handed_over": "yes"})] == [False, True]


# --- answers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("agreed", InvitationStatus.ACCEPTED),
        ("refused", InvitationStatus.DECLINED),
        ("thinking", InvitationStatus.THINKING),
        ("call", InvitationStatus.CALL_ASKED),
    ],
)
def test_an_answer_that_staff_heard_counts_at_once(
    session: Session, cast: matters.Cast, request_: Request, answer: str, status: InvitationStatus
) -> None:
    invitation = invitations.sent(session, cast.receptionist, request_)

    record_reply(session, cast.receptionist, invitation, invitations.reply_in(answer))

    assert (invitation.status, invitation.answered_on) == (status, date(2022, 6, 7))


def test_an_answer_by_the_address_counts_only_when_it_is_confirmed(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation, visitor = invitations.sent(session, cast.receptionist, request_), make.visitor(session)
    agrees = AddressReplyIn.checked({"answer": "agreed"})

    false_one = receive_reply(session, visitor, invitation, agrees, Language.RU)
    with pytest.raises(Refused):
        receive_reply(session, visitor, invitation, agrees, Language.RU)
    set_reply_aside(session, cast.receptionist, invitation, false_one)
    before = invitation.status
    own = receive_reply(session, visitor, invitation, agrees, Language.RU)
    confirm_reply(session, cast.receptionist, invitation, own)

    assert (before, invitation.status) == (InvitationStatus.SENT, InvitationStatus.ACCEPTED)
    assert [reply.state for reply in session.exec(select(InvitationReply).order_by(col(InvitationReply.id)))] == [
        ReplyState.SET_ASIDE, ReplyState.CONFIRMED,
    ]  # fmt: skip


def test_staff_do_not_answer_in_the_name_of_a_visitor(session: Session, cast: matters.Cast, request_: Request) -> None:
    invitation = invitations.sent(session, cast.receptionist, request_)

    with pytest.raises(Forbidden):
        receive_reply(session, cast.receptionist, invitation, AddressReplyIn.checked({"answer": "agreed"}), Language.RU)


def test_no_answer_is_noted_only_after_the_last_day_and_a_late_consent_is_still_taken(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation = invitations.sent(session, cast.receptionist, request_)
    with pytest.raises(Refused):
        note_no_answer(session, cast.receptionist, invitation)

    with clock.telling_of(datetime(2022, 6, 14, 5, tzinfo=UTC)):
        note_no_answer(session, cast.receptionist, invitation)
        expired = invitation.status
        record_reply(session, cast.receptionist, invitation, invitations.reply_in(given_on="14.06.2022"))

    assert (expired, invitation.status) == (InvitationStatus.EXPIRED, InvitationStatus.ACCEPTED)


@pytest.mark.parametrize("answer", ["agreed", "refused", "thinking", "call"])
def test_a_late_answer_is_noted_with_the_newer_invitation_that_is_under_way(
    session: Session, cast: matters.Cast, request_: Request, answer: str
) -> None:
    first = invitations.sent(session, cast.receptionist, request_)
    with clock.telling_of(datetime(2022, 6, 14, 5, tzinfo=UTC)):
        note_no_answer(session, cast.receptionist, first)
        newer = invitations.prepared(session, cast.receptionist, request_)

        with pytest.raises(Refused, match="under way"), session.begin_nested():
            record_reply(session, cast.receptionist, first, invitations.reply_in(answer, given_on="14.06.2022"))

    session.refresh(first)
    assert (first.status, newer.status) == (InvitationStatus.EXPIRED, InvitationStatus.PREPARED)


@pytest.mark.parametrize(("answer", "status"), [("thinking", "thinking"), ("call", "call_asked")])
def test_who_wants_to_think_or_to_talk_after_the_last_day_is_waited_for_again(
    session: Session, cast: matters.Cast, request_: Request, answer: str, status: str
) -> None:
    invitation = invitations.sent(session, cast.receptionist, request_)
    with clock.telling_of(datetime(2022, 6, 14, 5, tzinfo=UTC)):
        note_no_answer(session, cast.receptionist, invitation)
        record_reply(session, cast.receptionist, invitation, invitations.reply_in(answer, given_on="14.06.2022"))

    assert (invitation.status, invitation.ended_on) == (status, None)


def test_an_answer_is_confirmed_only_while_the_request_is_open(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation = invitations.sent(session, cast.receptionist, request_)
    agrees = AddressReplyIn.checked({"answer": "agreed"})
    reply = receive_reply(session, make.visitor(session), invitation, agrees, Language.RU)
    close_request(session, cast.receptionist, request_, ClosingIn.checked({"outcome": "withdrawn", "on": "10.06.2022"}))

    with pytest.raises(Refused, match="finished"):
        confirm_reply(session, cast.receptionist, invitation, reply)

    assert invitation.status is InvitationStatus.SENT


def test_one_invitation_of_a_side_is_under_way_and_another_may_follow(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    first = invitations.sent(session, cast.receptionist, request_)
    with pytest.raises(Refused):
        invitations.prepared(session, cast.receptionist, request_)
    twin = first.model_dump(include={"request_id", "party_id", "language", "status", "term_days", "prepared_by_id"})
    twin |= {"id": new_key(), "prepared_on": JUNE_3, "status": InvitationStatus.PREPARED, "version": 1}
    plain = {"tells_name": False, "tells_category": False, "channels": [], "ended_reason": ""}
    with pytest.raises(IntegrityError, match=r"invitation\.party_id|uq_invitation_open"), session.begin_nested():
        session.connection().execute(sa.insert(table_of(Invitation)).values(twin | plain))

    withdraw_invitation(session, cast.receptionist, first, WITHDRAWAL)
    second = invitations.prepared(session, cast.receptionist, request_)

    assert (first.status, second.status) == (InvitationStatus.WITHDRAWN, InvitationStatus.PREPARED)
    with pytest.raises(NotFound):
        by_code(session, code_of(session, first))


def test_a_side_that_was_invited_is_not_taken_out(session: Session, cast: matters.Cast, request_: Request) -> None:
    invitations.sent(session, cast.receptionist, request_)

    with pytest.raises(Refused):
        remove_party(session, cast.receptionist, request_, invitations.other_side(session, request_))


def test_a_code_is_found_however_it_is_typed(session: Session, cast: matters.Cast, request_: Request) -> None:
    invitation = invitations.sent(session, cast.receptionist, request_)
    code = code_of(session, invitation)

    assert by_code(session, code.lower().replace("-", " ").replace("0", "o")) == (invitation, True)


# --- how many ------------------------------------------------------------------------------------------------------------


def test_the_funnel_counts_how_far_invitations_came_and_each_number_has_its_list(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    others = [make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED) for _time in range(2)]
    agreed = invitations.sent(session, cast.receptionist, request_)
    record_reply(session, cast.receptionist, agreed, invitations.reply_in())
    late = invitations.sent(session, cast.receptionist, others[0])
    invitations.prepared(session, cast.receptionist, others[1])
    later = date(2022, 6, 14)

    found = funnel(session, cast.coordinator, later, prepared_from=JUNE_3)
    behind = list_invitations(session, cast.coordinator, later, stage=Stage.NO_ANSWER)

    assert dict(found.counts) == {
        Stage.PREPARED: 3, Stage.SENT: 2, Stage.REACHED: 1, Stage.ANSWERED: 1, Stage.AGREED: 1, Stage.REFUSED: 0,
        Stage.CALL: 0, Stage.NO_ANSWER: 1,
    }  # fmt: skip
    assert found.days_to_answer == 4
    assert [row.id for row in behind] == [late.id]
    assert funnel(session, cast.mediator, later).counts[Stage.PREPARED] == 0


def test_the_queue_learns_in_one_statement_how_the_other_sides_stand(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    not_invited = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    invitation = invitations.sent(session, cast.receptionist, request_)
    withdraw_invitation(session, cast.receptionist, invitation, WITHDRAWAL)
    again = invitations.sent(session, cast.receptionist, request_)

    assert other_side_states(session, [request_.id, not_invited.id]) == {
        request_.id: Standing(InvitationStatus.SENT, again.due_on)
    }
