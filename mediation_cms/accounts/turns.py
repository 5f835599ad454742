"""How often one network may ask for something without an account: counted in the table of failed tries, under names of its own.

A counted turn never makes anybody wait at the door of sign-in, nor the other way round: the keyed index of each is another.
"""

from datetime import timedelta

from sqlmodel import Session, col, func, select

from mediation_cms.accounts.models import FailedSignIn
from mediation_cms.core import clock
from mediation_cms.core.db import keyring


def seconds_until_turn(session: Session, door: str, network: str, most: int, within: timedelta) -> int:
    """How long this network waits at this door: 0 while it came less than `most` times within that time."""
    now = clock.now()
    count, first = session.exec(
        select(func.count(), func.min(FailedSignIn.at)).where(
            FailedSignIn.network_index == _index(session, door, network), col(FailedSignIn.at) > now - within
        )
    ).one()
    if count < most or first is None:
        return 0
    return max(1, round((first + within - now).total_seconds() + 0.5))


def take_turn(session: Session, door: str, network: str) -> None:
    """Count one. It is forgotten after a day, like a failed try."""
    index = _index(session, door, network)
    session.add(FailedSignIn(login_index=index, network_index=index, at=clock.now()))


def _index(session: Session, door: str, network: str) -> str:
    return keyring(session).index(f"{door} from {network}", "turn")
