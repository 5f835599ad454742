"""What the answers without a name come to, by the dated rules by which staff screen."""

import pytest

from mediation_cms.intake.advice_rules import AFRAID, COURT, WHO, advice, after, before, steps
from mediation_cms.intake.screening_rules import ASK, EXCLUDED, Scope

RULINGS = {
    "corruption": EXCLUDED, "crime_category": EXCLUDED, "incapable_party": EXCLUDED, "state_body": ASK,
    "third_parties": EXCLUDED,
}  # fmt: skip
NO_WORRY = {
    "about": "NEI", WHO: "neighbours", COURT: "no", "incapable_party": "no", "third_parties": "no", AFRAID: "no",
}  # fmt: skip


def test_crimes_are_asked_of_only_where_there_may_be_one_and_a_state_body_never_twice() -> None:
    usual = ["about", WHO, COURT, "incapable_party", "third_parties", AFRAID]
    criminal = ["about", WHO, COURT, "corruption", "crime_category", "incapable_party", "third_parties", AFRAID]

    assert steps(RULINGS, {}) == usual
    assert [steps(RULINGS, answers) for answers in ({COURT: "police"}, {COURT: "unknown"}, {"about": "CRM"})] == [
        criminal
    ] * 3


def test_there_is_a_page_before_and_after_each() -> None:
    order = [*steps(RULINGS, {}), "answer"]

    assert [after(step, RULINGS, {}) for step in order[:-1]] == order[1:]
    assert [before(step, RULINGS, {}) for step in order] == [None, *order[:-1]]


@pytest.mark.parametrize(
    ("said", "scope", "grounds", "doubts"),
    [
        ({}, Scope.FITS, (), ()),
        ({"third_parties": "yes"}, Scope.UNFIT, ("third_parties",), ()),
        ({"third_parties": "unknown"}, Scope.DOUBT, (), ("third_parties",)),
        ({WHO: "state"}, Scope.DOUBT, (), ("state_body",)),
        ({COURT: "police", "corruption": "yes", "crime_category": "no"}, Scope.UNFIT, ("corruption",), ()),
        ({"corruption": "yes"}, Scope.FITS, (), ()),
    ],
)
def test_the_answer_follows_the_rules(
    said: dict[str, str], scope: Scope, grounds: tuple[str, ...], doubts: tuple[str, ...]
) -> None:
    found = advice(RULINGS, NO_WORRY | said)

    assert (found.scope, found.grounds, found.doubts) == (scope, grounds, doubts)


def test_who_is_afraid_is_led_to_a_talk_whatever_else_fits() -> None:
    assert [advice(RULINGS, NO_WORRY | {AFRAID: said}).fits for said in ("no", "unknown", "yes")] == [True, True, False]


def test_a_rule_of_a_day_on_which_state_bodies_were_excluded_excludes_them() -> None:
    assert advice(RULINGS | {"state_body": EXCLUDED}, NO_WORRY | {WHO: "state"}).grounds == ("state_body",)
