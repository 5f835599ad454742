"""`check`: whether this server is fit to work, and what to do where it is not."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from mediation_cms.audit.models import Entry
from mediation_cms.cli.balancing import breaking
from mediation_cms.cli.house import House
from mediation_cms.cli.schema_version import waiting
from mediation_cms.core import clock
from mediation_cms.core.bundled import bundled
from mediation_cms.core.crypto import Unreadable
from mediation_cms.core.errors import Problem
from mediation_cms.core.leases import is_held
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.documents.files import content_of, lost
from mediation_cms.documents.fonts import faces
from mediation_cms.documents.models import Paper, PaperStatus, StoredFile
from mediation_cms.documents.pressroom import Pressroom
from mediation_cms.documents.sample import SAMPLE
from mediation_cms.law.asked import missing
from mediation_cms.law.queries import codes
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Account, Channel, Person, Role, RoleHeld
from mediation_cms.people.queries import iin_of
from mediation_cms.places.models import Unit
from mediation_cms.search.index import differing

LEAST_SPACE = 1_000_000_000
LEAST_SQLITE = (3, 35)
SKEW = timedelta(minutes=1)
MOST_BROKEN = 20
AS_IT_WAS = "A hand on the database did this: bring the request back as its history or a backup has it"
WORK = "work"
"""The lease of the jobs process."""
HERE = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True)
class Finding:
    """What was found of one thing; where it is wrong, the words say what to do."""

    about: str
    words: str
    grade: Literal["fine", "note", "WRONG"] = "fine"


@click.command()
@click.pass_obj
def check(house: House) -> None:
    """Look at settings, folder, disk, database, keys, clock, law, records, papers, mail, jobs; say what is wrong, what to do."""
    wrong = 0
    for look in (_settings, _folder, _disk, _database, _printing, _mail, _sms):
        for finding in look(house):
            click.echo(f"{finding.grade:5}  {finding.about}: {finding.words}")
            wrong += finding.grade == "WRONG"
    if wrong:
        raise click.ClickException(f"{wrong} of these need mending; each line above says how.")


# --- settings and folder -------------------------------------------------------------------------------------------------


def _settings(house: House) -> Iterator[Finding]:
    settings = house.settings
    yield Finding("settings", f"mode {settings.mode}, data in {settings.data_dir}")
    parts = urlsplit(settings.base_url)
    if settings.mode is Mode.PRODUCTION and parts.scheme != "https" and parts.hostname not in HERE:
        words = f"{settings.base_url} is not encrypted: put a proxy with HTTPS in front and set MEDIATION_CMS_BASE_URL"
        yield Finding("address", words, "WRONG")
    else:
        yield Finding("address", settings.base_url)


def _folder(house: House) -> Iterator[Finding]:
    folder = house.settings.data_dir
    others = [path for path in (folder / "secrets").glob("*") if path.stat().st_mode & 0o077]
    if others:
        yield Finding("secrets", f"others may read {others[0]}: chmod 600 {folder}/secrets/*", "WRONG")
    else:
        yield Finding("secrets", "for the owner alone")


def _disk(house: House) -> Iterator[Finding]:
    folder = house.settings.data_dir
    free = shutil.disk_usage(folder).free
    probe = folder / "check"
    try:
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        words = f"{folder} cannot be written ({error.strerror}): free space there or give this user the right"
        yield Finding("disk", words, "WRONG")
        return
    if free < LEAST_SPACE:
        yield Finding(
            "disk", f"{free // 1_000_000} MB left in {folder}: free at least {LEAST_SPACE // 1_000_000} MB", "WRONG"
        )
    else:
        yield Finding("disk", f"{free // 1_000_000_000} GB free")


# --- database ------------------------------------------------------------------------------------------------------------


def _database(house: House) -> Iterator[Finding]:
    try:
        with house.database.session(writes=False) as session:
            yield from _inside(session, house.settings)
    except sa.exc.OperationalError as error:
        words = " ".join(str(error.orig).split())
        yield Finding(
            "database", f"does not answer ({words}): start it, or correct MEDIATION_CMS_DATABASE_URL", "WRONG"
        )


def _inside(session: Session, settings: Settings) -> Iterator[Finding]:
    connection = session.connection()
    version = connection.dialect.server_version_info or ()
    shown = f"{connection.dialect.name} {'.'.join(map(str, version))}"
    if connection.dialect.name == "sqlite" and version < LEAST_SQLITE:
        yield Finding("database", f"{shown} is too old: install SQLite 3.35 or newer, or use PostgreSQL", "WRONG")
    missing = waiting(connection)
    if missing:
        yield Finding("database", f"{shown}; {len(missing)} migrations wait: run `mediation-cms init`", "WRONG")
        return
    yield Finding("database", f"{shown}, at the present schema")
    for look in (_keys, _files, _clock, _places, _rules, _administrator, _balance, _search, _outbox, _failed_papers):
        yield from look(session, settings)
    yield from _jobs(session)


def _keys(session: Session, _settings: Settings) -> Iterator[Finding]:
    person = session.exec(select(Person).where(col(Person.iin_sealed).is_not(None)).limit(1)).first()
    try:
        if person:
            iin_of(session, person)
    except Unreadable:
        yield Finding("keys", "do not open what is stored: bring back the right MEDIATION_CMS_FIELD_KEYS", "WRONG")
    else:
        yield Finding("keys", "open what is stored" if person else "nothing is stored yet")


def _files(session: Session, _settings: Settings) -> Iterator[Finding]:
    newest = session.exec(select(StoredFile).order_by(col(StoredFile.id).desc()).limit(1)).first()
    if newest is None:
        yield Finding("files", "none yet")
        return
    if gone := lost(session):
        at, name = gone[0]
        words = (
            f"{len(gone)} are not in the data folder (the first of {clock.local(at):%Y-%m-%d}, {name}): "
            "bring them back from a backup"
        )
        yield Finding("files", words, "WRONG")
        return
    try:
        content_of(session, newest)
    except Unreadable as problem:
        yield Finding("files", str(problem), "WRONG")
    else:
        yield Finding("files", "all are there, the newest one opens")


def _clock(session: Session, _settings: Settings) -> Iterator[Finding]:
    newest: datetime | None = session.exec(select(func.max(Entry.at))).one()
    if newest is not None and newest - clock.now() > SKEW:
        words = f"is behind: the history has an entry of {newest:%Y-%m-%d %H:%M} UTC; set the time and use NTP"
        yield Finding("clock", words, "WRONG")
    else:
        yield Finding("clock", f"{clock.local(clock.now()):%Y-%m-%d %H:%M} in Kazakhstan")


def _places(session: Session, _settings: Settings) -> Iterator[Finding]:
    if session.exec(select(Unit.id).limit(1)).first() is None:
        yield Finding("places", "there are none: run `mediation-cms seed reference`", "WRONG")
    else:
        yield Finding("places", "planted")


def _rules(session: Session, _settings: Settings) -> Iterator[Finding]:
    if not codes(session):
        yield Finding("rules", "there are none: run `mediation-cms seed reference`", "WRONG")
    elif lacking := missing(session, clock.today()):
        words = f"not in force today: {', '.join(lacking)}. An administrator enters them in the settings, under the law"
        yield Finding("rules", words, "WRONG")
    else:
        yield Finding("rules", "all that are asked for are in force")


def _administrator(session: Session, _settings: Settings) -> Iterator[Finding]:
    held = select(Account.login).join(RoleHeld, col(RoleHeld.account_id) == Account.id)
    today = clock.today()
    holds = (col(RoleHeld.since) <= today, sa.or_(col(RoleHeld.until).is_(None), col(RoleHeld.until) > today))
    administers = held.where(RoleHeld.role == Role.ADMINISTRATOR, col(Account.disabled_on).is_(None), *holds)
    if session.exec(administers.limit(1)).first() is None:
        yield Finding("administrator", "nobody is today: run `mediation-cms account add LOGIN --name NAME`", "WRONG")
    else:
        yield Finding("administrator", "there is one")


def _balance(session: Session, _settings: Settings) -> Iterator[Finding]:
    broken = list(islice(breaking(session), MOST_BROKEN + 1))
    for breach in broken[:MOST_BROKEN]:
        why = " ".join(str(fault) for fault in breach.why)
        yield Finding("records", f"{breach.number} breaks the balance of reports. {why} {AS_IT_WAS}", "WRONG")
    if len(broken) > MOST_BROKEN:
        yield Finding("records", "and more; mend these first", "WRONG")
    if not broken:
        yield Finding("records", "every year balances")


def _search(session: Session, _settings: Settings) -> Iterator[Finding]:
    if number := differing(session):
        words = f"the index differs from the tables in {number} lines: run `mediation-cms search rebuild`"
        yield Finding("search", words, "WRONG")
    else:
        yield Finding("search", "the index says what the tables say")


def _outbox(session: Session, settings: Settings) -> Iterator[Finding]:
    by_state = select(Message.channel, Message.status, func.count()).group_by(Message.channel, Message.status)
    count = {(channel, status): number for channel, status, number in session.exec(by_state)}
    failed = sum(number for (_channel, status), number in count.items() if status is Delivery.FAILED)
    mails, sms = count.get((Channel.EMAIL, Delivery.WAITING), 0), count.get((Channel.SMS, Delivery.WAITING), 0)
    yield Finding(
        "outbox", f"{mails} mails wait, {failed} messages could not be delivered", "note" if failed else "fine"
    )
    if sms and not settings.sms_url:
        yield Finding("SMS that wait", f"{sms}: there is no gateway; call these people", "note")
    elif sms:
        yield Finding("SMS that wait", str(sms))


def _failed_papers(session: Session, _settings: Settings) -> Iterator[Finding]:
    failed = session.exec(select(func.count()).select_from(Paper).where(Paper.status == PaperStatus.FAILED)).one()
    if failed:
        yield Finding("papers", f"{failed} could not be made; their pages say why. Ask for them again", "note")


def _jobs(session: Session) -> Iterator[Finding]:
    if not is_held(session, WORK):
        yield Finding("jobs", "nobody does them: start `mediation-cms serve`, or `mediation-cms work`", "note")
    else:
        yield Finding("jobs", "somebody is at work")


# --- what lies outside ---------------------------------------------------------------------------------------------------


def _printing(house: House) -> Iterator[Finding]:
    fonts: Path = house.settings.data_dir / "fonts"
    faces(fonts)
    try:
        with Pressroom(bundled("pdf_templates"), fonts) as press:
            pages = press.render(SAMPLE).pages
    except Problem as problem:
        yield Finding("printing", str(problem), "WRONG")
    except Exception as fault:  # noqa: BLE001 - whatever keeps papers from being printed is to be told, not raised
        yield Finding("printing", f"a sample could not be printed: {fault}", "WRONG")
    else:
        yield Finding("printing", f"a sample of {pages} page was printed")


def _mail(house: House) -> Iterator[Finding]:
    if house.settings.mode is Mode.DEMO:
        yield Finding("mail", "this is a demo: nothing is sent", "note")
    elif not house.settings.smtp_url:
        yield Finding("mail", "there is no server: everything waits. Set MEDIATION_CMS_SMTP_URL", "note")
    else:
        try:
            sender = house.greet_mail_server()
        except Exception as problem:  # noqa: BLE001 - whatever keeps mail from being sent is to be told, not raised
            yield Finding(
                "mail",
                f"{str(problem).rstrip('.')}. Correct MEDIATION_CMS_SMTP_URL or ask who runs the server",
                "WRONG",
            )
        else:
            yield Finding("mail", f"the server lets us in; mail comes from {sender}")


def _sms(house: House) -> Iterator[Finding]:
    settings = house.settings
    if settings.mode is Mode.DEMO:
        yield Finding("SMS", "this is a demo: nothing is sent", "note")
    elif not settings.sms_url:
        yield Finding("SMS", "there is no gateway: SMS wait. Set MEDIATION_CMS_SMS_URL", "note")
    else:
        try:
            place = house.greet_sms_gateway()
        except Exception as problem:  # noqa: BLE001 - whatever keeps SMS from being sent is to be told, not raised
            words = f"{str(problem).rstrip('.')}. Correct MEDIATION_CMS_SMS_… or ask who runs the gateway"
            yield Finding("SMS", words, "WRONG")
        else:
            yield Finding("SMS", f"the gateway answers at {place}")
            if not settings.sms_success:
                words = "any answer of 2xx counts as taken: set MEDIATION_CMS_SMS_SUCCESS to what a good answer says"
                yield Finding("SMS taken", words, "note")
