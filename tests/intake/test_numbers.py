"""Numbers: given once, never twice, without a gap, also when many ask at once."""

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from mediation_cms.intake.models import Request
from mediation_cms.intake.numbers import OF_A_PAPER
from mediation_cms.people.models import Role
from tests import make

PROCESSES, REQUESTS = 4, 12
CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def cabinet(own_engine: Engine, keyring: Keyring, tmp_path: Path) -> str:
    """The code of a cabinet in a database that really commits."""
    with Database(own_engine, keyring, tmp_path).transaction() as session:
        make.law(session)
        country = make.small_country(session)
        make.actor(session, Role.RECEPTIONIST, country.cabinet)
        return country.cabinet.code


def test_four_processes_registering_at_once_get_different_numbers_in_a_row(
    own_engine: Engine, cabinet: str, tmp_path: Path
) -> None:
    url = own_engine.url.render_as_string(hide_password=False)
    runners = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.intake.registering", url, cabinet, str(REQUESTS), str(tmp_path)], cwd=CHECKOUT
        )
        for _process in range(PROCESSES)
    ]

    assert [runner.wait(timeout=120) for runner in runners] == [0] * PROCESSES

    with Session(own_engine) as session:
        numbers = sorted(session.exec(select(Request.number)))
    assert numbers == [f"63-OSK-2022-{number:06d}" for number in range(1, PROCESSES * REQUESTS + 1)]
    assert max(Counter(numbers).values()) == 1


def test_a_registration_that_fails_gives_its_number_back(
    own_engine: Engine, keyring: Keyring, cabinet: str, tmp_path: Path
) -> None:
    database = Database(own_engine, keyring, tmp_path)
    with pytest.raises(RuntimeError):
        make_one_and_fail(database)

    with database.transaction() as session:
        assert make_one(session).number == "63-OSK-2022-000001"


def make_one(session: Session) -> Request:
    """One request by whoever is at work there."""
    receptionist, cabinet = make.anybody(session)
    return make.request(session, receptionist, cabinet, date(2022, 3, 15))


def make_one_and_fail(database: Database) -> None:
    """A registration that does not come to its end."""
    with database.transaction() as session:
        make_one(session)
        raise RuntimeError("the light went out")


@pytest.mark.parametrize(
    "added", ["-A1", "-C", "-L1", "-N", "-R", "-T", "-А1", "-С", "-Л1", "-Н", "-Р", "-Т", "-л2", "-l2"]
)
def test_what_a_paper_adds_to_the_number_of_its_matter_does_not_matter_in_either_script(added: str) -> None:
    assert OF_A_PAPER.sub("", f"63-OSK-2022-000014{added}") == "63-OSK-2022-000014"


@pytest.mark.parametrize("number", ["63-OSK-2022-000014", "2022-14", "OSK-2022-14"])
def test_a_number_without_a_paper_stays_whole(number: str) -> None:
    assert OF_A_PAPER.sub("", number) == number
