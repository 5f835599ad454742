"""What a mediator's card says to people: photo, ways to talk, districts, experience, words about oneself, contacts."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, many
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled


class ContactKind(Labelled, context="mediator's contact"):
    """By what a mediator can be reached."""

    PHONE = "phone", "phone"
    EMAIL = "email", "e-mail"
    SITE = "site", "website"
    ADDRESS = "address", "address of reception"


class MediatorCard(Row, table=True):
    """What is told of a mediator beyond the register. The key is the mediator's own; who has told nothing has no row.

    `modes`: how they can be talked to; `practising_since`: the year since which they mediate. The photo is public only where
    it is ticked so (`photo_public`).
    """

    id: UUID = Field(foreign_key="mediator.id", primary_key=True, ondelete="CASCADE")
    photo_id: UUID | None = Field(default=None, foreign_key="stored_file.id")
    photo_public: bool = False
    modes: list[str] = many(default_factory=list)
    practising_since: int | None = None
    about_kk: str = Field(default="", max_length=600)
    about_ru: str = Field(default="", max_length=600)

    __table_args__ = (
        sa.CheckConstraint("practising_since IS NULL OR practising_since BETWEEN 1950 AND 2200", name="practising_since"),
        sa.CheckConstraint("photo_id IS NOT NULL OR NOT photo_public", name="photo"),
    )  # fmt: skip


class ServedDistrict(Row, table=True):
    """That a mediator also goes to this district or town, wherever the register entry lies."""

    mediator_id: UUID = Field(foreign_key="mediator.id", ondelete="CASCADE")
    district_id: UUID = Field(foreign_key="unit.id", index=True)

    __table_args__ = (sa.UniqueConstraint("mediator_id", "district_id"),)


class MediatorContact(Row, table=True):
    """One way to reach a mediator at work. `public`: everybody may read it while the mediator is active; else staff alone."""

    mediator_id: UUID = Field(foreign_key="mediator.id", index=True, ondelete="CASCADE")
    kind: ContactKind = choice(ContactKind)
    value: str = Field(max_length=200)
    public: bool = False
    position: int = 0
