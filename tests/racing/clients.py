"""Clients that all want the same times, each by another way, and what must be in the rows when they are done."""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.db import Database, table_of
from mediation_cms.mediators.occupancy_models import Busy, Occupancy
from mediation_cms.mediators.openings import Opening, openings
from tests.conftest import free_port
from tests.installation import children, until
from tests.make import bookings
from tests.racing.serving import KEYS

BOOKING, OCCUPANCY = table_of(Booking), table_of(Occupancy)
WAYS = ("book", "move", "swap", "any", "promote", "staff")
MOSTLY_BOOK = (*("book", "any", "staff") * 6, "move", "move", "swap", "promote")
"""What takes a booking that is there already costs three requests and seldom meets anybody: the small race does it less often."""
ALONE = ("book", "any", "staff", "move")
"""The first times are wanted by all in one and the same way, so that each of these ways wins one."""
Answer = dict[str, Any]
PHONES, HOMES = count(1), count()


@dataclass
class Ground:
    """The times that everybody wants, those from which somebody moves away, and all that was acknowledged."""

    url: str
    cabinet_id: str
    contested: list[Opening]
    homes: list[Opening]
    port: int = 0
    acknowledged: list[str] = field(default_factory=list)
    leaving: set[str] = field(default_factory=set)  # those whose holder means to move away: nobody exchanges these
    answers: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    slowest: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, way: str, answer: Answer, took: float) -> None:
        """Count an answer; keep the key of what was acknowledged."""
        with self.lock:
            self.slowest = max(self.slowest, took)
            if "error" in answer:
                self.errors.append(answer["error"])
            elif "booking" in answer and way != "hold":
                self.acknowledged.append(answer["booking"])
                (self.leaving.add if way == "home" else self.leaving.discard)(answer["booking"])
            self.answers[f"{way}: {'refused' if 'refused' in answer else 'done'}"] += 1


def ground(engine: Engine, url: str, slots: int, mediators: int) -> Ground:
    """A cabinet with so many contested times on the first days, in an empty database with every table."""
    database = Database(engine, KEYS, Path.cwd())
    with database.transaction() as session:
        desk = bookings.desk(session, mediators)
        today = clock.today()
        first, last = today + timedelta(days=1), today + timedelta(days=28)
        every = openings(session, desk.cabinet.id, first=first, last=last, minutes=30)
    last_day = clock.local(every[slots].starts_at).date() if slots < len(every) else last
    homes = [each for each in every[slots:] if clock.local(each.starts_at).date() > last_day]
    return Ground(url, str(desk.cabinet.id), every[:slots], homes)


@contextmanager
def serving(where: Ground, processes: int) -> Iterator[subprocess.Popen[bytes]]:
    """Server processes over the ground."""
    where.port = free_port()
    words = [sys.executable, "-m", "tests.racing.serving", where.url, str(where.port), str(processes)]
    server = subprocess.Popen(words)
    try:
        until(lambda: len(children(server)) == processes and _is_there(where.port))
        yield server
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _is_there(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 2):
        return True
    return False


class Client:
    """Somebody at a browser: one connection, which is opened anew when the server process behind it is gone."""

    def __init__(self, where: Ground, number: int) -> None:
        self.where, self.number, self.chance = where, number, random.Random(number)  # noqa: S311 - chance, no secret
        self.home: str | None = None
        self.connection: socket.socket | None = None
        self.lines: Any = None

    def ask(self, do: str, way: str = "", **order: Any) -> Answer:
        """What the server answers; nothing where it was killed before it could."""
        sent = json.dumps({"do": do, "cabinet_id": self.where.cabinet_id, **order}).encode() + b"\n"
        began = time.perf_counter()
        try:
            if self.connection is None:
                self.connection = socket.create_connection(("127.0.0.1", self.where.port), 120)
                self.lines = self.connection.makefile("rb")
            self.connection.sendall(sent)
            line = self.lines.readline()
        except OSError:
            line = b""
        if not line:
            self.close()
            return {"lost": True}
        answer: Answer = json.loads(line)
        self.where.note(way or do, answer, time.perf_counter() - began)
        return answer

    def close(self) -> None:
        """Hang up."""
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def want(self, opening: Opening, way: str) -> None:
        """Try to get this time in this way."""
        there = {"starts_at": opening.starts_at.isoformat(), "mediator_id": str(opening.mediator_id)}
        match way:
            case "book" | "any":
                asked = there | ({"mediator_id": None} if way == "any" else {})
                self._book(way, asked)
            case "staff":
                self.ask("staff", phone=_phone(), **there)
            case "move":
                if self.at_home() and "booking" in self.ask("move", booking=self.home, **there):
                    self.home = None
            case "swap":
                with self.where.lock:
                    settled = [key for key in self.where.acknowledged if key not in self.where.leaving]
                    pair = self.chance.sample(settled, 2) if len(settled) > 1 else []
                if pair:
                    self.ask("swap", booking=pair[0], other=pair[1])
            case "promote":
                if self.at_home() and self.ask("wish", booking=self.home).get("offered"):
                    self.ask("take", "promote", booking=self.home)
                    self.home = None

    def _book(self, way: str, asked: dict[str, Any]) -> Answer:
        held = self.ask("hold", **asked)
        return self.ask("confirm", way, booking=held["booking"], phone=_phone()) if "booking" in held else held

    def at_home(self) -> bool:
        """Whether there is a booking of one's own to move away from."""
        if self.home is None:
            place = next(HOMES)
            if place >= len(self.where.homes):
                return False
            opening = self.where.homes[place]
            there = {"starts_at": opening.starts_at.isoformat(), "mediator_id": str(opening.mediator_id)}
            self.home = self.ask("staff", "home", phone=_phone(), **there).get("booking")
        return self.home is not None


def _phone() -> str:
    return f"+7701{next(PHONES):07d}"


def race(where: Ground, clients: int, ways: tuple[str, ...] = WAYS) -> None:
    """All clients want every contested time, in the same order at the same moment, each in another way
    but for the first few."""

    def run(number: int) -> None:
        client = Client(where, number)
        for place, opening in enumerate(where.contested):
            client.want(opening, ALONE[place] if place < len(ALONE) else ways[(place + number) % len(ways)])
        client.close()

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(run, range(clients)))


def race_under_kills(where: Ground, clients: int, server: subprocess.Popen[bytes], kills: int, pause: float) -> None:
    """Clients book and move while one server process after the other is killed, each after something was acknowledged."""
    over = threading.Event()
    free = iter(where.contested)

    def run(number: int) -> None:
        client = Client(where, number)
        while not over.is_set():
            with where.lock:
                opening = next(free, None)
            if opening is None:
                return
            way = ("book", "staff", "any", "move")[number % 4]
            client.want(opening, way if way != "move" or client.at_home() else "book")
        client.close()

    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(run, number) for number in range(clients)]
        for _kill in range(kills):
            before = len(where.acknowledged)
            until(lambda before=before: len(where.acknowledged) > before or all(one.done() for one in running))  # type: ignore[misc]  # `before` is bound
            time.sleep(random.uniform(0, pause))  # noqa: S311 - chance, no secret
            family = children(server)
            with suppress(ProcessLookupError):
                os.kill(random.choice(family), signal.SIGKILL)  # noqa: S311 - chance, no secret
        over.set()
        for one in running:
            one.result()


# --- what the rows say ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What the rows say after a race: all of it must be empty but `booked`."""

    booked: int
    doubled: int
    differing: int
    unbooked: int
    lost: list[str]


def found(engine: Engine, where: Ground) -> Found:
    """How many of the contested times are booked, and whatever is wrong."""
    stands = sa.select(BOOKING.c.id, BOOKING.c.mediator_id, BOOKING.c.starts_at, BOOKING.c.ends_at).where(
        BOOKING.c.state == BookingState.CONFIRMED
    )
    takes = sa.select(OCCUPANCY.c.thing_id, OCCUPANCY.c.mediator_id, OCCUPANCY.c.starts_at, OCCUPANCY.c.ends_at).where(
        OCCUPANCY.c.busy == Busy.BOOKED
    )
    with engine.connect() as connection:
        booked = [tuple(row) for row in connection.execute(stands)]
        taken = [tuple(row) for row in connection.execute(takes)]
    by_mediator = sorted((mediator, starts, ends) for _key, mediator, starts, ends in booked)
    doubled = sum(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(by_mediator))
    at = {(mediator, starts) for _key, mediator, starts, _ends in booked}
    wanted = [(each.mediator_id, each.starts_at) for each in where.contested]
    keys = {str(key) for key, *_rest in booked}
    return Found(
        booked=sum(each in at for each in wanted),
        doubled=doubled,
        differing=len(set(booked) ^ set(taken)),
        unbooked=sum(each not in at for each in wanted),
        lost=[key for key in where.acknowledged if key not in keys],
    )
