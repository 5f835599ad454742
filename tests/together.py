"""Which tests go to one process: those that share what is dear to make, so that it is made once and not once a process."""

import re

from xdist.scheduler import LoadScopeScheduling

TOGETHER = (
    (re.compile(r"tests/seeding/.*\[(sqlite|postgresql)"), "seeds on {}"),
    (re.compile(r"tests/rights/test_(?:links|markers|matrix|readings)\.py.*\[(sqlite|postgresql)"), "walks on {}"),
)


def group_of(nodeid: str) -> str:
    """The group of a test; of most tests itself."""
    found = ((pattern.match(nodeid), group) for pattern, group in TOGETHER)
    return next((group.format(match[1]) for match, group in found if match), nodeid)


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Hands out groups, the largest first.

    Instead of `--dist=loadgroup`, which does nothing under pytest 9.2: xdist 3.8 writes the group where pytest no longer
    reads it.
    """

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
