"""What the law said on a day: rules, labels and the working calendar. Asked of a memo that a process renews after a change."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.core.dated import in_force
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import Text, Words, _
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import all_rows, memo
from mediation_cms.core.wording import wording
from mediation_cms.law.models import Certainty, DayKind, Rule, SpecialDay
from mediation_cms.law.rules import WorkingCalendar, rolled, working_day_after

STAMP = "law"


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """One version of a rule: `value` is the number, list or words; `words` the label, or what the rule is about."""

    id: UUID
    code: str
    since: date
    until: date | None
    value: Any
    words: Words
    source: Text
    certainty: Certainty


@dataclass(frozen=True)
class Calendar(WorkingCalendar):
    """The working calendar of Kazakhstan, with the days that differ from what their weekday says."""

    def next_working(self, day: date) -> date:
        """The day itself where it is worked, otherwise the next working day."""
        return rolled(day, self.is_working)

    def after(self, day: date, days: int) -> date:
        """The day on which so many working days have passed after `day`, which does not count itself."""
        return working_day_after(day, days, self.is_working)


def rule(session: Session, code: str, on: date) -> RuleInForce:
    """The rule with this code as it stood on that day. Refused when there was none."""
    found = in_force(versions(session, code), on)
    if found is None:
        raise Refused(no_rule(code, on))
    return found


def no_rule(code: str, on: date) -> Text:
    """The sentence for a rule that is not there on that day."""
    return _("No rule %(code)s is in force on %(day)s. An administrator enters it in the settings.", code=code, day=on)


def value(session: Session, code: str, on: date) -> Any:
    """The number, list or words of the rule on that day. Refused when there was none."""
    return rule(session, code, on).value


def label(session: Session, code: str, on: date) -> dict[str, str]:
    """The words of a label or name on that day, by language: kk, ru, en. Refused when there were none."""
    words = rule(session, code, on).words
    return {language.value: words.in_(language) for language in Language}


def versions(session: Session, code: str) -> Sequence[RuleInForce]:
    """Every version of a rule, earliest first; none for an unknown code."""
    return _rules(session).get(code, ())


def rules_on(session: Session, on: date) -> list[RuleInForce]:
    """Everything that is in force on that day, in the order of the codes."""
    return [found for held in _rules(session).values() if (found := in_force(held, on)) is not None]


def codes(session: Session) -> list[str]:
    """Every code of which there is a rule, on whatever day."""
    return list(_rules(session))


def working_calendar(session: Session) -> Calendar:
    """Which days are worked, from the dated table of special days and the weekdays."""
    return memo(session, STAMP, lambda: _read(session)).calendar


def special_days(session: Session, first: date, last: date) -> list[SpecialDay]:
    """The days from the first to the last that differ from what their weekday says."""
    between = col(SpecialDay.day).between(first, last)
    return list(session.exec(select(SpecialDay).where(between).order_by(col(SpecialDay.day))))


@dataclass(frozen=True)
class _Law:
    rules: Mapping[str, Sequence[RuleInForce]]
    calendar: Calendar


def _rules(session: Session) -> Mapping[str, Sequence[RuleInForce]]:
    return memo(session, STAMP, lambda: _read(session)).rules


def _read(session: Session) -> _Law:
    rules: dict[str, list[RuleInForce]] = defaultdict(list)
    for row in all_rows(session, Rule, "code", "since"):
        words, source = Words(row.kk, row.ru, row.en), wording(row.source)
        rules[row.code].append(
            RuleInForce(row.id, row.code, row.since, row.until, row.value, words, source, row.certainty)
        )
    days = all_rows(session, SpecialDay)
    return _Law(
        rules=dict(rules),
        calendar=Calendar(
            days_off=frozenset(day.day for day in days if day.kind is not DayKind.WORKING_DAY),
            working_days=frozenset(day.day for day in days if day.kind is DayKind.WORKING_DAY),
        ),
    )
