"""How the numbers of a cabinet's requests begin (63-OSK), and that no two cabinets ever begin theirs alike.

A cabinet keeps its short name wherever its district goes, and its numbers begin with the region of the day: 63-SEM began its
numbers with 63-SEM up to June 2022 and with 10-SEM since. So both are taken for good, and a code is only one of the two.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level, Unit
from mediation_cms.places.tree import Tree


def taken_beginning(places: Tree, parent_id: UUID, short: str, since: date) -> str | None:
    """The beginning that numbers of a new cabinet in the parent would share with those of another; None when none."""
    taken = _taken(places)
    wanted = (f"{code}-{short}" for code in _codes(places, parent_id, since))
    return next((beginning for beginning in sorted(wanted) if beginning in taken), None)


def must_number_apart(places: Tree, unit: Unit, parent: Unit, since: date) -> None:
    """Refuse to move a unit to where the numbers of its cabinets would begin like those of another cabinet."""
    taken = _taken(places)
    regions = _codes(places, parent.id, since)
    for cabinet in _cabinets_from(places, unit.id, since):
        for beginning in (f"{code}-{cabinet.short}" for code in sorted(regions)):
            holder = taken.get(beginning, cabinet)
            if holder.id != cabinet.id:
                raise Refused(
                    _(
                        "After the move, numbers of %(code)s would begin with %(beginning)s, like those of %(other)s. "
                        "First close %(code)s and open a cabinet with another short name.",
                        code=cabinet.code, beginning=beginning, other=holder.code,
                    )
                )  # fmt: skip


def _taken(places: Tree) -> dict[str, Place]:
    """Whose each beginning is: with every region in which the cabinet has counted since it was opened, and as its code has it."""
    found: dict[str, Place] = {}
    for cabinet in places.places.values():
        if cabinet.level is Level.CABINET:
            codes = _codes(places, cabinet.id, cabinet.opened_on or places.beginning)
            found |= {f"{code}-{cabinet.short}": cabinet for code in codes}
            found[cabinet.code] = cabinet
    return found


def _codes(places: Tree, unit_id: UUID, since: date) -> frozenset[str]:
    return frozenset(places.unit(region).code for region in places.regions_from(unit_id, since))


def _cabinets_from(places: Tree, unit_id: UUID, since: date) -> Iterator[Place]:
    """The unit itself or the cabinets that lie in it on that day, but for those that take no requests any more."""
    for place in (places.unit(found) for found in sorted(places.under(unit_id, since))):
        if place.level is Level.CABINET and (place.closed_on is None or since < place.closed_on):
            yield place
