"""Events held for the public."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.uses import chosen_in


class CountMethod(Labelled, context="count"):
    """How the audience was counted."""

    LIST = "list", "list"
    COUNT = "count", "count"
    ESTIMATE = "estimate", "estimate"


class Qualifier(Labelled, context="qualifier"):
    """What the source says of a number."""

    EXACT = "eq", "exactly"
    MORE_THAN = "gt", "more than"
    ABOUT = "approx", "about"


class Event(Row, table=True):
    """One event; a joint event is one event. What has learners on a list is a course, never an event."""

    kind: str = Field(max_length=40)
    title_kk: str = Field(max_length=200)
    title_ru: str = Field(max_length=200)
    cabinet_id: UUID | None = Field(default=None, foreign_key="unit.id")
    district_id: UUID = Field(foreign_key="unit.id")
    held_on: date
    venue: str = Field(default="", max_length=200)
    partners: str = Field(default="", max_length=400)
    audience: int
    method: CountMethod = choice(CountMethod)
    qualifier: Qualifier = choice(Qualifier, default=Qualifier.EXACT)
    note: str = Field(default="", max_length=400)

    __table_args__ = (
        sa.CheckConstraint("audience BETWEEN 0 AND 1000000", name="audience"),
        sa.Index(None, "held_on", "district_id", "audience"),
    )


chosen_in(Catalogue.EVENT_KIND, table_of(Event), "kind")
