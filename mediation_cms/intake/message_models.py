"""What passes between an applicant and the cabinet: messages and files. Nothing of another side, nothing of minutes."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse


class RequestMessage(Row, table=True):
    """One message on a request, of the applicant or of staff to the applicant. `read_at`: the other one has read it.

    `once` is the keyed index of the form that sent it: the same form sent twice is one message.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    from_applicant: bool
    account_id: UUID = Field(foreign_key="account.id")
    at: datetime = instant()
    read_at: datetime | None = instant(default=None, nullable=True)
    body_sealed: bytes | None = sealed()
    once: str | None = Field(default=None, max_length=64, unique=True)

    __table_args__ = (
        # The desk looks for what nobody has read.
        sa.Index("ix_request_message_unread", "request_id", "at",
                 sqlite_where=sa.text("from_applicant AND read_at IS NULL"),
                 postgresql_where=sa.text("from_applicant AND read_at IS NULL")),
    )  # fmt: skip


class HandedFile(Row, table=True):
    """A file that the applicant sent, or that staff laid beside the messages. The applicant sees it only where it is `shown`."""

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    file_id: UUID = Field(foreign_key="stored_file.id", unique=True)
    from_applicant: bool
    shown: bool = False
    at: datetime = instant()

    __table_args__ = (sa.CheckConstraint("shown OR NOT from_applicant", name="own"),)


refuse(
    table_of(RequestMessage), "request_message_stands", "UPDATE",
    f"{changed('request_id', 'from_applicant', 'account_id', 'at', 'body_sealed', 'once')} "
    f"OR (OLD.read_at IS NOT NULL AND ({changed('read_at')}))",
    "a message stays as it was written",
)  # fmt: skip
refuse(
    table_of(HandedFile), "handed_file_stands", "UPDATE", changed("request_id", "file_id", "from_applicant", "at"),
    "a file that was handed over stays whose it is",
)  # fmt: skip
