"""From a booking to the reminders, through a real mail server and a real SMS gateway, with a move and a cancellation between."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar

from mediation_cms.core.clock import ALMATY, telling_of
from mediation_cms.core.languages import Language
from mediation_cms.jobs import texting
from mediation_cms.jobs.mailing import deliver_mail
from mediation_cms.jobs.texting import deliver_sms
from mediation_cms.notifications.meetings import Meeting, tell_booked, tell_cancelled, tell_moved
from mediation_cms.notifications.outbox import Reach
from mediation_cms.people.models import Channel
from tests import make
from tests.sms_gateway import TAKEN

AT = datetime(2022, 6, 24, 14, 30, tzinfo=ALMATY)
HALF = timedelta(minutes=30)


@pytest.fixture
def meeting(session):
    make.law(session)

    def made(channel, **changed):
        reach = Reach(channel, "anna@example.kz" if channel is Channel.EMAIL else "+77010000001", Language.KK)
        facts: dict[str, Any] = {
            "key": uuid4(), "sequence": 0, "person_id": None, "starts_at": AT, "ends_at": AT + HALF, "mode": "бейне",
            "place": "", "page": "/b/{code}", "code": "SECRET", "cabinet": "Кабинет", "phone": "+77182000010", "reach": reach,
        }  # fmt: skip
        return Meeting(**facts | changed)

    return made


@pytest.fixture
def carrying(with_settings, inbox, gateway, monkeypatch):
    """Both jobs, at an hour of the past: what arrived since the last time."""
    monkeypatch.setattr(texting, "PAUSE", 0.0)
    jobs = with_settings(smtp_url=inbox.url, sms_url=gateway.url, sms_body='{"to": "{to}", "text": "{text}", "id": "{id}"}',
                         sms_success="$.result.status=queued")  # fmt: skip

    def at(instant):
        mails, sent = len(inbox.mails), len(gateway.phones)
        with telling_of(instant):
            deliver_mail(jobs)
            deliver_sms(jobs)
        return [mail["Subject"] for mail in inbox.mails[mails:]], [
            text for _to, text in list(gateway.phones.values())[sent:]
        ]

    return at


def test_a_booking_and_its_reminders_arrive_by_mail_and_as_sms_each_once_and_at_its_hour(
    session, meeting, carrying, gateway, inbox
):
    with telling_of(AT - timedelta(days=3)):
        tell_booked(session, meeting(Channel.EMAIL))
        tell_booked(session, meeting(Channel.SMS))
    session.commit()
    gateway.answer = (200, b'{"error": "no credit"}')  # it says 200 and has not taken it

    assert carrying(AT - timedelta(days=3)) == (["Кездесу расталды: 24.06, 14:30"], [])
    gateway.answer = (200, TAKEN)
    link = "https://bitim.example/b/SECRET?lang=kk"
    assert carrying(AT - timedelta(days=2)) == ([], [f"Bitim: кездесу 24.06, 14:30 (Қазақстан уақыты). {link}"])
    assert carrying(AT - timedelta(days=1, minutes=1)) == ([], [])
    assert carrying(AT - timedelta(days=1)) == (
        ["Ертеңгі кездесу: 14:30"], ["Bitim: ертең 14:30 (Қазақстан уақыты) кездесуіңіз бар. +77182000010"],
    )  # fmt: skip
    assert carrying(AT - timedelta(hours=1)) == (
        ["Бүгінгі кездесу: 14:30"], [f"Bitim: бүгін 14:30 (Қазақстан уақыты) кездесуіңіз бар. {link}"],
    )  # fmt: skip
    assert carrying(AT + timedelta(days=9)) == ([], [])
    assert [mail["Date"].datetime for mail in inbox.mails] == [AT - timedelta(hours=hours) for hours in (72, 24, 1)]


def test_a_calendar_follows_the_move_and_the_cancellation_and_no_old_reminder_arrives(
    session, meeting, carrying, inbox
):
    booked = meeting(Channel.EMAIL)
    moved = Meeting(
        **vars(booked) | {"sequence": 1, "starts_at": AT + timedelta(days=3), "ends_at": AT + timedelta(days=3) + HALF}
    )
    with telling_of(AT - timedelta(days=3)):
        tell_booked(session, booked)
        session.commit()
        carrying(AT - timedelta(days=3))
        tell_moved(session, moved, booked.starts_at, asked=True)
        session.commit()
    assert carrying(AT - timedelta(days=3)) == (["Кездесу ауыстырылды: 27.06, 14:30"], [])
    assert carrying(AT - timedelta(hours=1)) == ([], [])  # the old hour is nobody's any more
    assert carrying(AT + timedelta(days=2)) == (["Ертеңгі кездесу: 14:30"], [])
    with telling_of(AT + timedelta(days=2, hours=1)):
        tell_cancelled(session, Meeting(**vars(moved) | {"sequence": 2}), "медиатор ауырып қалды")
        session.commit()
    assert carrying(AT + timedelta(days=2, hours=1)) == (["Кездесу болмайды: 27.06, 14:30"], [])
    assert carrying(AT + timedelta(days=3)) == ([], [])

    files = [part for mail in inbox.mails for part in mail.walk() if part.get_content_type() == "text/calendar"]
    events = [Calendar.from_ical(file.get_payload(decode=True)).walk("VEVENT")[0] for file in files]
    assert [file.get_param("method") for file in files] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [(event["SEQUENCE"], event.decoded("DTSTART").day) for event in events] == [(0, 24), (1, 27), (2, 27)]
    assert {str(event["UID"]) for event in events} == {f"{booked.key}@bitim"}
