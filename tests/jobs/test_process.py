"""The jobs process itself: one works, the others stand by; after a fall the next goes on without loss."""

import signal
import time
from datetime import date, timedelta
from functools import partial

import pytest
from sqlmodel import col, delete, func, select

from mediation_cms.core import clock
from mediation_cms.core.bell import Bell, ring, ring_after_commit
from mediation_cms.core.db import Database
from mediation_cms.core.languages import Language
from mediation_cms.core.leases import Lease, give_back, is_held, take
from mediation_cms.core.stamps import restamp
from mediation_cms.documents.files import content_of
from mediation_cms.documents.issuing import ask_for_paper
from mediation_cms.documents.models import Paper, PaperStatus, StoredFile
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import STAMP
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.outbox import Reach, notify
from mediation_cms.notifications.telling import Tidings, tell
from mediation_cms.people.models import Channel
from tests import make
from tests.documents import samples
from tests.installation import Installation, until
from tests.sms_gateway import TAKEN, SmsGateway

PAPERS, MAILS = 6, 12


@pytest.fixture
def installation(new_database, tmp_path, request, inbox):
    made = Installation(tmp_path, new_database(), request.config.cache.mkdir("fonts"))
    made.environment["MEDIATION_CMS_SMTP_URL"] = inbox.url
    made.run("init")
    yield made
    made.close()


def ask_for_everything(installation) -> None:
    """Papers and mails, all at once; on every day and at every hour, since no rule tells working hours."""
    with installation.database.transaction() as session:
        session.exec(delete(Rule).where(col(Rule.code) == "messages.hours"))
        restamp(session, STAMP)
        account = make.account_for(session, "Байжанова Сәуле")
        account.email = "saule@example.kz"
        actor = make.system(session)
        for number in range(PAPERS):
            receipt = samples.receipt(samples.KK, number=f"63-OSK-2026-{number:06d}")
            ask_for_paper(session, actor, receipt, thing_id=make.account_for(session).id)
        assert account.person_id is not None
        for number in range(MAILS):
            notify(session, account.person_id, "case_offered", number=str(number), answer_by=date(2026, 6, 3))


def left(installation):
    """How much is still to be done."""
    with installation.database.session(writes=False) as session:
        papers = session.exec(select(func.count()).select_from(Paper).where(Paper.status == PaperStatus.QUEUED)).one()
        mails = session.exec(select(func.count()).select_from(Message).where(Message.status == Delivery.WAITING)).one()
        return papers + mails


def is_left(installation, most):
    return left(installation) <= most


def test_a_process_killed_three_times_loses_nothing_and_doubles_nothing(installation, inbox):
    ask_for_everything(installation)
    for kill in range(1, 4):
        process = installation.start("work")
        until(partial(is_left, installation, PAPERS + MAILS - kill * 4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        expire(installation)
    with installation.database.transaction() as session:  # what was on its way when the program fell is due in a minute
        for message in session.exec(select(Message).where(Message.status == Delivery.WAITING)):
            message.next_try_at = message.made_at
    installation.start("work")
    until(lambda: left(installation) == 0)

    with installation.database.session(writes=False) as session:
        papers = session.exec(select(Paper)).all()
        assert {paper.status for paper in papers} == {PaperStatus.READY}
        assert len(session.exec(select(StoredFile)).all()) == PAPERS
        files = [session.get_one(StoredFile, paper.file_id) for paper in papers]
        assert all(content_of(session, file).startswith(b"%PDF") for file in files)
        mails = {f"<{message.id}@127.0.0.1>" for message in session.exec(select(Message))}
    assert {mail["Message-ID"] for mail in inbox.mails} == mails
    assert MAILS <= len(inbox.mails) <= MAILS + 3  # at most one in flight at each fall, under its own name


@pytest.mark.database("sqlite")
def test_an_sms_that_was_sent_but_not_noted_is_known_by_the_gateway_as_the_same(installation):
    gateway = SmsGateway()
    gateway.answer = "slow"  # it sends at once, and says so when the program has fallen
    installation.environment |= {
        "MEDIATION_CMS_SMS_URL": gateway.url,
        "MEDIATION_CMS_SMS_BODY": '{"to": "{to}", "text": "{text}", "id": "{id}"}',
        "MEDIATION_CMS_SMS_SUCCESS": "$.result.status=queued",
    }
    try:
        with installation.database.transaction() as session:
            news = Tidings(MessageKind.REQUEST_MESSAGE, "Кабинет", "", "/status")
            for number in range(3):
                tell(session, None, news, reach=Reach(Channel.SMS, f"+7701000000{number}", Language.KK), asked=True)
        for number in range(1, 4):
            process = installation.start("work")
            until(lambda: len(gateway.sent) >= number)  # noqa: B023 - waited for at once
            process.send_signal(signal.SIGKILL)
            process.wait()
            expire(installation)
        with installation.database.transaction() as session:
            for message in session.exec(select(Message).where(Message.status == Delivery.WAITING)):
                message.next_try_at = message.made_at
        gateway.answer = (200, TAKEN)
        installation.start("work")
        until(lambda: left(installation) == 0)
    finally:
        gateway.close()

    with installation.database.session(writes=False) as session:
        messages = session.exec(select(Message)).all()
        assert {message.status for message in messages} == {Delivery.SENT}
    assert set(gateway.phones) == {str(message.id) for message in messages}
    assert [len(gateway.phones), len(gateway.sent)] == [3, 6]  # each once more, under its own name, and shown once


def expire(installation) -> None:
    """As if the seconds of the lease had passed."""
    with installation.database.transaction() as session:
        lease = session.exec(select(Lease)).one()
        lease.holder = ""
        lease.until = session.exec(select(Message.made_at).order_by(col(Message.made_at))).first()
        session.add(lease)


def lease(installation):
    with installation.database.session(writes=False) as session:
        return session.exec(select(Lease)).one()


def test_one_works_and_another_takes_over_when_it_is_told_to_stop(installation):
    first = installation.start("work")
    until(lambda: b"at work" in installation.log.read_bytes())
    second = installation.start("work")
    ask_for_everything(installation)
    until(lambda: left(installation) == 0)
    assert installation.log.read_bytes().count(b"at work") == 1

    holder = lease(installation).holder
    first.send_signal(signal.SIGTERM)
    assert first.wait(60) == 0
    left_behind = lease(installation)
    assert left_behind.holder != holder or left_behind.until <= clock.now()  # given back, not left to run out
    until(lambda: installation.log.read_bytes().count(b"at work") == 2)
    assert second.poll() is None


# --- the lease -----------------------------------------------------------------------------------------------------------


def test_a_lease_is_held_by_one_until_it_runs_out_or_is_given_back(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)

    def takes(holder: str, seconds: float = 60) -> bool:
        with database.transaction() as session:
            return take(session, "work", holder, seconds)

    assert [takes("anna"), takes("berik"), takes("anna")] == [True, False, True]
    with database.transaction() as session:
        give_back(session, "work", "berik")  # it is not his
    assert takes("berik") is False
    with database.transaction() as session:
        give_back(session, "work", "anna")
    time.sleep(0.01)
    assert takes("berik", 0.2) is True
    assert takes("anna") is False
    time.sleep(0.3)
    assert takes("anna") is True


def test_a_lease_that_lies_further_ahead_than_it_lasts_comes_from_a_wrong_clock(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)
    with database.transaction() as session:
        session.add(Lease(name="work", holder="anna", until=clock.now() + timedelta(hours=5)))

    with database.transaction() as session:
        assert is_held(session, "work") is False
        assert take(session, "work", "berik") is True
    with database.transaction() as session:
        assert is_held(session, "work") is True
        assert take(session, "work", "anna") is False


# --- the bell ------------------------------------------------------------------------------------------------------------


def test_the_bell_is_heard_after_the_commit_and_not_after_a_rollback(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)
    with Bell(tmp_path) as bell:
        with database.transaction() as session:
            ring_after_commit(session)
            session.add(Lease(name="any", until=clock.now()))
            assert bell.wait(0) is False
        assert bell.wait(1) is True
        assert bell.wait(0) is False
        with database.session() as session:
            ring_after_commit(session)
            session.add(Lease(name="other", until=clock.now()))
            session.rollback()
        assert bell.wait(0) is False


def test_a_bell_that_nobody_hears_and_a_long_path_do_no_harm(tmp_path):
    folder = tmp_path / ("a" * 100) / ("b" * 100)
    folder.mkdir(parents=True)
    ring(folder)
    with Bell(folder) as bell:
        for _ in range(1000):  # more than the socket holds
            ring(folder)
        assert [bell.wait(0), bell.wait(0)] == [True, False]
    ring(folder / "gone")
