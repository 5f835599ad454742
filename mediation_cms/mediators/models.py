"""Mediators and the registers that they stand in."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, many
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.overlaps import Only, refuse_overlaps
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.uses import chosen_in


class MediatorKind(Labelled, context="mediator"):
    """On which basis a mediator works, article 9 of the Law on Mediation."""

    PROFESSIONAL = "professional", "professional mediator"
    PUBLIC = "public", "public mediator"


class RegisterKind(Labelled, context="register"):
    """Whose register it is."""

    ANK = "ank", "Register of the ANK"
    AKIM = "akim", "Akim's register of public mediators"
    ORGANISATION = "organisation", "Register of a mediators' organisation"


class Standing(Labelled, context="register entry"):
    """How a register entry stands on a day."""

    ACTIVE = "active", "In the register, active"
    SUSPENDED = "suspended", "Suspended"
    REMOVED = "removed", "Removed from the register"


# What tells one register of a kind from another: the ANK keeps one, each akim and each organisation its own.
KEPT_BY = {RegisterKind.ANK: (), RegisterKind.AKIM: ("district_id",), RegisterKind.ORGANISATION: ("organisation_id",)}


class Mediator(Row, table=True):
    """A person with register entries. Most have no account. The key is the person's own: a mediator is that person."""

    id: UUID = Field(foreign_key="person.id", primary_key=True)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    languages: list[str] = many(default_factory=list)
    dispute_codes: list[str] = many(default_factory=list)


class RegisterEntry(Row, table=True):
    """That a mediator stands in a register from one day to another (`until` = the first day out), and on what ground.

    `act_in_…` and `act_out_…` are the decision by which: number, day, whose; old entries have none. A number is given once in a
    register and never again. One mediator may stand in several registers, and in one of them
    as professional and as public mediator, but not twice at one time on the same basis.
    """

    mediator_id: UUID = Field(foreign_key="mediator.id")
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
    act_in_no: str = Field(default="", max_length=60)
    act_in_on: date | None = None
    act_in_by: str = Field(default="", max_length=200)
    act_out_no: str = Field(default="", max_length=60)
    act_out_on: date | None = None
    act_out_by: str = Field(default="", max_length=200)

    __table_args__ = (
        sa.CheckConstraint("until IS NULL OR until > since", name="dates"),
        sa.CheckConstraint("(register_kind = 'organisation') = (organisation_id IS NOT NULL)", name="kept_by"),
        *(
            sa.Index(f"uq_register_entry_{kind.value}_number", "number", *holder, unique=True,
                     sqlite_where=sa.text(f"register_kind = '{kind.value}'"),
                     postgresql_where=sa.text(f"register_kind = '{kind.value}'"))
            for kind, holder in KEPT_BY.items()
        ),
        sa.Index(None, "mediator_id", "register_kind", "kind", "since", "until"),
        sa.Index("ix_register_entry_on_a_day", "register_kind", "since", "until", "district_id", "kind", "mediator_id"),
    )  # fmt: skip


class Suspension(Row, table=True):
    """That a register entry is suspended from one day to another (`until` = the first day active again).

    It never outlasts its entry: who has left the register is not suspended but out.
    """

    entry_id: UUID = Field(foreign_key="register_entry.id", index=True, ondelete="CASCADE")
    since: date
    until: date | None = None
    ground: str = Field(max_length=300)
    act_no: str = Field(default="", max_length=60)
    act_on: date | None = None
    act_by: str = Field(default="", max_length=200)
    resumed_ground: str = Field(default="", max_length=300)
    resumed_act_no: str = Field(default="", max_length=60)
    resumed_act_on: date | None = None
    resumed_act_by: str = Field(default="", max_length=200)

    __table_args__ = (sa.CheckConstraint("until IS NULL OR until > since", name="dates"),)


for _kind, _holder in KEPT_BY.items():
    refuse_overlaps(
        table_of(RegisterEntry),
        f"one_entry_at_a_time_{_kind.value}",
        ("mediator_id", "kind", *_holder),
        Only("register_kind", _kind.value),
    )
refuse_overlaps(table_of(Suspension), "one_suspension_at_a_time", ("entry_id",))
chosen_in(Catalogue.DISPUTE_TYPE, table_of(Mediator), "dispute_codes", several=True)
