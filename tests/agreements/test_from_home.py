"""Sides answer from home: who is written to, what a tap keeps, what becomes of it, and what nobody ever reads."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.agreements.home_actions import answer_from_home
from mediation_cms.audit.models import Entry
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState, HeldOpinion, Opinion, Reply
from mediation_cms.cases.follow_up_queries import answered_from_home, list_calls
from mediation_cms.cases.home import NOT_AGREED, why_not_home
from mediation_cms.cases.home_actions import ask_at_home, hold_opinion, want_no_questions
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.application_models import Consent, ConsentPurpose
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.own_word_taking import hear_from_home
from mediation_cms.intake.screening_rules import Said, Sign
from mediation_cms.jobs.asking import close_opinions, send_some
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Channel, Contact
from mediation_cms.tasks.models import Task, TaskKind
from tests import make
from tests.agreements.calling import answer, calls
from tests.make import matters

DAY = "2022-07-14T06:00:00Z"
"""Thirty days after the signing of 14 June."""


@pytest.fixture
def visitor(session: Session) -> Actor:
    make.system(session)
    return make.visitor(session)


@pytest.fixture
def case(session: Session, cast: matters.Cast) -> Case:
    return session.get_one(Case, matters.signed(session, cast).case_id)


def way(session: Session, party_id: UUID, channel: Channel, value: str, **more: Any) -> Contact:
    """A way to reach a side."""
    known: dict[str, Any] = {"language": Language.RU, "may_leave_message": True} | more
    person_id = session.get_one(Party, party_id).person_id
    contact = Contact(person_id=person_id, channel=channel, value=value, **known)
    session.add(contact)
    session.flush()
    return contact


def sides(session: Session, case: Case) -> list[FollowUp]:
    """The first call to each side, about the agreement."""
    return [call for call in calls(session, case.id) if call.after_days == 30]


def questions(session: Session) -> list[Message]:
    return list(session.exec(select(Message).where(Message.template == "questions").order_by(col(Message.id))))


# --- who is written to -----------------------------------------------------------------------------------------------------


@time_machine.travel(DAY, tick=False)
def test_on_the_day_each_side_is_written_to_by_its_own_way_and_the_call_waits(session, cast, case, visitor):
    mine, theirs = sides(session, case)
    way(session, mine.party_id, Channel.EMAIL, "kairat@example.kz", language=Language.KK)
    way(session, theirs.party_id, Channel.SMS, "+77010000002")

    rounds = list(iter(lambda: send_some(session), None))
    assert len(rounds) == 1

    sent = {(message.channel, message.address, message.language) for message in questions(session)}
    assert sent == {
        (Channel.EMAIL, "kairat@example.kz", Language.KK),
        (Channel.SMS, "+77010000002", Language.RU),
    }
    assert len(questions(session)) == 2 * 2  # about the agreement, and how they were served
    assert [(call.home_on, call.next_on) for call in (mine, theirs)] == [(date(2022, 7, 14), date(2022, 7, 19))] * 2
    waiting = [row.id for row in list_calls(session, cast.coordinator) if row.kind == FollowUpKind.AGREEMENT]
    assert waiting == []
    codes = [unseal(session, message, "code_sealed") or "" for message in questions(session)]
    led = {link_behind(session, Purpose.FOLLOW_UP, code).thing_id for code in codes}
    assert {mine.id, theirs.id} <= led


@pytest.mark.parametrize("changed", [{"may_leave_message": False}, {"safe_times": "18:00-ден кейін"}])
@time_machine.travel(DAY, tick=False)
def test_who_may_not_be_written_to_at_any_hour_is_called(session, cast, case, visitor, changed):
    call = sides(session, case)[0]
    way(session, call.party_id, Channel.EMAIL, "kairat@example.kz", **changed)

    send_some(session)

    assert questions(session) == []
    with pytest.raises(Refused):
        ask_at_home(session, cast.receptionist, call, agreed=True)


@time_machine.travel(DAY, tick=False)
def test_where_the_sides_are_kept_apart_nothing_is_sent_without_the_word_of_the_side(session, cast, case, visitor):
    request = session.get_one(Request, case.request_id)
    call, theirs = sides(session, case)
    party = session.get_one(Party, theirs.party_id)
    hear_from_home(session, visitor, request, party, {Sign.AFRAID: Said.YES})
    way(session, call.party_id, Channel.EMAIL, "kairat@example.kz")

    send_some(session)
    assert questions(session) == []
    with pytest.raises(Refused):
        ask_at_home(session, cast.receptionist, call)
    ask_at_home(session, cast.receptionist, call, agreed=True)

    assert [message.address for message in questions(session)] == ["kairat@example.kz"]


@time_machine.travel(DAY, tick=False)
def test_a_link_that_is_sent_again_ends_the_one_before(session, cast, case, visitor):
    call = sides(session, case)[0]
    way(session, call.party_id, Channel.EMAIL, "kairat@example.kz")
    ask_at_home(session, cast.receptionist, call)
    ask_at_home(session, cast.receptionist, call)

    standing = select(PersonalLink).where(PersonalLink.thing_id == call.id, col(PersonalLink.ended_at).is_(None))
    assert len(session.exec(standing).all()) == 1
    assert [message.status for message in questions(session)] == [Delivery.WITHDRAWN, Delivery.WAITING]
    with pytest.raises(Forbidden):
        ask_at_home(session, visitor, call)


# --- a tap ---------------------------------------------------------------------------------------------------------------


def test_different_words_from_home_are_the_same_task_as_by_phone_and_may_be_changed(session, cast, case, visitor):
    mine, theirs = sides(session, case)
    answer_from_home(session, visitor, mine, Reply.KEPT)
    answer(session, cast, theirs, "not_kept")

    kinds = {task.kind for task in session.exec(select(Task))}
    assert kinds == {TaskKind.NOT_KEPT, TaskKind.SIDES_DIFFER}
    assert (mine.state, mine.result, mine.attempts, mine.account_id) == (
        FollowUpState.ANSWERED, Reply.KEPT, 1, visitor.account_id,
    )  # fmt: skip
    answer_from_home(session, visitor, mine, Reply.PARTLY)
    answer_from_home(session, visitor, mine, Reply.PARTLY)
    assert (mine.result, mine.attempts) == (Reply.PARTLY, 1)
    told = select(Entry.action).where(Entry.thing_id == mine.id).order_by(col(Entry.id))
    assert list(session.exec(told)) == ["follow_up.answered_home", "follow_up.changed_home"]
    with pytest.raises(Refused):
        answer_from_home(session, visitor, theirs, Reply.KEPT)


def test_a_tap_is_no_call_and_staff_give_none(session, cast, case, visitor):
    call = sides(session, case)[0]
    for reply in (Reply.UNREACHED, Reply.ANSWERED, Reply.UNWILLING):
        with pytest.raises(Invalid):
            answer_from_home(session, visitor, call, reply)
    for actor in (cast.receptionist, cast.coordinator, cast.mediator):
        with pytest.raises(Forbidden):
            answer_from_home(session, actor, call, Reply.KEPT)
    with pytest.raises(NotFound):
        answer_from_home(session, visitor, calls(session, case.id, FollowUpKind.OPINION)[0], Reply.KEPT)


def test_who_wants_no_more_questions_is_asked_none(session, cast, case, visitor):
    call = sides(session, case)[0]
    way(session, call.party_id, Channel.EMAIL, "kairat@example.kz")
    with time_machine.travel(DAY, tick=False):
        ask_at_home(session, cast.receptionist, call)
        link = session.exec(select(PersonalLink)).one()
        want_no_questions(session, visitor, call, link, ever=True)

    left = [each.state for each in session.exec(select(FollowUp).where(FollowUp.party_id == call.party_id))]
    assert (set(left), link.ended_at is not None) == ({FollowUpState.UNWILLING}, True)


def test_the_call_list_shows_who_has_answered_and_the_mediator_sees_nothing_of_opinions(session, cast, case, visitor):
    about, opinion = sides(session, case)[0], calls(session, case.id, FollowUpKind.OPINION)[0]
    answer_from_home(session, visitor, about, Reply.KEPT)
    hold_opinion(session, visitor, opinion, {"heard": 1})

    seen = {
        name: {row.id for row in answered_from_home(session, actor)}
        for name, actor in (("coordinator", cast.coordinator), ("mediator", cast.mediator))
    }
    waiting = {row.id for row in list_calls(session, cast.coordinator, when="missed")}

    assert seen == {"coordinator": {about.id, opinion.id}, "mediator": {about.id}}
    assert waiting & {about.id, opinion.id} == set()


# --- opinions -------------------------------------------------------------------------------------------------------------


def test_an_opinion_may_be_changed_until_it_closes_and_is_then_without_a_side(session, cast, case, visitor):
    call = calls(session, case.id, FollowUpKind.OPINION)[0]
    before = session.exec(select(Entry.id)).all()
    hold_opinion(session, visitor, call, {"heard": 2})
    hold_opinion(session, visitor, call, {"heard": 5, "reach": 0})
    held = session.exec(select(HeldOpinion)).one()
    assert (call.state, session.exec(select(Opinion)).all(), close_opinions(session)) == (FollowUpState.ANSWERED, [], 0)
    assert b"heard" not in (held.said_sealed or b"")

    with time_machine.travel(clock.now() + timedelta(days=2, minutes=1), tick=False):
        assert close_opinions(session) == 1
        with pytest.raises(Refused):
            hold_opinion(session, visitor, call, {"heard": 1})

    said = session.exec(select(Opinion)).one()
    assert (said.heard, said.again, said.reach, said.mediator_id) == (5, None, None, case.mediator_id)
    assert session.exec(select(HeldOpinion)).all() == []
    assert session.exec(select(Entry.id)).all() == before  # the history tells neither whether nor what was answered
    assert [bool({str(call.id), str(call.party_id)} & set(map(str, said.model_dump().values())))] == [False]


def test_who_answers_no_question_leaves_no_opinion_and_nonsense_is_refused(session, case, visitor):
    call = calls(session, case.id, FollowUpKind.OPINION)[0]
    for said in ({}, {"heard": 6}, {"heard": -1}, {"mediator": 5}):
        with pytest.raises(Invalid):
            hold_opinion(session, visitor, call, said)


def test_silence_to_every_question_leaves_no_opinion(session, case, visitor):
    call = calls(session, case.id, FollowUpKind.OPINION)[0]
    hold_opinion(session, visitor, call, {"heard": 0, "again": 0, "reach": 0})

    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        close_opinions(session)

    assert session.exec(select(Opinion)).all() == []


@time_machine.travel(DAY, tick=False)
@pytest.mark.parametrize("answer", ["not asked", "agreed", "not agreed", "withdrawn"])
def test_an_applicant_from_home_is_written_to_only_while_they_agree_to_questions(session, cast, case, visitor, answer):
    call = next(each for each in sides(session, case) if session.get_one(Party, each.party_id).side is Side.APPLICANT)
    way(session, call.party_id, Channel.EMAIL, "kairat@example.kz")
    request = session.get_one(Request, case.request_id)
    if answer != "not asked":
        uses = [ConsentPurpose.CASE] + ([ConsentPurpose.QUESTIONS] if answer != "not agreed" else [])
        withdrawn = clock.now() if answer == "withdrawn" else None
        for use in uses:
            session.add(Consent(
                request_id=request.id, purpose=use, version=clock.today(), language=Language.KK, given_at=clock.now(),
                withdrawn_at=withdrawn if use is ConsentPurpose.QUESTIONS else None,
            ))  # fmt: skip
        session.flush()
    while send_some(session) is not None:
        pass

    asked = answer in {"not asked", "agreed"}
    assert why_not_home(session, case, call, agreed=True) == (None if asked else NOT_AGREED)
    assert bool(questions(session)) is asked
    assert (call.home_on is not None) is asked
