"""The page of the rules says what the seed plants."""

from scripts.rules import PAGE, page


def test_the_page_of_the_rules_is_made_from_the_seed():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: .venv/bin/python scripts/rules.py"
