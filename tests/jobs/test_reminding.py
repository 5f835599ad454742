"""Staff are told what is due: each thing once, coordinators in one message, nobody of what they must not know."""

import re
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import col, delete, select

from mediation_cms.accounts.inputs import MessagesIn
from mediation_cms.accounts.own_actions import choose_messages
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind
from mediation_cms.cases.models import Case
from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.core.languages import Language
from mediation_cms.intake.barring import bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.models import Party, Request
from mediation_cms.jobs.mailing import deliver_mail
from mediation_cms.jobs.reminding import remind, remind_of_the_day
from mediation_cms.jobs.silence import note_silence_of
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact, Role, RoleHeld
from mediation_cms.tasks.models import TaskKind
from mediation_cms.tasks.opening import open_task
from tests import make
from tests.make import invitations, matters
from tests.make.counting import statements

MONDAY = date(2022, 6, 27)
"""Seven days before the term of the contract of 3 June ends."""


@pytest.fixture
def cast(session):
    """The people of a cabinet, each with an address."""
    found = matters.cast(session)
    for who, name in ((found.mediator, "saule"), (found.coordinator, "erlan"), (found.receptionist, "aigul")):
        account = matters.account_of(session, who)
        account.email, account.language = f"{name}@example.kz", Language.EN
    session.flush()
    return found


def told(session, day):
    """What is put out on a day: to whom, which kind, which facts."""
    before = set(session.exec(select(Message.id)))
    remind_of_the_day(session, day)
    fresh = session.exec(
        select(Message).where(col(Message.id).not_in(before)).order_by(Message.address, Message.template)
    )
    return [(message.address.split("@")[0], message.template, message.facts) for message in fresh]


def test_the_end_of_a_term_is_told_seven_three_and_no_days_before_and_when_it_is_over(session, cast):
    number = matters.in_mediation(session, cast).number
    near, over = {"number": number, "due_on": "2022-07-04"}, {"term_over": [number]}

    found = {day: told(session, day) for day in (MONDAY + timedelta(days=ahead) for ahead in range(10))}
    assert {day: kinds for day, kinds in found.items() if kinds} == {
        day: [("erlan", "coordinator_day", {"list": lines}), ("saule", kind, near)]
        for day, kind, lines in (
            (MONDAY, "term_near", {"term_near": [number]}),
            (date(2022, 7, 1), "term_near", {"term_near": [number]}),
            (date(2022, 7, 4), "term_near", {"term_near": [number]}),
            (date(2022, 7, 5), "term_over", over),
        )
    }


def test_what_falls_on_a_day_off_is_told_on_the_working_day_after_it(session, cast):
    case = matters.in_mediation(session, cast)
    case.due_on = date(2022, 7, 9)  # seven days before it is a Saturday
    session.flush()

    assert [kind for _who, kind, _facts in told(session, date(2022, 7, 1))] == []
    assert [kind for _who, kind, _facts in told(session, date(2022, 7, 4))] == ["coordinator_day", "term_near"]


def test_a_round_that_is_repeated_tells_nothing_twice(session, cast):
    matters.in_mediation(session, cast)

    assert len(told(session, MONDAY)) == 2
    assert told(session, MONDAY) == []


def test_an_offer_is_told_to_its_mediator_until_its_day_and_then_to_the_coordinator(session, cast):
    case = matters.offered(session, cast)
    number = case.number
    (offer,) = session.exec(select(Message)).all()
    last = date.fromisoformat(offer.facts["answer_by"])
    working = [last + timedelta(days=ahead) for ahead in range(-6, 6)]

    found = {kind: who for day in working if day.weekday() < 5 for who, kind, _facts in told(session, day)}
    assert found == {"offer_due": "saule", "coordinator_day": "erlan"}
    assert session.exec(select(Message).where(Message.template == "coordinator_day")).one().facts == {
        "list": {"offer_unanswered": [number]}
    }


def test_what_the_sides_promised_is_told_on_its_day_and_the_calls_by_their_number(session, cast):
    number = session.get_one(Case, matters.signed(session, cast).case_id).number

    assert told(session, date(2022, 7, 20)) == [("saule", "obligation_due", {"number": number, "due_on": "2022-07-20"})]
    assert told(session, date(2022, 7, 14)) == [
        ("erlan", "coordinator_day", {"list": {"calls_due": [number]}}),
        ("saule", "calls_due", {"count": 2}),
    ]


def test_a_task_and_an_invitation_without_an_answer_are_told_to_whom_they_concern(session, cast):
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    invitation = invitations.sent(session, cast.receptionist, request)
    with telling_of(datetime(2022, 6, 14, 12, tzinfo=ALMATY)):
        where = {"cabinet_id": request.cabinet_id, "matter_id": request.id}
        open_task(session, cast.coordinator, TaskKind.NOT_KEPT, request.id, **where)
    assert invitation.due_on == date(2022, 6, 13)

    assert told(session, date(2022, 6, 14)) == [
        ("aigul", "invitation_unanswered", {"number": request.number, "answer_by": "2022-06-13"}),
        ("erlan", "coordinator_day", {"list": {"invitation_unanswered": [request.number]}}),
    ]
    assert told(session, date(2022, 6, 15)) == [("erlan", "coordinator_day", {"list": {"task_due": [request.number]}})]


def test_silence_that_was_noted_by_itself_is_told_all_the_same(session, cast):
    make.system(session)
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    invitations.sent(session, cast.receptionist, request)
    with telling_of(datetime(2022, 6, 14, 1, tzinfo=ALMATY)):
        assert note_silence_of(session) == 1

    assert [kind for _who, kind, _facts in told(session, date(2022, 6, 14))] == [
        "invitation_unanswered", "coordinator_day",
    ]  # fmt: skip


def test_a_side_that_is_written_to_first_is_nobody_to_call(session, cast):
    case_id = matters.signed(session, cast).case_id
    first = session.exec(select(FollowUp).where(FollowUp.case_id == case_id).order_by(col(FollowUp.id))).first()
    person_id = session.get_one(Party, first.party_id).person_id
    way = Contact(person_id=person_id, channel=Channel.SMS, value="+77010000001", language=Language.KK)
    way.may_leave_message = True
    session.add(way)
    session.flush()

    assert ("saule", "calls_due", {"count": 1}) in told(session, date(2022, 7, 14))


def test_a_coordinator_may_be_told_of_each_thing_by_itself_and_of_some_not_at_all(session, cast):
    case = matters.in_mediation(session, cast)
    account = matters.account_of(session, cast.coordinator)
    choose_messages(session, cast.coordinator, account, MessagesIn(wanted=["term_near"], one_by_one=True))

    assert [(who, kind) for who, kind, _facts in told(session, MONDAY)] == [
        ("erlan", "term_near"),
        ("saule", "term_near"),
    ]
    choose_messages(session, cast.coordinator, account, MessagesIn())
    assert [who for who, _kind, _facts in told(session, case.due_on)] == ["saule"]


def test_what_must_arrive_arrives_whatever_was_chosen(session, cast):
    account = matters.account_of(session, cast.mediator)
    choose_messages(session, cast.mediator, account, MessagesIn())
    matters.in_mediation(session, cast)

    assert [message.template for message in session.exec(select(Message))] == ["case_offered"]
    assert [who for who, _kind, _facts in told(session, MONDAY)] == ["erlan"]


def test_whoever_is_barred_from_a_matter_hears_nothing_of_it(session, cast):
    case = matters.in_mediation(session, cast)
    request = session.get_one(Request, case.request_id)
    bar(session, cast.receptionist, request, cast.coordinator.person_id, BarGround.RECORDED)

    assert [who for who, _kind, _facts in told(session, MONDAY)] == ["saule"]


def test_a_mediator_who_coordinates_too_does_not_learn_whom_we_ask_about_the_own_work(session, cast):
    matters.signed(session, cast)
    days = {call.next_on for call in session.exec(select(FollowUp).where(FollowUp.kind == FollowUpKind.OPINION))}
    assert days
    assert [who for day in days for who, _kind, _facts in told(session, day)] == ["erlan"]

    session.add(
        RoleHeld(
            account_id=cast.mediator.account_id,
            role=Role.COORDINATOR,
            unit_id=cast.country.cabinet.id,
            since=matters.RECEIVED,
        )
    )
    session.exec(delete(Message))
    assert [told(session, day) for day in days] == [[]]


@pytest.mark.database("sqlite")
def test_a_hundred_matters_take_no_more_statements_than_one(session, cast):
    matters.in_mediation(session, cast)
    with statements(session) as one:
        remind_of_the_day(session, MONDAY)
    for _case in range(3):
        matters.in_mediation(session, cast)
    with statements(session) as several:
        remind_of_the_day(session, MONDAY)

    assert len(several) <= len(one)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(("hour", "leaves"), [(3, 0), (10, 2)])
def test_the_job_looks_in_working_hours_and_the_mails_say_nothing_of_the_matter(
    session, with_settings, inbox, cast, hour, leaves
):
    case = matters.in_mediation(session, cast, matters.CONTRACT_ON, subject="zqcontractzq")
    session.get_one(Request, case.request_id).subject = "zqsubjectzq"
    session.exec(delete(Message))
    session.commit()
    shift = with_settings(smtp_url=inbox.url)
    with telling_of(datetime(2022, 6, 27, hour, tzinfo=ALMATY)):
        remind(shift)
        deliver_mail(shift)

    said = [f"{mail['Subject']}\n{mail.get_content()}" for mail in inbox.mails]
    assert len(said) == leaves
    assert all(case.number in text and "https://bitim.example/desk?lang=en" in text for text in said)
    assert not [text for text in said if re.search("zq|Төлегенов|Қайрат|Воробьёва|Светлана", text)]
