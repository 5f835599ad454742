"""An import of 10,000 rows of a register: time and memory of each step, against openpyxl reading the same file alone.

`python -m bench.imports [rows]`. Over a new SQLite database on disk; each step is a transaction of its own, as in the jobs. The
floor is what nobody can go below: openpyxl reading every cell of the same file.
"""

import resource
import shutil
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

import xlsxwriter
from openpyxl import load_workbook

from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.imports.actions import begin_import, confirm, map_columns, undo
from mediation_cms.imports.carrying import carry
from mediation_cms.imports.inputs import ConfirmationIn, MappingIn
from mediation_cms.imports.models import Import, ImportKind
from mediation_cms.people.models import Role
from mediation_cms.people.rules import check_digit
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


def import_rows(many: int) -> list[str]:
    """A table: seconds and the highest memory of reading, writing and undoing so many rows, and of openpyxl alone."""
    folder = Path(mkdtemp(prefix="bitim-bench-"))
    try:
        measured = _measured(folder, many)
    finally:
        shutil.rmtree(folder)
    rows = ["| import of a register | rows | seconds | highest memory, MB |", "|---|---:|---:|---:|"]
    rows += [f"| {step} | {many:,} | {seconds:.2f} | {memory:.0f} |" for step, seconds, memory in measured]
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


def _measured(folder: Path, many: int) -> list[tuple[str, float, float]]:
    content = register(many)
    database = Database(make_engine(f"sqlite:///{folder / 'bitim.sqlite3'}"), Keyring((b"k" * 32,)), folder)
    with database.connection() as connection:
        metadata.create_all(connection)
    measured = [_timed("openpyxl reading the file alone", lambda: _floor(content))]
    with database.transaction() as session:
        country = make.small_country(session)
        make.law(session)
        keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
        place = country.district

    def upload() -> None:
        with database.transaction() as session:
            whole = begin_import(session, keeper, place, ImportKind.REGISTER, "list.xlsx", content)
            given = {"columns": whole.columns, "heading": 1, "lines": 1}
            map_columns(session, keeper, whole, MappingIn.checked(given))
            ids.append(whole.id)

    def carried() -> None:
        with database.transaction() as session:
            carry(session, session.get_one(Import, ids[-1]))

    def asked(what: Callable[..., None], *more: object) -> None:
        with database.transaction() as session:
            what(session, keeper, session.get_one(Import, ids[-1]), *more)

    ids: list[object] = []
    measured.append(_timed("upload and mapping", upload))
    measured.append(_timed("reading and preview", carried))
    asked(confirm, ConfirmationIn(without_problems=True))
    measured.append(_timed("writing, one transaction", carried))
    upload()
    measured.append(_timed("the same file again: reading and preview", carried))
    with database.session(writes=False) as session:
        print(session.get_one(Import, ids[0]).counts, session.get_one(Import, ids[-1]).counts, file=sys.stderr)
    ids.pop()
    asked(undo)
    measured.append(_timed("undoing all of it", carried))
    with database.session(writes=False) as session:
        print(session.get_one(Import, ids[0]).state, file=sys.stderr)
    return measured


def _floor(content: bytes) -> None:
    book = load_workbook(BytesIO(content), read_only=True)
    for row in book.active.iter_rows(values_only=True):
        len(row)


def _timed(step: str, what: Callable[[], None]) -> tuple[str, float, float]:
    begun, worked = time.perf_counter(), time.process_time()
    what()
    print(f"{step}: {time.process_time() - worked:.2f} s of CPU", file=sys.stderr)
    return step, time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    import_rows(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
