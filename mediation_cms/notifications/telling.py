"""Telling people who have no account: by the way agreed with them, and never in the night unless they have just asked.

It stands in the transaction of the change, like everything in the outbox. `None` means that nothing would reach them: a call or a
letter has to. Where somebody noted when it is safe to reach a person, nothing is sent by itself: another may hold the phone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from mediation_cms.core import clock
from mediation_cms.core.db import seal
from mediation_cms.notifications.calendar import Entry
from mediation_cms.notifications.hours import for_people
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.notifications.outbox import DELIVERED, Reach, kept
from mediation_cms.people.models import Contact


@dataclass(frozen=True)
class Tidings:
    """What one person is told. Facts fill the words; `page` and `code` make the link (`/b/{code}`), and the code is kept secret.

    `once`: told once under this name. `about`: withdrawn with the thing of this name.
    """

    kind: MessageKind
    cabinet: Fact
    phone: str
    page: str = ""
    code: str = ""
    matter_id: UUID | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    once: str | None = None
    about: str | None = None
    calendar: Entry | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None


def safe_way(ways: Iterable[Contact], *, asked: bool = False) -> Contact | None:
    """The first of these ways by which we write and at which a message may be left; silence is no.

    A way with noted safe times is taken only for what the person has just `asked` for.
    """
    written = (way for way in ways if way.channel in DELIVERED and way.value and way.may_leave_message)
    return next((way for way in written if asked or not way.safe_times), None)


def way_to(session: Session, person_id: UUID, *, asked: bool = False) -> Reach | None:
    """How a person without an account is told: by the preferred one of the ways that are safe."""
    ways = select(Contact).where(Contact.person_id == person_id)
    way = safe_way(session.exec(ways.order_by(col(Contact.preferred).desc(), col(Contact.id))), asked=asked)
    return Reach.at(way) if way else None


def tell(
    session: Session, person_id: UUID | None, tidings: Tidings, *, reach: Reach | None = None, asked: bool = False
) -> Message | None:
    """Put it into the outbox for this person; `reach`: by this very way, as was agreed for this one thing.

    `asked`: the person has just asked for it, so it leaves at once. None when nothing would reach them, or only too late.
    """
    if reach is None and person_id is not None:
        reach = way_to(session, person_id, asked=asked)
    if reach is None:
        return None
    if tidings.once and (told := session.exec(select(Message).where(Message.once == tidings.once)).first()):
        return told
    now = clock.now()
    leaves = max(now, tidings.not_before or now)
    if not asked:
        leaves = for_people(session, leaves)
    if tidings.not_after is not None and leaves >= tidings.not_after:
        return None
    facts = {**tidings.facts, "cabinet": tidings.cabinet, "phone": tidings.phone, "page": tidings.page}
    message = Message(
        template=tidings.kind.value, person_id=person_id, channel=reach.channel, address=reach.address,
        language=reach.language, facts=kept(facts, reach.language), matter_id=tidings.matter_id, made_at=now,
        next_try_at=leaves, once=tidings.once, about=tidings.about, not_after=tidings.not_after,
        calendar=tidings.calendar.kept() if tidings.calendar else {},
    )  # fmt: skip
    session.add(message)
    session.flush()
    seal(session, message, "code_sealed", tidings.code or None)
    session.add(message)
    session.flush()
    return message


def was_told(session: Session, once: str) -> bool:
    """Whether this was told under this name already."""
    return session.exec(select(Message.id).where(Message.once == once)).first() is not None


def withdraw(session: Session, about: str) -> list[Message]:
    """Take back what waits to be told about this thing; whoever moves or cancels it does so. What these messages were.

    One that is being sent at this very moment is noted as sent if it arrives.
    """
    return _withdrawn(session, select(Message).where(Message.about == about))


def withdraw_from(session: Session, person_id: UUID, matter_id: UUID) -> list[Message]:
    """Take back whatever waits to be told this person of this matter: they want no messages. What these messages were."""
    return _withdrawn(session, select(Message).where(Message.person_id == person_id, Message.matter_id == matter_id))


def _withdrawn(session: Session, wanted: SelectOfScalar[Message]) -> list[Message]:
    waiting = wanted.where(Message.status == Delivery.WAITING)
    found = list(session.exec(waiting.order_by(col(Message.id)).with_for_update()))
    for message in found:
        message.status, message.code_sealed = Delivery.WITHDRAWN, None
        session.add(message)
    session.flush()
    return found
