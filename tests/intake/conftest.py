"""What the tests of intake stand on."""

import pytest
from sqlmodel import Session

from mediation_cms.intake.models import Request
from tests import make
from tests.make import matters


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """A receptionist, a coordinator and a mediator in a small country with its law."""
    return matters.cast(session)


@pytest.fixture
def request_(session: Session, cast: matters.Cast) -> Request:
    """A request between two neighbours, brought on 26 May 2022."""
    return make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
