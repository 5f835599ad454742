"""Whoever is killed while an import is being written has written nothing of it; it is written when the jobs are back."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlmodel import col, func, select

from mediation_cms.core.db import Database
from mediation_cms.imports.actions import begin_import, confirm, map_columns
from mediation_cms.imports.carrying import carry, carry_out
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
from mediation_cms.imports.carrying import finish, prepare
from mediation_cms.imports.models import Import
url, key, folder = sys.argv[1:]
database = Database(make_engine(url), Keyring((bytes.fromhex(key),)), Path(folder))
with database.session(writes=False) as session:
    prepared = prepare(session, session.exec(select(Import).where(Import.state == "writing")).one())
    print("prepared", flush=True)
    sys.stdin.readline()
with database.transaction() as session:
    finish(session, prepared)
    session.flush()
    print("written", flush=True)
    time.sleep(600)
"""


def counted(database):
    with database.session(writes=False) as session:
        state = session.exec(select(Import.state).where(Import.file_name == "list.xlsx")).one()
        return (
            state,
            session.exec(select(func.count(col(RegisterEntry.id)))).one(),
            session.exec(select(func.count(col(Mediator.id)))).one(),
        )


def test_nobody_waits_while_rows_are_judged_and_who_is_killed_while_they_are_written_has_written_nothing(
    own_engine, keyring, tmp_path
):
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
        import_id = whole.id
    url = own_engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITES_AND_WAITS, url, keyring.keys[0].hex(), str(tmp_path)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path.cwd(),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "prepared\n"
        with database.transaction() as session:  # another list comes meanwhile, and is taken in at once
            place = tree(session).by_code(country.district.code)
            begin_import(session, keeper, place, ImportKind.REGISTER, "other.xlsx", xlsx(HEADINGS, AKHMETOV))
        process.stdin.write("go on\n")
        process.stdin.flush()
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert counted(database) == (ImportState.WRITING, 0, 0)

    carry_out(database, import_id)
    assert counted(database) == (ImportState.DONE, 2, 2)
