"""Who attends to a matter besides its mediator: companions of the mediator, and who looked at it in the queue."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled


class Glance(Row, table=True):
    """That somebody has looked at a matter in the queue, and what it waits for: one stands per matter, the newest.

    Colleagues tell "looked at, waiting" from "untouched" by it. `until` is the day on which to look again.
    """

    request_id: UUID = Field(foreign_key="request.id", unique=True, ondelete="CASCADE")
    account_id: UUID = Field(foreign_key="account.id")
    at: datetime = instant()
    waits_for: str = Field(default="", max_length=120)
    until: date | None = None


class Part(Labelled, context="companion"):
    """In what part a mediator works beside the one who conducts the mediation."""

    CO_MEDIATOR = "co_mediator", "co-mediator"
    OBSERVER = "observer", "observer"


class Companion(Row, table=True):
    """That another mediator works beside the one to whom a matter is given, from one day to another.

    A co-mediator conducts the mediation as well (Law on Mediation, article 20: one or several mediators; recalled). An
    observer sees the matter and acts in nothing, and only with the consent of the sides (article 4, confidentiality).
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    mediator_id: UUID = Field(foreign_key="mediator.id")
    part: Part = choice(Part)
    since: date
    until: date | None = None
    sides_agree: bool = False
    reason: str = Field(default="", max_length=400)
    added_by_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (
        sa.CheckConstraint("until IS NULL OR until >= since", name="dates"),
        sa.CheckConstraint("part <> 'observer' OR sides_agree", name="consent"),
        sa.Index("uq_companion_standing", "request_id", "mediator_id", unique=True,
                 sqlite_where=sa.text("until IS NULL"), postgresql_where=sa.text("until IS NULL")),
        sa.Index("ix_companion_of_mediator", "mediator_id", "request_id", "part",
                 sqlite_where=sa.text("until IS NULL"), postgresql_where=sa.text("until IS NULL")),
    )  # fmt: skip


def observers(companions: Iterable[Companion]) -> frozenset[UUID]:
    """The keys of those among the companions who only look on."""
    return frozenset(one.mediator_id for one in companions if one.part is Part.OBSERVER)


def co_mediators(companions: Iterable[Companion]) -> frozenset[UUID]:
    """The keys of those among the companions who conduct the mediation as well."""
    return frozenset(one.mediator_id for one in companions if one.part is Part.CO_MEDIATOR)
