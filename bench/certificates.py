"""Certificates in bulk: seconds a sheet through the pressroom, beside WeasyPrint alone; whether verification tells by its time.

`python -m bench.certificates [how many]`. The floor is the same sheet, as finished HTML, laid out by WeasyPrint again and again.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

from weasyprint import HTML

from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.core.bundled import bundled
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.core.signing import fresh_key
from mediation_cms.documents.codes import new_code
from mediation_cms.documents.pressroom import Pressroom
from mediation_cms.documents.rendering import OPTIONS, Press
from mediation_cms.schema import metadata
from mediation_cms.web.app import Bitim, create_app
from tests import make
from tests.documents.certificate_samples import COMMON
from tests.make.certification import course, learners

FONTS = Path("var/bench/fonts").absolute()
"""Cut once: that takes ten seconds and is not what is measured."""
MANY = 1000
LOOKED_AT = (100, 499)
"""After so many sheets the memory is looked at, and at the end: it must not grow with them. The press is changed after 500."""
TRIES = 200


def certificate_rows(many: int) -> list[str]:
    """Tables: seconds a sheet and memory; medians of verification."""
    folder = Path(mkdtemp(prefix="bitim-bench-"))
    try:
        rows = [*_printing(many), "", *_verifying(folder)]
    finally:
        shutil.rmtree(folder)
    print("\n".join(rows), flush=True)
    return rows


def in_a_process_of_its_own(many: int) -> list[str]:
    """The same tables, measured where nothing was measured before: what other benches leave in memory is not counted."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.certificates", str(many)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    print(said, flush=True)
    return said.rstrip().splitlines()


def _printing(many: int) -> list[str]:
    templates, fonts = bundled("pdf_templates"), FONTS
    press = Press(templates, fonts)
    press.render(COMMON)
    html = press.html(COMMON)
    floor, floor_cpu = _measured(min(many, 100), lambda _at: _alone(press, html), time.process_time)
    with Pressroom(templates, fonts) as room:
        room.render(COMMON)
        begun = _memory(room)
        parts, marks, cpu = [], [], 0.0
        for first, last in pairwise((0, *(at for at in LOOKED_AT if at < many), many)):
            walls, spent = _measured(
                last - first,
                lambda at, first=first: room.render(replace(COMMON, number=f"63-2022-{first + at:06d}")),
                lambda: _cpu(room),
            )
            parts, cpu = [*parts, *walls], cpu + spent
            marks.append(f"{_memory(room):.0f} after {last:,}")
    floor_ms, ours_ms = floor_cpu / len(floor) * 1000, cpu / many * 1000
    ours = f"{statistics.median(parts):.3f} | {_late(parts):.3f} | {ours_ms:.0f}"
    return [
        "| certificates | sheets | seconds a sheet, median | 99 % | CPU ms a sheet | ratio | memory of the press, MB |",
        "|---|---:|---:|---:|---:|---:|---:|",
        f"| WeasyPrint alone | {len(floor):,} | {statistics.median(floor):.3f} | {_late(floor):.3f} | {floor_ms:.0f} | | |",
        f"| through the pressroom | {many:,} | {ours} | {ours_ms / floor_ms:.2f} | {begun:.0f} → {', '.join(marks)} |",
    ]


def _alone(press: Press, html: str) -> None:
    """WeasyPrint with finished HTML and the same fonts and style: no template, no pipe, no seal."""
    sheet = HTML(string=html, url_fetcher=press._shelf)  # noqa: SLF001 - the floor borrows what the press brings
    sheet.write_pdf(font_config=press._fonts, stylesheets=[press._style], cache={}, **OPTIONS)  # noqa: SLF001 - as above


def _measured(many: int, work: Callable[[int], object], cpu: Callable[[], float]) -> tuple[list[float], float]:
    """Seconds on the wall of each turn, and seconds of the processor that all of them took."""
    walls, before = [], cpu()
    for at in range(many):
        start = time.perf_counter()
        work(at)
        walls.append(time.perf_counter() - start)
    return walls, cpu() - before


def _late(walls: list[float]) -> float:
    return sorted(walls)[int(len(walls) * 0.99) - 1]


def _memory(room: Pressroom) -> float:
    status = Path(f"/proc/{_press(room)}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _cpu(room: Pressroom) -> float:
    """Seconds of the processor that this press and those before it took."""
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = Path(f"/proc/{_press(room)}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
    return gone.ru_utime + gone.ru_stime + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _press(room: Pressroom) -> int:
    child = room._child  # noqa: SLF001 - the bench looks where nobody else may
    assert child is not None  # noqa: S101 - it has just printed
    return child.pid


def _verifying(folder: Path) -> list[str]:
    settings = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'bitim.sqlite3'}", secret_key="s" * 32,
        field_keys=(b"k" * 16 + b"e" * 16,), base_url="", smtp_url="", sms_url="", trusted_proxies=0, mode=Mode.DEVELOPMENT,
        signing_keys=(fresh_key(),),
    )  # fmt: skip
    database = Database(make_engine(settings.database_url), Keyring(settings.field_keys), folder)
    with database.connection() as connection:
        metadata.create_all(connection)
    with database.transaction() as session:
        country = make.small_country(session)
        held = course(session, country.cabinet, learners(*(f"Аа {'б' * n}" for n in range(1, 51)), completed=True))
        given = CertificateIn.checked({"issued_on": "01.04.2022"})
        codes = [each.code for each in issue_certificates(session, make.system(session), held, given)]
    app = create_app(settings, database)
    rows = ["| verification | tries | code exists, median ms | it does not | apart |", "|---|---:|---:|---:|---:|"]
    for what, page in (("as JSON", ".json"), ("the signed credential", "/credential")):
        first, second = (statistics.median(walls) for walls in _answers(app, codes, page))
        rows.append(f"| {what} | {TRIES} | {first:.2f} | {second:.2f} | {abs(first - second):.2f} |")
    return rows


def _answers(app: Bitim, codes: list[str], page: str) -> tuple[list[float], list[float]]:
    """Milliseconds of the answers to codes that exist, and to others, in turn; each from another network."""
    known, unknown = [], []
    for at in range(TRIES):
        elsewhere = {"REMOTE_ADDR": f"10.1.{at // 250}.{at % 250 + 1}"}
        for walls, code in ((known, codes[at % len(codes)]), (unknown, new_code())):
            browser = app.test_client()
            start = time.perf_counter()
            browser.get(f"/certificates/{code}{page}", environ_base=elsewhere)
            walls.append((time.perf_counter() - start) * 1000)
    return known, unknown


if __name__ == "__main__":
    certificate_rows(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
