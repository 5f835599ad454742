"""An import of 10,000 rows of a register: time and memory of each step, against openpyxl reading the same file alone.

`python -m bench.imports [rows]`. Over a new SQLite database on disk, each step in a process of its own, so that its memory is its
own. The floor is what nobody can go below: openpyxl reading every cell of the same file. Beside each step stands how long others
who wanted to write would have waited: the rest is done in a session that only reads.
"""

import multiprocessing
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import UUID

import xlsxwriter
from openpyxl import load_workbook
from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import actor_of
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.errors import Invalid
from mediation_cms.imports.actions import begin_import, confirm, map_columns, undo
from mediation_cms.imports.carrying import finish, prepare
from mediation_cms.imports.inputs import ConfirmationIn, MappingIn
from mediation_cms.imports.models import Import, ImportKind, ImportState
from mediation_cms.people.models import Account, Role
from mediation_cms.people.rules import check_digit
from mediation_cms.places.queries import tree
from mediation_cms.schema import metadata
from tests import make

HEADINGS = (
    "ИИН",
    "Фамилия",
    "Имя",
    "Отчество",
    "Номер в реестре",
    "Вид медиатора",
    "Дата включения",
    "Языки",
    "Телефон",
)
BORN = date(1960, 1, 1)
TOO_MANY = 50_000
GOOD = {"reading and preview": "≤ 4 ×", "writing": "≤ 10 s"}
Step = tuple[str, float, float, float]
"""What it is; seconds of processor, seconds for which others wait, MB at the highest."""


def import_rows(many: int) -> list[str]:
    """A table: reading, writing and undoing so many rows, beside openpyxl reading the file alone."""
    folder = Path(mkdtemp(prefix="bitim-bench-"))
    try:
        steps = _steps(folder, many)
    finally:
        shutil.rmtree(folder)
    floor = steps[0][1]
    rows = [
        "| import of a register | rows | CPU, s | times openpyxl | others wait, s | highest memory, MB | good |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, seconds, waits, memory in steps:
        n = TOO_MANY if "refused" in name else many
        rows.append(
            f"| {name} | {n:,} | {seconds:.2f} | {seconds / floor:.1f} | {waits:.2f} | {memory:.0f} | {GOOD.get(name, '')} |"
        )
    print("\n".join(rows), flush=True)
    return rows


def register(many: int) -> bytes:
    """A spreadsheet of so many mediators, each with an IIN of their own."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, heading in enumerate(HEADINGS):
            sheet.write(0, at, heading)
        for at in range(many):
            born = BORN + timedelta(days=at % 10_000)
            for place, value in enumerate((_iin(born, at), f"Тегі{at}", f"Аты{at % 100}", "Маратұлы", str(at + 1), "кәсіби",
                                           "10.01.2020", "қазақша, орысша", f"+7 7182 0{at:05d}"[:16])):  # fmt: skip
                sheet.write_string(at + 1, place, value)
    return kept.getvalue()


def _iin(born: date, at: int) -> str:
    """A valid number; of the five figures in between the first that has a check digit."""
    for more in range(100):
        first = f"{born:%y%m%d}3{(at // 10_000 * 100 + more):04d}"
        digit = check_digit(first)
        if digit is not None:
            return f"{first}{digit}"
    raise AssertionError(at)


# --- each step in a process of its own ---------------------------------------------------------------------------------


def _steps(folder: Path, many: int) -> list[Step]:
    (folder / "list.xlsx").write_bytes(register(many))
    (folder / "long.xlsx").write_bytes(register(TOO_MANY))
    keys = _alone(_begun, folder)
    steps = [_alone(_floor, folder)]
    steps.append(_alone(_uploaded, folder, keys))
    steps.append(_alone(_carried, folder, "reading and preview", ImportState.READING))
    _alone(_confirmed, folder)
    steps.append(_alone(_carried, folder, "writing", ImportState.WRITING))
    _alone(_uploaded, folder, keys)
    steps.append(_alone(_carried, folder, "the same file again: reading and preview", ImportState.READING))
    _alone(_undone, folder)
    steps.append(_alone(_carried, folder, "undoing all of it", ImportState.UNDOING))
    steps.append(_alone(_refused, folder, keys))
    return steps


def _alone(what: Callable[..., Any], *given: object) -> Any:
    """What it answers, done in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(what, given)


def _database(folder: Path) -> Database:
    return Database(make_engine(f"sqlite:///{folder / 'bitim.sqlite3'}"), Keyring((b"k" * 32,)), folder)


def _begun(folder: Path) -> tuple[UUID, UUID]:
    """A country with its law and a keeper: the account and the place."""
    database = _database(folder)
    with database.connection() as connection:
        metadata.create_all(connection)
    with database.transaction() as session:
        country = make.small_country(session)
        make.law(session)
        keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
        return keeper.account_id, country.district.id


def _floor(folder: Path) -> Step:
    content, worked = (folder / "list.xlsx").read_bytes(), time.process_time()
    book = load_workbook(BytesIO(content), read_only=True)
    for row in book.active.iter_rows(values_only=True):
        len(row)
    return "openpyxl reading the file alone", time.process_time() - worked, 0.0, _highest()


def _uploaded(folder: Path, keys: tuple[UUID, UUID]) -> Step:
    content, worked, begun = (folder / "list.xlsx").read_bytes(), time.process_time(), time.perf_counter()
    with _database(folder).transaction() as session:
        keeper, place = actor_of(session, session.get_one(Account, keys[0])), tree(session).unit(keys[1])
        whole = begin_import(session, keeper, place, ImportKind.REGISTER, "list.xlsx", content)
        map_columns(session, keeper, whole, MappingIn.checked({"columns": whole.columns, "heading": 1, "lines": 1}))
    return "upload and mapping", time.process_time() - worked, time.perf_counter() - begun, _highest()


def _carried(folder: Path, name: str, state: ImportState) -> Step:
    database, worked = _database(folder), time.process_time()
    with database.session(writes=False) as session:
        prepared = prepare(session, _waiting(session, state))
    begun = time.perf_counter()
    with database.transaction() as session:
        if not finish(session, prepared):
            raise SystemExit(f"{name}: nothing was written")
    return name, time.process_time() - worked, time.perf_counter() - begun, _highest()


def _confirmed(folder: Path) -> None:
    with _database(folder).transaction() as session:
        whole = _waiting(session, ImportState.READY)
        confirm(session, _by(session, whole), whole, ConfirmationIn(without_problems=True))


def _undone(folder: Path) -> None:
    with _database(folder).transaction() as session:
        whole = _waiting(session, ImportState.DONE)
        undo(session, _by(session, whole), whole)


def _refused(folder: Path, keys: tuple[UUID, UUID]) -> Step:
    content, worked = (folder / "long.xlsx").read_bytes(), time.process_time()
    with _database(folder).session() as session:
        keeper, place = actor_of(session, session.get_one(Account, keys[0])), tree(session).unit(keys[1])
        try:
            begin_import(session, keeper, place, ImportKind.REGISTER, "long.xlsx", content)
        except Invalid:
            return "a file that is too long is refused", time.process_time() - worked, 0.0, _highest()
    raise SystemExit(f"{TOO_MANY} rows were taken")


def _waiting(session: Session, state: ImportState) -> Import:
    return session.exec(select(Import).where(Import.state == state)).one()


def _by(session: Session, whole: Import) -> Actor:
    return actor_of(session, session.get_one(Account, whole.by_id))


def _highest() -> float:
    """The highest memory of this process since it began, in MB."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    import_rows(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
