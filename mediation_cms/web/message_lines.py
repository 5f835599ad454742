"""Messages as pages show them: what was told to whom, when, by which way, and whether it arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mediation_cms.core import clock
from mediation_cms.core.i18n import Text, _, label_of
from mediation_cms.notifications.kinds import MessageKind, staff_kind
from mediation_cms.notifications.models import Delivery
from mediation_cms.notifications.queries import Told

BADGES = {
    Delivery.WAITING: "wait",
    Delivery.SENT: "done",
    Delivery.FAILED: "late",
    Delivery.WITHDRAWN: "draft",
    Delivery.LATE: "draft",
}


@dataclass(frozen=True)
class MessageLine:
    """One message. `waits_until` is when it may leave, where that lies ahead; `again`: it can be tried once more."""

    id: UUID
    made_at: datetime
    what: Text | str
    channel: Text
    name: Text | str
    state: Text
    badge: str
    sent_at: datetime | None
    waits_until: datetime | None
    problem: str
    again: bool


def told_lines(told: Iterable[Told], *, staff_only: bool = False) -> list[MessageLine]:
    """The messages as lines; `staff_only`: of what went to a side neither the name nor the answer of its server is told."""
    now, lines = clock.now(), []
    for message, person in told:
        staff = staff_kind(message.template) is not None
        shown = staff or not staff_only
        waits = message.status is Delivery.WAITING and message.next_try_at > now
        lines.append(
            MessageLine(
                id=message.id,
                made_at=message.made_at,
                what=label_of(MessageKind.context, message.template),
                channel=message.channel.label,
                name=person.name if person and shown else _("a side"),
                state=message.status.label,
                badge=BADGES[message.status],
                sent_at=message.sent_at,
                waits_until=message.next_try_at if waits else None,
                problem=message.problem if shown else "",
                again=staff,
            )
        )
    return lines
