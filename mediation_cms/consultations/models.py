"""A consultation held on a request."""

from datetime import date, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, sealed
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language


class Mode(Labelled, context="mode"):
    """How people met."""

    IN_PERSON = "in_person", "in person"
    VIDEO = "video", "by video"
    PHONE = "phone", "by phone"


class Result(Labelled, context="consultation"):
    """What came of a consultation."""

    SETTLED = "settled", "Outcome: settled here"
    ADVICE_ONLY = "advice_only", "Outcome: advice only"
    TO_MEDIATION = "to_mediation", "Outcome: goes to mediation"
    CONTINUES = "continues", "Outcome: another talk will follow"
    NOT_MEDIABLE = "not_mediable", "Outcome: not mediable"
    PASSED_ON = "passed_on", "Outcome: passed on"


class Consultation(Row, table=True):
    """One talk with one side: when, how long, by whom, with what result. Notes are encrypted."""

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    cabinet_id: UUID = Field(foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    held_on: date
    held_at: time | None = None
    minutes: int | None = None
    mode: Mode = choice(Mode)
    language: Language = choice(Language)
    result: Result = choice(Result)
    mediator_id: UUID | None = Field(default=None, foreign_key="mediator.id", index=True)
    account_id: UUID = Field(foreign_key="account.id")
    notes_sealed: bytes | None = sealed()

    __table_args__ = (
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 720", name="minutes"),
        sa.Index(None, "district_id", "held_on", "cabinet_id"),
    )
