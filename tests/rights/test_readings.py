"""The log of reading names every page in plain words, and knows no page that is not there."""

import pytest
from sqlmodel import col, select

from mediation_cms.audit.models import Reading
from mediation_cms.audit.sentences import PAGES as WORDS
from tests.rights.ground import World
from tests.rights.matrix import PAGES, address


@pytest.mark.database("sqlite")
def test_every_page_noted_has_words_and_all_words_have_a_page(world: World) -> None:
    with world.undone():
        for page in PAGES:
            for name in sorted(page.opens & page.sees if page.opens else ()):
                with world.hand(name).get(address(world, page)):
                    pass
        with world.database.session() as session:
            noted = set(session.exec(select(Reading.page).where(col(Reading.refused).is_(False)).distinct()))

    assert noted == WORDS.keys()
