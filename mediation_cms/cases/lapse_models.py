"""What was warned of because its mediator may no longer act: once for each lapse."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import instant
from mediation_cms.core.db import Row


class LapseWarning(Row, table=True):
    """That the coordinator was warned of a case or a booked talk (`thing_id`) whose mediator may not act from a day on."""

    mediator_id: UUID = Field(foreign_key="mediator.id", index=True, ondelete="CASCADE")
    thing_id: UUID
    since: date
    at: datetime = instant()

    __table_args__ = (sa.UniqueConstraint("thing_id", "mediator_id", "since"),)
