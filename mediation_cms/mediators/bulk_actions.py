"""Entering and taking out hundreds of entries at once: the rules of `entries`, asked of what was read together.

One by one each entry asks the database a dozen questions; an older register taken over would keep everybody waiting.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.trail import record_all, record_rows
from mediation_cms.core.db import table_of, write_all
from mediation_cms.core.keys import new_key
from mediation_cms.core.names import full_name
from mediation_cms.mediators.entries import (
    OUT,
    TOLD,
    Planned,
    Stands,
    kept_by,
    practice_fields,
    refuse_number_of,
    refuse_of,
    refuse_second_among,
    said,
)
from mediation_cms.mediators.inputs import CorrectionIn, PracticeIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, Suspension
from mediation_cms.mediators.queries import demands_on, unmet_of
from mediation_cms.mediators.rules import Asked, Demand
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.records import write_people
from mediation_cms.people.rules import born_on_of
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit
from mediation_cms.places.spots import spot

AT_ONCE = 500


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be entered: a person who is known, or one as typed; two with one `key` are one new person."""

    who: PersonIn | Person
    practice: PracticeIn
    given: CorrectionIn
    key: object = None


@dataclass(frozen=True)
class Entered:
    """One row as it was written: the key of the entry, whose it is, whether that person is new."""

    entry_id: UUID
    mediator_id: UUID
    is_new: bool


def enter_all(session: Session, actor: Actor, place: Place | Unit, newcomers: Sequence[Newcomer]) -> list[Entered]:
    """Enter all of these in registers of the district, each as `add_mediator` does; or nobody, with the refusal of the first.

    An entry may have its day out as well, as older registers do. They are written as plain rows, a thousand in half a second.
    """
    authorize(actor, Can.KEEP_REGISTER, place)
    keys, names = _people(session, newcomers)
    known = [one.who.id for one in newcomers if isinstance(one.who, Person)]
    held = {mediator.id for mediator in _of(session, Mediator, col(Mediator.id), known, lock=True)}
    theirs: dict[UUID, list[Stands]] = defaultdict(list)
    for entry in _of(session, RegisterEntry, col(RegisterEntry.mediator_id), held):
        theirs[entry.mediator_id].append(entry)
    numbers: dict[tuple[object, ...], Stands] = {
        _register(entry): entry
        for entry in _of(session, RegisterEntry, col(RegisterEntry.number), {one.given.number for one in newcomers})
    }
    ground = _Ground(session, place)
    entries, mediators, in_spite = [], [], []
    for one, key in zip(newcomers, keys, strict=True):
        unmet = unmet_of(ground.demands(one.given), one.who.born_on or _born_on(one.who), one.given)
        in_spite.append(refuse_of(unmet, one.given))
        entry = {"id": new_key(), "mediator_id": key} | ground.fields(one.given)
        planned = Planned(**{name: entry[name] for name in Planned.__slots__})
        refuse_number_of(numbers.get(_register(planned)), planned)
        refuse_second_among(theirs[key], planned)
        if key not in held:
            held.add(key)
            mediators.append({"id": key} | ground.practice(one.practice))
        numbers[_register(planned)] = planned
        theirs[key].append(planned)
        entries.append(entry)
    write_all(session, Mediator, mediators)
    write_all(session, RegisterEntry, entries)
    _record_entered(session, actor, entries, names, in_spite)
    were = set(known)
    return [Entered(row["id"], row["mediator_id"], row["mediator_id"] not in were) for row in entries]


def _record_entered(
    session: Session,
    actor: Actor,
    entries: Sequence[dict[str, Any]],
    names: Sequence[str],
    in_spite: Sequence[dict[str, Any]],
) -> None:
    record_rows(
        session,
        actor,
        "register.entered",
        RegisterEntry,
        (
            (row["id"], row["district_id"], {"name": name} | said(SimpleNamespace(**row)) | more)
            for row, name, more in zip(entries, names, in_spite, strict=True)
        ),
    )
    record_rows(
        session,
        actor,
        "register.left",
        RegisterEntry,
        (
            (
                row["id"],
                row["district_id"],
                {"number": row["number"], "until": row["until"], "ground": row["ground_out"]},
            )
            for row in entries
            if row["until"]
        ),
    )


class _Ground:
    """What many entries of one place have in common, each asked once."""

    def __init__(self, session: Session, place: Place | Unit) -> None:
        self._session, self._place = session, place
        self._demands: dict[tuple[object, ...], dict[Asked, Demand]] = {}
        self._spots: dict[date, UUID] = {}
        self._organisations: dict[str, UUID | None] = {}
        self._practices: dict[tuple[object, ...], dict[str, Any]] = {}

    def demands(self, given: CorrectionIn) -> dict[Asked, Demand]:
        """What the law of its day asks."""
        key = given.register_kind, given.kind, given.since
        if key not in self._demands:
            self._demands[key] = demands_on(self._session, given)
        return self._demands[key]

    def fields(self, given: CorrectionIn) -> dict[str, Any]:
        """What the table keeps of an entry, its end included."""
        if given.since not in self._spots:
            self._spots[given.since] = spot(self._session, self._place, given.since).district_id
        if given.organisation not in self._organisations:
            self._organisations[given.organisation] = kept_by(self._session, given.organisation)
        lies = {"district_id": self._spots[given.since], "organisation_id": self._organisations[given.organisation]}
        return lies | {name: getattr(given, name) for name in (*TOLD, *OUT)}

    def practice(self, given: PracticeIn) -> dict[str, Any]:
        """Where and how somebody mediates."""
        key = given.cabinet_id, tuple(given.languages), tuple(given.dispute_codes)
        if key not in self._practices:
            self._practices[key] = practice_fields(self._session, given)
        return self._practices[key]


def remove_entries(
    session: Session, actor: Actor, place: Place | Unit, entries: Sequence[RegisterEntry], given: ReasonIn
) -> None:
    """Take out all of these entries, as `remove_entry` does."""
    authorize(actor, Can.KEEP_REGISTER, place)
    for part in _parts([entry.id for entry in entries]):
        session.connection().execute(sa.delete(table_of(Suspension)).where(table_of(Suspension).c.entry_id.in_(part)))
        session.connection().execute(sa.delete(table_of(RegisterEntry)).where(table_of(RegisterEntry).c.id.in_(part)))
    record_all(
        session, actor, "register.removed", [(entry, {"reason": given.reason} | said(entry)) for entry in entries]
    )


def _register(entry: Stands) -> tuple[object, ...]:
    """In which register a number counts, and the number."""
    kind = entry.register_kind
    return (
        kind,
        entry.number,
        entry.district_id if kind == "akim" else entry.organisation_id if kind == "organisation" else None,
    )


def _people(session: Session, newcomers: Sequence[Newcomer]) -> tuple[list[UUID], list[str]]:
    """Who each of them is, by key and name: new people are written at once, and once for each key."""
    new: dict[object, PersonIn] = {}
    for at, one in enumerate(newcomers):
        if not isinstance(one.who, Person):
            new.setdefault(at if one.key is None else one.key, one.who)
    made = dict(zip(new, write_people(session, list(new.values())), strict=True))
    keys = [
        one.who.id if isinstance(one.who, Person) else made[at if one.key is None else one.key]
        for at, one in enumerate(newcomers)
    ]
    return keys, [full_name(one.who.surname, one.who.given_name, one.who.patronymic) for one in newcomers]


def _born_on(who: PersonIn | Person) -> date | None:
    """The birth date of somebody of whom only the IIN was typed."""
    return born_on_of(who.iin) if isinstance(who, PersonIn) and who.iin else None


def _of(session: Session, kind: Any, column: Any, keys: Collection[Any], *, lock: bool = False) -> Iterable[Any]:
    """The rows whose column has one of these keys, in as few statements as there may be."""
    for part in _parts(list(keys)):
        statement = select(kind).where(column.in_(part))
        yield from session.exec(statement.with_for_update() if lock else statement)


def _parts(keys: list[Any]) -> Iterable[list[Any]]:
    return (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))
