"""How much one network may send without an account. Who sends too much waits (429, Retry-After); everybody else does not notice.

The limits leave room for an office, a village or a cabinet behind one address. What was typed stays in the form that is shown
again. An address of IPv6 counts by its network: one house has more of them than anybody counts.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from flask import g

from mediation_cms.accounts.sessions import TooManyTries
from mediation_cms.accounts.turns import seconds_until_turn, take_turn
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


def count(limit: Limit) -> None:
    """Count this request, in a transaction of its own. Raises TooManyTries where the limit is reached.

    It stands before anything is changed: what the request has done so far is dropped.
    """
    house = _house(network())
    wait = seconds_until_turn(g.session, limit.door, house, limit.most, limit.within)
    if wait:
        g.retry_after = wait
        raise TooManyTries(wait)
    transactions.forget()
    with transactions.database().transaction() as session:
        take_turn(session, limit.door, house)


def _house(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, HOUSE), strict=False)) if isinstance(found, IPv6Address) else address
