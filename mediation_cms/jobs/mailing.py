"""Emptying the outbox. Mail goes out; SMS wait, since there is no gateway yet: one more carrier beside `EMAIL` will take them."""

import logging
from urllib.parse import urlsplit
from uuid import UUID

from jinja2 import TemplateError

from mediation_cms.core.settings import Mode, Settings
from mediation_cms.jobs.post import InTime, PostOffice, Undelivered, hand_over
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.delivery import MOST_TRIES, begin_try, due, mail_of, note_refusal, note_sent
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Channel

LOG = logging.getLogger(__name__)
CARRIED = (Channel.EMAIL,)
AT_ONCE = 20
FIRST_REFUSAL = 400
PAUSE = 30.0
"""Seconds before a server that is away is tried again."""


def deliver_mail(shift: Shift) -> None:
    """Send what is due. The demo sends nothing; without a mail server everything waits."""
    if shift.settings.mode is Mode.DEMO or not shift.settings.smtp_url:
        return
    office = _office(shift.settings)
    try:
        while messages := _due(shift):
            with office.open() as server:
                for message_id in messages:
                    if shift.ending.is_set():
                        return
                    _send_one(shift, office, server, message_id)
    except Undelivered as problem:  # the server, not a message: everything waits, and no try is counted
        LOG.warning("no mail can be sent: %s", problem)
        shift.ending.wait(PAUSE)


def greet(settings: Settings) -> str:
    """Sign in to the mail server and out again; the address from which mail is sent. Raises Misconfigured, Undelivered."""
    office = _office(settings)
    with office.open() as server:
        code, said = server.mail(office.sender)
        if code >= FIRST_REFUSAL:
            raise Undelivered(f"{code} {said.decode(errors='replace')}: no mail from {office.sender}", final=False)
        server.rset()
    return office.sender


def _office(settings: Settings) -> PostOffice:
    return PostOffice.at(settings.smtp_url, urlsplit(settings.base_url).hostname or "localhost")


def _due(shift: Shift) -> list[UUID]:
    with shift.database.session(writes=False) as session:
        return [message.id for message in due(session, CARRIED, AT_ONCE)]


def _send_one(shift: Shift, office: PostOffice, server: InTime, message_id: UUID) -> None:
    with shift.database.transaction() as session:
        message = session.get_one(Message, message_id, with_for_update=True)
        if message.status is not Delivery.WAITING:
            return
        begin_try(session, message)
        tries = message.tries
        try:
            mail = mail_of(session, message, shift.settings.base_url, office.sender)
        except (TemplateError, ValueError) as error:  # no such words, or facts that do not fit them
            note_refusal(session, message, f"{type(error).__name__}: {error}", final=True)
            return
    try:
        hand_over(server, mail)
    except Undelivered as problem:
        with shift.database.transaction() as session:
            message = session.get_one(Message, message_id)
            note_refusal(session, message, str(problem), final=problem.final or tries >= MOST_TRIES)
        server.rset()
        return
    with shift.database.transaction() as session:
        note_sent(session, session.get_one(Message, message_id))
