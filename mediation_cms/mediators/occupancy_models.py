"""When a mediator is taken: by a time that is held, a booking, a meeting or leave. No two such times of one mediator overlap."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.overlaps import INSTANTS, refuse_overlaps

ONE_AT_A_TIME = "one_thing_at_a_time"
"""The name of the refusal, as it stands in the error of either database."""


class Busy(Labelled, context="busy"):
    """What takes the time of a mediator."""

    HELD = "held", "held for somebody who is booking"
    BOOKED = "booked", "booked talk"
    MEETING = "meeting", "meeting of a case"
    LEAVE = "leave", "leave"


class Occupancy(Row, table=True):
    """That a mediator is taken from one instant up to another: half open, so that times may touch.

    `thing_id` is what takes the time: a booking, the finding of a date, a leave. What is held ends by itself at `until`: a
    constraint knows no clock, so whoever places something first deletes what has lapsed (`mediators.occupancy`).
    """

    mediator_id: UUID = Field(foreign_key="mediator.id")
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    busy: Busy = choice(Busy)
    thing_id: UUID = Field(index=True)
    until: datetime | None = instant(default=None, nullable=True)

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="times"),
        sa.CheckConstraint("(busy = 'held') = (until IS NOT NULL)", name="held"),
        sa.Index(None, "mediator_id", "starts_at"),
        sa.Index("ix_occupancy_until", "until",
                 sqlite_where=sa.text("until IS NOT NULL"), postgresql_where=sa.text("until IS NOT NULL")),
        sa.Index("uq_occupancy_booking", "thing_id", unique=True,
                 sqlite_where=sa.text("busy IN ('held', 'booked')"),
                 postgresql_where=sa.text("busy IN ('held', 'booked')")),
    )  # fmt: skip


refuse_overlaps(table_of(Occupancy), ONE_AT_A_TIME, ("mediator_id",), span=INSTANTS)
refuse(
    table_of(Occupancy), "occupancy_stands", "UPDATE", changed("thing_id"),
    "a time once taken is freed before something else takes it",
)  # fmt: skip
