"""From one's own request to a booked talk: bound by the browser that was let in, never by an address."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session, col, select

from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.people.models import Contact
from mediation_cms.web.app import Bitim
from mediation_cms.web.booking_choice import stamp
from tests.make.availability import week
from tests.make.bookings import EVERY_DAY, NOW, at
from tests.web.applied import Applied
from tests.web.booking_hands import press
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """It is the Saturday morning before the days on which talks are booked here."""
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def mine_open(stage: Stage, mine: Applied) -> Applied:
    """A request at whose cabinet talks can be booked."""
    week(stage.session, stage.cast.entry, stage.cast.country.cabinet, EVERY_DAY)
    stage.session.commit()
    return mine


def held(browser: Visitor, stage: Stage, hour: int) -> str:
    """Press a time of Monday; where its page is."""
    chosen = {"kind": "first", "cabinet": stage.cast.country.cabinet.code, "language": "kk", "mode": "video"}
    browser.get("/book?lang=en&" + "&".join(f"{name}={value}" for name, value in chosen.items()))
    answer = browser.send(f"/book/times/{stamp(at(hour))}", **chosen)
    assert answer.status_code == 303, words(browser)
    browser.get(f"{answer.location}?lang=en")
    return str(answer.location)


def talks(session: Session) -> list[Booking]:
    session.expire_all()
    booked = select(Booking).where(Booking.state == BookingState.CONFIRMED)
    return list(session.exec(booked.order_by(col(Booking.starts_at))))


def test_from_the_status_page_a_talk_is_booked_in_one_page_after_the_time(
    stage: Stage, visitor: Visitor, mine_open: Applied
) -> None:
    mine_open.come_back(visitor)
    visitor.get("/status?lang=en")
    offered = "Book a talk with a mediator" in words(visitor)
    begun = visitor.send("/status/talk").location
    page = held(visitor, stage, 9)
    asked = words(visitor)
    without = press(visitor, page, "book")
    done = press(visitor, page, "book", consent="yes")
    booking = talks(stage.session)[0]
    visitor.get("/status?lang=en")

    assert offered
    assert begun == f"/book?kind=first&cabinet={stage.cast.country.cabinet.code}"
    assert f"For the request {mine_open.request.number}" in asked
    assert ('name="phone"' in asked, "We tell you e-mail" in asked) == (False, True)
    assert (without, done) == (422, 303)
    assert booking.request_id == mine_open.request.id
    assert "16 November 2026, 09:00" in words(visitor)
    assert "Book a talk with a mediator" not in words(visitor)


def test_who_holds_the_address_alone_is_asked_who_they_are_and_books_for_themselves(
    stage: Stage, app: Bitim, visitor: Visitor, mine_open: Applied
) -> None:
    mine_open.come_back(visitor)
    visitor.get("/status")
    visitor.send("/status/talk")
    page = held(visitor, stage, 9)
    stranger = Visitor(app.test_client())
    stranger.get(f"{page}?lang=en")
    seen = stranger.shown
    typed = {"name": "Бөтен Адам", "phone": "8 701 000 00 44", "told_by": "sms"}
    press(stranger, page, "check", **typed)
    press(stranger, page, "book", consent="yes")

    assert (mine_open.request.number in seen, 'name="phone"' in seen) == (False, True)
    assert [each.request_id for each in talks(stage.session)] == [None]


@pytest.mark.parametrize("how", ["left", "not pressed", "for somebody else"])
def test_without_the_button_or_after_leaving_it_is_a_talk_like_any_other(
    stage: Stage, visitor: Visitor, mine_open: Applied, how: str
) -> None:
    mine_open.come_back(visitor)
    visitor.get("/status")
    if how != "not pressed":
        visitor.send("/status/talk")
    page = held(visitor, stage, 9)
    if how == "left":
        visitor.get("/status")
        visitor.send("/status/leaving")
        visitor.get(f"{page}?lang=en")
    if how == "for somebody else":
        press(visitor, page, "change")
    assert 'name="phone"' in visitor.shown
    press(visitor, page, "check", name="Дос Адам", phone="8 701 000 00 45", told_by="sms")
    press(visitor, page, "book", consent="yes")

    assert [each.request_id for each in talks(stage.session)] == [None]


def test_without_a_pass_the_button_leads_to_number_and_code(stage: Stage, app: Bitim, mine_open: Applied) -> None:
    stranger = Visitor(app.test_client())
    stranger.get("/status?lang=en")
    assert stranger.send("/status/talk").location == "/status"
    assert "then book the talk" in stranger.get("/status").text


def test_nothing_is_promised_to_an_applicant_whom_nothing_reaches(
    stage: Stage, visitor: Visitor, mine_open: Applied
) -> None:
    mine_open.come_back(visitor)
    promised = "not asked again" in visitor.get("/status?lang=en").text
    for contact in stage.session.exec(select(Contact)):
        stage.session.delete(contact)
    stage.session.commit()

    assert promised
    assert "not asked again" not in visitor.get("/status").text
    assert "You choose a time." in words(visitor)
