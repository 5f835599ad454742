"""Who of the people that are known already a row is about: by the IIN, else by name and birth date, where somebody chooses."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from mediation_cms.core.i18n import _
from mediation_cms.core.names import search_key
from mediation_cms.imports.models import Outcome
from mediation_cms.imports.problems import Problem
from mediation_cms.imports.rows import Desk, Judged
from mediation_cms.people.likeness import Known, Likeness, likeness
from mediation_cms.people.models import Person

MOST_OFFERED = 5
NEW = "new"
Listed = sa.ColumnElement[bool]
"""Whom the kind of list may be about, as a condition on people: a register never leads to the sides of a case."""


def known_of(person: Person) -> Known:
    """What is known of a person on record."""
    return Known(person.short_key, search_key(person.patronymic), person.born_on, person.iin_index)


class People:
    """The people on record to whom these rows may belong, read together."""

    def __init__(self, desk: Desk, rows: Sequence[Judged], listed: Listed) -> None:
        self._desk = desk
        asked = [row.known for row in rows if row.known is not None]
        self.by_iin: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.by_key: dict[UUID, Person] = {}
        for person in self._read(col(Person.iin_index), (one.iin_index for one in asked if one.iin_index), listed):
            self.by_iin[person.iin_index or ""].append(person)
        for person in self._read(col(Person.short_key), (one.key for one in asked), listed):
            self.by_name[person.short_key].append(person)

    def read_too(self, keys: Iterable[UUID]) -> None:
        """People who are known by something else: by what they hold."""
        self._read(col(Person.id), keys)

    def _read(self, column: Any, keys: Iterable[Any], *listed: Listed) -> list[Person]:
        found = self._desk.ground.those(self._desk.session, Person, column, keys, *listed)
        self.by_key |= {person.id: person for person in found}
        return found

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
