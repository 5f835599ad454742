"""Emptying the outbox of SMS, in a job of its own: a gateway that hangs keeps no mail waiting."""

import logging
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection

from sqlmodel import Session

from mediation_cms.core.settings import Misconfigured, Mode, Settings
from mediation_cms.jobs.carrying import PAUSE, carry, waiting
from mediation_cms.jobs.gateway import Gateway
from mediation_cms.jobs.lines import Undelivered
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.delivery import sms_of
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sms:
    """What the gateway is handed: to which number, which words, and under which name, the same at each try."""

    to: str
    text: str
    name: str


def deliver_sms(shift: Shift) -> None:
    """Send what is due, one after another. The demo sends nothing; without a gateway everything waits.

    A gateway that is away costs no message a try; one that answers wrongly costs the message that found it so. In both
    cases the others wait until it is looked at again.
    """
    if shift.settings.mode is Mode.DEMO or not shift.settings.sms_url:
        return
    try:
        gateway = Gateway.of(shift.settings)
    except Misconfigured as problem:
        LOG.error("no SMS can be sent: %s", problem)  # noqa: TRY400 - the sentence says it all, again and again
        shift.ending.wait(PAUSE)
        return

    def sms(session: Session, message: Message) -> Sms:
        return Sms(message.address, sms_of(session, message, shift.settings.base_url), str(message.id))

    def hand_over(line: HTTPConnection, ready: Sms) -> None:
        gateway.hand_over(line, ready.to, ready.text, ready.name)

    try:
        while messages := waiting(shift, Channel.SMS):
            for message_id in messages:
                if shift.ending.is_set():
                    return
                with gateway.open() as line:
                    refusal = carry(shift, message_id, sms, partial(hand_over, line))
                if refusal is not None and refusal.ill:
                    raise refusal
    except Undelivered as problem:
        LOG.warning("no SMS can be sent: %s", problem)
        shift.ending.wait(PAUSE)


def greet(settings: Settings) -> str:
    """Open a line to the gateway and close it again; where it is. Raises Misconfigured, Undelivered."""
    gateway = Gateway.of(settings)
    with gateway.open():
        return f"{gateway.host}:{gateway.port}"
