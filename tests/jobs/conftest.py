"""The jobs at work inside the transaction of a test, with a real press."""

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlmodel import col, delete

from mediation_cms.core.bundled import bundled
from mediation_cms.core.db import Database
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.core.stamps import restamp
from mediation_cms.documents.pressroom import Pressroom
from mediation_cms.jobs.shift import Shift
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import STAMP
from tests.sms_gateway import SmsGateway


@pytest.fixture(scope="session")
def press(request):
    with Pressroom(bundled("pdf_templates"), request.config.cache.mkdir("fonts")) as press:
        yield press


@pytest.fixture(autouse=True)
def at_any_hour(request):
    """Where a module says `AT_ANY_HOUR`, no rule tells working or quiet hours: a message leaves on every day, at every hour."""
    if getattr(request.module, "AT_ANY_HOUR", False) and "session" in request.fixturenames:
        session = request.getfixturevalue("session")
        session.exec(delete(Rule).where(col(Rule.code).in_(["messages.hours", "messages.quiet_hours"])))
        restamp(session, STAMP)


@pytest.fixture
def shift(connection, keyring, press, tmp_path):
    """The jobs of a production server without a mail server."""
    settings = Settings(
        data_dir=tmp_path, database_url="", secret_key="", field_keys=keyring.keys, base_url="https://bitim.example",
        smtp_url="", sms_url="", trusted_proxies=0, mode=Mode.PRODUCTION,
    )  # fmt: skip
    return Shift(settings, Database(connection, keyring, tmp_path), press, Event())


@pytest.fixture
def with_settings(shift):
    """The same jobs under other settings."""
    return lambda **changed: replace(shift, settings=replace(shift.settings, **changed))


@pytest.fixture
def empty_press(tmp_path, request):
    """A press that has lost its templates: nothing can be printed."""
    folder = tmp_path / "no templates"
    folder.mkdir()
    (folder / "paper.css").write_text("")
    with Pressroom(Path(folder), request.config.cache.mkdir("fonts")) as press:
        yield press


@pytest.fixture
def gateway():
    """A real SMS gateway: `gateway.url`, `gateway.answer`, `gateway.sent`, `gateway.phones`."""
    gateway = SmsGateway()
    yield gateway
    gateway.close()
