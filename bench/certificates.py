"""Certificates in bulk: seconds a sheet through the pressroom, beside WeasyPrint alone; whether verification tells by its time.

`python -m bench.certificates [how many]`. The floor is the same sheet, as finished HTML, laid out by WeasyPrint again and again.
"""

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from weasyprint import HTML

from mediation_cms.certification.certificate_actions import issue_certificates
from mediation_cms.certification.certificate_inputs import CertificateIn
from mediation_cms.core.bundled import bundled
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.documents.codes import new_code
from mediation_cms.documents.pressroom import Pressroom
from mediation_cms.documents.rendering import Press
from mediation_cms.schema import metadata
from mediation_cms.web.app import create_app
from tests import make
from tests.documents.certificate_samples import COMMON
from tests.make.certification import course, learners

FONTS = Path("var/bench-fonts")
"""Cut once: that takes ten seconds and is not what is measured."""
MANY = 200
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


def _printing(many: int) -> list[str]:
    templates, fonts = bundled("pdf_templates"), FONTS
    press = Press(templates, fonts)
    press.render(COMMON)
    html = press.html(COMMON)
    floor = _walls(min(many, 50), lambda _at: _alone(press, html))
    with Pressroom(templates, fonts) as room:
        room.render(COMMON)
        begun = _memory(room)
        ours = _walls(many, lambda at: room.render(replace(COMMON, number=f"63-2022-{at:06d}")))
        ended = _memory(room)
    return [
        "| certificates | sheets | seconds a sheet, median | 99 % | memory of the press, MB |",
        "|---|---:|---:|---:|---:|",
        f"| WeasyPrint alone | {len(floor):,} | {statistics.median(floor):.3f} | {_late(floor):.3f} | |",
        f"| through the pressroom | {many:,} | {statistics.median(ours):.3f} | {_late(ours):.3f} | {begun:.0f} → {ended:.0f} |",
    ]


def _alone(press: Press, html: str) -> None:
    """WeasyPrint with finished HTML and the same fonts and style: no template, no pipe, no archive form."""
    sheet = HTML(string=html, url_fetcher=press._shelf)  # noqa: SLF001 - the floor borrows what the press brings
    sheet.write_pdf(font_config=press._fonts, stylesheets=[press._style])  # noqa: SLF001 - as above


def _walls(many: int, work: Callable[[int], object]) -> list[float]:
    walls = []
    for at in range(many):
        start = time.perf_counter()
        work(at)
        walls.append(time.perf_counter() - start)
    return walls


def _late(walls: list[float]) -> float:
    return sorted(walls)[int(len(walls) * 0.99) - 1]


def _memory(room: Pressroom) -> float:
    child = room._child  # noqa: SLF001 - the bench looks where nobody else may
    assert child is not None  # noqa: S101 - it has just printed
    status = Path(f"/proc/{child.pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _verifying(folder: Path) -> list[str]:
    settings = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'bitim.sqlite3'}", secret_key="s" * 32,
        field_keys=(b"k" * 16 + b"e" * 16,), base_url="", smtp_url="", sms_url="", trusted_proxies=0, mode=Mode.DEVELOPMENT,
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
    known, unknown = [], []
    for at in range(TRIES):
        elsewhere = {"REMOTE_ADDR": f"10.1.{at // 250}.{at % 250 + 1}"}
        for walls, code in ((known, codes[at % len(codes)]), (unknown, new_code())):
            browser = app.test_client()
            start = time.perf_counter()
            browser.get(f"/certificates/{code}.json", environ_base=elsewhere)
            walls.append((time.perf_counter() - start) * 1000)
    first, second = statistics.median(known), statistics.median(unknown)
    return [
        "| verification | tries | median, ms |",
        "|---|---:|---:|",
        f"| code exists | {TRIES} | {first:.2f} |",
        f"| code does not exist | {TRIES} | {second:.2f} |",
        f"| apart | | {abs(first - second):.2f} |",
    ]


if __name__ == "__main__":
    certificate_rows(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
