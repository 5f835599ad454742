"""Reading messages: what was told about a matter, what did not arrive, which words hold on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import Delivery, Message, MessageChoice, MessageText
from mediation_cms.people.models import Person

MOST = 100
Told = tuple[Message, Person | None]


TOLD = select(Message, Person).outerjoin(Person, col(Person.id) == Message.person_id).order_by(col(Message.id).desc())
ABOUT = TOLD.where(Message.matter_id == sa.bindparam("of")).limit(MOST)
FAILED = TOLD.where(Message.status == Delivery.FAILED).limit(MOST)


def told_about(session: Session, matter_id: UUID) -> Sequence[Told]:
    """What was told to whom about a matter, newest first. For whoever may see the matter: the caller has looked."""
    return [(message, person) for message, person in session.exec(ABOUT, params={"of": matter_id})]


def told_of_meeting(session: Session, key: UUID) -> Sequence[Told]:
    """What was told to whom of a meeting, reminders that wait included, newest first. The caller has looked who asks."""
    rows = session.exec(TOLD.where(col(Message.about).startswith(f"meeting:{key}:")))
    return [(message, person) for message, person in rows]


def undelivered(session: Session) -> Sequence[Told]:
    """What could not be delivered, newest first."""
    return [(message, person) for message, person in session.exec(FAILED)]


def texts_of(session: Session, kind: MessageKind) -> list[MessageText]:
    """Every text that was written for a kind, earliest first."""
    return list(session.exec(select(MessageText).where(MessageText.kind == kind).order_by(col(MessageText.since))))


def texts_on(session: Session, on: date) -> dict[MessageKind, MessageText]:
    """The words that administrators wrote and that hold on that day, by kind; our own hold for the others."""
    in_force = or_(col(MessageText.until).is_(None), col(MessageText.until) > on)
    found = session.exec(select(MessageText).where(MessageText.since <= on, in_force))
    return {text.kind: text for text in found}


def text_on(session: Session, template: str, on: date) -> MessageText | None:
    """The words that an administrator wrote for this kind and that hold on that day."""
    in_force = or_(col(MessageText.until).is_(None), col(MessageText.until) > on)
    return session.exec(
        select(MessageText).where(MessageText.kind == template, MessageText.since <= on, in_force)
    ).first()


def choice_of(session: Session, account_id: UUID) -> MessageChoice | None:
    """What the holder of an account chose, if anything."""
    return session.exec(select(MessageChoice).where(MessageChoice.account_id == account_id)).first()
