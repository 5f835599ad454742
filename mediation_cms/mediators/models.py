"""Mediators and the registers that they stand in."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.db import Row, choice, many
from mediation_cms.core.i18n import Labelled


class MediatorKind(Labelled, context="mediator"):
    """On which basis a mediator works, article 9 of the Law on Mediation."""

    PROFESSIONAL = "professional", "professional mediator"
    PUBLIC = "public", "public mediator"


class RegisterKind(Labelled, context="register"):
    """Whose register it is."""

    ANK = "ank", "Register of the ANK"
    AKIM = "akim", "Akim's register of public mediators"
    ORGANISATION = "organisation", "Register of a mediators' organisation"


class Mediator(Row, table=True):
    """A person with register entries. Most have no account."""

    person_id: UUID = Field(foreign_key="person.id", unique=True)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    languages: list[str] = many(default_factory=list)
    dispute_codes: list[str] = many(default_factory=list)


class RegisterEntry(Row, table=True):
    """That a mediator stands in a register from one day to another (`until` = the first day out), and on what ground."""

    mediator_id: UUID = Field(foreign_key="mediator.id", index=True)
    register_kind: RegisterKind = choice(RegisterKind)
    kind: MediatorKind = choice(MediatorKind)
    number: str = Field(max_length=60)
    district_id: UUID = Field(foreign_key="unit.id")
    organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id")
    since: date
    until: date | None = None
    ground_in: str = Field(default="", max_length=300)
    ground_out: str = Field(default="", max_length=300)
    certificate_no: str = Field(default="", max_length=80)
    certificate_on: date | None = None

    __table_args__ = (
        sa.UniqueConstraint("register_kind", "number"),
        sa.CheckConstraint("until IS NULL OR until > since", name="dates"),
        sa.Index(None, "register_kind", "since", "until", "district_id", "kind", "mediator_id"),
    )


class Suspension(Row, table=True):
    """That a register entry is suspended from one day to another."""

    entry_id: UUID = Field(foreign_key="register_entry.id", index=True, ondelete="CASCADE")
    since: date
    until: date | None = None
    ground: str = Field(max_length=300)

    __table_args__ = (sa.CheckConstraint("until IS NULL OR until > since", name="dates"),)
