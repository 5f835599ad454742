"""Consultations held on a request, and the calls, letters and visits around them."""

from datetime import date, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, many, sealed
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language
from mediation_cms.mediators.modes import Mode as Mode


class Result(Labelled, context="consultation"):
    """What came of a consultation."""

    SETTLED = "settled", "Outcome: settled here"
    ADVICE_ONLY = "advice_only", "Outcome: advice only"
    TO_MEDIATION = "to_mediation", "Outcome: goes to mediation"
    CONTINUES = "continues", "Outcome: another talk will follow"
    NOT_MEDIABLE = "not_mediable", "Outcome: not mediable"
    PASSED_ON = "passed_on", "Outcome: passed on"


class ContactKind(Labelled, context="contact"):
    """How a side was turned to, where it was no consultation and no meeting."""

    CALL = "call", "call"
    MESSAGE = "message", "message"
    LETTER = "letter", "letter"
    VISIT = "visit", "visit"


class Reached(Labelled, context="contact"):
    """What came of a call, a message, a letter or a visit."""

    REACHED = "reached", "reached"
    NOT_REACHED = "not_reached", "not reached"
    CONTINUES = "continues", "another talk follows"


class Consultation(Row, table=True):
    """One talk with one side: when, how long, by whom, with what result. Notes are encrypted.

    `side` is the key of the side that was heard (`applicant-1`, `other-1`); empty where nobody noted it.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    cabinet_id: UUID = Field(foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    held_on: date
    held_at: time | None = None
    minutes: int | None = None
    mode: Mode = choice(Mode)
    side: str = Field(default="", max_length=20)
    language: Language = choice(Language)
    result: Result = choice(Result)
    mediator_id: UUID | None = Field(default=None, foreign_key="mediator.id", index=True)
    account_id: UUID = Field(foreign_key="account.id")
    notes_sealed: bytes | None = sealed()

    __table_args__ = (
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 720", name="minutes"),
        sa.Index(None, "district_id", "held_on", "cabinet_id"),
        sa.Index(None, "account_id", "held_on"),
    )


class ContactLog(Row, table=True):
    """A call, a message, a letter or a visit in a matter: with which sides, by whom, with what result. Notes are encrypted.

    It is no consultation and no meeting: no figure counts it.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    cabinet_id: UUID = Field(foreign_key="unit.id")
    kind: ContactKind = choice(ContactKind)
    held_on: date
    minutes: int | None = None
    sides: list[str] = many(default_factory=list)
    outcome: Reached = choice(Reached)
    account_id: UUID = Field(foreign_key="account.id")
    notes_sealed: bytes | None = sealed()

    __table_args__ = (
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 720", name="minutes"),
        sa.Index(None, "account_id", "held_on"),
    )
