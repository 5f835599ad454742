"""Emptying the outbox of mails."""

import logging
from email.message import EmailMessage
from functools import partial
from urllib.parse import urlsplit

from sqlmodel import Session

from mediation_cms.core.settings import Misconfigured, Mode, Settings
from mediation_cms.jobs.carrying import PAUSE, carry, waiting
from mediation_cms.jobs.lines import Undelivered
from mediation_cms.jobs.post import PostOffice, hand_over
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.delivery import mail_of
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel

LOG = logging.getLogger(__name__)
FIRST_REFUSAL = 400


def deliver_mail(shift: Shift) -> None:
    """Send what is due. The demo sends nothing; without a mail server everything waits."""
    if shift.settings.mode is Mode.DEMO or not shift.settings.smtp_url:
        return
    try:
        office = _office(shift.settings)
    except Misconfigured as problem:
        LOG.error("no mail can be sent: %s", problem)  # noqa: TRY400 - the sentence says it all, again and again
        shift.ending.wait(PAUSE)
        return

    def mail(session: Session, message: Message) -> EmailMessage:
        return mail_of(session, message, shift.settings.base_url, office.sender)

    try:
        while messages := waiting(shift, Channel.EMAIL):
            with office.open() as server:
                for message_id in messages:
                    if shift.ending.is_set():
                        return
                    if carry(shift, message_id, mail, partial(hand_over, server)):
                        server.rset()
    except Undelivered as problem:  # the server, not a message: everything waits, and no try is counted
        LOG.warning("no mail can be sent: %s", problem)
        shift.ending.wait(PAUSE)


def greet(settings: Settings) -> str:
    """Sign in to the mail server and out again; the address from which mail is sent. Raises Misconfigured, Undelivered."""
    office = _office(settings)
    with office.open() as server:
        code, said = server.mail(office.sender)
        if code >= FIRST_REFUSAL:
            raise Undelivered(f"{code} {said.decode(errors='replace')}: no mail from {office.sender}")
        server.rset()
    return office.sender


def _office(settings: Settings) -> PostOffice:
    return PostOffice.at(settings.smtp_url, urlsplit(settings.base_url).hostname or "localhost")
