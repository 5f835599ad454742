"""What a mediator declares of relatives, home and organisations, so that nobody is offered a matter of their own people."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled


class TieKind(Labelled, context="tie"):
    """With what a mediator has a tie."""

    RELATIVE = "relative", "relative"
    VILLAGE = "village", "village or rural district"
    ORGANISATION = "organisation", "organisation"


class Kin(Labelled, context="kin"):
    """What a relative is to the mediator."""

    SPOUSE = "spouse", "husband or wife"
    PARENT = "parent", "father or mother"
    CHILD = "child", "son or daughter"
    SIBLING = "sibling", "brother or sister"
    BY_MARRIAGE = "by_marriage", "relative by marriage"
    OTHER = "other", "other relative"


class Tie(Row, table=True):
    """A tie that a mediator declared, from one day to another (`until` = the first day on which it is none any more).

    A relative by name, a village in words with its district where the tree has one, an organisation by name. `key` is what
    it is found by: `short_key` of the name, `place_key`, `organisation_key`. Never an ethnicity.
    """

    mediator_id: UUID = Field(foreign_key="mediator.id", index=True, ondelete="CASCADE")
    kind: TieKind = choice(TieKind)
    kin: Kin | None = choice(Kin, default=None, nullable=True)
    surname: str = Field(default="", max_length=120)
    given_name: str = Field(default="", max_length=120)
    patronymic: str = Field(default="", max_length=120)
    born_on: date | None = None
    called: str = Field(default="", max_length=300)
    near_id: UUID | None = Field(default=None, foreign_key="unit.id")
    key: str = Field(max_length=400)
    since: date
    until: date | None = None
    entered_by_id: UUID = Field(foreign_key="account.id")
    entered_at: datetime = instant()

    __table_args__ = (
        sa.CheckConstraint("until IS NULL OR until > since", name="dates"),
        sa.CheckConstraint("(kind = 'relative') = (kin IS NOT NULL AND given_name <> '')", name="relative"),
        sa.CheckConstraint("(kind = 'relative') = (called = '')", name="called"),
        sa.Index(None, "key", "kind", "mediator_id"),
    )

    @property
    def name(self) -> str:
        """Whom or what it is with."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic, self.called) if part)
