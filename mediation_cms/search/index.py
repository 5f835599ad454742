"""Making the index anew, and whether it says what the tables say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.core.db import table_of
from mediation_cms.intake.models import Request
from mediation_cms.search.models import ENTRY
from mediation_cms.search.triggers import LATER, OF_MEDIATORS, keeping, names_of_triggers

AT_ONCE = 2000
REQUEST = table_of(Request)
Watch = Callable[[Sequence[Any]], Iterable[Any]]
MEDIATORS = (
    "INSERT INTO search_entry (mediator_id, words) "  # noqa: S608 - our own words
    f"SELECT mediator.id, {OF_MEDIATORS} FROM mediator JOIN person ON person.id = mediator.id ORDER BY mediator.id"
)


def rebuild(session: Session, watch: Watch = iter) -> int:
    """Make the index anew out of the tables, the oldest matter first; how many lines it has. `watch` sees each step go by."""
    connection = session.connection()
    connection.exec_driver_sql("DELETE FROM search_entry")
    connection.exec_driver_sql(MEDIATORS)
    some = sa.text(
        "INSERT INTO search_entry (request_id, words) "
        "SELECT request_id, words FROM search_matter WHERE request_id IN :keys ORDER BY request_id"
    ).bindparams(sa.bindparam("keys", expanding=True, type_=REQUEST.c.id.type))
    keys = list(connection.scalars(sa.select(REQUEST.c.id).order_by(REQUEST.c.id)))
    for batch in watch([keys[place : place + AT_ONCE] for place in range(0, len(keys), AT_ONCE)]):
        connection.execute(some, {"keys": batch})
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('optimize')")
    else:
        connection.exec_driver_sql("ANALYZE search_entry")  # how common each word is decides how it is looked for
    lines: int = connection.execute(sa.select(sa.func.count()).select_from(ENTRY)).scalar_one()
    return lines


def differing(session: Session) -> int:
    """How many matters and mediators have no line in the index, or one that says something else than the tables do."""
    found: int = (
        session.connection()
        .exec_driver_sql(
            "SELECT (SELECT count(*) FROM search_matter LEFT JOIN search_entry "  # noqa: S608 - our own words
            "ON search_entry.request_id = search_matter.request_id "
            "WHERE search_entry.words IS NULL OR search_entry.words <> search_matter.words) + "
            "(SELECT count(*) FROM mediator JOIN person ON person.id = mediator.id "
            "LEFT JOIN search_entry ON search_entry.mediator_id = mediator.id "
            f"WHERE search_entry.words IS NULL OR search_entry.words <> {OF_MEDIATORS})"
        )
        .scalar_one()
    )
    return found


@contextmanager
def laid_aside(session: Session) -> Iterator[None]:
    """Thousands of rows come in faster while no trigger follows each of them: within this, in the transaction of the session.

    The index is made anew at the end.
    """
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        for name in names_of_triggers():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield
        for statement in keeping("sqlite"):
            connection.exec_driver_sql(statement)
    else:
        connection.exec_driver_sql(f"SET LOCAL {LATER} = 'on'")
        yield
        connection.exec_driver_sql(f"SET LOCAL {LATER} = 'off'")
        connection.exec_driver_sql(
            "ANALYZE request, party, person, organisation, contact, mediator"
        )  # or it would guess
    rebuild(session)
