"""Dice that fall the same way every time: a seed makes the same rows on every machine."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


def dice(*seed: object) -> Random:
    """Dice for one purpose, named by whatever tells it from others."""
    return Random("/".join(map(str, seed)))  # noqa: S311 - invented data hide nothing


class Bag(Generic[Thing]):
    """Things drawn as often as they weigh."""

    def __init__(self, things: Mapping[Thing, float] | Iterable[tuple[Thing, float]]) -> None:
        pairs = list(things.items() if isinstance(things, Mapping) else things)
        self.things: Sequence[Thing] = [thing for thing, _weight in pairs]
        self._weights = list(accumulate(weight for _thing, weight in pairs))

    def draw(self, chance: Random) -> Thing:
        """One of them; all stay in the bag."""
        return chance.choices(self.things, cum_weights=self._weights)[0]


def dealt(things: Mapping[Thing, float], count: int) -> list[Thing]:
    """So many things in the proportion of their weights, to the very number: the largest remainders get what is left over."""
    total = sum(things.values())
    exact = {thing: weight * count / total for thing, weight in things.items()}
    shares = {thing: int(share) for thing, share in exact.items()}
    left = count - sum(shares.values())
    for thing in sorted(exact, key=lambda thing: shares[thing] - exact[thing])[:left]:
        shares[thing] += 1
    return [thing for thing, share in shares.items() for _one in range(share)]
