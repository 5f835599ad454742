"""What a seed is, and how it knows that it was planted."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from mediation_cms.core.stamps import restamp, version_of

Watch = Callable[[Iterable[Any]], Iterable[Any]]
"""Hands things on one by one and shows how far the work has come."""


@dataclass(frozen=True)
class Planted:
    """Whether a seed has added anything, and what is to be said about it."""

    new: bool
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seed:
    """A seed: `plant(session, actor, watch)` adds the rows that are not there yet, in the transaction of the session.

    `options` are the numbers that may be given to it besides, by name. `long`: it writes very much, and nobody works beside it.
    """

    plant: Callable[..., Planted]
    needs: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    long: bool = False


def planted_before(session: Session, name: str) -> bool:
    """Whether the seed of this name was planted in this database, whatever has become of its rows since."""
    return version_of(session, _stamp(name)) > 0


def remember(session: Session, name: str) -> None:
    """Note that the seed of this name is planted. Its files are on the disk when this returns, before anything is committed."""
    os.sync()
    restamp(session, _stamp(name))


def _stamp(name: str) -> str:
    return f"seed {name}"
