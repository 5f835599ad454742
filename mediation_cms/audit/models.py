"""What happened, who has read what, which forms have been taken already, and which are still being written."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import instant, many, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse


class Entry(Row, table=True):
    """One change. `thing_kind`, `thing_id` say of what; `matter_id` is the request that it belongs to, for the history tab.

    `place_id` is the cabinet or other unit where the thing lay at that moment: who answers for the place reads its history.
    It is empty for what has no place, such as a rule of the law.
    `details` holds plain words only (labels, dates, old and new of open fields): nothing that is encrypted elsewhere.
    `sequence` and `seal` are filled later by a job that seals entries in order.
    """

    at: datetime = instant(index=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    action: str = Field(max_length=80)
    thing_kind: str = Field(max_length=60)
    thing_id: UUID
    matter_id: UUID | None = Field(default=None)
    place_id: UUID | None = Field(default=None, foreign_key="unit.id")
    details: dict[str, Any] = many(default_factory=dict)
    sequence: int | None = Field(default=None, unique=True)
    seal: str | None = Field(default=None, max_length=64)

    __table_args__ = (
        sa.Index(None, "matter_id", "id"),
        sa.Index(None, "thing_id", "id"),
        sa.Index(None, "place_id", "id"),
    )


class Reading(Row, table=True):
    """That somebody was shown personal data: one row a page; a list names the keys that it showed."""

    at: datetime = instant(index=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    page: str = Field(max_length=80)
    matter_id: UUID | None = Field(default=None)
    shown: list[str] = many(default_factory=list)
    refused: bool = False

    __table_args__ = (sa.Index(None, "matter_id", "id"),)


class Submission(Row, table=True):
    """That the form with this key has been taken: the same form sent twice finds its first answer.

    `body` is a keyed index of all that stood in it: with other words in it, it is not the same form. Who has no account has
    none here.
    """

    key: str = Field(max_length=64, unique=True)
    body: str = Field(default="", max_length=64)
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    answer: str = Field(max_length=400)
    at: datetime = instant()


class Draft(Row, table=True):
    """What somebody typed into the form at this address and has not sent: one an account and address, for its owner's eyes alone.

    One that came when the session had ended waits under the hash of a token, for an hour, until the same account signs in.
    """

    account_id: UUID = Field(foreign_key="account.id", ondelete="CASCADE")
    address: str = Field(max_length=200)
    values_sealed: bytes | None = sealed()
    saved_at: datetime = instant(index=True)
    token_hash: str | None = Field(default=None, max_length=64, unique=True)

    __table_args__ = (
        sa.Index("uq_draft_of_page", "account_id", "address", unique=True,
                 sqlite_where=sa.text("token_hash IS NULL"), postgresql_where=sa.text("token_hash IS NULL")),
    )  # fmt: skip


# What happened stays as it was written; the job that seals entries adds its two fields and no more.
_HISTORY = "the history is only added to"
_WORDS = ("at", "account_id", "action", "thing_kind", "thing_id", "matter_id", "place_id")
refuse(table_of(Entry), "entry_words_stand", "UPDATE", changed(*_WORDS, as_text=("details",)), _HISTORY)
refuse(table_of(Reading), "reading_words_stand", "UPDATE", "1 = 1", _HISTORY)
keep(table_of(Entry), _HISTORY)
keep(table_of(Reading), _HISTORY)
