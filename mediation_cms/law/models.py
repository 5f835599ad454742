"""Dated rules, labels and days off. Each says from which day it holds, where it stands and how sure that is."""

from datetime import date
from typing import Any

from sqlmodel import Field

from mediation_cms.core.columns import choice, many
from mediation_cms.core.dated import one_after_another
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.overlaps import refuse_overlaps
from mediation_cms.core.wording import Wording


class Certainty(Labelled, context="certainty"):
    """How sure it is that the rule reads so."""

    FOUND = "found", "read in the source"
    PARTLY_FOUND = "partly_found", "partly read in the source, the rest recalled"
    RECALLED = "recalled", "recalled, to be confirmed by a lawyer"
    ASSUMED = "assumed", "our assumption"


class DayKind(Labelled, context="calendar"):
    """Why a day differs from what its weekday says."""

    HOLIDAY = "holiday", "public holiday"
    DAY_OFF = "day_off", "day off moved here"
    WORKING_DAY = "working_day", "working day moved here"


class Rule(Row, table=True):
    """One rule or label, in force from `since` up to the day before `until`. `value` holds the number, the list or the words."""

    code: str = Field(max_length=80, index=True)
    since: date
    until: date | None = None
    value: Any = many()
    kk: str = Field(max_length=300)
    ru: str = Field(max_length=300)
    en: str = Field(max_length=300)
    source: Wording = many()
    certainty: Certainty = choice(Certainty)

    __table_args__ = one_after_another("rule", "code")


class SpecialDay(Row, table=True):
    """A public holiday, a moved day off or a moved working day."""

    day: date = Field(unique=True)
    kind: DayKind = choice(DayKind)
    kk: str = Field(max_length=160)
    ru: str = Field(max_length=160)
    en: str = Field(max_length=160)
    source: Wording = many()
    certainty: Certainty = choice(Certainty)


refuse_overlaps(table_of(Rule), "one_rule_at_a_time", ("code",))
