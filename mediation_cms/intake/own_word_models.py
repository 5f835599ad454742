"""What an invited side writes of itself from home, after it has agreed to talk: sealed from the first word on."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse


class OwnWord(Row, table=True):
    """What one invited side answered that agreed by the address on its letter: about the matter, its safety, how to reach it.

    While it is written, only the browser in which it was begun opens it, by a personal link: others in the house may hold the
    letter. Once sent it opens for staff alone, and never for another side. Whether it is the side's own says its `reply`.
    """

    invitation_id: UUID = Field(foreign_key="invitation.id", index=True, ondelete="CASCADE")
    reply_id: UUID = Field(foreign_key="invitation_reply.id", unique=True, ondelete="CASCADE")
    begun_at: datetime = instant()
    sent_at: datetime | None = instant(default=None, nullable=True)
    said_sealed: bytes | None = sealed()

    __table_args__ = (sa.CheckConstraint("sent_at IS NULL OR said_sealed IS NOT NULL", name="sent"),)


refuse(
    table_of(OwnWord), "own_word_stands", "UPDATE",
    f"OLD.sent_at IS NOT NULL AND ({changed('invitation_id', 'reply_id', 'sent_at', 'said_sealed')})",
    "what a side has sent stays as it was sent",
)  # fmt: skip
