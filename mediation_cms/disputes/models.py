"""Catalogues whose codes are stable and whose words, order and validity are data."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice
from mediation_cms.core.db import Row
from mediation_cms.core.i18n import Labelled


class Catalogue(Labelled, context="catalogue"):
    """Which list an item belongs to."""

    DISPUTE_TYPE = "dispute_type", "Dispute categories"
    EVENT_KIND = "event_kind", "Kinds of event"


class CatalogueItem(Row, table=True):
    """One item: its code never changes, its words and place in the list may; `until` is the first day without it."""

    catalogue: Catalogue = choice(Catalogue)
    code: str = Field(max_length=40)
    parent_code: str = Field(default="", max_length=40)
    position: int = 0
    kk: str = Field(max_length=200)
    ru: str = Field(max_length=200)
    en: str = Field(max_length=200)
    since: date | None = None
    until: date | None = None

    __table_args__ = (sa.UniqueConstraint("catalogue", "code"),)
