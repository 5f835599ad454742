"""The outbox: what is to be told to whom. A job delivers; nothing is sent from inside a request."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, many
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language
from mediation_cms.people.models import Channel


class Delivery(Labelled, context="message"):
    """Where a message is on its way."""

    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not delivered"


class Message(Row, table=True):
    """One message to one address. `template` names the words, `facts` fill them; neither says what a dispute is about."""

    template: str = Field(max_length=60)
    person_id: UUID = Field(foreign_key="person.id")
    channel: Channel = choice(Channel)
    address: str = Field(max_length=200)
    language: Language = choice(Language)
    facts: dict[str, Any] = many(default_factory=dict)
    matter_id: UUID | None = Field(default=None, index=True)
    status: Delivery = choice(Delivery, default=Delivery.WAITING)
    tries: int = 0
    made_at: datetime = instant()
    next_try_at: datetime = instant()
    sent_at: datetime | None = instant(default=None, nullable=True)
    problem: str = Field(default="", max_length=300)

    __table_args__ = (
        sa.CheckConstraint("(status = 'sent') = (sent_at IS NOT NULL)", name="sent"),
        sa.Index(None, "status", "next_try_at"),
    )
