"""Lines to servers that are not ours: why something was not taken, and how a line ends when its time is over."""

import socket
import ssl
from contextlib import suppress
from functools import cache

HERE = {"localhost", "127.0.0.1", "::1"}


class Undelivered(Exception):
    """A message was not taken. `final`: it never will be. `ill`: the server is, so no other message is tried just now."""

    def __init__(self, problem: str, *, final: bool = False, ill: bool = False) -> None:
        super().__init__(problem)
        self.final, self.ill = final, ill


@cache
def trusted() -> ssl.SSLContext:
    """What checks the name and the certificate of a server. Reading whom this computer trusts takes as long as ten mails."""
    return ssl.create_default_context()


def hang_up(line: socket.socket | None) -> None:
    """End a line, whoever waits for an answer on it: libraries count each read anew, and a server that drips holds them."""
    if line is not None:
        with suppress(OSError):  # it has ended by itself
            socket.socket.shutdown(line, socket.SHUT_RDWR)
