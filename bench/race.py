"""`make bench-race`: 1,000 times, 64 clients, four server processes and six ways to one time; then 200 kills of a server.

On both databases. Counts what the stored rows say, writes `bench/race.md`. SMALL=1: a tenth of everything.
"""

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from mediation_cms.core.db import make_engine
from mediation_cms.schema import metadata
from tests.postgres import server_for_run
from tests.racing.clients import MOSTLY_BOOK, Found, Ground, found, ground, race, race_under_kills, serving

RESULTS = Path(__file__).parent / "race.md"
PART = 10 if os.environ.get("SMALL") else 1
SLOTS, CLIENTS, PROCESSES, KILLS = 1000 // PART, 64, 4, 200 // PART
MEDIATORS, PAUSE, UNDER_KILLS = 10, 0.25, 2000


@dataclass(frozen=True)
class Raced:
    """One race on one database: what was wanted, what the rows say, how long it took."""

    what: str
    database: str
    where: Ground
    rows: Found
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether nothing was doubled, lost or answered by an error, and whether it was a race.

        One for times books each of them; in one under kills something is acknowledged before each kill.
        """
        wrong = self.rows.doubled + self.rows.differing + len(self.rows.lost) + len(self.where.errors)
        was_one = len(self.where.acknowledged) >= KILLS if self.what == "kills" else not self.rows.unbooked
        return not wrong and was_one

    def line(self) -> str:
        """As a line of the table."""
        done = sum(n for way, n in self.where.answers.items() if way.endswith("done"))
        refused = sum(n for way, n in self.where.answers.items() if way.endswith("refused"))
        cells = (
            self.what, self.database, f"{self.rows.booked:,}", f"{self.rows.doubled}", f"{self.rows.differing}",
            f"{len(self.where.acknowledged):,}", f"{len(self.rows.lost)}", f"{len(self.where.errors)}", f"{done:,}",
            f"{refused:,}", f"{self.where.slowest:.1f}", f"{self.seconds:.0f}",
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


@contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[Engine, str]]:
    """An empty database with every table, and its address."""
    url = f"sqlite:///{folder / uuid4().hex}.sqlite3"
    if kind == "postgresql":
        server, name = sa.make_url(server_for_run(folder, os.getpid())), f"race_{uuid4().hex[:8]}"
        with sa.create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE template0')
        url = server.set(database=name).render_as_string(hide_password=False)
    engine = make_engine(url)
    metadata.create_all(engine)
    yield engine, url
    engine.dispose()


def races(kind: str, folder: Path) -> Iterator[Raced]:
    """Both races on one database."""
    for what in ("times", "kills"):
        with database(kind, folder) as (engine, url):
            where = ground(engine, url, SLOTS if what == "times" else UNDER_KILLS, MEDIATORS)
            began = time.perf_counter()
            with serving(where, PROCESSES) as server:
                if what == "times":
                    race(where, CLIENTS, MOSTLY_BOOK)
                else:
                    race_under_kills(where, CLIENTS, server, KILLS, PAUSE)
            yield Raced(what, kind, where, found(engine, where), time.perf_counter() - began)


def report(raced: list[Raced]) -> str:
    """The results as a page."""
    when, cores = time.strftime("%Y-%m-%d"), os.cpu_count()
    return "\n".join([
        "# The race for a time",
        "",
        (f"{when}, Python {platform.python_version()}, {cores} cores: {SLOTS:,} times, {CLIENTS} clients, {PROCESSES} server "
        f"processes, six ways (book, any mediator, move, swap, earlier time, staff); {KILLS} kills (-9) under load."),
        "",
        ("| race | database | times booked | booked twice | booking and time differ | acknowledged | lost | errors | done | "
        "refused | slowest answer, s | took, s |"),
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(each.line() for each in raced),
        "",
    ])  # fmt: skip


def main() -> None:
    """Race, write, and fail if anything was doubled or lost."""
    raced: list[Raced] = []
    with TemporaryDirectory(prefix="race-") as folder:
        for kind in ("sqlite", "postgresql"):
            for each in races(kind, Path(folder)):
                print(each.line(), *each.where.errors[:3], sep="\n", flush=True)
                raced.append(each)
    RESULTS.write_text(report(raced), encoding="utf-8")
    if not all(each.is_good for each in raced):
        sys.exit("a time was booked twice, a booking was lost, or somebody saw an error: see bench/race.md")


if __name__ == "__main__":
    main()
