"""The tree of the seed `reference`, read from its files without a database."""

from collections.abc import Sequence

from mediation_cms.places.models import Placing, Unit
from mediation_cms.places.queries import tree_of
from mediation_cms.places.tree import Tree
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_places import read_history

HISTORY = read_history(REFERENCE)


def tree_with(cabinet: Unit | None = None, lies: Sequence[Placing] = ()) -> Tree:
    """The tree, with one cabinet more."""
    return tree_of(
        [*HISTORY.units.values(), *([cabinet] if cabinet else ())],
        [name for names in HISTORY.names.values() for name in names],
        [*(placing for placings in HISTORY.placings.values() for placing in placings), *lies],
        HISTORY.successions,
        HISTORY.aliases,
    )


TREE = tree_with()


def place(code: str):
    """The key of a place."""
    return TREE.by_code(code).id


def codes(units) -> set[str]:
    """The codes of these places."""
    return {TREE.unit(unit_id).code for unit_id in units}
