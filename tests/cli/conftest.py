"""The command line on an installation of its own."""

import pytest

from tests.installation import Installation


@pytest.fixture
def installation(new_database, tmp_path, request):
    made = Installation(tmp_path, new_database(), request.config.cache.mkdir("fonts"))
    yield made
    made.close()
