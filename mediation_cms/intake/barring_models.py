"""Who may not see a matter."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled


class BarGround(Labelled, context="bar"):
    """Why somebody may not see a matter."""

    OWN_MATTER = "own_matter", "is a side or a representative in the matter"
    DECLARED = "declared", "declared a conflict of interest"
    RECORDED = "recorded", "a conflict of interest was recorded"


class Barring(Row, table=True):
    """That a person finds the matter nowhere, whatever role they hold: since when, on what ground, until it was lifted.

    Law on Mediation, article 7: who has an interest does not conduct the matter; what they do not see they cannot use (ours).
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id")
    ground: BarGround = choice(BarGround)
    at: datetime = instant()
    by_id: UUID = Field(foreign_key="account.id")
    ended_at: datetime | None = instant(default=None, nullable=True)
    ended_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    ended_reason: str = Field(default="", max_length=400)

    __table_args__ = (
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended"),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_reason = '')", name="ended_reason"),
        # Every list asks from which matters its reader is barred.
        sa.Index("uq_barring_standing", "person_id", "request_id", unique=True,
                 sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL")),
        sa.Index(None, "person_id"),
    )  # fmt: skip


# A bar ends; who was barred, why and since when stays what it was.
refuse(
    table_of(Barring),
    "barring_stands",
    "UPDATE",
    f"{changed('request_id', 'person_id', 'ground', 'at', 'by_id')} OR OLD.ended_at IS NOT NULL",
    "a bar from a matter is lifted once and stays written",
)
