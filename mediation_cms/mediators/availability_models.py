"""When mediators are there: hours of the week at a cabinet, days that differ, leave, and days on which a cabinet is closed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, many
from mediation_cms.core.dated import one_after_another
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.overlaps import refuse_overlaps


class LeaveKind(Labelled, context="leave"):
    """Why a mediator is away."""

    VACATION = "vacation", "vacation"
    ILLNESS = "illness", "illness"
    TRIP = "trip", "business trip or training"
    OTHER = "other", "other reason"


class Week(Row, table=True):
    """The hours that a mediator keeps at a cabinet, week after week, from one day to another (`until` = the first day without).

    `hours` are stretches `[weekday, opens, closes, modes]`: Monday is 0, minutes after local midnight. `before` are the hours
    that stood here until they were changed once more on the same day (None: nothing did): a change can be taken back.
    """

    mediator_id: UUID = Field(foreign_key="mediator.id")
    cabinet_id: UUID = Field(foreign_key="unit.id", index=True)
    hours: list[Any] = many(default_factory=list)
    before: list[Any] | None = Field(default=None, sa_type=sa.JSON)
    since: date
    until: date | None = None
    entered_by_id: UUID = Field(foreign_key="account.id")
    entered_at: datetime = instant()

    __table_args__ = one_after_another("week", "mediator_id", "cabinet_id")


class OtherDay(Row, table=True):
    """A day on which a mediator keeps other hours at a cabinet than the week says, or none (`hours` empty)."""

    mediator_id: UUID = Field(foreign_key="mediator.id")
    cabinet_id: UUID = Field(foreign_key="unit.id", index=True)
    day: date
    hours: list[Any] = many(default_factory=list)
    note: str = Field(default="", max_length=200)
    entered_by_id: UUID = Field(foreign_key="account.id")
    entered_at: datetime = instant()

    __table_args__ = (sa.UniqueConstraint("mediator_id", "cabinet_id", "day"),)


class BookingTerms(Row, table=True):
    """What a mediator asks of bookings; empty: as the dated rules `booking.*` say.

    `buffer_minutes` are free before and after each booking; `horizon_days`: how far ahead, `notice_hours`: how long before.
    """

    mediator_id: UUID = Field(foreign_key="mediator.id", unique=True)
    buffer_minutes: int | None = None
    horizon_days: int | None = None
    notice_hours: int | None = None

    __table_args__ = (
        sa.CheckConstraint("buffer_minutes BETWEEN 0 AND 240", name="buffer"),
        sa.CheckConstraint("horizon_days BETWEEN 1 AND 366", name="horizon"),
        sa.CheckConstraint("notice_hours BETWEEN 0 AND 336", name="notice"),
    )


class Leave(Row, table=True):
    """That a mediator is away, from the first day to the last. The time itself is taken in `Occupancy`."""

    mediator_id: UUID = Field(foreign_key="mediator.id", index=True)
    kind: LeaveKind = choice(LeaveKind)
    first_day: date
    last_day: date
    entered_by_id: UUID = Field(foreign_key="account.id")
    entered_at: datetime = instant()

    __table_args__ = (sa.CheckConstraint("last_day >= first_day", name="days"),)


class CabinetClosing(Row, table=True):
    """That a cabinet is closed on some days (`until` = the first day open again), and why: everybody concerned is told."""

    cabinet_id: UUID = Field(foreign_key="unit.id", index=True)
    since: date
    until: date
    reason: str = Field(max_length=200)
    entered_by_id: UUID = Field(foreign_key="account.id")
    entered_at: datetime = instant()

    __table_args__ = (sa.CheckConstraint("until > since", name="dates"),)


refuse_overlaps(table_of(Week), "one_week_at_a_time", ("mediator_id", "cabinet_id"))
refuse_overlaps(table_of(CabinetClosing), "one_closing_at_a_time", ("cabinet_id",))
