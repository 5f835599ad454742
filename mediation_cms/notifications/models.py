"""The outbox: what is to be told to whom. A job delivers; nothing is sent from inside a request."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.dated import one_after_another
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language
from mediation_cms.core.overlaps import refuse_overlaps
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.people.models import Channel

WORDS = tuple(f"{part}_{language}" for language in Language for part in ("subject", "body", "sms"))
"""The columns of words that an administrator writes."""


class Delivery(Labelled, context="message"):
    """Where a message is on its way."""

    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not delivered"
    WITHDRAWN = "withdrawn", "Not sent: no longer true"
    LATE = "late", "Not sent: too late"


class Message(Row, table=True):
    """One message to one address. `template` names the words, `facts` fill them; neither says what a dispute is about.

    A code that the words carry is kept encrypted, and only until the message is sent or given up. `person_id` is None where
    an organisation is written to. `once` names what must be told only once: of two with the same, one is refused.
    `about` names the thing for whose sake it is told: while it waits it is withdrawn when that thing changes. It leaves from
    `next_try_at` on, and not at all from `not_after` on. `calendar` is what its calendar file says (`notifications.calendar`).
    """

    template: str = Field(max_length=60)
    person_id: UUID | None = Field(default=None, foreign_key="person.id")
    channel: Channel = choice(Channel)
    address: str = Field(max_length=200)
    language: Language = choice(Language)
    facts: dict[str, Any] = many(default_factory=dict)
    code_sealed: bytes | None = sealed()
    matter_id: UUID | None = Field(default=None, index=True)
    status: Delivery = choice(Delivery, default=Delivery.WAITING)
    tries: int = 0
    made_at: datetime = instant()
    next_try_at: datetime = instant()
    sent_at: datetime | None = instant(default=None, nullable=True)
    problem: str = Field(default="", max_length=300)
    once: str | None = Field(default=None, max_length=160, unique=True)
    about: str | None = Field(default=None, max_length=120, index=True)
    not_after: datetime | None = instant(default=None, nullable=True)
    calendar: dict[str, Any] = many(default_factory=dict)

    __table_args__ = (
        sa.CheckConstraint("(status = 'sent') = (sent_at IS NOT NULL)", name="sent"),
        sa.CheckConstraint("status = 'waiting' OR code_sealed IS NULL", name="code"),
        sa.Index(None, "status", "next_try_at"),
    )


class MessageText(Row, table=True):
    """The words of one kind of message as an administrator wrote them, from one day to another; on other days ours are said.

    Values stand in braces, of the closed list of the kind (`kinds.KINDS`): plain text that is filled, never a template. Words of
    an SMS are written for what goes to people without an account.
    """

    kind: MessageKind = choice(MessageKind)
    subject_kk: str = Field(max_length=120)
    subject_ru: str = Field(max_length=120)
    subject_en: str = Field(max_length=120)
    body_kk: str = Field(max_length=2000)
    body_ru: str = Field(max_length=2000)
    body_en: str = Field(max_length=2000)
    sms_kk: str = Field(default="", max_length=300)
    sms_ru: str = Field(default="", max_length=300)
    sms_en: str = Field(default="", max_length=300)
    since: date
    until: date | None = None

    __table_args__ = one_after_another("message_text", "kind")

    def subject_in(self, language: Language) -> str:
        """The subject in this language."""
        return {Language.KK: self.subject_kk, Language.RU: self.subject_ru, Language.EN: self.subject_en}[language]

    def body_in(self, language: Language) -> str:
        """The words in this language."""
        return {Language.KK: self.body_kk, Language.RU: self.body_ru, Language.EN: self.body_en}[language]

    def sms_in(self, language: Language) -> str:
        """The words of the SMS in this language; empty where there are none."""
        return {Language.KK: self.sms_kk, Language.RU: self.sms_ru, Language.EN: self.sms_en}[language]


class MessageChoice(Row, table=True):
    """What the holder of an account does not want to be told, and how a coordinator wants to be told. No row: nothing chosen."""

    account_id: UUID = Field(foreign_key="account.id", unique=True, ondelete="CASCADE")
    off: list[str] = many(default_factory=list)
    one_by_one: bool = False


refuse(
    table_of(MessageText), "message_text_stands", "UPDATE", changed("kind", "since", *WORDS),
    "words that were said stand: others are said from another day on",
)  # fmt: skip
refuse_overlaps(table_of(MessageText), "one_message_text_at_a_time", ("kind",))
