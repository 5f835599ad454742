"""Figures of days that are over: counted once, and kept by a process until something in the past changes.

What happens today changes no figure of last month, so a report of last month is counted once. But people correct the past,
and enter today what was yesterday: then the database itself draws a new stamp in the same transaction, whoever writes.
Figures are thus never kept beyond a change, and never stored: `docs/decisions/0006-figures-of-the-past.md`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.event import listen
from sqlmodel import Session, SQLModel

from mediation_cms.agreements.models import Agreement
from mediation_cms.cases.models import Case, Contract
from mediation_cms.certification.certificate_models import Certificate
from mediation_cms.certification.models import Course, Participation
from mediation_cms.consultations.models import Consultation
from mediation_cms.core.db import table_of
from mediation_cms.core.stamps import memo
from mediation_cms.intake.models import Request, Spell
from mediation_cms.mediators.models import RegisterEntry, Suspension
from mediation_cms.outreach.models import Event
from mediation_cms.places.models import Placing, Unit
from mediation_cms.prevention.models import PreventiveMeasure

STAMP = "past"
MOST_KEPT = 1000
CLOCKS_DIFFER = timedelta(
    days=2
)  # the database has a clock of its own: days of which it may think otherwise are not kept
PLACE = ("district_id", "cabinet_id")

# What is counted, by the day on which it counts. A day that is over counts no more, whatever happens on later ones.
COUNTED: Mapping[type[SQLModel], Mapping[str, tuple[str, ...]]] = {
    Request: {"received_on": ("channel",)},
    Spell: {"opened_on": (*PLACE, "opened", "counted"), "ended_on": (*PLACE, "outcome", "transferred", "counted")},
    Consultation: {"held_on": PLACE},
    Contract: {"concluded_on": ("district_id", "case_id")},
    Agreement: {"signed_on": (*PLACE, "amends_id"), "performed_on": (*PLACE, "amends_id")},
    PreventiveMeasure: {"held_on": PLACE},
    Event: {"held_on": (*PLACE, "audience", "qualifier")},
    Course: {"ends_on": (*PLACE, "kind", "state")},
    Certificate: {"issued_on": ("district_id", "replaces_id", "revoked_for")},
    RegisterEntry: {"since": ("district_id", "register_kind", "kind", "mediator_id"), "until": ()},
    Suspension: {"since": ("entry_id",), "until": ()},
}
# What says where or whether other rows count, on whatever day.
DECISIVE: Mapping[type[SQLModel], tuple[str, ...]] = {
    Unit: ("level", "opened_on", "closed_on", "physical"),
    Placing: ("unit_id", "parent_id", "since", "until"),
    Participation: ("course_id", "completed"),
    Case: ("cabinet_id",),
}
OPERATIONS = ("INSERT", "UPDATE", "DELETE")
BY_ITSELF_NOTHING = {Case}  # counts only through its contract, which comes later and goes along


def kept(
    session: Session, key: Hashable, last: date, today: date, make: Callable[[], Mapping[str, int]]
) -> Mapping[str, int]:
    """What `make` counts up to a day: from what is kept when the day is over and the session only reads."""
    if last > today - CLOCKS_DIFFER or _writes(session):
        return make()
    figures: dict[Hashable, Mapping[str, int]] = memo(session, STAMP, dict)
    if key not in figures:
        if len(figures) >= MOST_KEPT:
            figures.clear()
        figures[key] = make()
    return figures[key]


def _writes(session: Session) -> bool:
    """Whether the session may have changed what it is about to count."""
    writes: bool = session.get_bind().get_execution_options().get("writes", True)
    return writes


# --- triggers ------------------------------------------------------------------------------------------------------------

RANDOM = {"sqlite": "abs(random()) % 2147483647", "postgresql": "floor(random() * 2147483647)::int"}
DRAW = {
    dialect: f"INSERT INTO stamp (name, version) VALUES ('{STAMP}', {drawn}) "  # noqa: S608 - all of it is ours
    "ON CONFLICT (name) DO UPDATE SET version = excluded.version"
    for dialect, drawn in RANDOM.items()
}
TODAY = {"sqlite": "date('now', '+5 hours')", "postgresql": "(now() AT TIME ZONE 'Asia/Almaty')::date"}
DIFFERS = {"sqlite": "OLD.{0} IS NOT NEW.{0}", "postgresql": "OLD.{0} IS DISTINCT FROM NEW.{0}"}
# Once a transaction is enough. Drawn at its end, when it holds all else that it needs: so no two can wait for each other.
FUNCTION = (
    "CREATE OR REPLACE FUNCTION past_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF current_setting('bitim.past', true) IS DISTINCT FROM txid_current()::text THEN "
    f"{DRAW['postgresql']}; PERFORM set_config('bitim.past', txid_current()::text, true); END IF; RETURN NULL; END $$"
)


def watching(row: type[SQLModel]) -> Iterator[tuple[str, str]]:
    """The statements that make the database notice changes of the past in a table, each with its dialect."""
    yield "postgresql", FUNCTION
    for operation in OPERATIONS:
        for dialect in TODAY:
            if condition := " OR ".join(_touching(row, operation, dialect)):
                yield dialect, _trigger(table_of(row).name, operation, dialect, condition)


def _trigger(table: str, operation: str, dialect: str, condition: str) -> str:
    event = f'past_{table}_{operation.lower()} AFTER {operation} ON "{table}"'
    if dialect == "sqlite":
        return f"CREATE TRIGGER {event} WHEN {condition} BEGIN {DRAW[dialect]}; END"
    how = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    return f"CREATE CONSTRAINT TRIGGER {event} {how} WHEN ({condition}) EXECUTE FUNCTION past_changed()"


def _touching(row: type[SQLModel], operation: str, dialect: str) -> Iterator[str]:
    """When a change of a row touches the past: one condition for each day on which the row counts."""
    if row in DECISIVE and operation == "UPDATE":
        yield _differs(DECISIVE[row], dialect)
    elif row in DECISIVE and row not in BY_ITSELF_NOTHING:
        yield "1 = 1"
    for day, columns in COUNTED.get(row, {}).items():
        rows = {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[operation]
        over = " OR ".join(f"{each}.{day} < {TODAY[dialect]}" for each in rows)
        yield f"({over}) AND ({_differs((day, *columns), dialect)})" if operation == "UPDATE" else over


def _differs(columns: Iterable[str], dialect: str) -> str:
    return " OR ".join(DIFFERS[dialect].format(column) for column in columns)


def watch() -> None:
    """Make the triggers with the tables."""
    for row in (*COUNTED, *DECISIVE):
        for dialect, statement in watching(row):
            ddl: Any = sa.DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
            listen(table_of(row), "after_create", ddl.execute_if(dialect=dialect))


watch()
