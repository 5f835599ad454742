"""Catalogues whose codes are stable and whose words, order and validity are data; the clauses of the library."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled


class Catalogue(Labelled, context="catalogue"):
    """Which list an item belongs to."""

    DISPUTE_TYPE = "dispute_type", "Dispute categories"
    REFUSAL_GROUND = "refusal_ground", "Grounds of refusal"
    REFERRAL = "referral", "Where people are sent"
    SOURCE = "source", "Who sent the applicant"
    EVENT_KIND = "event_kind", "Kinds of event"
    INVITATION_REFUSAL = "invitation_refusal", "Why another side declines"


class ClausePurpose(Labelled, context="clause"):
    """What a clause of the library is for."""

    OBLIGATION = "obligation", "Obligation"
    PROCEDURE = "procedure", "How the sides deal with each other"
    CONSEQUENCE = "consequence", "Consequence of non-performance"
    SUBJECT = "subject", "Subject of the dispute"


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

    __table_args__ = (
        sa.UniqueConstraint("catalogue", "code"),
        sa.CheckConstraint("code <> ''", name="code"),
        sa.CheckConstraint("until IS NULL OR since IS NULL OR since < until", name="dates"),
    )


class Clause(Row, table=True):
    """A clause that mediators take into an agreement and then change as the sides wish, in Kazakh and in Russian.

    `dispute_code` is a dispute type of any level; empty: for every dispute. The texts hold placeholders of the closed list in
    `disputes/placeholders.py`. A clause never goes, it ends: terms tell from which one they were taken.
    """

    code: str = Field(max_length=60, unique=True)
    dispute_code: str = Field(default="", max_length=40)
    purpose: ClausePurpose = choice(ClausePurpose)
    position: int = 0
    name_kk: str = Field(max_length=120)
    name_ru: str = Field(max_length=120)
    name_en: str = Field(max_length=120)
    kk: str = Field(max_length=2000)
    ru: str = Field(max_length=2000)
    since: date | None = None
    until: date | None = None

    __table_args__ = (
        sa.CheckConstraint("code <> ''", name="code"),
        sa.CheckConstraint("until IS NULL OR since IS NULL OR since < until", name="dates"),
    )


refuse(table_of(Clause), "clause_code_stands", "UPDATE", changed("code"), "a code once given does not change")
keep(table_of(Clause), "a clause ends by a day, it does not go")
_CODE = changed("catalogue", "code", "parent_code")
_UNDER = (
    "EXISTS (SELECT 1 FROM catalogue_item AS sub WHERE sub.catalogue = OLD.catalogue AND sub.parent_code = OLD.code)"
)
refuse(table_of(CatalogueItem), "catalogue_item_code_stands", "UPDATE", _CODE, "a code once given does not change")
refuse(
    table_of(CatalogueItem), "catalogue_item_with_others_stays", "DELETE", _UNDER, "other items stand under this one"
)
