"""How much one network may ask and send without an account. Who goes beyond it waits (429, Retry-After); nobody else notices.

There are two ways of counting, for two kinds of cost. What stays behind (a request that is registered, answers that are kept) is
counted in the database (`count`): exactly, over all processes and through a restart. What only costs the answer itself, and a
held time, which ends by itself, is counted in the memory of each process (`limit_visitors`, `limit_holds`): a flood must not
turn each page that is only read into a write.

The limits leave room for an office, a village or a cabinet behind one address. What was typed stays in the form that is shown
again. An address of IPv6 counts by its network: one house has more of them than anybody counts. Who guesses secrets is slowed by
`web.ways_in`, which counts wrong guesses alone.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from threading import Lock

from flask import current_app, g

from mediation_cms.accounts.sessions import TooManyTries
from mediation_cms.accounts.turns import seconds_until_turn, take_turn
from mediation_cms.core import clock
from mediation_cms.web import transactions
from mediation_cms.web.signing_in import network

HOUSE = 64
"""Bits of an IPv6 address that are one customer's."""


@dataclass(frozen=True)
class Limit:
    """At which door, how often, within what time."""

    door: str
    most: int
    within: timedelta


TYPED = Limit("typed", 600, timedelta(minutes=10))
"""Answers to single questions."""
BEGUN = Limit("begun", 60, timedelta(hours=1))
SENT = Limit("sent", 40, timedelta(hours=1))
"""Requests that are registered: each has a number and somebody who reads it."""
VISITS = Limit("visits", 300, timedelta(minutes=1))
"""Pages for everybody: so many at once, as of an office behind one address; then five a second."""
HOLDS = Limit("holds", 40, timedelta(minutes=10))
"""Times that one network may hold at once, then one every 15 seconds: nobody keeps a whole cabinet waiting."""
GUESSES = Limit("guesses", 20, timedelta(minutes=10))
"""Codes of certificates that are not there: so many, then one every 30 seconds."""
REPORTS = Limit("inaccuracies", 20, timedelta(hours=1))
"""Reports that the public register is wrong: each has somebody who reads it."""
TABLES = Limit("open data", 30, timedelta(minutes=10))
"""The whole public register in one file."""
MOST_NETWORKS = 20_000


class Jars:
    """A limit counted in memory: each network takes marks from a jar that fills again slowly, within the limit's time."""

    def __init__(self, limit: Limit) -> None:
        self.most, self.a_second = limit.most, limit.most / limit.within.total_seconds()
        self._jars: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def seconds_to_wait(self, whose: str, now: float) -> int:
        """Take one mark; 0 where there was one, else how long to wait for the next."""
        with self._lock:
            left, since = self._jars.pop(whose, (float(self.most), now))
            left = min(self.most, left + max(0.0, now - since) * self.a_second)
            wait = 0 if left >= 1 else max(1, ceil((1 - left) / self.a_second))
            self._jars[whose] = (left if wait else left - 1, now)
            if len(self._jars) > MOST_NETWORKS:
                self._jars.popitem(last=False)
            return wait


def count(limit: Limit) -> None:
    """Count this request in the database, before it changes anything. Raises TooManyTries where the limit is reached."""
    house = _house(network())
    wait = seconds_until_turn(g.session, limit.door, house, limit.most, limit.within)
    if wait:
        g.retry_after = wait
        raise TooManyTries(wait)
    with transactions.aside(), transactions.database().transaction() as session:
        take_turn(session, limit.door, house)


def limit_visitors() -> None:
    """Before a request to pages for everybody: refuse (429) what is too much from one network. Staff are not counted."""
    if g.get("actor") is None:
        _count_in_memory(VISITS)


def limit_holds() -> None:
    """Before a time is held. Raises TooManyTries."""
    _count_in_memory(HOLDS)


def limit_guesses() -> None:
    """After a code that is not there. Raises TooManyTries. In memory: what is found must cost the same as what is not."""
    _count_in_memory(GUESSES)


def limit_tables() -> None:
    """Before the whole public register is written into a file. Raises TooManyTries."""
    _count_in_memory(TABLES)


def _count_in_memory(limit: Limit) -> None:
    jars: Jars = current_app.extensions.setdefault(f"limit of {limit.door}", Jars(limit))
    wait = jars.seconds_to_wait(_house(network()), clock.now().timestamp())
    if wait:
        raise TooManyTries(wait)


def _house(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, HOUSE), strict=False)) if isinstance(found, IPv6Address) else address
