"""The people of a cabinet, for every test of consultations."""

import pytest
from sqlmodel import Session

from tests.make import matters


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """A receptionist, a coordinator and a mediator in a small country with its law."""
    return matters.cast(session)
