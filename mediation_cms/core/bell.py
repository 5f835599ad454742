"""Waking the jobs process by a datagram to a socket in the data folder. When nobody listens nothing is lost: it polls as well."""

import os
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.core.db import data_dir

NAME = "work.sock"


def ring_after_commit(session: Session) -> None:
    """Wake the jobs process as soon as what this session writes can be seen."""
    if not session.info.get("bell"):
        session.info["bell"] = True
        sa.event.listen(session, "after_commit", lambda committed: ring(data_dir(committed)))


def ring(folder: Path) -> None:
    """Wake the jobs process of this data folder, if one is there. Never waits."""
    with suppress(OSError), _reached(folder) as address, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bell:
        bell.sendto(b"!", socket.MSG_DONTWAIT, address)


class Bell:
    """What the jobs process listens to, in a `with` statement. The last who hangs it up hears it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)

    def __enter__(self) -> "Bell":
        with _reached(self._folder) as address:
            Path(address).unlink(missing_ok=True)
            self._socket.bind(address)
        return self

    def __exit__(self, *_error: object) -> None:
        self._socket.close()
        (self._folder / NAME).unlink(missing_ok=True)

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; whether somebody rang. Rings that came meanwhile count as one."""
        heard = bool(select.select([self._socket], [], [], seconds)[0])
        with suppress(BlockingIOError):
            while heard and self._socket.recv(16, socket.MSG_DONTWAIT):
                continue
        return heard


@contextmanager
def _reached(folder: Path) -> Iterator[str]:
    """The address of the socket, by way of an open folder: the name of a socket has at most 107 bytes, a path may have more."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}/{NAME}"
    finally:
        os.close(descriptor)
