"""Booking a talk without an account: held, booked, moved, cancelled; and what staff do with bookings."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from mediation_cms.consultations.booking_actions import (
    book_for,
    call_off,
    cancel_for,
    cancel_own,
    confirm,
    hold,
    let_go,
    move,
    move_own,
    note_outcome,
    reassign,
    swap,
)
from mediation_cms.consultations.booking_again_actions import remind_who_is_booked
from mediation_cms.consultations.booking_clearing_actions import Leaving, call_off_day
from mediation_cms.consultations.booking_consents import booking_consent, consent_of
from mediation_cms.consultations.booking_inputs import CalledOffIn, NewTimeIn, OverrideIn, WhoIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_placing import AlreadyBooked
from mediation_cms.consultations.booking_queries import bookings_between, nearest, talk_of
from mediation_cms.consultations.booking_telling import calendar_of
from mediation_cms.consultations.booking_workflow import BookingState, BookingStep
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.mediators.occupancy import Taken
from mediation_cms.mediators.occupancy_models import Busy, Occupancy
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Role
from tests import make
from tests.make import bookings
from tests.make.bookings import NOW, at, later, slot, who


@pytest.fixture(autouse=True)
def morning():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def desk(session):
    return bookings.desk(session)


def taken(session):
    """What takes the time of mediators, in order: from when, by what."""
    return [
        (clock.local(row.starts_at).strftime("%H:%M"), row.busy)
        for row in session.exec(select(Occupancy).order_by(col(Occupancy.starts_at), col(Occupancy.mediator_id)))
    ]


def told(session):
    """What was told and how it stands, in order, without the reminders."""
    rows = session.exec(select(Message).order_by(col(Message.id)))
    return [(row.template, row.status) for row in rows if row.template not in {"meeting_tomorrow", "meeting_today"}]


def new_time(starts_at, **more):
    return NewTimeIn.checked({"starts_at": starts_at.isoformat()} | more)


# --- without an account --------------------------------------------------------------------------------------------------


def test_a_held_time_is_gone_for_others_and_back_after_ten_minutes(session, desk):
    one = desk.mediators[0]
    hold(session, desk.visitor, slot(desk, at(9), one))
    with clock.telling_of(later(9)), pytest.raises(Taken):
        hold(session, desk.visitor, slot(desk, at(9), one))
    with clock.telling_of(later(10)):
        second = hold(session, desk.visitor, slot(desk, at(9), one)).booking
        confirm(session, desk.visitor, second, who())
    session.expire_all()
    assert taken(session) == [("09:00", Busy.BOOKED)]


def test_any_mediator_is_whoever_is_free_and_only_so_many(session, desk):
    held = [hold(session, desk.visitor, slot(desk, at(9))).booking for _each in desk.mediators]
    assert sorted(booking.mediator_id for booking in held) == desk.mediators
    with pytest.raises(Taken):
        hold(session, desk.visitor, slot(desk, at(9)))


def test_any_mediator_is_the_one_with_the_fewest_talks_ahead(session, desk):
    busy, idle = desk.mediators
    bookings.booked(session, desk, at(9), busy)
    assert hold(session, desk.visitor, slot(desk, at(15))).booking.mediator_id == idle


def test_a_booked_talk_is_confirmed_with_a_link_and_the_time_is_taken(session, desk):
    placed = bookings.booked(session, desk, at(9))
    assert (placed.booking.state, taken(session)) == (BookingState.CONFIRMED, [("09:00", Busy.BOOKED)])
    assert told(session) == [("meeting_booked", Delivery.WAITING)]


def test_a_hold_that_has_lapsed_is_still_booked_if_nobody_was_faster(session, desk):
    held = hold(session, desk.visitor, slot(desk, at(9), desk.mediators[0])).booking
    with clock.telling_of(later(30)):
        confirm(session, desk.visitor, held, who())
    assert held.state is BookingState.CONFIRMED


def test_a_hold_that_somebody_else_took_is_refused_with_the_nearest_times(session, desk):
    one = desk.mediators[0]
    held = hold(session, desk.visitor, slot(desk, at(9, 40), one)).booking
    with clock.telling_of(later(10)):
        bookings.booked(session, desk, at(9, 40), one)
        with pytest.raises(Taken):
            confirm(session, desk.visitor, held, who())
        near = nearest(session, talk_of(held), held.starts_at)
    assert [clock.local(each.starts_at).strftime("%H:%M") for each in near] == ["09:00", "10:20", "11:00"]


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(8, 0, 16), (9, 10, 16), (17, 50, 16), (9, 0, 13), (9, 0, 14)],
    ids=["too early", "between", "too late", "past", "too soon"],
)  # fmt: skip
def test_a_time_that_is_not_open_is_refused(session, desk, hour, minute, day):
    with pytest.raises(Taken):
        hold(session, desk.visitor, slot(desk, at(hour, minute, bookings.MONDAY.replace(day=day))))
    assert taken(session) == []


def test_a_time_that_is_given_back_is_free_at_once(session, desk):
    held = hold(session, desk.visitor, slot(desk, at(9), desk.mediators[0])).booking
    let_go(session, desk.visitor, held)
    assert (taken(session), session.exec(select(Booking)).all()) == ([], [])


def test_a_move_keeps_the_booking_and_tells_the_old_and_the_new_time(session, desk):
    placed = bookings.booked(session, desk, at(9), desk.mediators[0])
    moved = move_own(session, desk.visitor, placed.booking, new_time(at(9, 40))).booking
    assert moved.moved_from is not None
    assert (moved.id, moved.sequence, clock.local(moved.moved_from)) == (placed.booking.id, 1, at(9))
    assert taken(session) == [("09:40", Busy.BOOKED)]
    assert told(session) == [("meeting_booked", Delivery.WITHDRAWN), ("meeting_moved", Delivery.WAITING)]


def test_a_refused_move_leaves_the_old_time(session, desk):
    one = desk.mediators[0]
    placed = bookings.booked(session, desk, at(9), one)
    bookings.booked(session, desk, at(11), one)
    with pytest.raises(Taken), session.begin_nested():
        move_own(session, desk.visitor, placed.booking, new_time(at(11), mediator_id=str(one)))
    assert taken(session) == [("09:00", Busy.BOOKED), ("11:00", Busy.BOOKED)]


def test_cancelling_frees_the_time_and_another_may_be_booked_by_the_same_phone(session, desk):
    placed = bookings.booked(session, desk, at(9), phone="+77015550101")
    cancel_own(session, desk.visitor, placed.booking)
    cancel_own(session, desk.visitor, placed.booking)  # tapped twice
    bookings.booked(session, desk, at(11), phone="+77015550101")
    assert placed.booking.state is BookingState.CANCELLED_BY_PERSON
    assert taken(session) == [("11:00", Busy.BOOKED)]


def test_nothing_is_moved_or_cancelled_once_the_hour_has_come(session, desk):
    booking = bookings.booked(session, desk, at(9)).booking
    with clock.telling_of(at(9)):
        for act in (lambda: cancel_own(session, desk.visitor, booking),
                    lambda: move_own(session, desk.visitor, booking, new_time(at(15)))):  # fmt: skip
            with pytest.raises(Refused):
                act()


@pytest.mark.parametrize("way", [{"phone": "8 701 555 01 01"}, {"email": "a@EXAMPLE.kz", "told_by": "email"}])
def test_one_first_consultation_ahead_for_each_phone_and_address(session, desk, way):
    known: dict[str, Any] = {"phone": "+77015550101", "email": "a@example.kz"}
    bookings.booked(session, desk, at(9), **known)
    second: dict[str, Any] = {"phone": "+77015550199"} | way
    with pytest.raises(AlreadyBooked), session.begin_nested():
        bookings.booked(session, desk, at(11), **second)
    with clock.telling_of(at(10)):  # the first is over, whoever noted what came of it
        bookings.booked(session, desk, at(15), **known)
    assert taken(session) == [("09:00", Busy.BOOKED), ("15:00", Busy.BOOKED)]


def test_whose_first_consultation_is_ahead_is_told_once_a_day_at_the_way_that_is_known(session, desk):
    known = bookings.booked(session, desk, at(9), phone="+77015550101", email="a@example.kz").booking
    for _twice in "ab":
        with pytest.raises(AlreadyBooked) as refusal, session.begin_nested():
            bookings.booked(session, desk, at(11), phone="+77015550199", email="a@example.kz")
        for key in refusal.value.bookings:
            remind_who_is_booked(session, desk.visitor, session.get_one(Booking, key))
    message = session.exec(select(Message).where(Message.template == "meeting_again")).one()

    assert (message.person_id, message.address, message.status) == (known.person_id, "+77015550101", Delivery.WAITING)
    cancel_own(session, desk.visitor, known)
    assert message.status is Delivery.WITHDRAWN
    remind_who_is_booked(session, desk.visitor, known)
    assert told(session).count(("meeting_again", Delivery.WITHDRAWN)) == 1


def test_what_we_tell_needs_a_way(session, desk):
    for given in ({}, {"told_by": "email", "phone": "+77015550101"}, {"told_by": "sms", "email": "a@example.kz"}):
        with pytest.raises(Invalid) as refusal:
            WhoIn.checked({"name": "Сәуле"} | given)
        assert list(refusal.value.fields) == ["told_by"]


def test_who_wants_to_be_called_gets_no_message(session, desk):
    bookings.booked(session, desk, at(9), told_by="phone")
    assert told(session) == []


def test_the_calendar_file_is_the_entry_of_the_mails(session, desk):
    booking = bookings.booked(session, desk, at(9)).booking
    file = calendar_of(session, booking, Language.KK, "https://example.kz/b/x").decode()
    assert (f"UID:{booking.id}@bitim" in file, "METHOD:PUBLISH" in file, "ATTENDEE" in file) == (True, True, False)


# --- staff ---------------------------------------------------------------------------------------------------------------


def test_staff_book_for_a_caller_in_one_go(session, desk):
    placed = book_for(session, desk.receptionist, slot(desk, at(9)), who())
    assert (placed.booking.state, taken(session)) == (BookingState.CONFIRMED, [("09:00", Busy.BOOKED)])


def test_only_staff_book_and_move_at_shorter_notice_than_the_rule_and_never_into_the_past(session, desk):
    with clock.telling_of(at(9, 30)):
        with pytest.raises(Taken):
            hold(session, desk.visitor, slot(desk, at(11)))
        booking = book_for(session, desk.receptionist, slot(desk, at(11)), who()).booking
        with pytest.raises(Taken):
            move_own(session, desk.visitor, booking, new_time(at(11, 40)))
        move(session, desk.receptionist, booking, new_time(at(11, 40)))
        with pytest.raises(Taken):
            move(session, desk.receptionist, booking, new_time(at(9)))
    assert taken(session) == [("11:40", Busy.BOOKED)]


def test_a_coordinator_books_a_second_first_consultation_with_a_reason(session, desk):
    phone: dict[str, Any] = {"phone": "+77015550101"}
    bookings.booked(session, desk, at(9), **phone)
    why = OverrideIn.checked({"override_reason": "Екі бөлек дау"})
    with pytest.raises(Forbidden):
        book_for(session, desk.receptionist, slot(desk, at(11)), who(**phone), why)
    above = make.actor(session, Role.COORDINATOR, desk.country.region, name="Марат Омаров")
    placed = book_for(session, desk.coordinator, slot(desk, at(11)), who(**phone), why)
    assert placed.booking.override_reason == "Екі бөлек дау"
    assert above.person_id is not None


def test_two_talks_change_places(session, desk):
    first, second = desk.mediators
    one, other = (
        bookings.booked(session, desk, at(9), first).booking,
        bookings.booked(session, desk, at(11), second).booking,
    )
    swap(session, desk.receptionist, one, other)
    assert [(each.mediator_id, clock.local(each.starts_at), each.sequence) for each in (one, other)] == [
        (second, at(11), 1), (first, at(9), 1),
    ]  # fmt: skip
    assert taken(session) == [("09:00", Busy.BOOKED), ("11:00", Busy.BOOKED)]


def test_two_talks_of_one_hour_change_mediators_and_nobody_is_told(session, desk):
    first, second = desk.mediators
    one, other = (bookings.booked(session, desk, at(9), each).booking for each in (first, second))
    before = told(session)
    swap(session, desk.receptionist, one, other)
    assert (one.mediator_id, other.mediator_id, told(session)) == (second, first, before)


def test_a_talk_goes_to_a_colleague_who_is_free_then(session, desk):
    first, second = desk.mediators
    one, other = (bookings.booked(session, desk, hour, first).booking for hour in (at(9), at(11)))
    bookings.booked(session, desk, at(11), second)
    reassign(session, desk.receptionist, one, second)
    with pytest.raises(Taken), session.begin_nested():
        reassign(session, desk.receptionist, other, second)
    assert (one.mediator_id, other.mediator_id) == (second, first)


def test_the_cabinet_cancels_with_a_reason_and_three_other_times(session, desk):
    booking = bookings.booked(session, desk, at(9), desk.mediators[0]).booking
    assert call_off(session, desk.receptionist, booking, CalledOffIn(reason="Медиатор ауырып қалды"))
    message = session.exec(select(Message).where(Message.template == "meeting_cancelled")).one()
    assert (booking.state, message.facts["reason"]) == (BookingState.CANCELLED_BY_CABINET, "Медиатор ауырып қалды")
    assert len(message.facts["times"]) == 3


def test_a_closed_day_gives_talks_to_colleagues_and_cancels_the_others(session, desk):
    first, second = desk.mediators
    both = [bookings.booked(session, desk, hour, first).booking for hour in (at(9), at(11))]
    bookings.booked(session, desk, at(11), second)
    cleared = call_off_day(
        session, desk.coordinator, Leaving(desk.cabinet.id, first), both, CalledOffIn(reason="Демалыс"), reassigns=True
    )
    assert ([each.id for each in cleared.reassigned], [each.id for each in cleared.told]) == (
        [both[0].id],
        [both[1].id],
    )


def test_what_came_of_a_talk_is_noted_after_its_hour_and_may_be_set_right(session, desk):
    booking = bookings.booked(session, desk, at(9)).booking
    with pytest.raises(Refused):
        note_outcome(session, desk.receptionist, booking, BookingStep.TAKE_PLACE)
    with clock.telling_of(at(9, 30)):
        note_outcome(session, desk.receptionist, booking, BookingStep.MISS)
        note_outcome(session, desk.receptionist, booking, BookingStep.TAKE_PLACE)
    assert booking.state is BookingState.TOOK_PLACE


def test_what_is_cancelled_stays_cancelled(session, desk):
    booking = bookings.booked(session, desk, at(9)).booking
    cancel_for(session, desk.receptionist, booking)
    with pytest.raises(Refused):
        move(session, desk.receptionist, booking, new_time(at(11)))
    with pytest.raises(sa.exc.IntegrityError), session.begin_nested():
        session.connection().execute(sa.text("UPDATE booking SET state = 'confirmed'"))


def test_a_mediator_sees_the_own_talks_and_a_receptionist_those_of_the_cabinet(session, desk):
    first, second = desk.mediators
    mine, _other = (bookings.booked(session, desk, at(9), each).booking for each in (first, second))
    account = make.account_for(session)
    account.person_id = first
    session.add(account)
    mediator = make.actor(session, Role.MEDIATOR, desk.cabinet)
    sees = mediator.__class__(**{**vars(mediator), "person_id": first})
    span = (at(0), at(0) + timedelta(days=1))
    assert [each.id for each in bookings_between(session, sees, *span)] == [mine.id]
    assert len(bookings_between(session, desk.receptionist, *span)) == 2
    stranger = make.actor(session, Role.RECEPTIONIST, make.district(session, desk.country.region, "Басқа"))
    assert bookings_between(session, stranger, *span) == []


def test_the_consent_of_who_books_is_kept_in_the_words_that_were_read(session, desk):
    held = hold(session, desk.visitor, slot(desk, at(9)))
    booking = confirm(session, desk.visitor, held.booking, who(), Language.RU).booking
    by_staff = book_for(session, desk.receptionist, slot(desk, at(11)), who()).booking
    shown = booking_consent(session, booking, "Ахметова Сәуле", Language.RU)
    kept = consent_of(session, booking)

    assert kept is not None
    assert (kept[0].version, kept[0].language, kept[0].given_at) == (shown.version, Language.RU, clock.now())
    assert kept[1] == [shown.statement, *shown.elements]
    assert len(shown.elements) == 8
    assert consent_of(session, by_staff) is None
