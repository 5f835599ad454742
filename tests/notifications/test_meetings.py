"""What people without an account are told of a meeting, when it leaves, and what becomes of it when the meeting changes."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from icalendar import Calendar
from sqlmodel import col, select

from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.core.languages import Language
from mediation_cms.notifications.delivery import begin_try, drop_late, mail_of, note_refusal, note_sent, rests, sms_of
from mediation_cms.notifications.meetings import (
    Meeting,
    tell_booked,
    tell_cancelled,
    tell_earlier,
    tell_given_up,
    tell_moved,
)
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.queries import told_of_meeting
from mediation_cms.notifications.telling import way_to
from mediation_cms.people.models import Channel, Contact, Person
from tests import make

ADDRESS = "https://bitim.example"
TOMORROW, TODAY = ("meeting_tomorrow", "23.06 14:30", "24.06 00:00"), ("meeting_today", "24.06 13:30", "24.06 14:30")


def at(text):
    return datetime.strptime(text, "%d.%m.%Y %H:%M").replace(tzinfo=ALMATY)


@pytest.fixture
def anna(session):
    """Somebody without an account, told by mail in Russian."""
    make.law(session)
    person = Person(given_name="Анна\r\nBcc: all@example.kz", surname="Ким")
    session.add(person)
    session.flush()
    session.add(
        Contact(
            person_id=person.id,
            channel=Channel.EMAIL,
            value="anna@example.kz",
            language=Language.RU,
            may_leave_message=True,
        )
    )
    session.flush()
    return person


@pytest.fixture
def meeting(anna):
    """A meeting on Friday, 24 June 2022, at half past two."""
    return Meeting(
        key=uuid4(), sequence=0, person_id=anna.id, starts_at=at("24.06.2022 14:30"), ends_at=at("24.06.2022 15:00"),
        mode="видео", place="https://meet.example/room", page="/b/{code}", code="SECRET", cabinet="Кабинет",
        phone="+7 (7182) 00-00-10", title="Bitim: встреча KE4M7",
    )  # fmt: skip


def outbox(session):
    """What waits: the kind, and from when to when it may leave, by the clock of Almaty."""
    waiting = select(Message).where(Message.status == Delivery.WAITING).order_by(col(Message.next_try_at))
    return [
        (
            message.template,
            *(f"{each.astimezone(ALMATY):%d.%m %H:%M}" for each in (message.next_try_at, message.not_after)),
        )
        for message in session.exec(waiting)
    ]


def there(message: Message | None) -> Message:
    """What was put out: something was."""
    assert message is not None
    return message


def text_in(mail):
    return mail.get_body(("plain",)).get_content()


def calendar_in(mail):
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    return part, event


@pytest.mark.parametrize(
    ("booked", "plans"),
    [
        ("20.06.2022 23:15", [("meeting_booked", "20.06 23:15", "24.06 15:00"), TOMORROW, TODAY]),
        ("23.06.2022 14:00", [("meeting_booked", "23.06 14:00", "24.06 15:00"), TODAY]),
        ("24.06.2022 13:00", [("meeting_booked", "24.06 13:00", "24.06 15:00")]),
    ],
)  # fmt: skip
def test_a_booking_is_confirmed_at_once_and_reminded_of_a_day_and_an_hour_before(session, meeting, booked, plans):
    with telling_of(at(booked)):
        tell_booked(session, meeting)

    assert outbox(session) == plans


def test_a_reminder_waits_for_the_end_of_the_quiet_and_none_leaves_when_its_words_are_no_longer_true(session, meeting):
    early = Meeting(**vars(meeting) | {"starts_at": at("24.06.2022 08:30"), "ends_at": at("24.06.2022 09:00")})
    late = Meeting(
        **vars(meeting) | {"key": uuid4(), "starts_at": at("24.06.2022 21:30"), "ends_at": at("24.06.2022 22:00")}
    )
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, early)
        tell_booked(session, late)

    assert [line for line in outbox(session) if line[0] != "meeting_booked"] == [
        ("meeting_tomorrow", "23.06 08:30", "24.06 00:00"),
        ("meeting_today", "24.06 08:00", "24.06 08:30"),
        ("meeting_today", "24.06 20:30", "24.06 21:30"),
    ]


def test_the_mail_speaks_neutrally_with_the_zone_and_carries_a_calendar_file(session, meeting):
    with telling_of(at("20.06.2022 12:00")):
        message = there(tell_booked(session, meeting))
    mail = mail_of(session, message, ADDRESS, "bitim@bitim.example")

    assert mail["Subject"] == "Встреча подтверждена: 24.06, 14:30"
    assert (mail["To"], mail["Bcc"]) == ("anna@example.kz", None)
    text = text_in(mail)
    assert text.startswith("Здравствуйте, Анна Bcc: all@example.kz!\n\nВаша встреча подтверждена.\n")
    assert "Время: пятница, 24 июня 2022 года, 14:30, время Казахстана (UTC+5)\n" in text
    assert f"Перенести или отменить: {ADDRESS}/b/SECRET?lang=ru\n" in text
    assert text.count("время Казахстана") == 1
    part, event = calendar_in(mail)
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "bitim.ics")
    assert (str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])) == (f"{meeting.key}@bitim", 0, "CONFIRMED")
    assert event.decoded("DTSTART") == datetime(2022, 6, 24, 8, 30, tzinfo=UTC)  # six hours, as it was then
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Bitim: встреча KE4M7", "https://meet.example/room")


def test_a_move_takes_back_what_waits_and_updates_the_calendar(session, meeting):
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, meeting)
        moved = Meeting(
            **vars(meeting) | {"sequence": 1, "starts_at": at("27.06.2022 10:00"), "ends_at": at("27.06.2022 10:30")}
        )
        message = there(tell_moved(session, moved, meeting.starts_at, asked=True))

    assert outbox(session) == [
        ("meeting_moved", "20.06 12:00", "27.06 10:30"),
        ("meeting_tomorrow", "26.06 10:00", "27.06 00:00"),
        ("meeting_today", "27.06 09:00", "27.06 10:00"),
    ]
    withdrawn = session.exec(select(Message).where(Message.status == Delivery.WITHDRAWN)).all()
    assert ({each.template for each in withdrawn}, {each.code_sealed for each in withdrawn}) == (
        {"meeting_booked", "meeting_tomorrow", "meeting_today"}, {None},
    )  # fmt: skip
    mail = mail_of(session, message, ADDRESS, "bitim@bitim.example")
    assert "Было: пятница, 24 июня 2022 года, 14:30" in text_in(mail)
    _part, event = calendar_in(mail)
    assert (str(event["UID"]), event["SEQUENCE"]) == (f"{meeting.key}@bitim", 1)


def test_a_cancellation_takes_it_out_of_the_calendar_and_says_other_times(session, meeting):
    gone = Meeting(**vars(meeting) | {"sequence": 1})
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, meeting)
        message = there(
            tell_cancelled(session, gone, "медиатор заболел", [at("28.06.2022 09:00"), at("29.06.2022 16:00")])
        )

    assert outbox(session) == [("meeting_cancelled", "20.06 12:00", "24.06 15:00")]
    mail = mail_of(session, message, ADDRESS, "bitim@bitim.example")
    assert (
        "Причина: медиатор заболел\nДругое удобное время:\nвторник, 28 июня 2022 года, 09:00\nсреда, 29 июня 2022 года, 16:00\n"
        in text_in(mail)
    )
    part, event = calendar_in(mail)
    assert (part.get_param("method"), str(event["STATUS"]), event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)

    with telling_of(at("20.06.2022 12:00")):
        tell_given_up(session, gone)
    assert [kind for kind, *_ in outbox(session)] == ["meeting_given_up"]


def test_news_of_an_earlier_time_ends_with_the_hold_and_leaves_the_reminders(session, meeting):
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, meeting)
        tell_earlier(session, meeting, at("21.06.2022 10:00"), at("20.06.2022 14:00"))

    assert ("earlier_time", "20.06 12:00", "20.06 14:00") in outbox(session)
    assert len(outbox(session)) == 4


# --- who is told how -----------------------------------------------------------------------------------------------------


def test_nobody_is_told_where_no_message_may_be_left_and_by_itself_not_where_there_are_safe_times(
    session, anna, meeting
):
    (way,) = session.exec(select(Contact).where(Contact.person_id == anna.id))
    way.safe_times = "после 18:00"
    session.flush()
    assert way_to(session, anna.id) is None
    assert way_to(session, anna.id, asked=True) == Reach(Channel.EMAIL, "anna@example.kz", Language.RU)
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, meeting)
        assert [kind for kind, *_ in outbox(session)] == ["meeting_booked"]  # no reminders into unsafe hours

    way.may_leave_message = False
    session.flush()
    assert way_to(session, anna.id, asked=True) is None
    assert tell_given_up(session, meeting) is None


def test_an_sms_is_short_has_no_name_and_the_phone_without_signs(session, meeting):
    by_sms = Meeting(**vars(meeting) | {"reach": Reach(Channel.SMS, "+77010000001", Language.KK)})
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, by_sms)
    said = {message.template: sms_of(session, message, ADDRESS) for message in session.exec(select(Message))}

    assert said == {
        "meeting_booked": "Bitim: кездесу 24.06, 14:30 (Қазақстан уақыты). https://bitim.example/b/SECRET?lang=kk",
        "meeting_tomorrow": "Bitim: ертең 14:30 (Қазақстан уақыты) кездесуіңіз бар. +77182000010",
        "meeting_today": "Bitim: бүгін 14:30 (Қазақстан уақыты) кездесуіңіз бар. https://bitim.example/b/SECRET?lang=kk",
    }


# --- when it does not leave ----------------------------------------------------------------------------------------------


def test_what_comes_too_late_is_dropped_and_noted(session, meeting):
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, meeting)
    with telling_of(at("24.06.2022 00:30")):
        assert drop_late(session) == 1
        (tomorrow,) = session.exec(select(Message).where(Message.template == "meeting_tomorrow"))
        session.refresh(tomorrow)
        assert (tomorrow.status, tomorrow.code_sealed) == (Delivery.LATE, None)
    with telling_of(at("24.06.2022 14:30")):
        (today,) = session.exec(select(Message).where(Message.template == "meeting_today"))
        assert rests(session, today) is True
        assert (today.status, today.code_sealed) == (Delivery.LATE, None)


def test_what_somebody_has_just_asked_for_leaves_at_night_but_a_later_try_waits_for_the_morning(session, meeting):
    with telling_of(at("20.06.2022 23:15")):
        message = there(tell_booked(session, meeting))
        assert rests(session, message) is False
        begin_try(session, message)
        assert message.next_try_at == at("20.06.2022 23:16")
    with telling_of(at("21.06.2022 02:00")):
        assert rests(session, message) is True
        assert (message.next_try_at, message.status) == (at("21.06.2022 08:00"), Delivery.WAITING)


def test_what_was_withdrawn_while_it_was_on_its_way_is_noted_as_what_came_of_it(session, meeting):
    with telling_of(at("20.06.2022 12:00")):
        first = there(tell_booked(session, meeting))
        second = there(tell_given_up(session, meeting))
        note_refusal(session, first, "550 no such mailbox", final=True)
        assert (first.status, first.problem) == (Delivery.WITHDRAWN, "550 no such mailbox")
        note_sent(session, first)
        note_sent(session, second)
        session.flush()

    assert {first.status, second.status} == {Delivery.SENT}


def test_all_that_was_told_of_a_meeting_is_found_by_its_key(session, anna, meeting):
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, meeting)
        tell_booked(session, Meeting(**vars(meeting) | {"key": uuid4()}))
        tell_given_up(session, meeting)

    assert [(message.template, message.status, person) for message, person in told_of_meeting(session, meeting.key)] == [
        ("meeting_given_up", Delivery.WAITING, anna), ("meeting_today", Delivery.WITHDRAWN, anna),
        ("meeting_tomorrow", Delivery.WITHDRAWN, anna), ("meeting_booked", Delivery.WITHDRAWN, anna),
    ]  # fmt: skip


def test_the_same_reminder_is_planned_once(session, meeting):
    with telling_of(at("20.06.2022 12:00")):
        tell_booked(session, meeting)
        names = set(session.exec(select(Message.once)))

    assert names == {
        None,
        f"meeting:{meeting.key}:{meeting.person_id}:0:24",
        f"meeting:{meeting.key}:{meeting.person_id}:0:1",
    }
