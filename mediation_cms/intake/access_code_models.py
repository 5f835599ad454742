"""The secret code with which an applicant comes back to a request without an account. We keep its keyed hash alone."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled


class CodeKept(Labelled, context="code kept"):
    """How the applicant said that the code was kept."""

    WRITTEN = "written", "I have written it down"
    PRINTED = "printed", "I have printed it"
    SENT = "sent", "send it to me"


class AccessCode(Row, table=True):
    """A secret code of a request: one stands at a time. `kept` is how the applicant kept it, once they have said so."""

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    code_index: str = Field(max_length=64, unique=True)
    made_at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)
    kept: CodeKept | None = choice(CodeKept, default=None, nullable=True)

    __table_args__ = (
        sa.Index("uq_access_code_standing", "request_id", unique=True,
                 sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")),
    )  # fmt: skip


refuse(
    table_of(AccessCode), "access_code_stands", "UPDATE",
    f"{changed('request_id', 'code_index', 'made_at')} OR (OLD.ended_at IS NOT NULL AND ({changed('ended_at')}))",
    "a secret code leads to one request and ends once",
)  # fmt: skip
