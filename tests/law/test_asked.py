"""The list of rules that `check` looks after is the one that the code asks for."""

import re
from pathlib import Path

from mediation_cms.law.asked import ASKED
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_law import read_rules

CODE = Path(__file__).parents[2] / "mediation_cms"
ASKING = re.compile(r'\b(?:value|rule|label|versions)\((?:g\.)?session, (f?)"([a-z_.{}]+)"')


def test_every_rule_that_the_code_asks_for_is_looked_after():
    asked = {found for path in CODE.rglob("*.py") for found in ASKING.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) >= 10

    for pattern, code in asked:
        like = re.compile(re.sub(r"\{[^}]+\}", "[a-z_]+", code.replace(".", r"\.")) if pattern else re.escape(code))
        assert any(map(like.fullmatch, ASKED)), code


def test_the_seed_holds_every_rule_that_is_asked_for():
    open_ended = {rule.code for rule in read_rules(REFERENCE) if rule.until is None}
    assert [code for code in ASKED if code not in open_ended] == []
