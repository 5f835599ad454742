"""What somebody without an account says is wrong in the public register."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse


class Inaccuracy(Row, table=True):
    """One report about what the public register says of a mediator, for who keeps the register of the district.

    The words and how to answer are the reporter's own and encrypted; `done_at` is when a keeper has seen to it. The same words
    about the same mediator wait once, however often they are sent (`words_index`, a keyed index).
    """

    mediator_id: UUID = Field(foreign_key="mediator.id", index=True, ondelete="CASCADE")
    district_id: UUID = Field(foreign_key="unit.id")
    words_index: str = Field(max_length=64)
    words_sealed: bytes | None = sealed()
    reply_to_sealed: bytes | None = sealed()
    reported_at: datetime = instant()
    done_at: datetime | None = instant(default=None, nullable=True)
    done_by_id: UUID | None = Field(default=None, foreign_key="account.id")

    __table_args__ = (
        sa.CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done"),
        sa.Index("uq_inaccuracy_waiting", "mediator_id", "words_index", unique=True,
                 sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL")),
        sa.Index("ix_inaccuracy_waiting", "district_id", "id",
                 sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL")),
    )  # fmt: skip


refuse(
    table_of(Inaccuracy), "inaccuracy_stands", "UPDATE",
    f"OLD.done_at IS NOT NULL OR {changed('mediator_id', 'district_id', 'words_index', 'reported_at')}",
    "a report that is seen to stays as it is",
)  # fmt: skip
