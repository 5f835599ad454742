"""Preventive measures of ethnomediation: counts and bodies, never persons."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled


class MeasureKind(Labelled, context="measure"):
    """What was done to keep the peace."""

    MEETING = "meeting", "preventive meeting"
    DIALOGUE_PLATFORM = "dialogue_platform", "dialogue platform"
    RECEPTION = "reception", "reception of citizens"
    FIELD_VISIT = "field_visit", "field visit"
    TRAINING = "training", "training of an information group"
    INFORMATION = "information", "information work"


class PreventiveMeasure(Row, table=True):
    """One measure held on one day."""

    kind: MeasureKind = choice(MeasureKind)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    held_on: date
    participants: int
    note: str = Field(default="", max_length=400)

    __table_args__ = (
        sa.CheckConstraint("participants BETWEEN 0 AND 1000000", name="participants"),
        sa.Index(None, "held_on", "district_id"),
    )
