"""Every seed by its name: which others it stands on, and the function that plants it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.seeding import reference

Watch = Callable[[Iterable[Any]], Iterable[Any]]
"""Hands things on one by one and shows how far the work has come."""


@dataclass(frozen=True)
class Planted:
    """Whether a seed has added anything, and what is to be said about it."""

    new: bool
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seed:
    """A seed: `plant(session, actor, watch)` adds the rows that are not there yet, in the transaction of the session."""

    plant: Callable[[Session, Actor, Watch], Planted]
    needs: tuple[str, ...] = ()


def _reference(session: Session, actor: Actor, _watch: Watch) -> Planted:
    return Planted(reference.plant(session, actor))


SEEDS: Mapping[str, Seed] = {
    "reference": Seed(_reference),
}
