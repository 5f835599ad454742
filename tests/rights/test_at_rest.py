"""What is secret is not found in what a thief could carry away: rows, the database file, files on disk, mails, logs."""

import base64
import hashlib
import io
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, select

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import make_engine
from mediation_cms.notifications.delivery import mail_of
from mediation_cms.notifications.models import Message
from mediation_cms.schema import metadata
from mediation_cms.web.app import Bitim
from tests import make
from tests.rights.ground import OPEN_WORDS, PDF, SCAN, SECRETS
from tests.rights.matrix import PAGES, address
from tests.rights.world import build


def disguises(text: str) -> set[bytes]:
    """The text as it may lie in bytes: plain, wide, hexadecimal, in base64 at each of its three places, hashed without a key."""
    plain = text.encode()
    wide = {text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode(), plain.hex().upper().encode()}
    packed = {base64.b64encode(b" " * at + plain)[(at * 4 + 2) // 3 : -4] for at in range(3)}
    hashes = {hashlib.new(name, plain) for name in ("md5", "sha1", "sha256")}
    return {plain} | wide | packed | {hashed.hexdigest().encode() for hashed in hashes} | {h.digest() for h in hashes}


def found_in(heap: bytes, secrets: dict[str, str] = SECRETS) -> list[str]:
    """The secrets that lie in these bytes in any disguise."""
    return [name for name, text in secrets.items() if any(shape in heap for shape in disguises(text))]


def rows(engine: Engine) -> bytes:
    """Every value of every row."""
    with engine.connect() as connection:
        values = [
            value
            for table in metadata.sorted_tables
            for row in connection.execute(sa.select(table))
            for value in row
            if value is not None
        ]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


@dataclass(frozen=True)
class Place:
    """A world that was committed, so that it lies on a disk, and through which people have walked; what was logged meanwhile."""

    engine: Engine
    folder: Path
    log: str


@pytest.fixture(scope="module")
def place(
    new_database: Callable[[], str], keyring: Keyring, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """One such world for all tests here."""
    engine, folder, log = make_engine(new_database()), tmp_path_factory.mktemp("place"), io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    metadata.create_all(engine)
    with engine.connect() as connection:
        world = build(connection, keyring, folder)
        for name in ("receptionist", "mediator", "coordinator"):
            for page in PAGES:
                if page.opens is not None:
                    world.hand(name).get(address(world, page)).close()
        connection.commit()
    logging.getLogger().removeHandler(handler)
    yield Place(engine, folder, log.getvalue())
    engine.dispose()


@pytest.mark.database("sqlite")
def test_rows_and_files_hold_no_secret(place: Place) -> None:
    stored = rows(place.engine)
    on_disk = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
    if place.engine.dialect.name == "sqlite":
        beside = Path(place.engine.url.database or "").parent
        on_disk |= {path: path.read_bytes() for path in beside.iterdir() if path.is_file()}

    assert found_in(stored) == []
    assert {path.name: found for path, body in on_disk.items() if (found := found_in(body))} == {}
    assert [path.name for path, body in on_disk.items() if PDF[:20] in body or SCAN in body] == []
    assert found_in(stored, OPEN_WORDS) == list(OPEN_WORDS)  # what is kept open shows that the search finds


@pytest.mark.database("sqlite")
def test_mails_name_no_side_and_no_dispute(place: Place, keyring: Keyring) -> None:
    with Session(place.engine, info={"keyring": keyring}) as session:
        messages = session.exec(select(Message)).all()
        mails = [
            bytes(mail_of(session, message, "https://bitim.example", "bitim@bitim.example")) for message in messages
        ]

    kinds = {
        "case_offered",
        "companion_added",
        "course_place",
        "dates_asked",
        "invitation",
        "meeting_booked",
        "observation_offered",
        "questions",
        "term_near",
    }
    by_the_hour = {
        "meeting_tomorrow",
        "meeting_today",
    }  # whether the talk is near enough depends on the hour of the test
    assert {message.template for message in messages} - by_the_hour == kinds
    assert found_in(b"".join(mails), SECRETS | OPEN_WORDS) == []


@pytest.mark.database("sqlite")
def test_logs_hold_nothing_that_was_typed(place: Place) -> None:
    assert found_in(place.log.encode(), SECRETS | OPEN_WORDS) == []


def test_what_the_database_refuses_is_logged_without_the_row(
    app: Bitim, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    make.account_for(session, login="zqloginzq")
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        make.account_for(session, login="zqloginzq")

    with app.test_request_context():
        answer = app.make_response(app.handle_user_exception(refused.value))

    assert answer.status_code == 409
    assert "the database refused" in caplog.text
    assert "zqloginzq" not in caplog.text


def test_a_fault_is_logged_without_what_was_typed(
    app: Bitim, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    typed = SECRETS["narrative"]
    with pytest.raises(DBAPIError) as failed, session.begin_nested():
        session.connection().execute(sa.text("SELECT :typed FROM nowhere"), {"typed": typed})

    with app.test_request_context():
        answer = app.make_response(app.handle_user_exception(failed.value))

    assert answer.status_code in {500, 503}
    assert caplog.text
    assert found_in(caplog.text.encode()) == []
