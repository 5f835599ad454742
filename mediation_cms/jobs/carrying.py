"""Carrying one message from the outbox to a server: the try is counted before it is made, and what came of it is noted after.

Whoever falls between the two sends once more later, under the same name, by which the other side knows the second as the first.
"""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from jinja2 import TemplateError
from sqlmodel import Session

from mediation_cms.core.crypto import Unreadable
from mediation_cms.jobs.lines import Undelivered
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.delivery import begin_try, due, is_spent, note_refusal, note_sent, rests
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Channel

AT_ONCE = 20
PAUSE = 30.0
"""Seconds before a server that is away or ill is tried again."""
Ready = TypeVar("Ready")


def waiting(shift: Shift, channel: Channel) -> list[UUID]:
    """The next messages of this channel that are to be tried now."""
    with shift.database.session(writes=False) as session:
        return [message.id for message in due(session, (channel,), AT_ONCE)]


def carry(
    shift: Shift, message_id: UUID, prepare: Callable[[Session, Message], Ready], hand_over: Callable[[Ready], None]
) -> Undelivered | None:
    """Try one message; what kept it from being taken, if anything did.

    `prepare` puts it into words: where these do not fit its facts, it ends. What rests until the morning, or comes too late,
    is not tried at all.
    """
    with shift.database.transaction() as session:
        message = session.get_one(Message, message_id, with_for_update=True)
        if message.status is not Delivery.WAITING or rests(session, message):
            return None
        begin_try(session, message)
        spent = is_spent(message)
        try:
            ready = prepare(session, message)
        except (TemplateError, ValueError, LookupError, TypeError) as error:  # words or facts that do not fit
            note_refusal(session, message, f"{type(error).__name__}: {error}", final=True)
            return None
        except Unreadable:  # the key may be found again, and no other message waits for this one
            note_refusal(session, message, "its code does not open: a field key is missing", final=spent)
            return None
    try:
        hand_over(ready)
    except Undelivered as problem:
        with shift.database.transaction() as session:
            message = session.get_one(Message, message_id, with_for_update=True)
            note_refusal(session, message, str(problem), final=problem.final or spent)
        return problem
    with shift.database.transaction() as session:
        note_sent(session, session.get_one(Message, message_id, with_for_update=True))
    return None
