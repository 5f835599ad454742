"""How many requests of visitors one network may send: a flood from one address meets 429 and keeps nobody else waiting.

Each process counts for itself, in its memory; nothing is stored. A short rush is let through, as of an office behind one address.
"""

from collections import OrderedDict
from ipaddress import ip_address, ip_network
from math import ceil
from threading import Lock

from flask import current_app, g

from mediation_cms.accounts.sessions import TooManyTries
from mediation_cms.core import clock
from mediation_cms.web.signing_in import network

RUSH = 300
"""Requests that may come at once."""
A_SECOND = 5.0
"""Requests that are let through lastingly."""
HOLDS, A_HOLD_EVERY = 40, 15.0
"""Times that one network may hold at once, and then one every so many seconds: nobody keeps a whole cabinet waiting."""
MOST_NETWORKS = 20_000
IPV6_HOUSEHOLD = 64
"""One connection to the internet has as many addresses of IPv6 as it likes; they count as one."""


class Limit:
    """Counts requests by network: each takes a mark from a jar that fills again slowly."""

    def __init__(self, rush: int, a_second: float) -> None:
        self.rush, self.a_second = rush, a_second
        self._jars: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def seconds_to_wait(self, whose: str, now: float) -> int:
        """Take one mark; 0 where there was one, else how long to wait for the next."""
        with self._lock:
            left, since = self._jars.pop(whose, (float(self.rush), now))
            left = min(self.rush, left + max(0.0, now - since) * self.a_second)
            wait = 0 if left >= 1 else max(1, ceil((1 - left) / self.a_second))
            self._jars[whose] = (left if wait else left - 1, now)
            if len(self._jars) > MOST_NETWORKS:
                self._jars.popitem(last=False)
            return wait


def limit_visitors() -> None:
    """Before a request to pages for everybody: refuse (429) what is too much from one network. Staff are not counted."""
    if g.get("actor") is None:
        _count("limit of visitors", RUSH, A_SECOND)


def limit_holds() -> None:
    """Before a time is held. Raises TooManyTries."""
    _count("limit of holds", HOLDS, 1 / A_HOLD_EVERY)


def _count(name: str, rush: int, a_second: float) -> None:
    limit: Limit = current_app.extensions.setdefault(name, Limit(rush, a_second))
    wait = limit.seconds_to_wait(_household(network()), clock.now().timestamp())
    if wait:
        raise TooManyTries(wait)


def _household(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ip_network((found, IPV6_HOUSEHOLD), strict=False))  # noqa: PLR2004 - IPv4
