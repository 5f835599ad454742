"""What a page links to opens for whoever reads the page: nobody is led to a door that is shut to them."""

import pytest

from tests.rights.ground import EVERYBODY
from tests.rights.walks import Walk

SAMPLES = ("/styleguide", "/static")  # a page that shows how links look, and files


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("name", EVERYBODY)
def test_every_link_on_a_page_opens_for_its_reader(walks: dict[str, Walk], name: str) -> None:
    opened = walks[name].whole
    shut = {
        f"{at} → {link}": opened[link].status
        for at, visit in walks[name].first.items() if not at.startswith(SAMPLES)
        for link in visit.links if link in opened and opened[link].status >= 400
    }  # fmt: skip

    assert shut == {}
