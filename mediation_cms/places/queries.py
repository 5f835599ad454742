"""Reads of places. Everything is asked of one immutable tree, which a process reads again only after a change."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.i18n import Words
from mediation_cms.core.stamps import all_rows, memo
from mediation_cms.core.wording import Wording, wording
from mediation_cms.places.facts import Facts, Held, Keeper, Name, Place
from mediation_cms.places.models import Mandate, Ownership, Placing, Succession, Unit, UnitAlias, UnitName
from mediation_cms.places.tree import Tree

STAMP = "places"
Value = TypeVar("Value")


class DatedRow(Protocol):
    """A row that says something of a unit from one day to another."""

    unit_id: UUID
    since: date
    until: date | None
    source: Wording


Dated = TypeVar("Dated", bound=DatedRow)


def tree(session: Session) -> Tree:
    """The tree of places as it is committed, or as this transaction has changed and restamped it."""
    return memo(session, STAMP, lambda: read_tree(session))


def video_address(session: Session, cabinet_id: UUID) -> str | None:
    """Where one joins a talk by video with this cabinet (https); None where it has no address of its own."""
    return tree(session).unit(cabinet_id).video or None


def read_tree(session: Session) -> Tree:
    """The tree, read anew from its tables."""
    return tree_of(
        units=all_rows(session, Unit),
        names=all_rows(session, UnitName),
        placings=all_rows(session, Placing),
        successions=all_rows(session, Succession),
        aliases=all_rows(session, UnitAlias),
        owners=all_rows(session, Ownership),
        mandates=all_rows(session, Mandate),
    )


def tree_of(
    units: Iterable[Unit],
    names: Iterable[UnitName],
    placings: Iterable[Placing],
    successions: Iterable[Succession] = (),
    aliases: Iterable[UnitAlias] = (),
    owners: Iterable[Ownership] = (),
    mandates: Iterable[Mandate] = (),
) -> Tree:
    """The tree that these rows tell of, in whatever order they come."""
    links = sorted(successions, key=lambda link: (link.since, link.id))
    return Tree(
        places={unit.id: _place(unit) for unit in sorted(units, key=lambda unit: unit.code)},
        names=_facts(names, lambda row: Name(Words(row.kk, row.ru, row.en), dict(row.forms))),
        placings=_facts(placings, lambda row: row.parent_id),
        owners=_facts(owners, lambda row: Keeper(row.owner, row.owner_name)),
        mandates=_facts(mandates, lambda row: row.mandate),
        aliases=_gathered((alias.unit_id, alias.alias) for alias in aliases),
        before=_gathered((link.successor_id, link.predecessor_id) for link in links),
        after=_gathered((link.predecessor_id, link.successor_id) for link in links),
    )


def _place(unit: Unit) -> Place:
    return Place(
        unit.id, unit.code, unit.short, unit.level, unit.opened_on, unit.closed_on, unit.physical, unit.phone, unit.email,
        dict(unit.address), unit.video,
    )  # fmt: skip


def _facts(rows: Iterable[Dated], value: Callable[[Dated], Value]) -> Facts[Value]:
    earliest_first = sorted(rows, key=lambda row: row.since)
    return _gathered(
        (row.unit_id, Held(value(row), row.since, row.until, wording(row.source))) for row in earliest_first
    )


def _gathered(pairs: Iterable[tuple[UUID, Value]]) -> Mapping[UUID, Sequence[Value]]:
    gathered: dict[UUID, list[Value]] = defaultdict(list)
    for key, value in pairs:
        gathered[key].append(value)
    return dict(gathered)
