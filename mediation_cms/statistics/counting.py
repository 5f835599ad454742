"""Counting the lines of all sources for a place and a period, and listing the records behind any of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import Words, _
from mediation_cms.statistics.borders import Scope
from mediation_cms.statistics.flows import FLOWS
from mediation_cms.statistics.past import kept
from mediation_cms.statistics.periods import Period
from mediation_cms.statistics.sources import Line, Source
from mediation_cms.statistics.stocks import CABINETS, ENDED_LATER, OPEN_STILL, REGISTER

Figures = Mapping[str, int]
"""What was counted, by line. A line is missing where such records cannot be told apart in such a place."""
Place = tuple[date, UUID]
"""Where a record stands in a list: its day and its key."""
BEFORE_ALL: Place = (date.min, UUID(int=0))
PAGE, LONGEST_PAGE = 50, 1000


class Days(StrEnum):
    """Which days of a report a source is asked for."""

    PERIOD = "period"
    EVE = "eve"
    LAST = "last"


@dataclass(frozen=True)
class Span:
    """The days of a report: from the first day of its period to the day up to which it counts."""

    first: date
    as_of: date

    @classmethod
    def of(cls, period: Period, today: date) -> Self:
        """The whole period; of a running one what has passed of it."""
        return cls(period.first, period.as_of(today))

    def bound(self, days: Days) -> dict[str, date]:
        """The days as statements bind them."""
        match days:
            case Days.PERIOD:
                return {"first": self.first, "last": self.as_of}
            case Days.EVE:
                return {"on": self.first - timedelta(days=1)}
            case Days.LAST:
                return {"on": self.as_of}


@dataclass(frozen=True, eq=False)
class Question:
    """A source asked for some days. `known_as` are the codes of its lines in reports, where they are not the same."""

    source: Source
    days: Days
    known_as: Mapping[str, str] = field(default_factory=dict)

    def code(self, line: Line) -> str:
        """Under which code reports know the line."""
        return self.known_as.get(line.code, line.code)


QUESTIONS = (
    *(Question(source, Days.PERIOD) for source in FLOWS),
    *(Question(source, Days.LAST) for source in (REGISTER, CABINETS)),
    # What is open stands at both ends of a period.
    *(Question(source, Days.EVE, {"open": "open_at_start"}) for source in (OPEN_STILL, ENDED_LATER)),
    *(Question(source, Days.LAST, {"open": "open_at_end"}) for source in (OPEN_STILL, ENDED_LATER)),
)


def _by_code() -> Mapping[str, Sequence[tuple[Question, Line]]]:
    lines: dict[str, list[tuple[Question, Line]]] = defaultdict(list)
    for question in QUESTIONS:
        for line in question.source.lines:
            lines[question.code(line)].append((question, line))
    return dict(lines)


LINES = _by_code()


def questions_for(code: str) -> list[Question]:
    """What is asked to count or list a line; most lines stand in one source. Raises NotFound for an unknown line."""
    if code not in LINES:
        raise NotFound(_("The report has no such figure."))
    return [question for question, _line in LINES[code]]


def count(session: Session, scope: Scope, span: Span, questions: Iterable[Question] = QUESTIONS) -> Figures:
    """All lines for a place and a period: one statement a source, each one pass over an index."""
    connection, figures = session.connection(), Counter[str]()
    for question in questions:
        if scope.reach in question.source.tallies:
            statement = question.source.tallies[scope.reach]
            row = connection.execute(statement, _bound(scope, span, question)).one()
            figures.update(dict(zip(map(question.code, question.source.lines), row, strict=True)))
    return dict(figures)


def counted(session: Session, scope: Scope, span: Span) -> Figures:
    """All lines for a place and a period, from what is kept when the period is over."""
    key = scope.reach, scope.place.id, scope.districts, span
    return kept(session, key, span.as_of, clock.today(), lambda: count(session, scope, span))


# --- what stands behind a figure -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind a figure: what it is, on which day and where it counts. Nothing here names a person.

    `number` or `title` says which one it is; `kind` and `outcome` are codes; `amount` is what it adds to a sum.
    """

    key: UUID
    on: date
    number: str
    title: Words
    kind: str
    outcome: str
    district_id: UUID
    cabinet_id: UUID | None
    amount: int


@dataclass(frozen=True)
class RecordPage:
    """Some records in the order of their days. `after` asks for the following ones; None when these are the last."""

    records: tuple[Record, ...]
    after: str | None


def page(
    session: Session, scope: Scope, span: Span, code: str, after: str | None = None, limit: int = PAGE
) -> RecordPage:
    """The records of a line after a given one. Raises NotFound for an unknown line, Invalid for a broken `after`."""
    questions_for(code)
    limit = max(1, min(limit, LONGEST_PAGE))
    since = BEFORE_ALL if after is None else _place(after)
    found: list[tuple[date, UUID, tuple[Question, Line]]] = []
    for question, line in LINES[code]:
        if scope.reach in question.source.tallies:
            statement = question.source.pages[line.code, scope.reach]
            more = {"after_on": since[0], "after_key": since[1], "limit": limit + 1}
            rows = session.connection().execute(statement, _bound(scope, span, question) | more)
            found += [(row.on, row.key, (question, line)) for row in rows]
    found.sort(key=lambda place: place[:2])
    shown = found[:limit]
    records = _records(session, scope, span, shown)
    follows = f"{shown[-1][0]}~{shown[-1][1]}" if len(found) > limit else None
    return RecordPage(tuple(records[key] for _on, key, _asked in shown), follows)


def every_record(session: Session, scope: Scope, span: Span, code: str) -> Iterator[Record]:
    """The records of a line one after the other, read page by page."""
    part = page(session, scope, span, code, None, LONGEST_PAGE)
    yield from part.records
    while part.after is not None:
        part = page(session, scope, span, code, part.after, LONGEST_PAGE)
        yield from part.records


def _records(
    session: Session, scope: Scope, span: Span, shown: Sequence[tuple[date, UUID, tuple[Question, Line]]]
) -> dict[UUID, Record]:
    keys: dict[tuple[Question, Line], list[UUID]] = defaultdict(list)
    for _on, key, asked in shown:
        keys[asked].append(key)
    records: dict[UUID, Record] = {}
    for (question, line), wanted in keys.items():
        rows = session.connection().execute(question.source.details, _bound(scope, span, question) | {"keys": wanted})
        for row in rows.mappings():
            title = Words(row["title_kk"], row["title_ru"])
            amount = 1 if line.amount is None else row["amount"]
            records[row["key"]] = Record(
                row["key"], row["on"], row["number"], title, row["kind"] or "", row["outcome"] or "", row["district_id"],
                row["cabinet_id"], amount,
            )  # fmt: skip
    return records


def _place(after: str) -> Place:
    day, _between, key = after.partition("~")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        raise Invalid({"after": _("This list begins elsewhere. Open it again from the report.")}) from None


def _bound(scope: Scope, span: Span, question: Question) -> dict[str, Any]:
    return {"districts": list(scope.districts), "cabinet": scope.place.id, **span.bound(question.days)}
