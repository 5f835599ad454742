"""Several server processes that book: what the web processes do in a request, without the pages.

python -m tests.racing.serving DATABASE_URL PORT PROCESSES

A line of JSON in, a line of JSON out, as soon as the transaction is committed. A process that is killed is replaced at once.
"""

import gc
import json
import os
import signal
import socket
import socketserver
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from mediation_cms.access import Actor
from mediation_cms.accounts.queries import actor_of, reserved
from mediation_cms.consultations.booking_actions import book_for, cancel_own, confirm, hold, move_own, swap
from mediation_cms.consultations.booking_inputs import NewTimeIn, SlotIn, WhoIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_queries import offer_for
from mediation_cms.consultations.waiting_actions import take_offer, wish_earlier
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.db import Database, make_engine
from mediation_cms.core.errors import NotFound, Problem
from mediation_cms.people.models import Account, AccountKind, RoleHeld

KEYS = Keyring((bytes(range(32)),))
Order = dict[str, Any]


def answer(database: Database, order: Order) -> Order:
    """What one request comes to: committed, or refused in words, or an error that a person would see."""
    try:
        with database.transaction() as session:
            return DOES[order["do"]](session, order)
    except Problem as refusal:
        return {"refused": type(refusal).__name__}
    except Exception as error:  # noqa: BLE001 - whatever it is, the race counts it
        return {"error": f"{type(error).__name__}: {error}"[:300]}


def _visitor(session: Session) -> Actor:
    return reserved(session, AccountKind.VISITOR)


def _staff(session: Session) -> Actor:
    held = session.exec(select(RoleHeld).order_by(RoleHeld.id)).first()  # type: ignore[arg-type]  # a column
    assert held is not None
    return actor_of(session, session.get_one(Account, held.account_id))


def _slot(order: Order) -> SlotIn:
    typed = {name: order.get(name) for name in ("cabinet_id", "starts_at", "mediator_id")}
    return SlotIn.checked(typed | {"mode": "video", "language": "kk"})


def _who(order: Order) -> WhoIn:
    return WhoIn.checked({"name": "Ахметова Сәуле", "phone": order["phone"], "told_by": "sms"})


def _booking(session: Session, key: str) -> Booking:
    found = session.get(Booking, UUID(key))
    if found is None:
        raise NotFound
    return found


def _as_told(booking: Booking) -> Order:
    return {"booking": str(booking.id), "at": booking.starts_at.isoformat(), "mediator": str(booking.mediator_id)}


def _hold(session: Session, order: Order) -> Order:
    return _as_told(hold(session, _visitor(session), _slot(order)).booking)


def _confirm(session: Session, order: Order) -> Order:
    return _as_told(confirm(session, _visitor(session), _booking(session, order["booking"]), _who(order)).booking)


def _staff_books(session: Session, order: Order) -> Order:
    return _as_told(book_for(session, _staff(session), _slot(order), _who(order)).booking)


def _move(session: Session, order: Order) -> Order:
    to = NewTimeIn.checked({"starts_at": order["starts_at"], "mediator_id": order["mediator_id"]})
    return _as_told(move_own(session, _visitor(session), _booking(session, order["booking"]), to).booking)


def _swap(session: Session, order: Order) -> Order:
    one, other = _booking(session, order["booking"]), _booking(session, order["other"])
    return _as_told(swap(session, _staff(session), one, other)[0].booking)


def _wish(session: Session, order: Order) -> Order:
    booking = _booking(session, order["booking"])
    wish_earlier(session, _visitor(session), booking)
    return {"offered": offer_for(session, booking) is not None}


def _take(session: Session, order: Order) -> Order:
    return _as_told(take_offer(session, _visitor(session), _booking(session, order["booking"])).booking)


def _cancel(session: Session, order: Order) -> Order:
    booking = _booking(session, order["booking"])
    cancel_own(session, _visitor(session), booking)
    return _as_told(booking)


DOES: dict[str, Callable[[Session, Order], Order]] = {
    "hold": _hold, "confirm": _confirm, "staff": _staff_books, "move": _move, "swap": _swap, "wish": _wish, "take": _take,
    "cancel": _cancel,
}  # fmt: skip


class Answering(socketserver.StreamRequestHandler):
    """One connection of one client."""

    def handle(self) -> None:
        """Answer until the client goes."""
        for line in self.rfile:
            said = answer(self.server.database, json.loads(line))  # type: ignore[attr-defined]  # put there below
            self.wfile.write(json.dumps(said).encode() + b"\n")


class Serving(socketserver.ThreadingTCPServer):
    """One server process: a thread for each connection, over the socket that all processes share."""

    daemon_threads = True

    def __init__(self, shared: socket.socket, url: str) -> None:
        super().__init__(("127.0.0.1", 0), Answering, bind_and_activate=False)
        self.socket.close()
        self.socket = shared
        engine = make_engine(url)
        self.database = Database(engine, KEYS, Path.cwd())


def main(url: str, port: int, processes: int) -> None:
    """Serve until told to end; whoever is killed is replaced."""
    shared = socket.create_server(("127.0.0.1", port), backlog=256)
    gc.freeze()
    family: set[int] = set()
    signal.signal(signal.SIGTERM, lambda *_said: _end(family))
    while True:
        while len(family) < processes:
            child = os.fork()
            if not child:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                Serving(shared, url).serve_forever(poll_interval=10)
            family.add(child)
        family.discard(os.wait()[0])


def _end(family: set[int]) -> None:
    for child in family:
        os.kill(child, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
