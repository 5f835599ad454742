"""What the sides are asked after the signing and the ending, and what follows from their answers."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine
from icalendar import Calendar
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.agreements.actions import record_performance
from mediation_cms.agreements.calendar import calendar_of, uid
from mediation_cms.agreements.durability import Held, counted, held
from mediation_cms.agreements.follow_up_actions import record_reply, set_aside
from mediation_cms.agreements.inputs import PerformanceIn
from mediation_cms.agreements.paper_actions import make_court_route, make_obligations
from mediation_cms.agreements.papers import court_route_facts, obligations_facts
from mediation_cms.agreements.queries import obligations_of
from mediation_cms.audit.models import Entry
from mediation_cms.cases.actions import close_case, reopen_case
from mediation_cms.cases.follow_up_actions import record_opinion
from mediation_cms.cases.follow_up_inputs import OpinionIn, ReplyIn, SettingAsideIn
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState, Opinion, Reply
from mediation_cms.cases.follow_up_queries import calls_of, get_call, list_calls
from mediation_cms.cases.models import Case
from mediation_cms.cases.opinions import averages
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.i18n import Language
from mediation_cms.documents.facts import Unperformed
from mediation_cms.documents.models import PaperKind
from mediation_cms.intake.follow_on_actions import begin_follow_on
from mediation_cms.intake.following import linked_to
from mediation_cms.intake.inputs import ClosingIn, FollowOnIn, ReasonIn
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Role
from mediation_cms.people.same import same_as
from mediation_cms.tasks.actions import finish_task
from mediation_cms.tasks.inputs import DoneIn
from mediation_cms.tasks.models import Task, TaskKind, TaskState
from mediation_cms.tasks.queries import get_task, note_of
from tests import make
from tests.agreements.calling import answer, calls, opinion, parties
from tests.make import matters

AUGUST = "2022-08-01T06:00:00Z"


# --- planned -------------------------------------------------------------------------------------------------------------


def test_each_side_is_asked_30_90_and_180_days_after_the_signing_on_working_days(session, cast):
    agreement = matters.signed(session, cast)

    found = calls(session, agreement.case_id)

    # 14 June 2022 and 30, 90, 180 days: Thursday 14 July, Monday 12 September, Sunday 11 December rolls to Monday.
    days = [(30, date(2022, 7, 14)), (90, date(2022, 9, 12)), (180, date(2022, 12, 12))]
    assert [(call.after_days, call.due_on) for call in found] == days * 2
    assert {(call.next_on == call.due_on, call.state) for call in found} == {(True, FollowUpState.WAITING)}


def test_every_ending_asks_once_how_the_sides_were_served_and_a_reopening_takes_that_back(session, cast):
    case = matters.in_work(session, cast)
    close_case(session, cast.coordinator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "10.06.2022"}))
    assert [call.due_on for call in calls(session, case.id, FollowUpKind.OPINION)] == [date(2022, 6, 24)] * 2

    reopen_case(session, cast.coordinator, case, ReasonIn(on=date(2022, 6, 13), reason="Қайта келді."))
    close_case(session, cast.coordinator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "20.06.2022"}))

    states = [(call.state, call.due_on) for call in calls(session, case.id, FollowUpKind.OPINION)]
    before, after = (FollowUpState.SET_ASIDE, date(2022, 6, 24)), (FollowUpState.WAITING, date(2022, 7, 4))
    assert sorted(states) == sorted([before, after] * 2)


# --- asked ---------------------------------------------------------------------------------------------------------------


def test_a_side_that_is_not_reached_is_called_again_after_three_working_days_and_three_times_at_most(session, cast):
    call = calls(session, matters.signed(session, cast).case_id)[0]

    answer(session, cast, call, "unreached")
    assert (call.attempts, call.state, call.next_on) == (1, FollowUpState.WAITING, date(2022, 7, 20))
    answer(session, cast, call, "unreached", asked_on="20.07.2022")
    answer(session, cast, call, "unreached", asked_on="25.07.2022")
    assert (call.attempts, call.state, call.next_on) == (3, FollowUpState.NOT_REACHED, None)

    answer(session, cast, call, "kept", asked_on="29.07.2022")  # who was not reached calls back
    assert (call.result, call.state) == (Reply.KEPT, FollowUpState.ANSWERED)


def test_who_does_not_want_to_be_asked_again_is_left_alone(session, cast):
    agreement = matters.signed(session, cast)
    mine, *others = calls(session, agreement.case_id)

    answer(session, cast, mine, "kept", no_more="yes")

    left = [call.state for call in others if call.party_id == mine.party_id]
    assert left == [FollowUpState.UNWILLING] * 2
    states = {
        call.party_id == mine.party_id: call.state for call in calls(session, agreement.case_id, FollowUpKind.OPINION)
    }
    assert states == {True: FollowUpState.UNWILLING, False: FollowUpState.WAITING}


def test_an_answer_comes_from_the_side_itself_and_not_before_the_signing(session, cast):
    first, *others = calls(session, matters.signed(session, cast).case_id)
    stranger = next(call.party_id for call in others if call.party_id != first.party_id)

    for changed, field in (({"answered_by": str(stranger)}, "answered_by"), ({"asked_on": "13.06.2022"}, "asked_on")):
        with pytest.raises(Invalid) as refused:
            answer(session, cast, first, "kept", **changed)
        assert list(refused.value.fields) == [field]


def test_a_wrong_answer_is_corrected_by_who_may_read_the_terms(session, cast):
    call = calls(session, matters.signed(session, cast).case_id)[0]
    answer(session, cast, call, "not_kept")

    with pytest.raises(Refused):
        answer(session, cast, call, "kept")
    typed = {"reply": "kept", "asked_on": "15.07.2022", "channel": "phone", "answered_by": str(call.party_id)}
    record_reply(session, cast.coordinator, call, ReplyIn.checked(typed))

    assert call.result is Reply.KEPT
    said = select(Entry.action).where(Entry.thing_id == call.id).order_by(col(Entry.id))
    assert list(session.exec(said)) == ["follow_up.asked", "follow_up.corrected"]


def test_a_call_is_set_aside_only_where_the_agreement_is_performed_or_changed(session, cast):
    agreement = matters.signed(session, cast)
    call = calls(session, agreement.case_id)[0]
    given = SettingAsideIn.checked({"reason": "Толық орындалды."})
    with pytest.raises(Refused):
        set_aside(session, cast.coordinator, call, given)

    typed = {"state": "done", "seen_on": "19.07.2022", "confirmed_by": ["applicant-1"]}
    record_performance(session, cast.mediator, obligations_of(session, agreement)[0], PerformanceIn.checked(typed))
    set_aside(session, cast.coordinator, call, given)

    assert (call.state, call.reason) == (FollowUpState.SET_ASIDE, "Толық орындалды.")


# --- what follows --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("replies", "opened"),
    [
        (("kept", "kept"), set()),
        (("kept", "partly"), {TaskKind.SIDES_DIFFER}),
        (("kept", "not_kept"), {TaskKind.NOT_KEPT, TaskKind.SIDES_DIFFER}),
        (("changed", "changed"), {TaskKind.CHANGED_BY_CONSENT}),
        (("kept", "unreached"), set()),
    ],
)
def test_a_breach_two_words_against_each_other_and_a_change_become_tasks(session, cast, replies, opened):
    found = [call for call in calls(session, matters.signed(session, cast).case_id) if call.after_days == 30]

    for call, reply in zip(found, replies, strict=True):
        answer(session, cast, call, reply)

    tasks = session.exec(select(Task)).all()
    assert ({task.kind for task in tasks}, len(tasks)) == (opened, len(opened))


def test_a_task_is_done_once_with_a_note_that_is_sealed(session, cast):
    answer(session, cast, calls(session, matters.signed(session, cast).case_id)[0], "not_kept")
    task = session.exec(select(Task)).one()
    with pytest.raises(Forbidden):
        finish_task(session, cast.receptionist, task, DoneIn(note="Сөйлестік."))

    finish_task(session, cast.coordinator, task, DoneIn(note="Сөйлестік."))

    assert (task.state, task.done_by_id) == (TaskState.DONE, cast.coordinator.account_id)
    auditor = make.actor(session, Role.AUDITOR, cast.country.region)
    assert get_task(session, auditor, task.id) is task
    assert [note_of(session, who, task) for who in (cast.coordinator, auditor)] == ["Сөйлестік.", ""]
    with pytest.raises(Refused):
        finish_task(session, cast.coordinator, task, DoneIn(note="Тағы."))
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(sa.update(Task).values(note_sealed=None))


def test_a_matter_goes_on_in_a_new_request_between_the_same_people(session, cast):
    case = session.get_one(Case, matters.signed(session, cast).case_id)
    before = session.get_one(Request, case.request_id)
    typed = {"received_on": "01.08.2022", "channel": "phone", "subject": "Келісімнің орындалуы", "dispute_code": "NEI"}

    made = begin_follow_on(session, cast.receptionist, before, FollowOnIn.checked(typed))

    then, now = parties(session, before.id), parties(session, made.id)
    assert [(party.side, party.side_no) for party in now] == [(party.side, party.side_no) for party in then]
    both = [
        (then.person_id, now.person_id) for then, now in zip(then, now, strict=True) if then.person_id and now.person_id
    ]
    linked = same_as(session, [was for was, _is in both])
    assert [is_now in linked[was] for was, is_now in both] == [True, True]
    assert (made.number != before.number, made.follows_id) == (True, before.id)
    assert linked_to(session, cast.receptionist, before) == [made]
    assert linked_to(session, cast.receptionist, made) == [before]
    assert linked_to(session, cast.mediator, before) == []  # the new matter is nobody's yet
    with pytest.raises(Refused):
        begin_follow_on(session, cast.receptionist, made, FollowOnIn.checked(typed))


# --- who sees what -------------------------------------------------------------------------------------------------------


def test_the_mediator_sees_who_is_asked_about_the_agreement_and_never_who_is_asked_for_an_opinion(session, cast):
    case_id = matters.signed(session, cast).case_id
    both = calls(session, case_id, FollowUpKind.OPINION)
    with time_machine.travel("2022-07-14T06:00:00Z", tick=False):
        kinds = {
            name: {row.kind for row in list_calls(session, actor)}
            for name, actor in (("receptionist", cast.receptionist), ("mediator", cast.mediator))
        }
    assert kinds == {"receptionist": {"agreement", "opinion"}, "mediator": {"agreement"}}

    as_coordinator = replace(cast.mediator, covers={**cast.mediator.covers, **cast.coordinator.covers})
    for actor in (cast.mediator, as_coordinator):
        with pytest.raises(NotFound):
            get_call(session, actor, both[0].id)
        with pytest.raises(Forbidden):
            record_opinion(
                session,
                actor,
                both[0],
                OpinionIn.checked({"reply": "answered", "asked_on": "29.06.2022", "channel": "phone"}),
            )
    assert {call.kind for call in calls_of(session, cast.coordinator, session.get_one(Case, case_id))} == {
        FollowUpKind.AGREEMENT
    }


def test_a_call_that_nobody_made_leaves_the_list_after_sixty_days(session, cast):
    matters.signed(session, cast)
    with time_machine.travel("2022-09-13T06:00:00Z", tick=False):
        due = {
            when: {row.due_on for row in list_calls(session, cast.receptionist, when=when)}
            for when in ("", "missed", "coming")
        }

    missed = {date(2022, 6, 28), date(2022, 7, 14)}
    assert due == {"": {date(2022, 9, 12)}, "missed": missed, "coming": {date(2022, 12, 12)}}


# --- opinions ------------------------------------------------------------------------------------------------------------


def test_an_opinion_is_kept_without_the_side_and_read_by_nobody_before_the_half_year_is_over(session, cast):
    with time_machine.travel("2022-06-29T06:00:00Z", tick=False):
        for _matter in range(5):
            case_id = matters.signed(session, cast).case_id
            for call, score in zip(calls(session, case_id, FollowUpKind.OPINION), ("5", "4"), strict=True):
                opinion(session, cast, call, heard=score)
        with pytest.raises(NotFound):
            averages(session, cast.coordinator, date(2022, 1, 1))
        with pytest.raises(Refused):
            opinion(session, cast, call)

    with time_machine.travel(AUGUST, tick=False):
        own = averages(session, cast.mediator, date(2022, 1, 1))
        lines = averages(session, cast.coordinator, date(2022, 1, 1))
        [receptionist] = [averages(session, cast.receptionist, date(2022, 1, 1))]
    shown = [
        (line.mediator_id, str(line.averages["heard"].value), line.averages["reach"])
        for line in lines
        if line.averages["heard"]
    ]
    assert shown == [(None, "4.5", None), (cast.mediator.mediator_id, "4.5", None)]
    assert (len(own), receptionist) == (1, [])
    assert {row.id.version for row in session.exec(select(Opinion))} == {4}  # no key tells the hour
    asked = select(Entry.details).where(Entry.action == "opinion.asked")
    assert [set(details) for details in session.exec(asked)] == [{"on"}] * 10


def test_an_opinion_counts_in_the_half_year_of_its_entry_whatever_day_is_typed(session, cast):
    call = calls(session, matters.signed(session, cast).case_id, FollowUpKind.OPINION)[0]

    with time_machine.travel(AUGUST, tick=False):
        opinion(session, cast, call, asked_on="29.06.2022")

    assert session.exec(select(Opinion)).one().half == date(2022, 7, 1)


def test_who_wants_to_answer_nothing_leaves_no_opinion(session, cast):
    call = calls(session, matters.signed(session, cast).case_id, FollowUpKind.OPINION)[0]

    opinion(session, cast, call, heard="0", again="0")

    assert (call.state, session.exec(select(Opinion)).all()) == (FollowUpState.UNWILLING, [])


@pytest.mark.parametrize("statement", [sa.update(Opinion).values(heard=5), sa.delete(Opinion), sa.delete(FollowUp)])
def test_the_database_keeps_what_was_said(session, cast, statement):
    opinion(session, cast, calls(session, matters.signed(session, cast).case_id, FollowUpKind.OPINION)[0])
    session.flush()

    with pytest.raises(IntegrityError, match=r"an opinion stays|what was asked stays"), session.begin_nested():
        session.execute(statement)


# --- papers, the calendar, figures ----------------------------------------------------------------------------------------


def test_the_calendar_of_a_phone_names_nobody_and_keeps_the_key_of_each_day(session, cast):
    agreement = matters.signed(session, cast)
    obligation = obligations_of(session, agreement)[0]

    said = Calendar.from_ical(calendar_of(session, agreement, Language.RU))

    [day] = said.walk("VEVENT")
    [alarm] = said.walk("VALARM")
    assert (day["uid"], day.decoded("dtstart"), day.decoded("dtend")) == (
        uid(obligation.id), date(2022, 7, 20), date(2022, 7, 21),
    )  # fmt: skip
    assert str(day["summary"]) == f"Bitim: обещанный день, № {agreement.number} (4.1)"
    assert alarm["trigger"].to_ical() == b"-P7D"


def test_the_way_to_court_tells_numbers_and_days_alone(session, cast):
    agreement = matters.signed(session, cast)
    with time_machine.travel("2022-07-19T06:00:00Z", tick=False), pytest.raises(Refused):
        make_court_route(session, cast.mediator, agreement)

    with time_machine.travel(AUGUST, tick=False):
        facts = court_route_facts(session, agreement, (Language.RU,))
        assert make_court_route(session, cast.mediator, agreement).kind is PaperKind.COURT_ROUTE
        assert make_obligations(session, cast.coordinator, agreement).kind is PaperKind.OBLIGATIONS
        assert [term.number for term in obligations_facts(session, agreement, (Language.KK,)).terms] == ["4.1"]
    assert (facts.unperformed, facts.limitation_years) == ((Unperformed(number="4.1", due_on=date(2022, 7, 20)),), 3)
    with pytest.raises(Forbidden):
        make_obligations(session, cast.receptionist, agreement)


def test_an_agreement_counts_as_the_side_says_that_fares_worst_and_few_are_not_told():
    agreements = [uuid4() for _each in range(5)]
    first, second, *_others = agreements
    answers = [(30, no, "kept") for no in agreements] + [
        (30, first, "not_kept"),
        (30, second, "changed"),
        (90, first, "kept"),
    ]

    assert counted(answers, [30, 90], 5) == [
        Held(30, 5, kept=3, changed=1, partly=0, not_kept=1), Held(90, None),
    ]  # fmt: skip


def test_how_agreements_hold_is_counted_by_the_day_of_asking(session, cast):
    for _one in range(5):
        answer(session, cast, calls(session, matters.signed(session, cast).case_id)[0], "kept")

    july = held(session, cast.coordinator, date(2022, 7, 1), date(2022, 7, 31), cabinet_id=cast.country.cabinet.id)
    assert july == [Held(30, 5, 5, 0, 0, 0), Held(90, None), Held(180, None)]
    assert held(session, cast.coordinator, date(2022, 8, 1), date(2022, 8, 31))[0].asked is None
