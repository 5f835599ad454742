"""Finding a date for a meeting of several: the times that the mediator proposes, and which of them suit each side."""

from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.consultations.models import Mode
from mediation_cms.core.columns import choice, instant, many
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled


class FindingState(Labelled, context="finding of a date"):
    """Where the finding of a date is."""

    OPEN = "open", "The sides are asked"
    FIXED = "fixed", "A day is fixed"
    CLOSED = "closed", "Given up"


class DateFinding(Row, table=True):
    """That the sides of a case are asked which times suit them, until a day. `fixed_id` is the time that was fixed."""

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    state: FindingState = choice(FindingState, default=FindingState.OPEN)
    minutes: int
    closes_on: date
    asked_at: datetime = instant()
    asked_by_id: UUID = Field(foreign_key="account.id")
    fixed_id: UUID | None = Field(default=None)

    __table_args__ = (
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        sa.CheckConstraint("(state = 'fixed') = (fixed_id IS NOT NULL)", name="fixed"),
        sa.Index("uq_date_finding_open", "case_id", unique=True,
                 sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'")),
    )  # fmt: skip


class DateOption(Row, table=True):
    """One time that is proposed: day, hour, and how people meet."""

    finding_id: UUID = Field(foreign_key="date_finding.id", ondelete="CASCADE")
    day: date
    hour: time
    mode: Mode = choice(Mode)

    __table_args__ = (sa.UniqueConstraint("finding_id", "day", "hour"),)


class DateReply(Row, table=True):
    """What one side says of the times, for the mediator and staff alone: `suits` are the keys of those that suit it.

    `sent_on` is the day on which its link went out; None where nothing reaches it and staff ask. Who ticked: `by_id`.
    """

    finding_id: UUID = Field(foreign_key="date_finding.id", ondelete="CASCADE")
    party_id: UUID = Field(foreign_key="party.id", index=True, ondelete="CASCADE")
    sent_on: date | None = None
    answered_at: datetime | None = instant(default=None, nullable=True)
    by_id: UUID | None = Field(default=None, foreign_key="account.id")
    suits: list[str] = many(default_factory=list)

    __table_args__ = (
        sa.UniqueConstraint("finding_id", "party_id"),
        sa.CheckConstraint("(answered_at IS NULL) = (by_id IS NULL)", name="answered"),
        sa.CheckConstraint("answered_at IS NOT NULL OR CAST(suits AS TEXT) = '[]'", name="suits"),
    )


_ENDED = f"(OLD.state <> 'open' AND ({changed('state', 'fixed_id')}))"
refuse(
    table_of(DateFinding), "date_finding_stands", "UPDATE",
    f"{changed('case_id', 'minutes', 'closes_on', 'asked_at', 'asked_by_id')} OR {_ENDED}",
    "what the sides were asked stands, and ends once",
)  # fmt: skip
refuse(
    table_of(DateOption), "date_option_stands", "UPDATE", changed("finding_id", "day", "hour", "mode"),
    "a time that was proposed stands",
)  # fmt: skip
_NOT_OPEN = "NOT EXISTS (SELECT 1 FROM date_finding AS its WHERE its.id = OLD.finding_id AND its.state = 'open')"
refuse(
    table_of(DateReply), "date_reply_stands", "UPDATE",
    f"({changed('party_id', 'answered_at', 'by_id', as_text=('suits',))}) AND {_NOT_OPEN}",
    "what a side said of times stands once a day is fixed",
)  # fmt: skip
