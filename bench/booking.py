"""The pages on which a talk is booked: requests a second and the slowest of twenty, beside the floor under the same server.

`python -m bench.booking`. Over the demo, whose cabinets keep hours, without an account, two workers. The door of the product
lets one network ask only so often, so every request comes from another.
"""

import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bench import house
from bench.floors.measuring import Client, Server, measure
from bench.jobs import Job, expect

PORT = 18192
CABINET = "/book?kind=first&cabinet=55-PAV&language=kk&mode=video"
DAY, TIME = re.compile(r'href="(/book\?[^"]*day=[^"#]+)'), re.compile(r'formaction="([^"]+)"')
FORM_KEY = re.compile(r'name="form_key" value="([^"]+)"')
CLIENTS, WARM = 8, 3
NETWORKS = count(1)


def elsewhere() -> dict[str, str]:
    """A header that makes a request come from a network of its own."""
    at = next(NETWORKS)
    return {"X-Forwarded-For": f"10.{at >> 16 & 255}.{at >> 8 & 255}.{at & 255}"}


def booking_rows(floor_at: Callable[[], Server], floor_port: int, times: int) -> list[str]:
    """A table: the pages from the first choice to a held time, ours and the floor's."""
    folder = Path(mkdtemp(prefix="bitim-bench-"))
    more = {"MEDIATION_CMS_MODE": "demo", "MEDIATION_CMS_TRUSTED_PROXIES": "1"}
    house.run(folder, "seed", "demo", **more)
    ours, floor = house.serve(folder, PORT, **more), floor_at()
    rows = [
        "| booking a talk, 8 clients | ours, a second | p95, ms | floor, a second | p95, ms | ratio |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    try:
        held = deque(_free_times())
        for name, job, beside, how_many, warm in (
            ("what kind of talk", _page("/book"), _floor_page, times, WARM),
            ("which cabinet", _page("/book?kind=first&region=55"), _floor_page, times, WARM),
            ("days and times", _page(CABINET), _floor_page, times, WARM),
            ("holding a time", _hold(held), _floor_write, len(held), 0),  # each time is there once
        ):
            mine = _counted(ours, job, lambda: Client(PORT), how_many, warm)
            theirs = _counted(floor, beside, lambda: Client(floor_port), times, WARM)
            rows.append(
                f"| {name} | {mine['rps']:.0f} | {mine['p95_ms']:.1f} | {theirs['rps']:.0f} | {theirs['p95_ms']:.1f} "
                f"| {theirs['rps'] / mine['rps']:.1f} |"
            )
    finally:
        ours.stop()
        floor.stop()
        shutil.rmtree(folder)
    print("\n".join(rows), flush=True)
    return rows


def _counted(server: Server, job: Job, make: Callable[[], Client], times: int, warm: int) -> dict[str, Any]:
    found: dict[str, Any] = measure(server, job, make, CLIENTS, times, warm)
    if found["errors"]:
        raise SystemExit(f"booking: {found['first_error']}")
    return found


# --- ours --------------------------------------------------------------------------------------------------------------


def _page(address: str) -> Job:
    """Reads a page."""

    def read(client: Client, _k: int) -> None:
        expect(client.get(address, headers=elsewhere())[0], 200)

    return read


def _free_times() -> Iterator[str]:
    """The address of every free time of the days that the first page shows."""
    client = Client(PORT)
    for day in dict.fromkeys(map(unescape, DAY.findall(_text(client, CABINET)))):
        yield from TIME.findall(_text(client, day))


def _text(client: Client, address: str) -> str:
    status, body = client.get(address, headers=elsewhere())
    expect(status, 200)
    return str(body.decode())


def _hold(free: deque[str]) -> Job:
    """Holds the next free time for somebody who has just read the page; only the holding counts."""
    ready: list[tuple[Client, str, dict[str, str]]] = []
    fields = dict(part.split("=") for part in CABINET.partition("?")[2].split("&"))
    for at in free:
        client = Client(PORT)
        page = _text(client, CABINET)
        found = FORM_KEY.search(page)
        if found is None:
            raise SystemExit("the page of days has no form")
        ready.append((client, at, fields | {"csrf_token": house.token(page.encode()), "form_key": found[1]}))

    def hold(_client: Client, _k: int) -> None:
        client, at, sent = ready.pop()
        expect(client.post(at, sent, headers=elsewhere())[0], 303)

    return hold


# --- the floor ---------------------------------------------------------------------------------------------------------


def _floor_page(client: Client, k: int) -> None:
    expect(client.get(f"/case/{k * 7919 % 10_000 + 1}")[0], 200)


def _floor_write(client: Client, k: int) -> None:
    expect(client.post(f"/case/{k * 7919 % 10_000 + 1}", {"m": "1"})[0], 302)


if __name__ == "__main__":
    from bench.__main__ import FLOOR, FOLDER, floor_server

    FOLDER.mkdir(parents=True, exist_ok=True)
    booking_rows(lambda: floor_server(10_000), FLOOR, 400)
