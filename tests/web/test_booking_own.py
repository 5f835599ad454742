"""The page of one's own talk behind a link: joining, moving, cancelling, waiting for an earlier time; and the links of others."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import Session, select

from mediation_cms.consultations.booking_actions import call_off, hold
from mediation_cms.consultations.booking_inputs import CalledOffIn, WishIn
from mediation_cms.consultations.booking_models import Booking, WaitingWish, WishState
from mediation_cms.consultations.booking_telling import link_to
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.waiting_actions import wish_time
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.stamps import restamp
from mediation_cms.notifications.models import Message
from mediation_cms.places.models import Unit
from mediation_cms.places.queries import STAMP
from mediation_cms.web.app import Bitim
from mediation_cms.web.booking_choice import stamp
from tests.make import bookings
from tests.make.bookings import NOW, Desk, at, slot, who
from tests.web.stage import words
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """It is the Saturday morning before the days on which talks are booked here."""
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def desk(session: Session) -> Desk:
    """A cabinet with one mediator, so that each hour is there once."""
    return bookings.desk(session, mediators=1)


@pytest.fixture
def talk(session: Session, desk: Desk) -> tuple[Booking, str]:
    """A talk by video on Monday at 10:20, and its page."""
    placed = bookings.booked(session, desk, at(10, 20))
    session.commit()
    return placed.booking, f"/b/{placed.code}"


def again(session: Session, booking: Booking) -> Booking:
    session.expire_all()
    return booking


def minutes_before(booking: Booking, minutes: int) -> AbstractContextManager[None]:
    return clock.telling_of(booking.starts_at - timedelta(minutes=minutes))


def with_video(session: Session, desk: Desk, address: str) -> None:
    session.get_one(Unit, desk.cabinet.id).video = address
    restamp(session, STAMP)
    session.commit()


# --- looking and joining ---------------------------------------------------------------------------------------------------


def test_the_page_says_when_and_how_and_opening_it_changes_nothing(
    visitor: Visitor, talk: tuple[Booking, str], session: Session
) -> None:
    booking, page = talk
    for below in ("", "/join", "/times", "/cancellation", "/calendar.ics"):
        assert visitor.get(f"{page}{below}?lang=en").status_code == 200
        assert visitor.client.head(f"{page}{below}").status_code == 200
    visitor.get(f"{page}?lang=en")

    assert "You are booked: Monday, 16 November 2026, 10:20" in words(visitor)
    assert words(visitor).count("Kazakhstan time") == 1
    assert re.search(r'href="tel:\+7\d{10}">Questions: ', visitor.shown)
    assert (again(session, booking).state, booking.sequence) == (BookingState.CONFIRMED, 0)


def test_the_door_opens_a_quarter_of_an_hour_before_and_closes_after(
    visitor: Visitor, talk: tuple[Booking, str], desk: Desk, session: Session
) -> None:
    booking, page = talk
    with_video(session, desk, "https://video.example.kz/oskemen")
    said = []
    for minutes in (60, 15, -5, -120):
        with minutes_before(booking, minutes):
            visitor.get(f"{page}/join?lang=en")
            said.append(('href="https://video.example.kz/oskemen"' in visitor.shown, words(visitor)))

    assert [opens for opens, _words in said] == [False, True, True, False]
    assert "The talk has not begun yet" in said[0][1]
    assert "This talk is over" in said[3][1]


@pytest.mark.parametrize("address", ["", "http://video.example.kz/x", "javascript:alert(1)"])
def test_without_a_sound_video_address_one_is_called_by_phone(
    visitor: Visitor, talk: tuple[Booking, str], desk: Desk, session: Session, address: str
) -> None:
    booking, page = talk
    with_video(session, desk, address)
    with minutes_before(booking, 5):
        visitor.get(f"{page}/join?lang=en")

    assert "you talk by phone at the same hour" in words(visitor)
    assert 'target="_blank"' not in visitor.shown


def test_the_file_for_the_calendar_bears_the_name_that_is_in_the_mail_and_tells_no_story(
    visitor: Visitor, talk: tuple[Booking, str]
) -> None:
    booking, page = talk
    answer = visitor.get(f"{page}/calendar.ics")
    text = answer.text.replace("\r\n ", "")

    assert answer.mimetype == "text/calendar"
    assert [f"UID:{booking.id}@bitim" in text, "DTSTART:20261116T052000Z" in text] == [True, True]
    assert f"URL:http://localhost{page}" in text
    assert "Ахметова" not in text


# --- moving and cancelling -----------------------------------------------------------------------------------------------


def test_the_talk_is_moved_after_a_second_look_and_the_old_time_stands_struck_through(
    visitor: Visitor, talk: tuple[Booking, str], session: Session
) -> None:
    booking, page = talk
    visitor.get(f"{page}/times?lang=en&day=2026-11-17")
    new = at(9) + timedelta(days=1)
    visitor.send(f"{page}/times/{stamp(new)}")
    asked, before = words(visitor), again(session, booking).starts_at
    visitor.send(f"{page}/times/{stamp(new)}", sure="yes")
    assert visitor.page is not None
    visitor.get(str(visitor.page.location))

    assert ("Move the talk?" in asked, before) == (True, at(10, 20))
    assert again(session, booking).starts_at == new
    assert "<del>Monday, 16 November 2026, 10:20</del>" in visitor.shown
    assert visitor.get(page).status_code == 200


def test_who_moves_to_a_time_that_is_just_taken_keeps_the_old_one_and_is_offered_three(
    visitor: Visitor, talk: tuple[Booking, str], desk: Desk, session: Session
) -> None:
    booking, page = talk
    visitor.get(f"{page}/times?lang=en")
    bookings.booked(session, desk, at(9))
    session.commit()
    answer = visitor.send(f"{page}/times/{stamp(at(9))}", sure="yes")

    assert answer.status_code == 409
    assert visitor.shown.count('class="button second" formaction="') == 3
    assert again(session, booking).starts_at == at(10, 20)


def test_cancelled_by_two_taps_and_by_an_impatient_third(
    visitor: Visitor, talk: tuple[Booking, str], session: Session
) -> None:
    booking, page = talk
    visitor.get(f"{page}/cancellation")
    form = visitor.hidden()
    statuses = [visitor.client.post(f"{page}/cancellation", data=form).status_code for _tap in range(2)]
    visitor.get(f"{page}?lang=en")

    assert statuses == [303, 303]
    assert again(session, booking).state is BookingState.CANCELLED_BY_PERSON
    assert "The booking is cancelled" in words(visitor)
    assert visitor.get(f"{page}/times").status_code == 303


def test_what_the_cabinet_cancels_says_why_and_leads_on(
    visitor: Visitor, talk: tuple[Booking, str], desk: Desk, session: Session
) -> None:
    booking, page = talk
    call_off(session, desk.receptionist, booking, CalledOffIn(reason="Медиатор ауырып қалды"))
    session.commit()
    visitor.get(f"{page}?lang=en")

    assert "The cabinet had to cancel the talk" in words(visitor)
    assert "Медиатор ауырып қалды" in words(visitor)
    assert 'href="/book?kind=first"' in visitor.shown


def test_once_the_hour_has_come_nothing_is_moved_or_cancelled(visitor: Visitor, talk: tuple[Booking, str]) -> None:
    booking, page = talk
    visitor.get(page)
    with minutes_before(booking, -5):
        statuses = [
            visitor.send(f"{page}/{below}", sure="yes").status_code
            for below in (f"times/{stamp(at(16))}", "cancellation")
        ]
    assert statuses == [303, 303]


# --- waiting for an earlier time -------------------------------------------------------------------------------------------


def test_an_earlier_time_is_asked_for_offered_and_taken(
    visitor: Visitor, talk: tuple[Booking, str], desk: Desk, session: Session
) -> None:
    booking, page = talk
    visitor.get(page)
    visitor.send(f"{page}/waiting", waits="yes")
    visitor.get(f"{page}?lang=en")
    offered = words(visitor)
    earlier = re.search(r"Free instead (.+?) How", offered)
    visitor.send(f"{page}/offer", answer="take")
    assert visitor.page is not None
    visitor.get(str(visitor.page.location))

    assert ("An earlier time is free" in offered, earlier is not None) == (True, True)
    assert again(session, booking).starts_at < at(10, 20)
    assert "You are booked" in words(visitor)


def test_who_leaves_the_earlier_time_keeps_the_booked_one(
    visitor: Visitor, talk: tuple[Booking, str], session: Session
) -> None:
    booking, page = talk
    visitor.get(page)
    visitor.send(f"{page}/waiting", waits="yes")
    visitor.get(page)
    visitor.send(f"{page}/offer", answer="leave")
    visitor.get(f"{page}?lang=en")

    assert "You are booked: Monday, 16 November 2026, 10:20" in words(visitor)
    assert "Tell me if an earlier time frees up" in words(visitor)
    assert [wish.state for wish in session.exec(select(WaitingWish))] == [WishState.OVER]
    assert len(session.exec(select(Booking)).all()) == 1
    assert again(session, booking).starts_at == at(10, 20)


def test_an_offer_that_is_kept_no_more_says_so_and_the_booking_stands(
    visitor: Visitor, talk: tuple[Booking, str], session: Session
) -> None:
    booking, page = talk
    visitor.get(page)
    visitor.send(f"{page}/waiting", waits="yes")
    with clock.telling_of(NOW + timedelta(hours=30)):
        visitor.get(f"{page}?lang=en")
        answer = visitor.send(f"{page}/offer", answer="take")
        visitor.get(str(answer.location))

    assert "The earlier time is not kept any more." in words(visitor)
    assert again(session, booking).starts_at == at(10, 20)


def test_who_waited_without_a_booking_takes_the_time_by_the_link_of_the_message(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    wish_time(
        session, desk.visitor,
        WishIn.checked({"cabinet_id": desk.cabinet.id, "mode": "video", "language": "kk", "until": "2026-11-28"}), who(),
    )  # fmt: skip
    session.commit()
    message = session.exec(select(Message).where(Message.template == "earlier_time")).one()
    page = f"/b/{unseal(session, message, 'code_sealed')}"
    visitor.get(f"{page}?lang=en")
    offered = words(visitor)
    answer = visitor.send(f"{page}/offer", answer="take")
    visitor.get(f"{answer.location}?lang=en")

    assert "Leave it to others" in offered
    assert "You are booked" in words(visitor)
    assert [booking.state for booking in session.exec(select(Booking))] == [BookingState.CONFIRMED]


# --- links -----------------------------------------------------------------------------------------------------------------


def test_forged_links_say_one_sentence_and_guessing_is_slowed_for_the_guesser_alone(
    visitor: Visitor, talk: tuple[Booking, str], app: Bitim
) -> None:
    _booking, page = talk
    guesser = Visitor(app.test_client())
    forged = [
        guesser.get(f"/b/{'0' * 24}{number:04}{below}?lang=en")
        for number, below in enumerate(("", "/join", "/times", "", ""))
    ]

    assert [answer.status_code for answer in forged] == [404, 404, 404, 429, 429]
    guesser.page = forged[0]
    assert "This link leads nowhere, or not any more" in words(guesser)
    assert visitor.get(page).status_code == 200


def test_a_link_leads_nowhere_after_the_day_of_the_talk(visitor: Visitor, talk: tuple[Booking, str]) -> None:
    booking, page = talk
    with clock.telling_of(booking.starts_at + timedelta(days=1)):
        assert visitor.get(page).status_code == 404


def test_what_is_only_held_cannot_be_joined_moved_or_cancelled(visitor: Visitor, desk: Desk, session: Session) -> None:
    page = f"/b/{hold(session, desk.visitor, slot(desk, at(12, 20))).code}"
    session.commit()
    visitor.get(page)
    opened = [visitor.get(f"{page}/{below}").status_code for below in ("join", "times", "cancellation", "calendar.ics")]

    assert opened == [404] * 4


def test_a_hold_that_was_swept_away_keeps_what_was_typed_all_the_same(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    held = hold(session, desk.visitor, slot(desk, at(12, 20)))
    page = f"/b/{held.code}"
    session.commit()
    visitor.get(page)
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', visitor.shown)
    session.delete(held.booking)
    session.commit()
    typed = {name: unescape(value) for name, value in found} | {"name": "Ахметова Сәуле", "step": "check"}
    answer = visitor.send(page, **typed)

    assert answer.status_code == 409
    assert 'name="name" value="Ахметова Сәуле"' in visitor.shown
    assert visitor.get(page).location == "/book"


def test_who_is_called_and_gets_no_message_is_told_to_write_the_address_down(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    placed = bookings.booked(session, desk, at(9), told_by="phone")
    code = link_to(session, placed.booking)
    session.commit()
    visitor.get(f"/b/{code}?lang=en")

    assert f"http://localhost/b/{code}" in words(visitor)
