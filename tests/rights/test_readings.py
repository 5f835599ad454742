"""The log of reading names every page in plain words, and knows no page that is not there."""

import pytest

from mediation_cms.audit.sentences import PAGES as WORDS
from tests.rights.walks import Walk


@pytest.mark.database("sqlite")
def test_every_page_noted_has_words_and_all_words_have_a_page(walks: dict[str, Walk]) -> None:
    for walk in walks.values():
        assert walk.first

    assert set[str]().union(*(walk.noted for walk in walks.values())) == WORDS.keys()
