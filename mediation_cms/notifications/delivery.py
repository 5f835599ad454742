"""A message on its way: when it is tried, with which words, and what came of it.

A message is delivered at least once. The try is counted before it is made, so whoever falls between sending and noting sends
once more later, under the same Message-ID, by which mail programs know the second as the first.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session, col, select, update

from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.notifications.calendar import TITLE, Entry, calendar_file
from mediation_cms.notifications.hours import JUST_NOW, for_people, for_staff
from mediation_cms.notifications.kinds import kind_of, staff_kind
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.queries import text_on
from mediation_cms.notifications.words import Said, link_of, say_message
from mediation_cms.people.models import Channel, Person


@dataclass(frozen=True)
class Patience:
    """How long a message rests after its first try, how many times longer after each next, at most; how often it is tried."""

    first: timedelta
    times: int
    longest: timedelta
    tries: int


PATIENCE = {
    Channel.EMAIL: Patience(timedelta(minutes=1), 2, timedelta(hours=6), 20),
    Channel.SMS: Patience(timedelta(minutes=5), 3, timedelta(hours=12), 10),
}
"""Three days in all. An SMS is tried less often: a gateway that sends and then says no would send it each time."""
LONGEST_PROBLEM = 300
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}:\d{2}")
_WAITS = col(Message.status) == Delivery.WAITING


# --- when --------------------------------------------------------------------------------------------------------------


def due(session: Session, channels: Collection[Channel], most: int) -> list[Message]:
    """The messages to be tried now, the longest waiting first."""
    statement = (
        select(Message)
        .where(Message.status == Delivery.WAITING, col(Message.next_try_at) <= clock.now())
        .where(col(Message.channel).in_(channels))
        .order_by(col(Message.next_try_at), col(Message.id))
    )
    return list(session.exec(statement.limit(most)))


def delay_after(channel: Channel, tries: int) -> timedelta:
    """How long a message rests after so many tries."""
    patience = PATIENCE[channel]
    grown: int = patience.times ** min(tries - 1, patience.tries)
    return min(patience.first * grown, patience.longest)


def rests(session: Session, message: Message) -> bool:
    """Whether it does not leave now although it waits: it comes too late, or its reader is not to be disturbed now."""
    now = clock.now()
    if message.not_after is not None and message.not_after <= now:
        message.status, message.code_sealed = Delivery.LATE, None
        session.add(message)
        return True
    leaves = leaves_from(session, message, now)
    if leaves <= now:
        return False
    message.next_try_at = leaves
    session.add(message)
    return True


def leaves_from(session: Session, message: Message, instant: datetime) -> datetime:
    """When the message may leave that is ready at this instant: staff in working hours, others not in the night."""
    if staff_kind(message.template):
        return for_staff(session, instant)
    return instant if instant - message.made_at < JUST_NOW else for_people(session, instant)


def begin_try(session: Session, message: Message) -> None:
    """Count the try and put the next one off, before the message leaves."""
    message.tries += 1
    message.next_try_at = leaves_from(session, message, clock.now() + delay_after(message.channel, message.tries))
    session.add(message)


def is_spent(message: Message) -> bool:
    """Whether the try that was begun is the last."""
    return message.tries >= PATIENCE[message.channel].tries


def is_any_late(session: Session) -> bool:
    """Whether a message waits whose time has passed."""
    return (
        session.exec(select(Message.id).where(_WAITS, col(Message.not_after) <= clock.now()).limit(1)).first()
        is not None
    )


def drop_late(session: Session) -> int:
    """Drop what waits and comes too late by now; how many messages that were."""
    late = update(Message).where(_WAITS, col(Message.not_after) <= clock.now())
    return len(session.exec(late.values(status=Delivery.LATE, code_sealed=None).returning(col(Message.id))).all())


def note_sent(session: Session, message: Message) -> None:
    """The mail server has taken it."""
    message.status, message.sent_at, message.problem, message.code_sealed = Delivery.SENT, clock.now(), "", None
    session.add(message)


def note_refusal(session: Session, message: Message, problem: str, *, final: bool) -> None:
    """Keep why it was not taken. `final`: the server says that it never will be; else it waits, for three days in all.

    What was withdrawn meanwhile stays withdrawn.
    """
    message.problem = " ".join(problem.split())[:LONGEST_PROBLEM]
    if final and message.status is Delivery.WAITING:
        message.status, message.code_sealed = Delivery.FAILED, None
    session.add(message)


# --- with which words --------------------------------------------------------------------------------------------------


def mail_of(session: Session, message: Message, base_url: str, sender: str) -> EmailMessage:
    """The message as a mail of plain text, in its language, with a file for the calendar where it speaks of a time.

    Raises jinja2's TemplateError when its words do not fit its facts.
    """
    person = session.get(Person, message.person_id) if message.person_id else None
    name = " ".join(f"{person.given_name} {person.patronymic}".split()) if person else ""
    said = _said(session, message, name, base_url)
    mail = EmailMessage()
    mail["Subject"] = " ".join(said.subject.split())  # a fact with a line break makes no other header
    mail["From"], mail["To"] = sender, message.address
    mail["Date"] = format_datetime(clock.now())  # a reminder was written long before it leaves
    mail["Message-ID"] = f"<{message.id}@{urlsplit(base_url).hostname}>"
    mail["Auto-Submitted"] = "auto-generated"  # no answering machine answers
    mail.set_content(said.text)
    mail["Content-Language"] = message.language.value
    if message.calendar:
        entry, title = Entry.of(message.calendar), message.facts.get("title") or TITLE.in_(message.language)
        link = link_of(message.facts, message.language, _code(session, message), base_url)
        file = calendar_file(
            entry,
            sender=sender,
            reader=message.address,
            title=title,
            place=message.facts.get("place", ""),
            link=link,
        )
        mail.add_attachment(
            file, "text", "calendar", filename="bitim.ics", params={"method": entry.method, "charset": "utf-8"}
        )
    return mail


def sms_of(session: Session, message: Message, base_url: str) -> str:
    """The message as an SMS: one line, without a name. Raises jinja2's TemplateError when its words do not fit its facts."""
    return _said(session, message, "", base_url).sms


def _said(session: Session, message: Message, name: str, base_url: str) -> Said:
    """The message in our words, or in those of an administrator."""
    written = text_on(session, message.template, clock.today()) if kind_of(message.template) else None
    facts = {name: _as_given(value) for name, value in message.facts.items()}
    code = _code(session, message)
    return say_message(message.template, facts, message.language, written, name=name, code=code, base_url=base_url)


def _code(session: Session, message: Message) -> str:
    return unseal(session, message, "code_sealed") or ""


def _as_given(value: Any) -> Any:
    """Facts are kept as text; days and instants are such again when they are said."""
    if isinstance(value, list):
        return [_as_given(each) for each in value]
    if isinstance(value, str) and DAY.fullmatch(value):
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if isinstance(value, str) and INSTANT.fullmatch(value) else value
