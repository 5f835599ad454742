"""Stories written straight into the tables: the same rows as by `telling`, many times faster. For seeds of thousands.

Nothing is refused here: that stories keep to the rules is shown by telling the same ones by the actions in a test. Nobody
is told anything, so the people of these stories have neither e-mail nor SMS, and no IIN.
"""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any

from mediation_cms.intake.cabinets import OpenCabinet
from mediation_cms.intake.numbers import take, written
from mediation_cms.seeding import bulk_cases, bulk_requests, story
from mediation_cms.seeding.bulk_requests import Matter, World
from mediation_cms.seeding.story import Registered, Story

AT_ONCE = 1000
"""So many stories are held in memory."""
TOLD: Mapping[type[story.Step], Callable[[Matter, Any], None]] = {
    story.Registered: bulk_requests.register,
    story.Consulted: bulk_requests.consult,
    story.Closed: bulk_requests.close,
    story.LeftUnstated: bulk_requests.leave_unstated,
    story.Admitted: bulk_cases.admit,
    story.Offered: bulk_cases.offer,
    story.Accepted: bulk_cases.accept,
    story.CaseClosed: bulk_cases.close_case,
    story.Contracted: bulk_cases.conclude,
    story.Extended: bulk_cases.extend,
    story.Met: bulk_cases.meet,
    story.Ended: bulk_cases.end,
    story.Drafted: bulk_cases.draft,
    story.Signed: bulk_cases.sign,
    story.Performed: bulk_cases.perform,
}


def tell(world: World, stories: Iterable[Story]) -> int:
    """Write these stories, which come in the order of their beginnings; how many there were."""
    cabinets, told, rest = Cabinets(world), 0, iter(stories)
    with uncollected():
        while batch := list(islice(rest, AT_ONCE)):
            for matter_story, number, cabinet in cabinets.numbered(batch):
                matter = Matter(world, cabinet, number)
                for step in matter_story:
                    TOLD[type(step)](matter, step)
            world.sheaf.write()
            told += len(batch)
    return told


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing here goes round in circles, and looking for circles among thousands of rows takes a sixth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Cabinets:
    """The cabinets of the stories as they lay on a day, and their numbers, taken for many stories at once."""

    def __init__(self, world: World) -> None:
        self._world = world

    def numbered(self, batch: list[Story]) -> Iterator[tuple[Story, str, OpenCabinet]]:
        """Each story with its number and its cabinet."""
        begun = [(each, *self._begun(each)) for each in batch]
        counts = Counter((cabinet.id, year) for _story, cabinet, year in begun)
        numbers = {key: iter(take(self._world.session, *key, count)) for key, count in counts.items()}
        for each, cabinet, year in begun:
            yield each, written(cabinet.region_code, cabinet.short, year, next(numbers[cabinet.id, year])), cabinet

    def _begun(self, each: Story) -> tuple[OpenCabinet, int]:
        first = each[0]
        if not isinstance(first, Registered):
            raise TypeError(f"a story begins with a registration, not with {type(first).__name__}")
        places, on = self._world.tree, first.given.received_on
        cabinet = places.unit(first.given.cabinet_id)
        district_id, region_id = places.district_of(cabinet.id, on), places.region_of(cabinet.id, on)
        if district_id is None or region_id is None:
            raise LookupError(f"{cabinet.code} lies nowhere on {on}")
        code = places.unit(region_id).code
        return OpenCabinet(cabinet.id, cabinet.code, cabinet.short, district_id, code), on.year
