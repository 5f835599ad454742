"""Entering and taking out hundreds of entries at once: the rules of `entries`, asked of what was read together.

One by one each entry asks the database a dozen questions; an older register taken over would keep everybody waiting.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.trail import record_all
from mediation_cms.core.db import table_of
from mediation_cms.mediators.entries import (
    entry_fields,
    practice_fields,
    refuse_number_of,
    refuse_second_among,
    refuse_what_is_certain,
    said,
)
from mediation_cms.mediators.inputs import CorrectionIn, PracticeIn
from mediation_cms.mediators.models import Mediator, RegisterEntry, Suspension
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Person
from mediation_cms.people.records import people_from
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Unit

AT_ONCE = 500


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be entered: a person who is known, or one as typed; two with one `key` are one new person."""

    who: PersonIn | Person
    practice: PracticeIn
    given: CorrectionIn
    key: object = None


def enter_all(
    session: Session, actor: Actor, place: Place | Unit, newcomers: Sequence[Newcomer]
) -> list[tuple[RegisterEntry, Person]]:
    """Enter all of these in registers of the district, each as `add_mediator` does; or nobody, with the refusal of the first.

    An entry may have its day out as well, as older registers do.
    """
    authorize(actor, Can.KEEP_REGISTER, place)
    people = _people(session, newcomers)
    held = {
        mediator.id: mediator
        for mediator in _of(session, Mediator, col(Mediator.id), [one.id for one in people], lock=True)
    }
    theirs: dict[UUID, list[RegisterEntry]] = defaultdict(list)
    for entry in _of(session, RegisterEntry, col(RegisterEntry.mediator_id), list(held)):
        theirs[entry.mediator_id].append(entry)
    fields = [entry_fields(session, place, one.given) for one in newcomers]
    numbers = {
        _register(entry): entry
        for entry in _of(session, RegisterEntry, col(RegisterEntry.number), {row["number"] for row in fields})
    }
    made = []
    for one, person, values in zip(newcomers, people, fields, strict=True):
        refuse_what_is_certain(session, person, one.given)
        entry = RegisterEntry(mediator_id=person.id, **values, until=one.given.until, ground_out=one.given.ground_out)
        refuse_number_of(numbers.get(_register(entry)), entry)
        refuse_second_among(theirs[person.id], entry)
        if person.id not in held:
            held[person.id] = Mediator(id=person.id, **practice_fields(session, one.practice))
            session.add(held[person.id])
        numbers[_register(entry)] = entry
        theirs[person.id].append(entry)
        made.append((entry, person))
    session.flush()
    session.add_all(entry for entry, _person in made)
    session.flush()
    record_all(
        session, actor, "register.entered", [(entry, {"name": person.name} | said(entry)) for entry, person in made]
    )
    out = [entry for entry, _person in made if entry.until]
    record_all(
        session,
        actor,
        "register.left",
        [(entry, {"number": entry.number, "until": entry.until, "ground": entry.ground_out}) for entry in out],
    )
    return made


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


def _register(entry: RegisterEntry) -> tuple[object, ...]:
    """In which register a number counts, and the number."""
    kind = entry.register_kind
    return (
        kind,
        entry.number,
        entry.district_id if kind == "akim" else entry.organisation_id if kind == "organisation" else None,
    )


def _people(session: Session, newcomers: Sequence[Newcomer]) -> list[Person]:
    """Who each of them is: new people are written at once, and once for each key."""
    new: dict[object, PersonIn] = {}
    for at, one in enumerate(newcomers):
        if not isinstance(one.who, Person):
            new.setdefault(at if one.key is None else one.key, one.who)
    made = dict(zip(new, people_from(session, list(new.values())), strict=True))
    return [
        one.who if isinstance(one.who, Person) else made[at if one.key is None else one.key]
        for at, one in enumerate(newcomers)
    ]


def _of(session: Session, kind: Any, column: Any, keys: Collection[Any], *, lock: bool = False) -> Iterable[Any]:
    """The rows whose column has one of these keys, in as few statements as there may be."""
    for part in _parts(list(keys)):
        statement = select(kind).where(column.in_(part))
        yield from session.exec(statement.with_for_update() if lock else statement)


def _parts(keys: list[Any]) -> Iterable[list[Any]]:
    return (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))
