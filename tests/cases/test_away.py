"""A mediator is away, a cabinet is closed: nobody who has a talk there is forgotten."""

import pytest
from sqlmodel import select

from mediation_cms.cases.away_actions import CALL_OFF, Outcome, close_cabinet, drop_leave, enter_leave, open_again
from mediation_cms.cases.away_queries import called_off_on
from mediation_cms.consultations.booking_actions import call_off
from mediation_cms.consultations.booking_inputs import CalledOffIn
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.mediators.availability_inputs import ClosedDaysIn, LeaveIn
from mediation_cms.mediators.availability_models import Leave
from mediation_cms.mediators.availability_queries import keeping_hours
from mediation_cms.mediators.openings import Why, openings, why_none
from mediation_cms.notifications.models import Message
from mediation_cms.tasks.models import Task, TaskKind
from tests.make import bookings
from tests.make.bookings import MONDAY, NOW, at, booked


@pytest.fixture(autouse=True)
def morning():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def desk(session):
    return bookings.desk(session)


@pytest.fixture
def away(session, desk):
    return keeping_hours(session, desk.coordinator, desk.mediators[0])


def leave_in(first="16.11.2026", last="17.11.2026"):
    return LeaveIn.checked({"kind": "illness", "first_day": first, "last_day": last, "reason": "Медиатор ауырып қалды"})


def closing_in(**more):
    return ClosedDaysIn.checked({"first_day": "16.11.2026", "reason": "Жөндеу жұмыстары"} | more)


def free_of(session, desk, mediator_id, day=MONDAY):
    found = openings(session, desk.cabinet.id, first=day, last=day, minutes=30, mediator_id=mediator_id, now=NOW)
    return len(found)


def test_a_leave_gives_talks_to_colleagues_or_calls_them_off_and_takes_the_days(session, desk, away):
    mine, colleague = desk.mediators
    given = booked(session, desk, at(9), mine).booking
    off = booked(session, desk, at(10, 20), mine).booking
    silent = booked(session, desk, at(11), mine, told_by="phone").booking
    choices = {given.id: str(colleague), off.id: CALL_OFF, silent.id: CALL_OFF}
    outcome = enter_leave(session, desk.coordinator, away, leave_in(), choices)
    assert outcome == Outcome(given=1, told=1, to_phone=1)
    assert [(each.mediator_id, each.state) for each in (given, off, silent)] == [
        (colleague, BookingState.CONFIRMED),
        (mine, BookingState.CANCELLED_BY_CABINET),
        (mine, BookingState.CANCELLED_BY_CABINET),
    ]
    tasks = session.exec(select(Task)).all()
    assert [(task.kind, task.thing_id) for task in tasks] == [(TaskKind.TALK_CALLED_OFF, silent.id)]
    told = session.exec(select(Message).where(Message.template == "meeting_cancelled")).one()
    assert len(told.facts["times"]) == 3
    assert free_of(session, desk, mine) == 0
    leave = session.exec(select(Leave)).one()
    drop_leave(session, desk.coordinator, away, leave)
    assert free_of(session, desk, mine) > 0


def test_a_leave_waits_until_something_is_chosen_for_every_talk(session, desk, away):
    talk = booked(session, desk, at(9), desk.mediators[0]).booking
    with pytest.raises(Invalid) as problem:
        enter_leave(session, desk.coordinator, away, leave_in(), {})
    assert list(problem.value.fields) == [f"booking-{talk.id}"]


def test_a_colleague_who_is_not_free_takes_nothing_over(session, desk, away):
    mine, colleague = desk.mediators
    talk = booked(session, desk, at(9), mine).booking
    booked(session, desk, at(9), colleague)
    with pytest.raises(Invalid) as problem:
        enter_leave(session, desk.coordinator, away, leave_in(), {talk.id: str(colleague)})
    assert list(problem.value.fields) == [f"booking-{talk.id}"]


def test_a_leave_overlaps_no_other_leave(session, desk, away):
    enter_leave(session, desk.coordinator, away, leave_in(), {})
    with pytest.raises(Invalid):
        enter_leave(session, desk.coordinator, away, leave_in("17.11.2026", "20.11.2026"), {})


def test_a_cabinet_that_closes_tells_everybody_with_three_other_days(session, desk):
    with_message = booked(session, desk, at(9)).booking
    to_phone = booked(session, desk, at(9), told_by="phone").booking
    closing, outcome = close_cabinet(session, desk.coordinator, desk.cabinet, closing_in())
    assert outcome == Outcome(given=0, told=1, to_phone=1)
    assert {each.id for each in called_off_on(session, closing)} == {with_message.id, to_phone.id}
    told = session.exec(select(Message).where(Message.template == "meeting_cancelled")).one()
    days = {when[:10] for when in told.facts["times"]}
    assert (len(told.facts["times"]), f"{MONDAY}" in days) == (3, False)
    assert [task.thing_id for task in session.exec(select(Task))] == [to_phone.id]
    empty = why_none(session, desk.cabinet.id, first=MONDAY, last=MONDAY, minutes=30, now=NOW)
    assert empty.why is Why.CLOSED
    with pytest.raises(Refused):
        close_cabinet(session, desk.coordinator, desk.cabinet, closing_in(last_day="18.11.2026"))
    open_again(session, desk.coordinator, desk.cabinet, closing)
    assert free_of(session, desk, desk.mediators[0]) > 0


def test_a_cabinet_that_closes_anew_for_the_same_reason_names_only_whom_it_concerns_now(session, desk):
    by_desk = booked(session, desk, at(15)).booking
    call_off(session, desk.receptionist, by_desk, CalledOffIn(reason="Жөндеу жұмыстары"))
    former = booked(session, desk, at(9)).booking
    closing, _outcome = close_cabinet(session, desk.coordinator, desk.cabinet, closing_in())
    assert [each.id for each in called_off_on(session, closing)] == [former.id]
    open_again(session, desk.coordinator, desk.cabinet, closing)
    anew = booked(session, desk, at(10, 20)).booking
    again, _outcome = close_cabinet(session, desk.coordinator, desk.cabinet, closing_in())
    assert [each.id for each in called_off_on(session, again)] == [anew.id]
    session.refresh(former)
    assert former.closing_id is None


def test_only_the_coordinator_closes_a_cabinet(session, desk):
    with pytest.raises(Forbidden):
        close_cabinet(session, desk.receptionist, desk.cabinet, closing_in())
