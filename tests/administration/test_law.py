"""Rules and the calendar change by administrators of the republic, from a day on and with a source."""

from datetime import date

import pytest

from mediation_cms.administration.inputs import RuleIn, RuleWordsIn, SpecialDayIn
from mediation_cms.administration.law_actions import (
    add_rule_version,
    add_special_day,
    correct_rule,
    remove_special_day,
)
from mediation_cms.administration.queries import history_of_rule, rule_versions
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.law.models import Certainty
from mediation_cms.law.queries import rule, value, working_calendar
from mediation_cms.people.models import Role
from tests import make

NEW_TERM = {
    "code": "mediation.term_days", "since": "2027-01-01", "value": "45", "kk": "Мерзім", "ru": "Срок", "en": "Term",
    "source": {"kk": "Жаңа заң", "ru": "Новый закон", "en": "New law"}, "certainty": "found",
}  # fmt: skip
MOVED_DAY = {
    "day": "2027-05-08", "kind": "working_day", "kk": "Жұмыс күні", "ru": "Рабочий день", "en": "Working day",
    "source": "Қаулы", "certainty": "found",
}  # fmt: skip


def words(**other) -> RuleWordsIn:
    return RuleWordsIn.checked({name: said for name, said in NEW_TERM.items() if name not in {"code", "since"}} | other)


def test_a_rule_reads_otherwise_from_a_day_on_and_the_old_one_ends_the_day_before(session, administrator):
    add_rule_version(session, administrator, RuleIn.checked(NEW_TERM))

    assert [value(session, "mediation.term_days", day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [30, 45]
    assert [version.until for version in rule_versions(session, "mediation.term_days")] == [date(2027, 1, 1), None]
    assert rule(session, "mediation.term_days", date(2027, 1, 1)).source.in_(Language.RU) == "Новый закон"


def test_a_rule_does_not_change_twice_on_one_day(session, administrator):
    add_rule_version(session, administrator, RuleIn.checked(NEW_TERM))
    with pytest.raises(Refused, match="There is already an entry from 1 January 2027"):
        add_rule_version(session, administrator, RuleIn.checked(NEW_TERM))


def test_a_correction_changes_the_version_and_the_history_keeps_what_stood_there(session, administrator):
    (version,) = rule_versions(session, "mediation.term_days")
    correct_rule(session, administrator, version, words(value=31, certainty="assumed"))

    found = rule(session, "mediation.term_days", date(2020, 1, 1))
    assert (found.value, found.words.in_(Language.KK), found.certainty) == (31, "Мерзім", Certainty.ASSUMED)
    line = history_of_rule(session, "mediation.term_days")[0]
    assert (line.action, line.details["before"], line.details["value"]) == ("rule.corrected", 30, 31)


def test_the_history_of_a_rule_tells_of_all_its_versions(session, administrator):
    add_rule_version(session, administrator, RuleIn.checked(NEW_TERM))
    for version in rule_versions(session, "mediation.term_days"):
        correct_rule(session, administrator, version, words(value=33))

    actions = [line.action for line in history_of_rule(session, "mediation.term_days")]
    assert sorted(actions) == ["rule.corrected", "rule.corrected", "rule.version_added"]


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("mediation.term_days", "thirty"),
        ("mediation.term_days", "-1"),
        ("mediation.term_days", ""),
        ("mediation.term_days", [30]),
        ("mediation.alert_days", "7, three"),
        ("cabinet.mandate.ank", ""),
        ("mediator.papers", {"professional": []}),
    ],
)
def test_a_rule_keeps_its_kind_of_value(session, administrator, code, typed):
    with pytest.raises(Invalid) as problem:
        add_rule_version(session, administrator, RuleIn.checked(NEW_TERM | {"code": code, "value": typed}))
    assert list(problem.value.fields) == ["value"]


def test_a_list_is_typed_with_commas(session, administrator):
    given = RuleIn.checked(NEW_TERM | {"code": "mediation.alert_days", "value": "10, 5,1"})

    assert add_rule_version(session, administrator, given).value == [10, 5, 1]


def test_only_rules_that_the_product_asks_for_are_entered(session, administrator):
    with pytest.raises(Invalid, match="There is no rule with this code"):
        add_rule_version(session, administrator, RuleIn.checked(NEW_TERM | {"code": "mediation.no_such_rule"}))


def test_a_saturday_becomes_a_working_day_and_ceases_to_be_one(session, administrator):
    saturday = date(2027, 5, 8)
    day = add_special_day(session, administrator, SpecialDayIn.checked(MOVED_DAY))
    assert working_calendar(session).is_working(saturday)
    with pytest.raises(Invalid, match="in the calendar already"):
        add_special_day(session, administrator, SpecialDayIn.checked(MOVED_DAY))

    remove_special_day(session, administrator, day)
    assert not working_calendar(session).is_working(saturday)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_but_the_administrator_of_the_republic_changes_the_law(session, country, role):
    place = country.region if role is Role.ADMINISTRATOR else country.republic
    somebody = make.actor(session, role, place)
    (version,) = rule_versions(session, "mediation.term_days")
    day = add_special_day(session, make.system(session), SpecialDayIn.checked(MOVED_DAY))
    attempts = (
        lambda: add_rule_version(session, somebody, RuleIn.checked(NEW_TERM)),
        lambda: correct_rule(session, somebody, version, words()),
        lambda: add_special_day(session, somebody, SpecialDayIn.checked(MOVED_DAY | {"day": "2027-05-15"})),
        lambda: remove_special_day(session, somebody, day),
    )

    for attempt in attempts:
        with pytest.raises(Forbidden):
            attempt()
    assert value(session, "mediation.term_days", date(2027, 1, 1)) == 30
