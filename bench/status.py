"""Does the status page give away whether a number exists? Wrong tries with known and unknown numbers, each from elsewhere.

`python -m bench.status [how many]`. In one process over a database on disk, without the noise of a network: what is compared is
the work that a try costs. The door waits longer and longer for one network, so every try comes from another.
"""

import re
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from mediation_cms.core import clock
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.settings import Mode, Settings
from mediation_cms.documents.codes import new_code
from mediation_cms.intake.access_codes import give_code
from mediation_cms.schema import metadata
from mediation_cms.web.app import create_app
from tests import make
from tests.make import matters

MOST_APART = 10.0
"""Milliseconds between the medians, at most (issue 4)."""
NOT_FOUND = 404
FIRST_UNKNOWN = 500_000
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def status_rows(many: int) -> list[str]:
    """A table: the median of a wrong try with a number that exists, and with one that does not."""
    folder = Path(mkdtemp(prefix="bitim-bench-"))
    try:
        known, unknown = _medians(folder, many)
    finally:
        shutil.rmtree(folder)
    apart = abs(known - unknown)
    rows = [
        "| wrong try at the status page | tries | median, ms | good |",
        "|---|---:|---:|---:|",
        f"| number exists | {many:,} | {known:.2f} | |",
        f"| number does not exist | {many:,} | {unknown:.2f} | |",
        f"| apart | | {apart:.2f} | < {MOST_APART:g} |",
    ]
    print("\n".join(rows), flush=True)
    if apart >= MOST_APART:
        raise SystemExit("the status page tells by its time whether a number exists")
    return rows


def _medians(folder: Path, many: int) -> tuple[float, float]:
    settings = Settings(
        data_dir=folder, database_url=f"sqlite:///{folder / 'bitim.sqlite3'}", secret_key="s" * 32,
        field_keys=(b"k" * 16 + b"e" * 16,), base_url="", smtp_url="", sms_url="", trusted_proxies=0, mode=Mode.DEVELOPMENT,
    )  # fmt: skip
    database = Database(make_engine(settings.database_url), Keyring(settings.field_keys), folder)
    with database.connection() as connection:
        metadata.create_all(connection)
    there = _numbers(database, many)
    missing = [f"{number[:-6]}{FIRST_UNKNOWN + at:06d}" for at, number in enumerate(there)]
    wrong = _trying(settings, database)
    for number in (there[0], missing[0]):  # both ways are warm
        wrong(number)
    walls = [(wrong(known), wrong(unknown)) for known, unknown in zip(there, missing, strict=True)]
    return statistics.median(first for first, _second in walls), statistics.median(second for _first, second in walls)


def _numbers(database: Database, many: int) -> list[str]:
    """So many requests, each with a code."""
    with database.transaction() as session:
        cast = matters.cast(session)
        make.visitor(session)
        made = [make.request(session, cast.receptionist, cast.country.cabinet, clock.today()) for _each in range(many)]
        for request in made:
            give_code(session, cast.receptionist, request)
        return [request.number for request in made]


def _trying(settings: Settings, database: Database) -> Callable[[str], float]:
    """A try with this number and a code of nobody, from a network of its own: how many milliseconds it took."""
    client, networks = create_app(settings, database).test_client(), count(1)
    found = TOKEN.search(client.get("/status").text)
    if found is None:
        raise SystemExit("the status page has no form")

    def wrong(number: str) -> float:
        typed = {"csrf_token": found[1], "number": number, "code": new_code()}
        at = next(networks)
        began = time.perf_counter()
        answer = client.post(
            "/status", data=typed, environ_base={"REMOTE_ADDR": f"10.{at >> 16}.{at >> 8 & 255}.{at & 255}"}
        )
        took = (time.perf_counter() - began) * 1000
        if answer.status_code != NOT_FOUND:
            raise SystemExit(f"a wrong try answered {answer.status_code}")
        return took

    return wrong


if __name__ == "__main__":
    status_rows(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
