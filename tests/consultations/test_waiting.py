"""Who waits for an earlier time: the first whom it fits gets it held, the next one after that."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select

from mediation_cms.consultations.booking_actions import cancel_own, hold
from mediation_cms.consultations.booking_consents import consent_at, consent_of
from mediation_cms.consultations.booking_inputs import WishIn
from mediation_cms.consultations.booking_models import Booking, WaitingWish, WishConsent, WishState
from mediation_cms.consultations.booking_queries import offer_for, wish_of
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.waiting_actions import drop_wish, take_offer, wish_earlier, wish_time
from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.jobs.waiting import lapse, offer_to
from mediation_cms.mediators.occupancy import Taken
from mediation_cms.mediators.occupancy_models import Busy, Occupancy
from mediation_cms.notifications.models import Message
from tests.make import bookings
from tests.make.bookings import NOW, at, later, slot, who

SUNDAY = bookings.MONDAY - timedelta(days=1)
MORNINGS = ((6, 9 * 60, 10 * 60 + 50), (0, 9 * 60, 10 * 60 + 50))
HOURS = [at(hour, minute, day) for day in (SUNDAY, bookings.MONDAY) for hour, minute in ((9, 0), (9, 40), (10, 20))]


@pytest.fixture(autouse=True)
def morning():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def desk(session):
    return bookings.desk(session, mediators=1, hours=MORNINGS)


@pytest.fixture
def full(session, desk):
    """All hours of Sunday and Monday are booked; the talks in order."""
    return [bookings.booked(session, desk, hour).booking for hour in HOURS]


def hour_of(booking):
    return clock.local(booking.starts_at)


def times(session):
    return [
        (clock.local(row.starts_at), row.busy)
        for row in session.exec(select(Occupancy).where(Occupancy.starts_at < at(9)).order_by(col(Occupancy.starts_at)))
    ]


def earlier_told(session):
    """Who was told of an earlier time."""
    return list(
        session.exec(select(Message.person_id).where(Message.template == "earlier_time").order_by(col(Message.id)))
    )


def offer_all(session: Session) -> int:
    """What the job does every minute, inside this test: let go what was not taken, offer to the others; how many were told."""
    keys = session.exec(select(WaitingWish.id).order_by(col(WaitingWish.id))).all()
    for key in keys:
        lapse(session, key)
    return sum(offer_to(session, key) for key in keys)


def test_the_first_who_waits_gets_a_freed_time_and_the_talk_moves_there(session, desk, full):
    first, second = full[-1], full[-2]
    for booking in (first, second):
        wish_earlier(session, desk.visitor, booking)
    assert earlier_told(session) == []
    cancel_own(session, desk.visitor, full[0])
    assert (earlier_told(session), hour_of(offer_for(session, first))) == ([first.person_id], HOURS[0])
    moved = take_offer(session, desk.visitor, first).booking
    assert (moved.id, hour_of(moved), moved.sequence) == (first.id, HOURS[0], 1)
    assert earlier_told(session) == [
        first.person_id
    ]  # the hour that the first has left is later than that of the second


def test_what_is_kept_is_gone_for_others_until_it_lapses_then_it_goes_to_the_next(session, desk, full):
    first, second = full[-1], full[-2]
    for booking in (first, second):
        wish_earlier(session, desk.visitor, booking)
    cancel_own(session, desk.visitor, full[1])
    freed = full[1].starts_at
    with clock.telling_of(later(239)):
        offer_all(session)
        with pytest.raises(Taken):
            hold(session, desk.visitor, slot(desk, freed))
    with clock.telling_of(later(240)):
        offer_all(session)
        assert (offer_for(session, first), hour_of(offer_for(session, second))) == (None, clock.local(freed))
        with pytest.raises(Taken):
            take_offer(session, desk.visitor, first)
    assert earlier_told(session) == [first.person_id, second.person_id]


def test_nobody_is_offered_one_time_twice(session, desk, full):
    wish_earlier(session, desk.visitor, full[-1])
    cancel_own(session, desk.visitor, full[1])
    for hours in (5, 10):
        with clock.telling_of(later(60 * hours)):
            offer_all(session)
    assert len(earlier_told(session)) == 1


def test_who_found_no_time_is_told_and_the_kept_time_is_booked_for_them(session, desk, full):
    wish = wish_time(
        session, desk.visitor,
        WishIn.checked({"cabinet_id": desk.cabinet.id, "mode": "phone", "language": "kk", "until": bookings.MONDAY}), who(),
        Language.RU,
    )  # fmt: skip
    read = consent_at(session, desk.cabinet.id, "Ахметова Сәуле", Language.RU)
    given_at = clock.now()
    cancel_own(session, desk.visitor, full[1])
    kept = session.get(Booking, wish.offer_id)
    shown = consent_of(session, kept)
    with clock.telling_of(later(30)):
        taken = take_offer(session, desk.visitor, kept).booking
    stands = consent_of(session, taken)
    assert shown is not None
    assert stands is not None
    for consent, lines in (shown, stands):  # at the desk while the time is kept, and with the talk
        assert "\n".join(lines) == read.written()
        assert (consent.version, consent.language, consent.given_at) == (read.version, Language.RU, given_at)
    with pytest.raises(DatabaseError, match="stands as it was read"), session.begin_nested():
        session.execute(sa.update(WishConsent).values(version=bookings.MONDAY))
    assert (taken.state, taken.person_id, hour_of(taken)) == (BookingState.CONFIRMED, wish.person_id, hour_of(full[1]))
    assert session.get(WaitingWish, wish.id).state is WishState.FULFILLED


def test_who_does_not_wait_any_more_lets_the_kept_time_go(session, desk, full):
    wish_earlier(session, desk.visitor, full[-1])
    cancel_own(session, desk.visitor, full[1])
    wish = wish_of(session, full[-1])
    assert wish is not None
    drop_wish(session, desk.visitor, wish, full[-1])
    assert hold(session, desk.visitor, slot(desk, full[1].starts_at)).booking.state is BookingState.HELD
    assert (wish.state, full[-1].state) == (WishState.OVER, BookingState.CONFIRMED)


def test_a_cancelled_talk_waits_for_nothing(session, desk, full):
    wish = wish_earlier(session, desk.visitor, full[-1])
    cancel_own(session, desk.visitor, full[-1])
    cancel_own(session, desk.visitor, full[1])
    assert (wish.state, earlier_told(session)) == (WishState.OVER, [])


def test_times_that_open_later_are_offered_by_the_job(session, desk, full):
    wish_earlier(session, desk.visitor, full[-1])
    for row in session.exec(select(Occupancy).where(Occupancy.thing_id == full[2].id)):
        session.delete(row)  # as when a leave is shortened
    session.flush()
    assert (offer_all(session), offer_all(session)) == (1, 0)
    assert times(session)[2] == (hour_of(full[2]), Busy.HELD)
