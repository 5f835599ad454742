"""What was found out before a mediation: answers on scope, sealed answers on safety; and how a refused request went on."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, sealed
from mediation_cms.core.db import Row
from mediation_cms.intake.screening_rules import Asked, Reply


class ScopeAnswer(Row, table=True):
    """What was answered to one question of scope: `code` is that of its dated rule without `scope.`."""

    request_id: UUID = Field(foreign_key="request.id", ondelete="CASCADE")
    code: str = Field(max_length=70)
    reply: Reply = choice(Reply)
    answered_on: date
    account_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (sa.UniqueConstraint("request_id", "code"),)


class SafetyTalk(Row, table=True):
    """What one side answered about its safety, heard apart: how far it was asked is open, every answer is encrypted."""

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    party_id: UUID = Field(foreign_key="party.id", unique=True, ondelete="CASCADE")
    state: Asked = choice(Asked)
    asked_on: date
    account_id: UUID = Field(foreign_key="account.id")
    answers_sealed: bytes | None = sealed()

    __table_args__ = (sa.CheckConstraint("state <> 'not_asked' AND answers_sealed IS NOT NULL", name="heard"),)


class Precaution(Row, table=True):
    """What people decided about the safety of a matter: why the risk was set by hand, what may be done in spite of it.

    `joint_from` is the day of the coordinator's decision that a joint meeting may be held; `word_on` the day on which the
    applicant agreed that the other side is invited. Both lapse when a side tells something new.
    """

    request_id: UUID = Field(foreign_key="request.id", unique=True, ondelete="CASCADE")
    risk_reason_sealed: bytes | None = sealed()
    joint_from: date | None = None
    joint_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    joint_reason_sealed: bytes | None = sealed()
    word_on: date | None = None
    word_by_id: UUID | None = Field(default=None, foreign_key="account.id")

    __table_args__ = (
        sa.CheckConstraint("(joint_from IS NULL) = (joint_by_id IS NULL)", name="joint"),
        sa.CheckConstraint("(joint_from IS NULL) = (joint_reason_sealed IS NULL)", name="joint_reason"),
        sa.CheckConstraint("(word_on IS NULL) = (word_by_id IS NULL)", name="word"),
    )


class Refusal(Row, table=True):
    """That a request was not taken to mediation, or was passed on: on which ground, by the code of its catalogue.

    `elsewhere` is where the applicant was sent beside the items of the catalogue. A matter that was reopened and refused again
    has two.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    district_id: UUID = Field(foreign_key="unit.id")
    refused_on: date
    ground_code: str = Field(max_length=40)
    elsewhere: str = Field(default="", max_length=200)
    account_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (sa.UniqueConstraint("request_id", "refused_on"), sa.Index(None, "district_id", "refused_on"))


class Referral(Row, table=True):
    """Where a refused applicant was sent, by the code of its catalogue: each is counted once."""

    refusal_id: UUID = Field(foreign_key="refusal.id", ondelete="CASCADE")
    code: str = Field(max_length=40)

    __table_args__ = (sa.UniqueConstraint("refusal_id", "code"),)
