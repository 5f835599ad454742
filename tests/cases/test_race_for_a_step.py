"""Two hands on one case: of several processes that take the same step, exactly one takes it."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlmodel import Session, select

from mediation_cms.audit.models import Entry
from mediation_cms.cases.models import Answer, Assignment, Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database
from tests.cases.accepting import TOLD_NO
from tests.make import matters

PROCESSES = 4
CHECKOUT = Path(__file__).parents[2]


def test_of_four_processes_that_accept_one_offer_exactly_one_takes_the_case(
    own_engine: Engine, keyring: Keyring, tmp_path: Path
) -> None:
    with Database(own_engine, keyring, tmp_path).transaction() as session:
        cast = matters.cast(session)
        case = matters.offered(session, cast)
        named = [str(case.id), str(cast.mediator.account_id), str(tmp_path)]
    url = own_engine.url.render_as_string(hide_password=False)

    runners = [
        subprocess.Popen([sys.executable, "-m", "tests.cases.accepting", url, *named], cwd=CHECKOUT)
        for _process in range(PROCESSES)
    ]

    assert sorted(runner.wait(timeout=120) for runner in runners) == [0] + [TOLD_NO] * (PROCESSES - 1)
    with Session(own_engine) as session:
        assert session.exec(select(Case.status)).one() is CaseStatus.IN_WORK
        assert session.exec(select(Assignment.answer)).one() is Answer.ACCEPTED
        accepted = select(Entry).where(Entry.action == "case.accepted")
        assert len(session.exec(accepted).all()) == 1
