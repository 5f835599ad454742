"""One press for all tests of papers. Its faces are made once and kept in pytest's own cache."""

from pathlib import Path

import pytest

from mediation_cms.documents.facts import to_json
from mediation_cms.documents.rendering import Press
from tests.documents.reading import text

TEMPLATES = Path(__file__).parents[2] / "pdf_templates"


@pytest.fixture(scope="session")
def fonts(request):
    """Where the static faces are kept between runs."""
    return request.config.cache.mkdir("fonts")


@pytest.fixture(scope="session")
def press(fonts):
    return Press(TEMPLATES, fonts)


@pytest.fixture(scope="session")
def printed(press):
    """The paper of these facts, printed once however many tests look at it."""
    papers = {}

    def print_once(facts):
        key = to_json(facts)
        if key not in papers:
            papers[key] = press.render(facts)
        return papers[key]

    return print_once


@pytest.fixture
def read(printed):
    """The words of the paper, as poppler finds them."""
    return lambda facts: text(printed(facts).pdf)
