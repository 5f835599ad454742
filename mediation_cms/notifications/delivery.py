"""A message on its way: when it is tried, with which words, and what came of it.

A message is delivered at least once. The try is counted before it is made, so whoever falls between sending and noting sends
once more later, under the same Message-ID, by which mail programs know the second as the first.
"""

import re
from collections.abc import Collection
from datetime import date, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlmodel import Session, col, select

from mediation_cms.core import clock
from mediation_cms.core.bundled import bundled
from mediation_cms.core.languages import Language
from mediation_cms.core.templating import speak
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Channel, Person

FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES = 20
"""The delay doubles up to six hours: three days in all."""
LONGEST_PROBLEM = 300
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


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


def delay_after(tries: int) -> timedelta:
    """How long a message rests after so many tries."""
    doubled: int = 2 ** min(tries - 1, MOST_TRIES)
    return min(FIRST_DELAY * doubled, LONGEST_DELAY)


def begin_try(session: Session, message: Message) -> None:
    """Count the try and put the next one off, before the message leaves."""
    message.tries += 1
    message.next_try_at = clock.now() + delay_after(message.tries)
    session.add(message)


def note_sent(session: Session, message: Message) -> None:
    """The mail server has taken it."""
    message.status, message.sent_at, message.problem = Delivery.SENT, clock.now(), ""
    session.add(message)


def note_refusal(session: Session, message: Message, problem: str, *, final: bool) -> None:
    """Keep why it was not taken. `final`: the server says that it never will be; else it waits, for three days in all."""
    message.problem = " ".join(problem.split())[:LONGEST_PROBLEM]
    if final:
        message.status = Delivery.FAILED
    session.add(message)


# --- with which words --------------------------------------------------------------------------------------------------


def mail_of(session: Session, message: Message, base_url: str, sender: str) -> EmailMessage:
    """The message as a mail of plain text, in its language. Raises jinja2's TemplateError when its words do not fit its facts."""
    person = session.get_one(Person, message.person_id)
    template = _environment(message.language).get_template(f"mail/{message.template}.txt")
    facts = {name: _as_day(value) for name, value in message.facts.items()}
    facts |= {
        "name": f"{person.given_name} {person.patronymic}".strip(),
        "base_url": base_url,
        "language": message.language.value,
    }
    mail = EmailMessage()
    mail["Subject"] = "".join(template.blocks["subject"](template.new_context(facts))).strip()
    mail["From"], mail["To"] = sender, message.address
    mail["Date"] = format_datetime(message.made_at)
    mail["Message-ID"] = f"<{message.id}@{urlsplit(base_url).hostname}>"
    mail["Auto-Submitted"] = "auto-generated"  # no answering machine answers
    mail.set_content(template.render(facts))
    mail["Content-Language"] = message.language.value
    return mail


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(  # noqa: S701 - plain text, nothing to escape
        loader=FileSystemLoader(bundled("templates")), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    speak(environment, language)
    return environment


def _as_day(value: Any) -> Any:
    """Facts are kept as text; a day is a day again when it is said."""
    return date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else value
