"""`make bench`: prints the table and writes bench/results.md. QUICK=1: 10,000 cases, under two minutes. FULL=1: a million too."""

import os
import platform
import re
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench import certificates, house, jobs
from bench.booking import booking_rows
from bench.floors import data
from bench.floors.measuring import HOST, Client, Server, measure
from bench.imports import import_rows
from bench.messages import message_rows
from bench.papers import paper_rows
from bench.status import status_rows

FOLDER = Path("var/bench").absolute()
RESULTS = Path(__file__).parent / "results.md"
FLOORS = Path(__file__).parent / "floors"
OURS, FLOOR = 18190, 18191
QUICK, FULL = bool(os.environ.get("QUICK")), bool(os.environ.get("FULL"))
SIZES = [10_000] if QUICK else [10_000, 100_000, *([1_000_000] if FULL else [])]
REQUESTS, REPEATS = (60, 1) if QUICK else (200, 3)
WARM = 30
"""Requests before the count begins: both workers have read what they keep by then."""
FLOOR_TIMES = 5
"""The processor is counted in hundredths of a second: what costs half a millisecond is asked for more often."""


@dataclass
class Measured:
    """One job at one size: CPU milliseconds per request, ours and the floor's, and wall p50 of ours."""

    job: str
    cases: int
    ours: float
    floor: float
    p50: float
    good: float

    @property
    def ratio(self) -> float:
        """How many floors the product costs."""
        return self.ours / self.floor if self.floor else float("nan")


def floor_server(cases: int, *, orm: bool = False) -> Server:
    """The floor under the same server, over as many cases; with `orm` it loads SQLModel too, as the product must."""
    path = FOLDER / f"floor-{cases}.db"
    if not path.exists():
        data.make(path, cases)
    words = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(FLOOR), "--workers", "2",
        "--blocking-threads", "2", "--no-access-log", "--log-level", "error", "floor_app:app",
    ]  # fmt: skip
    environment = {
        "FLOOR_DB": str(path),
        "PYTHONPATH": str(FLOORS),
        "FLOOR_SYNC": "full",
        "FLOOR_ORM": "1" if orm else "",
    }
    return Server(words, FLOOR, cwd=FLOORS, env=environment, log=FOLDER / "floor.log", path="/empty")


def size(cases: int) -> tuple[list[Measured], dict[str, float]]:
    """Every job at one size, ours and the floor's in turn, and what the server took to start and to live."""
    folder = FOLDER / f"volume-{cases}"
    began = time.perf_counter()
    passphrase = house.build(folder, cases)
    dressed = house.dressed(folder)
    print(f"{cases} cases planted in {time.perf_counter() - began:.1f} s", flush=True)
    ours, floor = house.serve(folder, OURS), floor_server(cases)
    try:
        client = house.signed_in(OURS, passphrase)
        keys = [found.decode() for found in dict.fromkeys(jobs.CASES.findall(client.get("/cases")[1]))]
        form = client.get("/requests/new")[1]
        cabinet = re.search(rb'<option value="([0-9a-f-]{36})"', form)
        if cabinet is None:
            raise SystemExit("the form of a new request offers no cabinet")
        pairs = [
            *jobs.reads(keys, cases, house.surnames(folder), dressed),
            *jobs.writes(form, cabinet.group(1).decode(), cases),
        ]
        measured = [pair_at(pair, cases, ours, floor, client) for pair in pairs]
        weight = len(client.get("/cases?status=in_mediation")[1]) / 1024
        living = {"start": ours.start_s, "memory": ours.memory()["pss_mib"], "queue_kib": weight}
    finally:
        ours.stop()
        floor.stop()
    return measured, living | start_and_memory_of_floor(cases)


def start_and_memory_of_floor(cases: int) -> dict[str, float]:
    """What Flask with SQLModel takes to start and to live."""
    floor = floor_server(cases, orm=True)
    try:
        client = Client(FLOOR)
        for _ in range(WARM):
            jobs.expect(client.get("/queue-orm")[0], 200)
        return {"floor_start": floor.start_s, "floor_memory": floor.memory()["pss_mib"]}
    finally:
        floor.stop()


def pair_at(pair: jobs.Pair, cases: int, ours: Server, floor: Server, client: Client) -> Measured:
    """Median of the repeats; an error in any of them ends the run, since it would make the figure worthless."""
    mine, theirs, walls = [], [], []
    for turn in range(REPEATS):
        for server, job, found, make, times in (
            (ours, pair.ours, mine, lambda: client, REQUESTS),
            (floor, pair.floor, theirs, lambda: Client(FLOOR), REQUESTS * FLOOR_TIMES),
        ):
            result = measure(server, lambda c, k, job=job, turn=turn: job(c, k + turn * 100_000), make, 1, times, WARM)
            if result["errors"]:
                raise SystemExit(f"{pair.name}: {result['first_error']}")
            found.append(result["server_cpu_ms_per_req"])
            if server is ours:
                walls.append(result["p50_ms"])
    row = Measured(
        pair.name, cases, statistics.median(mine), statistics.median(theirs), statistics.median(walls), pair.good
    )
    print(
        f"{row.job:<34}{cases:>10}{row.ours:>9.2f} ms{row.floor:>9.2f} ms{row.ratio:>8.1f} ×   good ≤ {row.good}",
        flush=True,
    )
    return row


def header() -> str:
    """When, on what, and how it was measured."""
    when, cores = time.strftime("%Y-%m-%d"), os.cpu_count()
    how = f"CPU of the whole process tree per request, median of {REPEATS} × {REQUESTS} requests, one client"
    return f"{when}, Python {platform.python_version()}, {cores} cores. {how}, beside the floor in the same run. Ratios count."


def report(rows: list[Measured], living: dict[int, dict[str, float]], beside: list[str]) -> str:
    """The results as a page."""
    lines = [
        "# Measured",
        "",
        header(),
        "",
        "| job | cases | ours, CPU ms | floor, CPU ms | ratio | good | wall p50, ms |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {r.job} | {r.cases:,} | {r.ours:.2f} | {r.floor:.2f} | {r.ratio:.1f} | ≤ {r.good:g} | {r.p50:.1f} |"
        for r in rows
    ]
    lines += ["", "| growth | from | to | ratio | good |", "|---|---:|---:|---:|---:|"]
    for first in [row for row in rows if row.cases == SIZES[0] and len(SIZES) > 1]:
        last = next(row for row in rows if row.job == first.job and row.cases == SIZES[-1])
        lines.append(f"| {first.job} | {first.cases:,} | {last.cases:,} | {last.ours / first.ours:.2f} | ≤ 1.5 |")
    lines += [
        "",
        "| two workers | cases | ours | floor with SQLModel | ratio | good |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for n, x in living.items():
        start, memory = x["start"] / x["floor_start"], x["memory"] / x["floor_memory"]
        lines.append(f"| start, s | {n:,} | {x['start']:.2f} | {x['floor_start']:.2f} | {start:.1f} | ≤ 2 |")
        lines.append(
            f"| memory (PSS), MiB | {n:,} | {x['memory']:.0f} | {x['floor_memory']:.0f} | {memory:.2f} | ≤ 1.5 |"
        )
        lines.append(f"| queue page, KiB | {n:,} | {x['queue_kib']:.1f} | | | ≤ 25 |")
    return "\n".join([*lines, "", *beside, ""])


def main() -> None:
    """Measure, print, write."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows: list[Measured] = []
    living: dict[int, dict[str, float]] = {}
    for cases in SIZES:
        measured, living[cases] = size(cases)
        rows += measured
    booked = booking_rows(lambda: floor_server(SIZES[0]), FLOOR, 80 if QUICK else 400)
    tables = (
        paper_rows(3 if QUICK else 12),
        message_rows(300 if QUICK else 2000),
        status_rows(200),
        import_rows(1000 if QUICK else 10_000),
        booked,
        certificates.in_a_process_of_its_own(60 if QUICK else certificates.MANY),
    )
    beside = [line for table in tables for line in ("", *table)][1:]
    RESULTS.write_text(report(rows, living, beside), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
