"""A request that somebody writes from home without an account, until it is sent; and the consents that were given with it."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language


class ConsentPurpose(Labelled, context="consent"):
    """For what personal data are used. Each is agreed to by itself; without the first a request cannot be handled."""

    CASE = "case", "Handling the request"
    MESSAGES = "messages", "Messages"
    QUESTIONS = "questions", "Questions some time later"
    STATISTICS = "statistics", "Statistics"
    BOOKING = "booking", "Booking a talk"


OF_A_REQUEST = tuple(purpose for purpose in ConsentPurpose if purpose is not ConsentPurpose.BOOKING)
"""What the applicant is asked. The consent of a booked talk stands with the talk."""
OPTIONAL = tuple(purpose for purpose in OF_A_REQUEST if purpose is not ConsentPurpose.CASE)
"""What may be taken back by itself. Without the first nobody may read the request: it is taken back with the request."""


class Application(Row, table=True):
    """What one visitor writes: open to the one browser in which it was begun, by a personal link, and for a week.

    Once it is sent its words stand in the request, and nothing of them is left here.
    """

    begun_at: datetime = instant()
    changed_at: datetime = instant(index=True)
    sent_at: datetime | None = instant(default=None, nullable=True)
    request_id: UUID | None = Field(default=None, foreign_key="request.id", unique=True, ondelete="CASCADE")
    said_sealed: bytes | None = sealed()

    __table_args__ = (
        sa.CheckConstraint("(sent_at IS NULL) = (request_id IS NULL)", name="sent"),
        sa.CheckConstraint("sent_at IS NULL OR said_sealed IS NULL", name="handed_over"),
    )


class Consent(Row, table=True):
    """That somebody agreed to one use of their data: which version of its words, in which language, when; and the words.

    `version` is the day since which these words hold. They are kept as they were read, sealed: they say the name.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    purpose: ConsentPurpose = choice(ConsentPurpose)
    version: date
    language: Language = choice(Language)
    given_at: datetime = instant()
    withdrawn_at: datetime | None = instant(default=None, nullable=True)
    words_sealed: bytes | None = sealed()

    __table_args__ = (sa.UniqueConstraint("request_id", "purpose"),)


refuse(
    table_of(Application), "application_sent_once", "UPDATE",
    f"OLD.sent_at IS NOT NULL AND ({changed('sent_at', 'request_id', 'said_sealed')})",
    "a request from home is sent once",
)  # fmt: skip
refuse(
    table_of(Consent), "consent_stands", "UPDATE",
    f"{changed('request_id', 'purpose', 'version', 'language', 'given_at')} OR (OLD.words_sealed IS NOT NULL AND "
    f"({changed('words_sealed')})) OR (OLD.withdrawn_at IS NOT NULL AND ({changed('withdrawn_at')}))",
    "what somebody agreed to stands as it was read, and is withdrawn once",
)  # fmt: skip
