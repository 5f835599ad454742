"""Hours, calendar and bookings on the pages of staff: kept by a mediator, booked for a caller, moved, called off, fetched."""

import re
from datetime import date, datetime
from html import unescape

import pytest
from icalendar import Calendar
from sqlmodel import col, select

from mediation_cms.accounts.actions import disable_account
from mediation_cms.accounts.feed_models import CalendarFeed
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.mediators.availability_models import Leave, Week
from mediation_cms.people.models import Role
from mediation_cms.places.queries import video_address
from mediation_cms.web.booking_choice import stamp
from tests import make
from tests.make import matters
from tests.make.bookings import MONDAY, NOW, at
from tests.web.stage import Stage
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")
MORNING = {"opens": "9:00", "closes": "12:00"}
WAYS = ["in_person", "video", "phone"]
SAID = "Ахметова Сәуле"


@pytest.fixture(autouse=True)
def morning():
    with clock.telling_of(NOW):
        yield


@pytest.fixture
def mediator_id(stage: Stage):
    return stage.cast.entry.mediator_id


def kept(stage: Stage) -> Visitor:
    """The mediator, who is there on weekdays from 9 to 12."""
    page, own = stage.mediator, f"/availability/{stage.cast.entry.mediator_id}"
    assert page.get("/availability").location == own
    page.get(f"{own}/week")
    rows = {f"days__{day}__0__{name}": hour for day in range(5) for name, hour in MORNING.items()}
    ways = {f"days__{day}__0__modes": WAYS for day in range(5)}
    sent = page.send(f"{own}/week", since="14.11.2026", **rows, **ways)
    assert sent.status_code == 303, page.errors
    return page


def booked(stage: Stage, desk: Visitor, hour: int = 9, minute: int = 0, **more: str) -> Booking:
    """A talk that the desk has booked for a caller."""
    desk.get("/bookings/new")
    typed = {"name": SAID, "phone": "+7 701 123 45 67", "told_by": "sms", "starts_at": at(hour, minute).isoformat()}
    sent = desk.send("/bookings/new", **(typed | more))
    assert sent.status_code == 303, desk.errors
    stage.session.expire_all()
    return stage.session.exec(select(Booking).order_by(col(Booking.id).desc()).limit(1)).one()


def test_a_mediator_keeps_hours_and_takes_a_change_back(stage: Stage, mediator_id):
    page = kept(stage)
    assert "09:00–12:00" in page.get(f"/availability/{mediator_id}").text
    page.send(f"/availability/{mediator_id}/week/former")
    assert stage.session.exec(select(Week)).all() == []


def test_hours_that_cannot_be_stand_beside_their_day(stage: Stage, mediator_id):
    page = stage.mediator
    page.get(f"/availability/{mediator_id}/week")
    sent = page.send(
        f"/availability/{mediator_id}/week", since="14.11.2026", days__2__0__opens="12:00", days__2__0__closes="9:00"
    )
    assert (sent.status_code, len(page.errors)) == (422, 1)


def test_the_desk_books_for_a_caller_on_one_page_and_it_stands_in_the_calendar(stage: Stage):
    mediator = kept(stage)
    desk = stage.receptionist
    first = desk.get("/bookings/new").text
    booking = booked(stage, desk)
    assert f'value="{stamp(at(9))}" aria-label' in first
    assert booking.state is BookingState.CONFIRMED
    for who, address in ((desk, "/calendar?day=16.11.2026"), (mediator, "/calendar/week?day=16.11.2026")):
        page = who.get(address).text
        assert (SAID in page, "09:00–09:30" in page) == (True, True)
    with clock.telling_of(at(8)):
        assert [SAID in who.get("/desk").text for who in (stage.receptionist, stage.mediator)] == [True, True]


def test_a_talk_is_moved_called_off_and_its_outcome_noted(stage: Stage):
    kept(stage)
    desk = stage.receptionist
    booking = booked(stage, desk)
    address = f"/bookings/{booking.id}"
    desk.get(f"{address}/time")
    desk.send(f"{address}/time", starts_at=at(10, 20).isoformat())
    stage.session.refresh(booking)
    assert (booking.starts_at, booking.moved_from) == (at(10, 20), at(9))
    with clock.telling_of(at(11)):
        on_the_day = stage.receptionist
        on_the_day.send(f"{address}/outcome", step="miss")
        on_the_day.send(f"{address}/outcome", step="take_place")
    stage.session.refresh(booking)
    assert booking.state is BookingState.TOOK_PLACE
    other = booked(stage, desk, 11)
    desk.get(f"/bookings/{other.id}/cancellation")
    assert desk.send(f"/bookings/{other.id}/cancellation", by="cabinet", reason="").status_code == 422
    desk.send(f"/bookings/{other.id}/cancellation", by="cabinet", reason="Медиатор ауырып қалды")
    stage.session.refresh(other)
    assert (other.state, other.reason) == (BookingState.CANCELLED_BY_CABINET, "Медиатор ауырып қалды")


def test_a_time_that_is_gone_is_said_and_what_was_typed_stays(stage: Stage):
    kept(stage)
    desk = stage.receptionist
    booked(stage, desk)
    desk.get("/bookings/new")
    sent = desk.send(
        "/bookings/new", name="Басқа Адам", phone="+7 701 765 43 21", told_by="sms", starts_at=at(9).isoformat()
    )
    nearest = re.findall(r'name="instead" value="([^"]+)"', sent.text)
    assert (sent.status_code, 'value="Басқа Адам"' in sent.text) == (409, True)
    assert nearest == [stamp(at(9, 40)), stamp(at(10, 20)), stamp(at(11))]
    assert f'value="{nearest[0]}" checked' not in sent.text
    taken = desk.send(
        "/bookings/new", name="Басқа Адам", phone="+7 701 765 43 21", told_by="sms", starts_at=stamp(at(9)),
        instead=nearest[1],
    )  # fmt: skip
    assert taken.status_code == 303, desk.errors


def test_a_booking_for_a_caller_is_one_page_with_a_time_chosen_and_two_fields_to_type(stage: Stage):
    kept(stage)
    desk = stage.receptionist
    shown = desk.get("/bookings/new").text
    form = shown[shown.index('action="/bookings/new?') :]
    form = form[form.index('name="name"') - 200 : form.index("</form>")]
    more = form.index("<details")
    before_more = form[:more] + form[form.index("</details>", more) :]
    asked = list(dict.fromkeys(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', before_more)))
    assert asked == ["name", "phone", "told_by", "starts_at"]
    assert sorted(re.findall(r'value="([^"]+)"[^>]* checked', before_more)) == sorted([stamp(at(9)), "sms"])
    assert "autofocus" not in before_more
    sent = desk.send("/bookings/new", name=SAID, phone="+7 701 123 45 67", told_by="sms", starts_at=stamp(at(9)))
    assert sent.status_code == 303, desk.errors


def test_other_days_are_shown_and_what_is_typed_stays(stage: Stage):
    kept(stage)
    desk = stage.receptionist
    shown = desk.get("/bookings/new").text
    later = re.search(r'name="since" value="([^"]+)"', shown)
    assert later is not None
    sent = desk.send(
        "/bookings/new", name="Басқа Адам", phone="", told_by="sms", starts_at=stamp(at(9)), since=later[1]
    )
    assert (sent.status_code, 'value="Басқа Адам"' in sent.text, stamp(at(9)) in sent.text) == (200, True, False)
    assert stage.session.exec(select(Booking)).all() == []


def test_leave_asks_about_each_talk_before_anything_changes(stage: Stage, mediator_id):
    page = kept(stage)
    booking = booked(stage, stage.receptionist)
    address = f"/availability/{mediator_id}/leave/new"
    page.get(address)
    typed = {"kind": "illness", "first_day": "16.11.2026", "last_day": "", "reason": "Медиатор ауырып қалды"}
    asked = page.send(address, **typed)
    assert (asked.status_code, f"booking-{booking.id}" in asked.text) == (200, True)
    assert stage.session.exec(select(Leave)).all() == []
    chosen = {f"booking-{booking.id}": "call_off"}
    assert page.send(address, **typed, **chosen).status_code == 303, page.errors
    stage.session.refresh(booking)
    assert booking.state is BookingState.CANCELLED_BY_CABINET


def test_a_cabinet_is_closed_after_one_look_at_whom_it_concerns(stage: Stage):
    kept(stage)
    booking = booked(stage, stage.receptionist, told_by="phone")
    page, cabinet = stage.coordinator, stage.cast.country.cabinet
    typed = {"cabinet_id": str(cabinet.id), "first_day": "16.11.2026", "reason": "Жөндеу"}
    page.get("/closings/new")
    looked = page.send("/closings/new", **typed)
    stage.session.refresh(booking)
    assert (looked.status_code, booking.state) == (200, BookingState.CONFIRMED)
    done = page.send("/closings/new", **typed, sure="yes")
    stage.session.refresh(booking)
    assert (done.status_code, booking.state) == (303, BookingState.CANCELLED_BY_CABINET)
    summary = page.get(done.location).text
    task = re.search(r'href="(/tasks/[^"]+)"', summary)
    assert task is not None
    assert f"/bookings/{booking.id}" in page.get(task[1]).text


def test_a_video_room_is_set_on_its_page(stage: Stage):
    cabinet, page = stage.cast.country.cabinet, stage.coordinator
    page.get(f"/video-rooms/{cabinet.id}")
    assert page.send(f"/video-rooms/{cabinet.id}", video="http://meet.example.kz").status_code == 422
    assert page.send(f"/video-rooms/{cabinet.id}", video="https://meet.example.kz/osk").status_code == 303
    stage.session.expire_all()
    assert video_address(stage.session, cabinet.id) == "https://meet.example.kz/osk"


def fed(page: Visitor, **typed: str) -> str:
    """The secret address that the page shows once."""
    page.get("/calendar/address")
    shown = page.send("/calendar/address", **typed)
    found = re.search(r"<b class=\"wraps\">http://localhost(/calendar/[^<]+\.ics)</b>", shown.text)
    assert found is not None, shown.text
    return unescape(found[1])


def events(answer) -> list[tuple[str, datetime]]:
    return [
        (str(event["summary"]), event.get("dtstart").dt) for event in Calendar.from_ical(answer.data).walk("VEVENT")
    ]


def test_a_feed_says_when_somebody_is_busy_and_names_only_where_that_was_chosen(stage: Stage, visitor: Visitor):
    mediator = kept(stage)
    booked(stage, stage.receptionist)
    silent = fed(mediator)
    answer = visitor.get(silent)
    assert answer.mimetype == "text/calendar"
    assert [when for _title, when in events(answer)] == [at(9)]
    assert SAID.encode() not in answer.data.replace(b"\r\n ", b"")
    with_names = fed(mediator, names="yes")
    assert visitor.get(silent).status_code == 404
    assert [SAID in title for title, _when in events(visitor.get(with_names))] == [True]
    mediator.send("/calendar/address/ending")
    assert visitor.get(with_names).status_code == 404


def test_a_feed_ends_with_its_account(stage: Stage, visitor: Visitor):
    address = fed(kept(stage))
    account = matters.account_of(stage.session, stage.cast.mediator)
    disable_account(stage.session, make.system(stage.session), account)
    stage.session.commit()
    assert visitor.get(address).status_code == 404
    assert stage.session.exec(select(CalendarFeed)).all() == []


def test_a_colleague_sees_neither_talk_nor_hours(stage: Stage, mediator_id, session):
    kept(stage)
    booking = booked(stage, stage.receptionist)
    other, _entry = matters.mediator_at_work(session, stage.cast.country, "Омарова Динара")
    page = stage.at_the_desk_of(other, Role.MEDIATOR)
    assert [page.get(address).status_code for address in (
        f"/bookings/{booking.id}", f"/availability/{mediator_id}", f"/bookings/{booking.id}/time",
    )] == [404, 404, 404]  # fmt: skip
    assert SAID not in page.get("/calendar?day=16.11.2026").text


def test_the_calendar_names_holidays_and_steps_by_day(stage: Stage):
    page = stage.receptionist
    found = page.get("/calendar?day=16.12.2026").text
    assert ("day=15.12.2026" in found, "day=17.12.2026" in found, "note wait" in found) == (True, True, True)
    assert page.get("/calendar/week").status_code == 200
    assert date(2026, 11, 16) == MONDAY
