"""What administrators of the republic do to dated rules and to the calendar."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.administration.inputs import RuleIn, RuleWordsIn, SpecialDayIn
from mediation_cms.administration.queries import rule_versions, special_day_on
from mediation_cms.administration.rules import fit_in, shaped
from mediation_cms.audit import record
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.stamps import restamp
from mediation_cms.law.models import Rule, SpecialDay
from mediation_cms.law.queries import STAMP


def add_rule_version(session: Session, actor: Actor, given: RuleIn) -> Rule:
    """A rule reads otherwise from a day on; the version before ends the day before. Only known codes are asked for."""
    authorize(actor, Can.MANAGE_LAW)
    versions = rule_versions(session, given.code)
    if not versions:
        raise Invalid({"code": _("There is no rule with this code. Choose one from the list.")})
    value = shaped(given.value, versions[-1].value)
    fresh = Rule(**given.model_dump() | {"value": value})
    fit_in(versions, fresh)
    session.flush()  # the version before ends first: only one may be open
    session.add(fresh)
    session.flush()
    record(session, actor, "rule.version_added", fresh, code=fresh.code, since=fresh.since, value=value)
    restamp(session, STAMP)
    return fresh


def correct_rule(session: Session, actor: Actor, rule: Rule, given: RuleWordsIn) -> None:
    """Put right what was entered wrongly, for all days of this version. The history keeps what stood there before."""
    authorize(actor, Can.MANAGE_LAW)
    before = rule.value
    rule.value = shaped(given.value, before)
    rule.kk, rule.ru, rule.en, rule.source, rule.certainty = given.kk, given.ru, given.en, given.source, given.certainty
    session.add(rule)
    record(session, actor, "rule.corrected", rule, code=rule.code, since=rule.since, before=before, value=rule.value)
    restamp(session, STAMP)


def add_special_day(session: Session, actor: Actor, given: SpecialDayIn) -> SpecialDay:
    """A day off or a working day that its weekday does not tell."""
    authorize(actor, Can.MANAGE_LAW)
    if special_day_on(session, given.day):
        raise Invalid({"day": _("This day is in the calendar already. Remove that entry first.")})
    day = SpecialDay(**given.model_dump())
    session.add(day)
    session.flush()
    record(session, actor, "calendar.day_added", day, day=day.day, kind=day.kind, name=day.kk)
    restamp(session, STAMP)
    return day


def remove_special_day(session: Session, actor: Actor, day: SpecialDay) -> None:
    """The day is again what its weekday tells."""
    authorize(actor, Can.MANAGE_LAW)
    session.delete(day)
    record(session, actor, "calendar.day_removed", day, day=day.day, kind=day.kind, name=day.kk)
    restamp(session, STAMP)
