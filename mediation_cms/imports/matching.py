"""Who of the people that are known already a row is about: by the IIN, else by name and birth date, where somebody chooses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.core.i18n import _
from mediation_cms.core.names import search_key
from mediation_cms.imports.models import Outcome
from mediation_cms.imports.problems import Problem
from mediation_cms.imports.rows import Judged
from mediation_cms.people.likeness import Known, Likeness, likeness
from mediation_cms.people.models import Person

AT_ONCE = 500
MOST_OFFERED = 5
NEW = "new"
Listed = sa.ColumnElement[bool]
"""Whom the kind of list may be about, as a condition on people: a register never leads to the sides of a case."""


def parts(keys: Iterable[Any]) -> Iterable[list[Any]]:
    """Keys in portions that a statement takes."""
    every = list(dict.fromkeys(keys))
    return (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE))


def known_of(person: Person) -> Known:
    """What is known of a person on record."""
    return Known(person.short_key, search_key(person.patronymic), person.born_on, person.iin_index)


class People:
    """The people on record to whom these rows may belong, read together."""

    def __init__(self, session: Session, rows: Sequence[Judged], listed: Listed) -> None:
        asked = [row.known for row in rows if row.known is not None]
        self.by_iin: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.by_key: dict[UUID, Person] = {}
        for person in self._read(
            session, col(Person.iin_index), {one.iin_index for one in asked if one.iin_index}, listed
        ):
            self.by_iin[person.iin_index or ""].append(person)
        for person in self._read(session, col(Person.short_key), {one.key for one in asked}, listed):
            self.by_name[person.short_key].append(person)

    def _read(self, session: Session, column: Any, keys: Collection[str], listed: Listed) -> Iterable[Person]:
        for part in parts(keys):
            for person in session.exec(select(Person).where(column.in_(part), listed).order_by(col(Person.id))):
                self.by_key[person.id] = person
                yield person

    def settle(self, row: Judged) -> None:
        """Whom the row is about: nobody known, one by the IIN, or one to be chosen; who was chosen already is taken."""
        assert row.known is not None  # noqa: S101 - asked of rows that were read
        if row.known.iin_index and (same := self.by_iin.get(row.known.iin_index)):
            row.person = same[0]
            return
        alike = [
            one for one in self.by_name.get(row.known.key, ()) if likeness(row.known, known_of(one)) > Likeness.NONE
        ]
        row.candidates = [person.id for person in alike[:MOST_OFFERED]]
        if not row.candidates or row.chosen == NEW:
            return
        chosen = next((person for person in alike if str(person.id) == row.chosen), None)
        if chosen is None:
            row.outcome = Outcome.CHOICE
        row.person = chosen


def twice_in_file(rows: Sequence[Judged]) -> None:
    """Rows that contradict each other: one IIN under two names."""
    named: dict[str, Judged] = {}
    for row in rows:
        if row.known is None or not row.known.iin_index:
            continue
        first = named.setdefault(row.known.iin_index, row)
        if first.known is not None and first.known.key != row.known.key:
            row.stop(
                "iin",
                Problem.TWICE,
                _("Row %(row)s has the same IIN with another name. Compare the two.", row=str(first.number)),
            )
