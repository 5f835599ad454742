"""Mails and SMS after an outage: the servers are away, then they are back; how fast all goes out, and whether each arrives once.

`python -m bench.messages [how many]`. Beside it the floor: smtplib alone, the same mails over one connection to the same server,
keeping nothing.
"""

import asyncio
import logging
import multiprocessing
import shutil
import smtplib
import sys
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import mkdtemp
from threading import Event
from typing import Any

from aiosmtpd.smtp import SMTP
from sqlmodel import Session, select

from mediation_cms.core.clock import telling_of
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.languages import Language
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.documents.pressroom import Pressroom
from mediation_cms.jobs import mailing, texting
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.delivery import mail_of
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.outbox import Reach
from mediation_cms.notifications.telling import Tidings, tell
from mediation_cms.people.models import Channel
from mediation_cms.schema import metadata
from tests.conftest import free_port
from tests.sms_gateway import SmsGateway

BASE = "https://bitim.example"
NEWS = Tidings(
    MessageKind.REQUEST_NEWS, "Кабинет", "+7 (7182) 00-00-10", "/status", facts={"number": "55-PAV-2026-000001"}
)
NOON, A_DAY = datetime(2026, 11, 23, 7, tzinfo=UTC), timedelta(days=1)
ENOUGH = 100_000 / (30 * 60)
"""A hundred thousand in half an hour."""


@dataclass(frozen=True)
class Drained:
    """One channel: how many were put out, how often each arrived, and in how many seconds."""

    channel: str
    put: int
    arrived: int
    twice: int
    seconds: float


def message_rows(many: int) -> list[str]:
    """A table: messages a second after an outage of a day, and whether each arrived once."""
    logging.disable(logging.WARNING)  # that the servers are away is meant
    rows = ["| after an outage | messages | arrived | twice | a second | good |", "|---|---:|---:|---:|---:|---:|"]
    folder = Path(mkdtemp(prefix="bitim-bench-"))
    try:
        shift = _shift(folder)
        floor = _floor(shift, many)
        for drained in (_mails(shift, many), _sms(shift, many)):
            counted = f"{drained.put:,} | {drained.arrived:,} | {drained.twice} | {drained.put / drained.seconds:.0f}"
            rows.append(f"| {drained.channel} | {counted} | ≥ {ENOUGH:.0f}, none twice |")
            print(rows[-1], flush=True)
        rows.append(f"| mails by smtplib alone, nothing kept | {many:,} | | | {floor:.0f} | |")
    finally:
        shutil.rmtree(folder)
    return rows


def _shift(folder: Path) -> Shift:
    settings = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'bitim.sqlite3'}", secret_key="", field_keys=(b"k" * 16 + b"e" * 16,),
        base_url=BASE, smtp_url="", sms_url="", trusted_proxies=0, mode=Mode.PRODUCTION,
    )  # fmt: skip
    database = Database(make_engine(settings.database_url), Keyring(settings.field_keys), folder)
    with database.connection() as connection:
        metadata.create_all(connection)
    return Shift(settings, database, Pressroom(folder, folder), Event())


def _put(session: Session, many: int, channel: Channel) -> None:
    for n in range(many):
        address = f"anna{n}@example.kz" if channel is Channel.EMAIL else f"+7701{n:07}"
        tell(session, None, NEWS, reach=Reach(channel, address, Language.KK), asked=True)


def _mails(shift: Shift, many: int) -> Drained:
    with shift.database.transaction() as session, telling_of(NOON):
        _put(session, many, Channel.EMAIL)
    mailing.PAUSE = 0.0
    for hour in range(24):
        with telling_of(NOON + timedelta(hours=hour)):
            mailing.deliver_mail(_with(shift, smtp_url=f"smtp://127.0.0.1:{free_port()}"))
    with MailServer() as server, telling_of(NOON + A_DAY):
        began = time.perf_counter()
        mailing.deliver_mail(_with(shift, smtp_url=server.url))
        took = time.perf_counter() - began
        mailing.deliver_mail(_with(shift, smtp_url=server.url))
        names = server.arrived()
    return _counted("mails", shift, Channel.EMAIL, Counter(names), took)


def _sms(shift: Shift, many: int) -> Drained:
    with shift.database.transaction() as session, telling_of(NOON):
        _put(session, many, Channel.SMS)
    texting.PAUSE = 0.0
    body = '{"to": "{to}", "text": "{text}", "id": "{id}"}'
    for hour in range(24):
        with telling_of(NOON + timedelta(hours=hour)):
            texting.deliver_sms(_with(shift, sms_url=f"http://127.0.0.1:{free_port()}/", sms_body=body))
    gateway = SmsGateway()
    try:
        with telling_of(NOON + A_DAY):
            began = time.perf_counter()
            texting.deliver_sms(_with(shift, sms_url=gateway.url, sms_body=body, sms_success="$.id=17"))
            took = time.perf_counter() - began
    finally:
        gateway.close()
    return _counted("SMS", shift, Channel.SMS, Counter(sent["id"] for sent in gateway.sent), took)


def _counted(name: str, shift: Shift, channel: Channel, arrived: Counter[str], took: float) -> Drained:
    """Raises SystemExit when something was lost or is not noted as sent: the figure would be worthless."""
    with shift.database.session(writes=False) as session:
        found = session.exec(select(Message).where(Message.channel == channel)).all()
    if {str(message.id) for message in found} != set(arrived) or {m.status for m in found} != {Delivery.SENT}:
        raise SystemExit(f"{name}: {len(found)} were put out, {len(arrived)} arrived")
    return Drained(name, len(found), len(arrived), sum(times > 1 for times in arrived.values()), took)


def _floor(shift: Shift, many: int) -> float:
    """Mails a second by smtplib alone."""
    with shift.database.session() as session:
        _put(session, 1, Channel.EMAIL)
        mail = mail_of(session, session.exec(select(Message)).one(), BASE, "bitim@bitim.example")
    with MailServer() as server, smtplib.SMTP("127.0.0.1", server.port) as line:
        began = time.perf_counter()
        for _ in range(many):
            line.send_message(mail)
        return many / (time.perf_counter() - began)


def _with(shift: Shift, **settings: Any) -> Shift:
    return replace(shift, settings=replace(shift.settings, **settings))


class MailServer:
    """A mail server in a process of its own, which tells in the end which mails came."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self._line, there = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(
            target=_serve, args=[self.port, there], daemon=True
        )

    def __enter__(self) -> "MailServer":
        self._process.start()
        self._line.recv()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()

    def arrived(self) -> list[str]:
        """The keys of the mails that came, in order."""
        self._line.send(None)
        names: list[str] = self._line.recv()
        return names


class _Sink:
    def __init__(self) -> None:
        self.names: list[str] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        head = envelope.content.partition(b"Message-ID: <")[2]
        self.names.append(head.partition(b"@")[0].decode())
        return "250 OK"


def _serve(port: int, line: Connection) -> None:
    async def serve() -> None:
        sink = _Sink()
        loop = asyncio.get_running_loop()
        await loop.create_server(lambda: SMTP(sink), "127.0.0.1", port)
        line.send(None)
        await loop.run_in_executor(None, line.recv)
        line.send(sink.names)
        await asyncio.sleep(60)

    asyncio.run(serve())


if __name__ == "__main__":
    print("\n".join(message_rows(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)))
