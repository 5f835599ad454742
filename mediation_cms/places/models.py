"""The tree of places. Everything in it has dates: `since` is the first day, `until` the first day after (None = open)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, many
from mediation_cms.core.dated import one_after_another
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.overlaps import refuse_overlaps
from mediation_cms.core.wording import Wording


class Level(Labelled, context="place"):
    """Where a unit stands in the tree."""

    REPUBLIC = "republic", "Republic"
    REGION = "region", "Region or city"
    DISTRICT = "district", "District or town"
    CABINET = "cabinet", "Mediation cabinet"


class Owner(Labelled, context="owner of a cabinet"):
    """Who keeps a cabinet."""

    ANK = "ank", "Assembly of People of Kazakhstan"
    AKIMAT = "akimat", "akimat"
    MEDIATORS_ORGANISATION = "mediators_organisation", "mediators' organisation"
    PRIVATE = "private", "private"


class MandateKind(Labelled, context="mandate"):
    """What a cabinet is there for: mediation with agreements, or prevention without them."""

    MEDIATION = "mediation", "mediation"
    ETHNOMEDIATION = "ethnomediation", "ethnomediation"


class Unit(Row, table=True):
    """A republic, region, district or cabinet.

    `code` is how people and programs name it: KZ, a two-digit region, the slug of a district, a cabinet such as 63-OSK.
    `short` is the cabinet's part of a request number (OSK). `physical` is False for a virtual cabinet, which is a channel.
    `video` is the address at which one joins a talk by video, of a cabinet that has one.
    """

    code: str = Field(unique=True, max_length=40)
    short: str = Field(default="", max_length=8)
    level: Level = choice(Level, index=True)
    opened_on: date | None = None
    closed_on: date | None = None
    physical: bool = True
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=120)
    address: dict[str, str] = many(default_factory=dict)
    video: str = Field(default="", max_length=300)

    __table_args__ = (
        sa.CheckConstraint("closed_on IS NULL OR opened_on IS NULL OR closed_on > opened_on", name="dates"),
    )

    def is_open(self, on: date) -> bool:
        """Whether the unit exists on that day."""
        return (self.opened_on is None or self.opened_on <= on) and (self.closed_on is None or on < self.closed_on)


class UnitName(Row, table=True):
    """A dated name in three languages. `forms` holds the phrases that `places.forms` cannot derive: kk_in, ru_of, en_by."""

    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    since: date
    until: date | None = None
    kk: str = Field(max_length=160)
    ru: str = Field(max_length=160)
    en: str = Field(max_length=160)
    forms: dict[str, str] = many(default_factory=dict)
    source: Wording = many(default="")

    __table_args__ = one_after_another("unit_name", "unit_id")


class UnitAlias(Row, table=True):
    """Another name that people use for a unit, and its folded form for look-ups."""

    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    alias: str = Field(max_length=160)
    folded: str = Field(max_length=160, index=True)


class Placing(Row, table=True):
    """Under which unit a unit lies, from one day to another."""

    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    parent_id: UUID = Field(foreign_key="unit.id", index=True)
    since: date
    until: date | None = None
    source: Wording = many(default="")

    __table_args__ = one_after_another("placing", "unit_id")


class Succession(Row, table=True):
    """That a unit continues, wholly or in part, another one from a day on."""

    predecessor_id: UUID = Field(foreign_key="unit.id", index=True)
    successor_id: UUID = Field(foreign_key="unit.id", index=True)
    since: date
    source: Wording = many(default="")

    __table_args__ = (sa.UniqueConstraint("predecessor_id", "successor_id"),)


class Ownership(Row, table=True):
    """Who keeps a cabinet, from one day to another."""

    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    owner: Owner = choice(Owner)
    owner_name: str = Field(default="", max_length=200)
    since: date
    until: date | None = None
    source: Wording = many(default="")

    __table_args__ = one_after_another("ownership", "unit_id")


class Mandate(Row, table=True):
    """What a cabinet is there for, from one day to another, and who says so."""

    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    mandate: MandateKind = choice(MandateKind)
    since: date
    until: date | None = None
    source: Wording = many()

    __table_args__ = one_after_another("mandate", "unit_id")


for _dated in (UnitName, Placing, Ownership, Mandate):
    _table = table_of(_dated)
    refuse_overlaps(_table, f"one_{_table.name}_at_a_time", ("unit_id",))
