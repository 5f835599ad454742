"""Reading a list to its end, as somebody does who turns page after page."""

from collections.abc import Callable
from typing import Any

from mediation_cms.core.db import Records


def pages(listed: Callable[..., Records], size: int = 2) -> list[list[Any]]:
    """Every page of a list that is asked `listed(after=…, limit=…)`, each beginning after the last row of the one before."""
    found: list[list[Any]] = []
    after = None
    while True:
        rows = listed(after=after, limit=size)
        found.append(list(rows[:size]))
        if len(rows) <= size:
            return found
        after = rows[size - 1].id
