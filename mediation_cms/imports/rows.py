"""A row on its way: what was read of it, what is wrong with it, whom it is about, what becomes of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, may
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.errors import Problem as Refusal
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.names import MIXED, fold, parts_of
from mediation_cms.imports.fields import Column, Holds, columns_by_code
from mediation_cms.imports.ground import Ground
from mediation_cms.imports.models import Import, ImportKind, Outcome
from mediation_cms.imports.problems import Found, Problem
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.likeness import Known, known
from mediation_cms.people.models import Person
from mediation_cms.people.records import iin_index
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.places.queries import tree

Made = TypeVar("Made")
NO_IIN = "Бұрынғы тізімнен енгізілген / Внесён из старого списка"
COUNTED_AT = (Level.CABINET, Level.DISTRICT)
OF_FIELD = {"iin": Problem.IIN, "born_on": Problem.DAY, "place_id": Problem.PLACE}


@dataclass
class Judged:
    """One row: `typed` as read, `found` problems; then whom it is about, whom it may be about, and what it would do."""

    number: int
    typed: dict[str, str]
    found: list[Found]
    chosen: str = ""
    outcome: Outcome = Outcome.MAKE
    person: Person | None = None
    candidates: list[UUID] = field(default_factory=list)
    target_id: UUID | None = None
    place: Place | None = None
    who: PersonIn | None = None
    known: Known | None = None
    given: Any = None
    more: Any = None

    @property
    def stopped(self) -> bool:
        """Whether something is wrong that keeps the row out."""
        return any(one.stops for one in self.found)

    @property
    def human(self) -> object:
        """By what two rows of one file are one new person: the IIN, or the name with the birth date; else each is another."""
        assert self.known is not None  # noqa: S101 - asked of rows that were read
        if self.known.iin_index:
            return self.known.iin_index
        return (self.known.whole, self.known.born_on) if self.known.born_on else self.number

    def stop(self, column: str, kind: Problem, sentence: Text) -> None:
        """Something is wrong that keeps the row out."""
        self.found.append(Found(column, kind, sentence))

    def say(self, column: str, kind: Problem, sentence: Text) -> None:
        """Something is worth a look."""
        self.found.append(Found(column, kind, sentence, stops=False))


Tell = Callable[[int, int], None]
"""Told how many rows were looked through, and of how many; 0 where that is not known yet."""
TOLD_EVERY = 100


def tell_nobody(_looked: int, _expected: int) -> None:
    """Nobody waits for how far it is."""


@dataclass
class Desk:
    """Where rows are judged: the session, who imports, the import itself, what was asked of the lists, who waits."""

    session: Session
    actor: Actor
    whole: Import
    can: Can
    columns: Mapping[str, Column]
    tell: Tell = tell_nobody
    ground: Ground = field(default_factory=Ground)
    _places: dict[tuple[str, date], Place | Text] = field(default_factory=dict)
    _may: dict[UUID, bool] = field(default_factory=dict)

    def each(self, rows: Sequence["Judged"]) -> Iterator["Judged"]:
        """The rows one by one; who waits is told how far it is."""
        for at, row in enumerate(rows):
            if at % TOLD_EVERY == 0:
                self.tell(at, len(rows))
            yield row
        self.tell(len(rows), len(rows))

    def place_of(self, row: Judged, on: date | None) -> Place | None:
        """Where the row counts. What is wrong with it stands in the row."""
        on = on or clock.today()
        text = row.typed.get("place", "")
        key = text, on
        if key not in self._places:
            self._places[key] = self._look_up(text, on)
        found = self._places[key]
        if isinstance(found, Text):
            row.stop("place", Problem.PLACE, found)
            return None
        if found.id not in self._may:
            self._may[found.id] = may(self.actor, self.can, found)
        if not self._may[found.id]:
            row.stop("place", Problem.PLACE, _("This place is not one of yours. Its own keeper imports the row."))
            return None
        return found

    def _look_up(self, text: str, on: date) -> Place | Text:
        places = tree(self.session)
        if not text:
            unit = places.unit(self.whole.unit_id)
            return (
                unit
                if unit.level in COUNTED_AT
                else _("Name the district or town: the file was uploaded for more than one.")
            )
        found = [place for place in places.find(text) if place.level in COUNTED_AT and place.is_open(on)]
        found = [place for place in found if place.level is Level.DISTRICT] or found
        if len(found) > 1:
            return _(
                "Several places are called so. Write the code instead: %(codes)s.",
                codes=", ".join(one.code for one in found[:5]),
            )
        return (
            found[0]
            if found
            else _("There is no such district or town on %(date)s. Write it as in the settings, or its code.", date=on)
        )


class Kind(Protocol):
    """What one kind of import does with its rows."""

    can: Can

    def judge(self, desk: Desk, rows: Sequence[Judged]) -> None:
        """Say of each row what it would do and what is wrong with it. Reads only."""

    def write(self, desk: Desk, rows: Sequence[Judged]) -> dict[int, dict[str, Any]]:
        """Write the rows that make or update something; by the number of the row, what it did, to be undone by it."""

    def undo(self, desk: Desk, did: Mapping[int, dict[str, Any]]) -> list[int]:
        """Undo what rows did, in one transaction; the numbers of those that were changed since and are left."""


# --- what all kinds have in common -------------------------------------------------------------------------------------


def attempt(row: Judged, columns: Mapping[str, str], make: Callable[[], Made]) -> Made | None:
    """What is made of a row; what an input or action refuses stands in the row, under the column that tells the field."""
    try:
        return make()
    except Invalid as problem:
        for name, sentence in problem.fields.items():
            column = columns.get(name, name)
            row.stop(column, kind_of(row, column, name, sentence), sentence)
    except Refusal as problem:
        row.stop("", Problem.RULE, problem.sentence)
    return None


DAYS = frozenset(
    column.code for kind in ImportKind for column in columns_by_code(kind).values() if column.holds is Holds.DAY
)


def kind_of(row: Judged, column: str, name: str, _sentence: Text) -> Problem:
    """As which kind a refusal of a field is counted."""
    if not row.typed.get(column):
        return Problem.MISSING
    if name in OF_FIELD:
        return OF_FIELD[name]
    return Problem.DAY if name in DAYS else Problem.MIXED if MIXED.search(row.typed[column]) else Problem.OTHER


def read_person(desk: Desk, row: Judged) -> None:
    """Who the row is about, as typed: the name in its parts or in one field."""
    told = {name: row.typed.get(name, "") for name in ("surname", "given_name", "patronymic", "born_on", "iin")}
    if whole := row.typed.get("full_name"):
        told |= parts_of(whole)
    elif told["surname"] and not told["given_name"]:
        told |= {"surname": "", "given_name": told["surname"]}
    if not told["iin"]:
        told["no_iin_reason"] = NO_IIN
    if row.typed.get("phone"):
        told["contact"] = {"channel": "phone", "value": row.typed["phone"]}  # type: ignore[assignment]  # a part of a form
    cells_wrong = {one.column for one in row.found if one.stops}
    named = "full_name" if "full_name" in row.typed else ""
    columns = {"contact-value": "phone"} | (
        dict.fromkeys(("surname", "given_name", "patronymic"), named) if named else {}
    )
    row.who = attempt(row, columns, lambda: PersonIn.checked({name: value for name, value in told.items() if value}))
    row.found = _once(row.found, cells_wrong)
    if row.who is not None:
        index = iin_index(desk.session, row.who.iin) if row.who.iin else None
        row.known = known(
            row.who.surname, row.who.given_name, row.who.patronymic, born_on=row.who.born_on, iin_index=index
        )


def _once(found: Iterable[Found], cells_wrong: set[str]) -> list[Found]:
    """What was said of a cell when it was read is not said again of the field that it left empty or unreadable."""
    kept: list[Found] = []
    for one in found:
        if not (one.column in cells_wrong and any(other.column == one.column for other in kept)):
            kept.append(one)
    return kept


def once_each(row: Judged) -> None:
    """One problem a cell is enough."""
    row.found = _once(row.found, {one.column for one in row.found if one.column})


def word_of(row: Judged, column: str, known_words: Mapping[str, Sequence[str]], sentence: Text) -> str:
    """The code behind a word of the file; empty for an empty cell. A word that nobody knows is said beside it."""
    typed = row.typed.get(column, "")
    if not typed:
        return ""
    folded = once_folded(typed)
    for code, beginnings in known_words.items():
        if folded == code or any(once_folded(word) in folded for word in beginnings):
            return code
    row.stop(column, Problem.WORD, sentence)
    return ""


@lru_cache(maxsize=2000)
def once_folded(word: str) -> str:
    """The same few words stand in every row."""
    return fold(word)


def place_key(row: Judged) -> str:
    """By what rows are written place by place."""
    return str(row.place.id) if row.place else ""


def settle(row: Judged) -> None:
    """A row with something wrong is left out, whatever else was found."""
    once_each(row)
    if row.stopped:
        row.outcome = Outcome.REFUSED
