"""Writes docs/rules.md from the rules of the seed `reference`: .venv/bin/python scripts/rules.py."""

import json
from pathlib import Path

from mediation_cms.core.wording import wording
from mediation_cms.law.models import Rule
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_law import read_rules

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
HEAD = """\
# Dated rules

What the law, policy and our own assumptions say, by the day. Code asks `law.queries.value(session, code, on)`; nothing of
this is a constant. An administrator of the republic dates a new version or corrects one; every change has a history.

This page is made from `seed/reference/rules.toml` by `.venv/bin/python scripts/rules.py`; a test holds the two together.
**until** is the first day without the rule. What is not marked *read in the source* must be seen by a lawyer before it is
relied on; where a day could not be found, it is said beside the source.

| code | from | until | value | what it is | source | certainty |
|---|---|---|---|---|---|---|
"""


def page() -> str:
    """The page as it should be."""
    return HEAD + "".join(line(rule) for rule in read_rules(REFERENCE))


def line(rule: Rule) -> str:
    """One version of a rule as a line of the table."""
    value = f"`{json.dumps(rule.value, ensure_ascii=False)}`"
    until = str(rule.until or "")
    cells = (
        f"`{rule.code}`",
        str(rule.since),
        until,
        value,
        rule.en,
        str(wording(rule.source)),
        str(rule.certainty.label),
    )
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
