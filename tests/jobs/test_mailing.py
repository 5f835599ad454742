"""The outbox reaches the mail server, once for each message as far as anybody can tell; what is refused waits or ends."""

import socket
import time
from contextlib import suppress
from datetime import date, timedelta
from threading import Event, Thread

import pytest
import time_machine
from aiosmtpd.controller import Controller
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.core.settings import Misconfigured, Mode
from mediation_cms.jobs import mailing, post
from mediation_cms.jobs.lines import Undelivered
from mediation_cms.jobs.mailing import deliver_mail, greet
from mediation_cms.jobs.post import PostOffice
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.outbox import notify
from mediation_cms.people.models import Channel, Contact
from tests import make
from tests.conftest import free_port

AT_ANY_HOUR = True


@pytest.fixture
def tell(session):
    def told(address="saule@example.kz", language=Language.KK):
        account = make.account_for(session, "Байжанова Сәуле")
        assert account.person_id is not None
        account.email, account.language = address, language
        message = notify(
            session, account.person_id, "case_offered", number="63-OSK-2022-000123", answer_by=date(2022, 6, 3)
        )
        session.commit()
        return message

    return told


@pytest.fixture
def refusing():
    """A mail server that answers to every recipient what the test says."""

    class Refusing:
        answer = "550 5.1.1 no such mailbox"
        sender = "250 OK"
        url = ""

        async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
            envelope.mail_from = address
            envelope.mail_options.extend(options)
            return self.sender

        async def handle_RCPT(self, _server, _session, _envelope, _address, _options):  # noqa: N802 - aiosmtpd's name
            return self.answer

    handler = Refusing()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.url = f"smtp://127.0.0.1:{controller.port}"
    yield handler
    controller.stop()


def again(session, message):
    session.expire_all()
    return session.get_one(Message, message.id)


def test_a_message_reaches_its_address_in_the_language_of_the_reader(session, with_settings, inbox, tell):
    message = tell()
    deliver_mail(with_settings(smtp_url=f"{inbox.url}?from=kabinet@bitim.example"))

    (mail,) = inbox.mails
    assert (mail["From"], mail["To"]) == ("kabinet@bitim.example", "saule@example.kz")
    assert mail["Subject"] == "Жаңа іс ұсынылды, № 63-OSK-2022-000123"
    assert mail["Message-ID"] == f"<{message.id}@bitim.example>"
    assert (mail["Content-Language"], mail["Auto-Submitted"]) == ("kk", "auto-generated")
    assert "https://bitim.example/desk?lang=kk" in mail.get_content()
    assert (again(session, message).status, again(session, message).tries) == (Delivery.SENT, 1)


def test_each_message_is_sent_once(session, with_settings, inbox, tell):
    for number in range(25):
        tell(f"mediator{number}@example.kz")
    shift = with_settings(smtp_url=inbox.url)
    deliver_mail(shift)
    deliver_mail(shift)

    assert sorted(mail["To"] for mail in inbox.mails) == sorted(f"mediator{number}@example.kz" for number in range(25))


def test_a_message_that_was_sent_but_not_noted_comes_again_under_the_same_name(session, with_settings, inbox, tell):
    message = tell()
    shift = with_settings(smtp_url=inbox.url)
    deliver_mail(shift)
    fallen = again(session, message)  # as if the program had fallen before it noted the sending
    fallen.status, fallen.sent_at = Delivery.WAITING, None
    session.commit()

    deliver_mail(shift)
    assert len(inbox.mails) == 1  # not at once: the try before it was counted
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        deliver_mail(shift)
    assert len({mail["Message-ID"] for mail in inbox.mails}) == 1
    assert len(inbox.mails) == 2


def test_an_address_that_the_server_does_not_know_ends_the_message(session, with_settings, refusing, tell):
    message = tell()
    deliver_mail(with_settings(smtp_url=refusing.url))

    assert again(session, message).status is Delivery.FAILED
    assert again(session, message).problem == "550 5.1.1 no such mailbox"


def test_a_full_mailbox_is_tried_again_later_and_later_for_three_days(session, with_settings, refusing, tell):
    refusing.answer = "452 4.2.2 mailbox full"
    message, shift = tell(), with_settings(smtp_url=refusing.url)
    waits = []
    now = clock.now()
    while again(session, message).status is Delivery.WAITING:
        with time_machine.travel(now, tick=False):
            deliver_mail(shift)
            waits.append(again(session, message).next_try_at - now)
        now = again(session, message).next_try_at

    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert (len(waits), max(waits)) == (20, timedelta(hours=6))
    assert timedelta(days=2, hours=12) < sum(waits[:-1], timedelta()) < timedelta(days=3, hours=12)
    assert (again(session, message).status, again(session, message).problem) == (
        Delivery.FAILED,
        "452 4.2.2 mailbox full",
    )


def test_an_address_that_is_none_does_not_keep_the_others_waiting(session, with_settings, inbox, tell):
    broken, fine = tell("a@example.kz\nBcc: everybody@example.kz"), tell("fine@example.kz")
    deliver_mail(with_settings(smtp_url=inbox.url))

    assert [mail["To"] for mail in inbox.mails] == ["fine@example.kz"]
    assert again(session, fine).status is Delivery.SENT
    assert again(session, broken).status is Delivery.FAILED


def test_while_the_server_is_away_everything_waits_and_no_try_is_counted(session, with_settings, tell, monkeypatch):
    monkeypatch.setattr(mailing, "PAUSE", 0.0)
    message = tell()
    deliver_mail(with_settings(smtp_url=f"smtp://127.0.0.1:{free_port()}"))

    assert (again(session, message).status, again(session, message).tries) == (Delivery.WAITING, 0)


@pytest.mark.database("sqlite")
def test_a_server_that_was_away_for_a_day_gets_every_mail_once_in_the_order_of_its_writing(
    session, with_settings, inbox, tell, monkeypatch
):
    monkeypatch.setattr(mailing, "PAUSE", 0.0)
    messages = [tell(f"mediator{number}@example.kz") for number in range(30)]
    for hours in range(24):
        with time_machine.travel(clock.now() + timedelta(hours=hours)):
            deliver_mail(with_settings(smtp_url=f"smtp://127.0.0.1:{free_port()}"))
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        deliver_mail(with_settings(smtp_url=inbox.url))
        deliver_mail(with_settings(smtp_url=inbox.url))

    assert [mail["Message-ID"] for mail in inbox.mails] == [f"<{message.id}@bitim.example>" for message in messages]
    assert [again(session, message).tries for message in messages] == [1] * 30


def test_nothing_is_sent_of_what_was_rolled_back(session, with_settings, inbox, tell):
    kept = tell()
    with session.begin_nested() as change:
        notify(session, kept.person_id, "case_offered", number="2", answer_by=date(2022, 6, 3))
        change.rollback()
    session.commit()
    deliver_mail(with_settings(smtp_url=inbox.url))

    assert [mail["Message-ID"] for mail in inbox.mails] == [f"<{kept.id}@bitim.example>"]


def test_the_demo_and_a_server_without_mail_send_nothing(session, with_settings, inbox, tell):
    message = tell()
    deliver_mail(with_settings(smtp_url=inbox.url, mode=Mode.DEMO))
    deliver_mail(with_settings(smtp_url=""))

    assert inbox.mails == []
    assert (again(session, message).status, again(session, message).tries) == (Delivery.WAITING, 0)


def test_an_sms_waits_for_a_gateway_and_keeps_no_mail(session, with_settings, inbox):
    person = make.account_for(session).person_id
    assert person is not None
    session.add(Contact(person_id=person, channel=Channel.SMS, value="+77010000001", language=Language.KK))
    session.flush()
    notify(session, person, "case_offered", number="63-OSK-2022-000123", answer_by=date(2022, 6, 3))
    deliver_mail(with_settings(smtp_url=inbox.url))

    assert [(message.channel, message.status) for message in session.exec(select(Message))] == [
        (Channel.SMS, Delivery.WAITING)
    ]


def test_a_message_without_words_ends_with_the_reason(session, with_settings, inbox, tell):
    message = tell()
    message.template = "no_such_words"
    session.commit()
    deliver_mail(with_settings(smtp_url=inbox.url))

    assert again(session, message).status is Delivery.FAILED
    assert again(session, message).problem.startswith("TemplateNotFound")


@pytest.fixture
def dripping():
    """A mail server that greets at once, or never ends its greeting, and lets the answer to `after` come byte by byte."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = Event()

    def serve(after):
        line, _address = listening.accept()
        with line, suppress(OSError), line.makefile("rb") as asked:
            if after:
                line.sendall(b"220 here\r\n")
                while not asked.readline().startswith(after):
                    line.sendall(b"250 yes\r\n")
            line.sendall(b"250-")
            while not over.wait(0.05):
                line.sendall(b".")

    def started(after=b""):
        Thread(target=serve, args=[after], daemon=True).start()
        return f"smtp://127.0.0.1:{listening.getsockname()[1]}"

    yield started
    over.set()
    listening.close()


@pytest.mark.database("sqlite")
@pytest.mark.parametrize(("after", "tries"), [(b"", 0), (b"ehlo", 0), (b"mail", 1)])
def test_a_server_that_drips_does_not_hold_the_jobs(session, with_settings, tell, monkeypatch, dripping, after, tries):
    monkeypatch.setattr(mailing, "PAUSE", 0.0)
    monkeypatch.setattr(post, "SECONDS", 0.5)
    message = tell()
    began = time.monotonic()
    deliver_mail(with_settings(smtp_url=dripping(after)))

    assert time.monotonic() - began < 5
    assert (again(session, message).status, again(session, message).tries) == (Delivery.WAITING, tries)


def test_a_sender_that_the_server_refuses_can_be_mended_so_the_message_waits(session, with_settings, refusing, tell):
    refusing.answer, refusing.sender = "250 OK", "550 5.7.1 not from here"
    message, shift = tell(), with_settings(smtp_url=f"{refusing.url}?from=nobody@bitim.example")
    deliver_mail(shift)

    assert again(session, message).status is Delivery.WAITING
    with pytest.raises(Undelivered, match=r"550 5\.7\.1 not from here: no mail from nobody@bitim\.example"):
        greet(shift.settings)


# --- the address of the server -------------------------------------------------------------------------------------------


def test_the_address_of_the_server_tells_all_about_it():
    assert PostOffice.at("smtps://bitim:p%40ss@mail.example?from=kabinet@ank.example", "bitim.example") == PostOffice(
        host="mail.example", port=465, encrypted=True, user="bitim", password="p@ss", sender="kabinet@ank.example"
    )
    assert PostOffice.at("smtp://mail.example:587", "bitim.example").sender == "bitim@bitim.example"


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port"])
def test_an_address_that_is_none_says_what_one_looks_like(url):
    with pytest.raises(Misconfigured, match="looks like smtp://"):
        PostOffice.at(url, "bitim.example")
