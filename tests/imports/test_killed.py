"""Whoever is killed while an import is being written has written nothing of it; it is written when the jobs are back."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlmodel import col, func, select

from mediation_cms.core.db import Database
from mediation_cms.imports.actions import begin_import, confirm, map_columns
from mediation_cms.imports.carrying import carry
from mediation_cms.imports.inputs import ConfirmationIn, MappingIn
from mediation_cms.imports.models import Import, ImportKind, ImportState
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.people.models import Role
from mediation_cms.places.queries import tree
from tests import make
from tests.imports.conftest import AKHMETOV, HEADINGS, SERIKOVA, xlsx

WRITES_AND_WAITS = """
import sys, time
from pathlib import Path
from sqlmodel import select
from mediation_cms import schema
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.imports.carrying import carry
from mediation_cms.imports.models import Import
url, key, folder = sys.argv[1:]
database = Database(make_engine(url), Keyring((bytes.fromhex(key),)), Path(folder))
with database.transaction() as session:
    carry(session, session.exec(select(Import)).one())
    session.flush()
    print("written", flush=True)
    time.sleep(600)
"""


def counted(database):
    with database.session(writes=False) as session:
        state = session.exec(select(Import.state)).one()
        return (
            state,
            session.exec(select(func.count(col(RegisterEntry.id)))).one(),
            session.exec(select(func.count(col(Mediator.id)))).one(),
        )


def test_an_import_killed_in_the_middle_has_written_nothing_and_is_written_afterwards(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)
    with database.transaction() as session:
        country = make.small_country(session)
        keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
        whole = begin_import(
            session,
            keeper,
            tree(session).by_code(country.district.code),
            ImportKind.REGISTER,
            "list.xlsx",
            xlsx(HEADINGS, SERIKOVA, AKHMETOV),
        )
        map_columns(session, keeper, whole, MappingIn.checked({"columns": whole.columns}))
        carry(session, whole)
        confirm(session, keeper, whole, ConfirmationIn())
    url = own_engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITES_AND_WAITS, url, keyring.keys[0].hex(), str(tmp_path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path.cwd(),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert counted(database) == (ImportState.WRITING, 0, 0)

    with database.transaction() as session:
        carry(session, session.exec(select(Import)).one())
    assert counted(database) == (ImportState.DONE, 2, 2)
