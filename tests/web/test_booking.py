"""Booking without an account, page by page and without a script: chosen in the address, held, typed, checked, booked."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import Session, col, select

from mediation_cms.consultations.booking_models import WaitingWish, WishConsent
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.languages import Language
from mediation_cms.mediators.availability_models import CabinetClosing
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Person
from mediation_cms.web.app import Bitim
from mediation_cms.web.booking_choice import stamp
from mediation_cms.web.limits import Jars, Limit
from tests.make import bookings
from tests.make.bookings import NOW, Desk, at, later
from tests.web.booking_hands import TYPED, address, booked, bookings_of, choice, held, hidden, press, read
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
    made = bookings.desk(session, mediators=1)
    session.commit()
    return made


# --- the way there -------------------------------------------------------------------------------------------------------


def test_each_page_asks_what_is_still_open_and_every_answer_stands_in_the_address(visitor: Visitor, desk: Desk) -> None:
    page, seen = "/book?lang=en", []
    for pick in ("kind=first", "region=", "cabinet=63"):
        visitor.get(page)
        seen.append(read(visitor, r"<h1[^>]*>([^<]+)"))
        links = [unescape(link) for link in re.findall(r'href="(/book\?[^"]+)"', visitor.shown)]
        page = next(link for link in links if pick in link.replace(desk.cabinet.code, "63")) + "&lang=en"
    visitor.get(page)
    seen.append(read(visitor, r"<h1[^>]*>([^<]+)"))

    assert seen == ["Which talk do you need?", "Where?", "Which cabinet?", "How do you want to talk?"]
    assert {name: found[0] for name, found in parse_qs(urlsplit(page).query).items()} == {
        "kind": "first", "cabinet": desk.cabinet.code, "lang": "en",
    }  # fmt: skip
    assert visitor.get(address(desk)).status_code == 200


def test_days_stand_with_their_free_times_and_the_first_free_one_is_open(visitor: Visitor, desk: Desk) -> None:
    visitor.get(address(desk))
    first = visitor.shown.count('aria-current="date"')
    visitor.get(address(desk, day="2026-11-16"))
    shown = words(visitor)

    assert re.search(r"16 November Monday \d+ free times", shown)
    assert (first, visitor.shown.count('aria-current="date"')) == (1, 1)
    assert re.findall(r"<h3[^>]*>([^<]+)", visitor.shown) == ["In the morning", "In the afternoon"]
    assert shown.count("Kazakhstan time (UTC+5)") == 1


@pytest.mark.parametrize(
    "nonsense",
    ["kind=x", "kind=first&cabinet=zz&mode=video", "kind=first&cabinet=any&mode=in_person&language=kk", "kind=first&region=63-x",
     "kind=first&cabinet=KZ&language=kk&mode=video", "language=xx&mode=--&kind=first&cabinet=%00"],
)  # fmt: skip
def test_an_answer_that_makes_no_sense_is_asked_again(visitor: Visitor, desk: Desk, nonsense: str) -> None:
    assert visitor.get(f"/book?{nonsense}").status_code == 200
    assert "formaction" not in visitor.shown


def test_days_that_are_none_or_past_show_the_first_free_day(visitor: Visitor, desk: Desk) -> None:
    for day in ("2020-01-01", "x", "9999-99-99"):
        assert visitor.get(address(desk, day=day, after=day)).status_code == 200
        assert visitor.shown.count('aria-current="date"') == 1


def test_where_no_time_is_free_it_says_why_and_leads_to_the_next_one(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    since = at(9).date() - timedelta(days=3)
    session.add(
        CabinetClosing(
            cabinet_id=desk.cabinet.id, since=since, until=since + timedelta(days=20), reason="Жөндеу",
            entered_by_id=desk.receptionist.account_id, entered_at=NOW,
        )
    )  # fmt: skip
    session.commit()
    visitor.get(address(desk))
    said = words(visitor)
    onward = unescape(read(visitor, r'href="([^"]+)">The next free day'))

    assert "The cabinet is closed: Жөндеу." in said
    visitor.get(onward)
    assert 'formaction="/book/times/' in visitor.shown


# --- held, typed, booked ---------------------------------------------------------------------------------------------------


def test_from_a_pressed_time_to_a_booked_talk_and_its_page(visitor: Visitor, desk: Desk, session: Session) -> None:
    page = held(visitor, desk, 9)
    visitor.get(f"{page}?lang=en")
    waits = words(visitor)
    press(visitor, page, "check", **TYPED)
    checks = words(visitor)
    press(visitor, page, "book", consent="yes")
    assert visitor.page is not None
    done = str(visitor.page.location)
    visitor.get(done)

    assert "Kept for you until 08:10." in waits
    assert "Ахметова Сәуле" in checks
    assert "You are booked: Monday, 16 November 2026, 09:00" in words(visitor)
    assert words(visitor).count("Kazakhstan time") == 1
    assert "Ахметова" not in visitor.shown
    [booking] = bookings_of(session)
    assert (booking.state, booking.starts_at, booking.any_mediator) == (BookingState.CONFIRMED, at(9), True)


def test_a_held_time_is_gone_for_others_and_back_after_ten_minutes(visitor: Visitor, desk: Desk, app: Bitim) -> None:
    other, nine = Visitor(app.test_client()), f'formaction="/book/times/{stamp(at(9))}"'
    held(visitor, desk, 9)
    other.get(address(desk, day="2026-11-16"))
    gone = nine not in other.shown
    visitor.get(address(desk, day="2026-11-16"))
    mine = nine in visitor.shown
    with clock.telling_of(later(11)):
        other.get(address(desk, day="2026-11-16"))

    assert (gone, mine, nine in other.shown) == (True, True, True)


def test_an_impatient_finger_holds_a_time_once_and_who_goes_back_may_press_another(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    visitor.get(address(desk))
    form = hidden(visitor) | choice(desk)
    pressed = [(9, 2), (11, 1)]
    answers = [
        visitor.client.post(f"/book/times/{stamp(at(hour))}", data=form) for hour, n in pressed for _ in range(n)
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert answers[0].location == answers[1].location
    assert visitor.get(str(answers[0].location)).location == "/book?" + address(desk).partition("lang=en&")[2]
    assert [booking.starts_at for booking in bookings_of(session)] == [at(11)]


def test_who_presses_another_time_gives_the_first_one_back(visitor: Visitor, desk: Desk, session: Session) -> None:
    held(visitor, desk, 9)
    held(visitor, desk, 9)
    held(visitor, desk, 11)

    assert [booking.starts_at for booking in bookings_of(session)] == [at(11)]


def test_a_lost_time_keeps_what_was_typed_and_offers_the_nearest_three(
    visitor: Visitor, desk: Desk, app: Bitim, session: Session
) -> None:
    page = held(visitor, desk, 9)
    visitor.get(f"{page}?lang=en")
    press(visitor, page, "check", **TYPED)
    with clock.telling_of(later(11)):
        booked(Visitor(app.test_client()), desk, 9, phone="8 701 000 00 02")
        status = press(visitor, page, "book", consent="yes")
        lost, offered = words(visitor), re.findall(r'button second" formaction="([^"]+)', visitor.shown)
        visitor.send(offered[0], **hidden(visitor))
        typed = re.search(r'name="name"[^>]*value="([^"]*)"', visitor.shown)

    assert (status, len(offered)) == (409, 3)
    assert "What you have typed is kept." in lost
    assert typed is not None
    assert typed[1] == TYPED["name"]


def test_a_time_that_somebody_else_holds_cannot_be_pressed(visitor: Visitor, desk: Desk, app: Bitim) -> None:
    held(visitor, desk, 9)
    other = Visitor(app.test_client())
    other.get(address(desk))
    status = other.send(f"/book/times/{stamp(at(9))}", **choice(desk)).status_code

    assert status == 409
    assert "The nearest free times:" in words(other)


@pytest.mark.parametrize("hour", ["20200106T0400Z", "20261116T2000Z", "20261116T0407Z"])
def test_past_and_closed_hours_are_refused_with_others_instead(visitor: Visitor, desk: Desk, hour: str) -> None:
    visitor.get(address(desk))
    assert visitor.send(f"/book/times/{hour}", **choice(desk)).status_code == 409
    assert "This time is " in words(visitor)


@pytest.mark.parametrize("hour", ["x", "2026-11-16T09:00", "%00", "99999999T9999Z"])
def test_an_hour_that_is_none_is_refused(visitor: Visitor, desk: Desk, hour: str) -> None:
    visitor.get(address(desk))
    assert visitor.send(f"/book/times/{hour}", **choice(desk)).status_code == 422


def test_what_is_missing_or_wrong_is_said_beside_the_field_and_the_rest_stays(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    page = held(visitor, desk, 9)
    visitor.get(f"{page}?lang=en")
    nothing = press(visitor, page, "check", name="", phone="", email="")
    unnamed = len(visitor.errors)
    broken = press(visitor, page, "check", name="Әлия", email="a@example.kz\r\nBcc: b@example.kz")
    kept = "Әлия" in visitor.shown
    press(visitor, page, "check", name="Әлия", email="alia@example.kz", told_by="sms")
    by_mail = words(visitor)
    without_consent = press(visitor, page, "book")

    assert (nothing, unnamed >= 2, broken, kept) == (422, True, 422, True)
    assert "e-mail" in by_mail
    assert without_consent == 422
    assert "without your consent" in words(visitor)
    assert [booking.person_id for booking in bookings_of(session)] == [None]


def test_who_changes_the_name_after_checking_finds_all_that_was_typed(visitor: Visitor, desk: Desk) -> None:
    page = held(visitor, desk, 9)
    visitor.get(page)
    press(visitor, page, "check", **TYPED, note="Балам ауырады")
    press(visitor, page, "change")

    assert TYPED["name"] in visitor.shown
    assert "Балам ауырады" in visitor.shown


def test_a_second_first_talk_with_the_same_phone_is_refused_kindly_and_says_nothing_of_the_first(
    visitor: Visitor, desk: Desk, app: Bitim, session: Session
) -> None:
    booked(visitor, desk, 9)
    other = Visitor(app.test_client())
    page = held(other, desk, 11)
    other.get(f"{page}?lang=en")
    press(other, page, "check", **TYPED | {"name": "Бөтен адам"})
    status = press(other, page, "book", consent="yes")

    assert status == 409
    assert told_again(session) == [("sms", "+77010000001")]
    assert "one first consultation can be booked at a time" in words(other)
    assert "09:00" not in words(other)
    assert "Бөтен адам" in other.shown


def told_again(session: Session) -> list[tuple[str, str]]:
    """Who was told that a talk is ahead already: by which way, where."""
    session.expire_all()
    told = session.exec(select(Message).where(Message.template == "meeting_again").order_by(col(Message.id)))
    return [(message.channel.value, message.address) for message in told]


def test_whose_talk_is_ahead_is_told_once_a_day_where_we_know_them_and_never_where_it_was_typed(
    visitor: Visitor, desk: Desk, app: Bitim, session: Session
) -> None:
    booked(visitor, desk, 9, email="saule@example.kz")
    for hour in (11, 13):
        other = Visitor(app.test_client())
        page = held(other, desk, hour)
        other.get(page)
        theirs = {"phone": "8 701 999 99 99", "email": "saule@example.kz", "told_by": "sms"}
        press(other, page, "check", **TYPED | theirs)
        assert press(other, page, "book", consent="yes") == 409
    message = session.exec(select(Message).where(Message.template == "meeting_again")).one()
    link = f"/b/{unseal(session, message, 'code_sealed')}?lang=en"

    assert told_again(session) == [("sms", "+77010000001")]
    assert "16 November 2026, 09:00" in visitor.get(link).text
    with clock.telling_of(later(24 * 60)):
        page = held(other, desk, 15)
        other.get(page)
        press(other, page, "check", **TYPED | theirs)
        press(other, page, "book", consent="yes")
    assert told_again(session) == [("sms", "+77010000001")] * 2


def test_the_same_form_sent_twice_books_once_and_leads_to_the_same_page(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    page = held(visitor, desk, 9)
    visitor.get(page)
    press(visitor, page, "check", **TYPED)
    form = hidden(visitor) | {"step": "book", "consent": "yes"}
    first, second = visitor.client.post(page, data=form), visitor.client.post(page, data=form)
    shown = visitor.get(str(second.location))

    assert (first.status_code, second.status_code, shown.status_code) == (303, 303, 200)
    assert len(bookings_of(session)) == 1


def test_any_mediator_soonest_takes_whichever_cabinet_has_the_time(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    visitor.get("/book?kind=first&cabinet=any&language=kk&mode=phone&lang=en")
    assert "Any mediator, soonest" in words(visitor)
    answer = visitor.send(f"/book/times/{stamp(at(9))}", **choice(desk, cabinet="any", mode="phone"))

    assert answer.status_code == 303
    assert [booking.cabinet_id for booking in bookings_of(session)] == [desk.cabinet.id]


def test_who_finds_no_time_waits_and_keeps_what_was_typed_wrongly(
    visitor: Visitor, desk: Desk, session: Session
) -> None:
    asked = "/book/waiting?lang=en&" + address(desk).partition("lang=en&")[2]
    visitor.get(asked)
    wrong = visitor.send("/book/waiting", **(hidden(visitor) | {"name": "Әлия", "until": "2026-11-28"})).status_code
    kept = "Әлия" in visitor.shown
    read = words(visitor)
    right = visitor.send("/book/waiting", **(hidden(visitor) | TYPED | {"until": "2026-11-28", "consent": "yes"}))

    assert (wrong, kept, right.status_code) == (422, True, 303)
    assert ("8. Other:" in read, "2. Subject: Әлия" in read) == (True, True)
    assert len(session.exec(select(WaitingWish)).all()) == 1
    assert [each.language for each in session.exec(select(WishConsent))] == [Language.EN]


# --- many at once ----------------------------------------------------------------------------------------------------------


def test_a_flood_from_one_address_meets_429_and_others_notice_nothing(app: Bitim, desk: Desk) -> None:
    app.extensions["limit of visits"] = Jars(Limit("visits", 5, timedelta(seconds=50)))
    flooding = app.test_client()
    answers = [flooding.get("/book", environ_base={"REMOTE_ADDR": "192.0.2.7"}) for _each in range(50)]
    other = app.test_client().get("/book", environ_base={"REMOTE_ADDR": "192.0.2.8"})

    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 45
    assert answers[-1].headers["Retry-After"] == "10"
    assert other.status_code == 200
    with clock.telling_of(later(1)):
        assert flooding.get("/book", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200


def test_one_network_holds_no_whole_cabinet(app: Bitim, visitor: Visitor, desk: Desk) -> None:
    app.extensions["limit of holds"] = Jars(Limit("holds", 1, timedelta(seconds=15)))
    held(visitor, desk, 9)
    visitor.get(address(desk))
    answer = visitor.send(f"/book/times/{stamp(at(11))}", **choice(desk))

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "15")


def test_addresses_of_one_household_count_as_one_and_the_memory_stays_small(app: Bitim, desk: Desk) -> None:
    app.extensions["limit of visits"] = Jars(Limit("visits", 1, timedelta(seconds=10)))
    statuses = [
        app.test_client().get("/book", environ_base={"REMOTE_ADDR": f"2001:db8:0:1::{number}"}).status_code
        for number in range(2)
    ]
    assert statuses == [200, 429]


def test_no_name_stands_in_an_address(visitor: Visitor, desk: Desk, session: Session) -> None:
    done = booked(visitor, desk, 9)
    assert "Ахметова" not in done
    assert [person.name for person in session.exec(select(Person).where(Person.surname == "Ахметова"))] == [
        "Ахметова Сәуле"
    ]
