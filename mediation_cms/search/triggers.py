"""What keeps the index up to date: triggers beside the tables of people and requests, which know nothing of the search.

So no way into the tables leaves it behind: actions, seeds, a hand on the database. On SQLite the words lie in an FTS5 index
that has every beginning of up to ten letters, so that hits stream newest first, however many there are; on PostgreSQL in a
GIN index of lexemes. What a line says is worked out by one view (`search_matter`), which triggers, rebuilding and checking share.
"""

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.event import listen

from mediation_cms.core.db import table_of
from mediation_cms.core.guards import BOTH
from mediation_cms.core.marks import BIN, CABINET, KEY_DIGITS, MEDIATOR, REGISTERED
from mediation_cms.intake.models import Party, Request
from mediation_cms.mediators.models import Mediator
from mediation_cms.people.models import Contact, Organisation, Person
from mediation_cms.search.models import ENTRY

INDEX = {
    "sqlite": [
        (
            "CREATE VIRTUAL TABLE search_index USING fts5(words, content='search_entry', content_rowid='id', detail=none, "
            "columnsize=0, prefix='2 3 4 5 6 7 8 9 10', tokenize='unicode61 remove_diacritics 0')"
        )
    ],
    # The lexemes are kept in the line: for a common word PostgreSQL goes through the lines from the newest on and looks at each.
    # Without the list of pending changes, which every search would read through.
    "postgresql": [
        (
            "ALTER TABLE search_entry ADD COLUMN lexemes tsvector "
            "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED"
        ),
        "CREATE INDEX search_index ON search_entry USING gin (lexemes) WITH (fastupdate = off)",
    ],
}
LATER = "bitim.search_later"
"""A setting of one transaction on PostgreSQL: it makes the index anew at its end, so the triggers leave its rows alone."""
FORGET = "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', OLD.id, OLD.words)"
LEARN = "INSERT INTO search_index (rowid, words) VALUES (NEW.id, NEW.words)"
SYNC = (
    f"CREATE TRIGGER search_entry_is_learnt AFTER INSERT ON search_entry BEGIN {LEARN}; END",
    f"CREATE TRIGGER search_entry_is_forgotten AFTER DELETE ON search_entry BEGIN {FORGET}; END",
    (
        "CREATE TRIGGER search_entry_is_learnt_anew AFTER UPDATE OF words ON search_entry WHEN OLD.words <> NEW.words "
        f"BEGIN {FORGET}; {LEARN}; END"
    ),
)


# --- what a line says --------------------------------------------------------------------------------------------------

# All that is said of the sides of a matter, in the order of their keys, so that the same rows make the same line.
_SAID = (
    f"SELECT coalesce(person.folded, organisation.folded || coalesce(' {BIN}' || organisation.bin, '')) AS said, "  # noqa: S608 - our own words
    "party.id AS place FROM party LEFT JOIN person ON person.id = party.person_id "
    "LEFT JOIN organisation ON organisation.id = party.organisation_id WHERE party.request_id = request.id "
    "UNION ALL SELECT contact.folded, contact.id FROM party JOIN contact ON contact.person_id = party.person_id "
    "WHERE party.request_id = request.id "
    "UNION ALL SELECT contact.folded, contact.id FROM party JOIN contact ON contact.organisation_id = party.organisation_id "
    "WHERE party.request_id = request.id"
)
_ALL_SAID = {
    "sqlite": f"(SELECT group_concat(said, ' ') FROM (SELECT said FROM ({_SAID}) WHERE said <> '' ORDER BY place))",  # noqa: S608 - our own words
    "postgresql": f"(SELECT string_agg(said, ' ' ORDER BY place) FROM ({_SAID}) AS every WHERE said <> '')",  # noqa: S608 - our own words
}
_MARK = {
    "sqlite": f"' {{mark}}' || substr({{key}}, -{KEY_DIGITS})",
    "postgresql": f"' {{mark}}' || right(CAST({{key}} AS TEXT), {KEY_DIGITS})",
}


def view_of_matters(dialect: str) -> str:
    """The statement that makes the view `search_matter`: the words that lead to each request.

    Its own, where it lies, who deals with it, and all that is said of its sides.
    """
    cabinet, mediator = (
        _MARK[dialect].format(mark=mark, key=f"request.{column}")
        for mark, column in ((CABINET, "cabinet_id"), (MEDIATOR, "mediator_id"))
    )
    said = _ALL_SAID[dialect]
    words = f"trim(request.folded || {cabinet} || coalesce({mediator}, '') || coalesce(' ' || {said}, ''))"
    return f"CREATE VIEW search_matter AS SELECT request.id AS request_id, {words} AS words FROM request"  # noqa: S608 - our own words


OF_MEDIATORS = f"trim(person.folded || ' {REGISTERED}')"


# --- what keeps it so --------------------------------------------------------------------------------------------------


class Cause(NamedTuple):
    """A change of a row that changes what leads to matters: when, and which matters."""

    table: sa.Table
    operation: str
    matters: str


_OF_CONTACT = (
    "SELECT request_id FROM party WHERE person_id = {row}.person_id "
    "UNION SELECT request_id FROM party WHERE organisation_id = {row}.organisation_id"
)
_OF_PERSON = "SELECT request_id FROM party WHERE person_id = NEW.id"
CAUSES = (
    Cause(table_of(Request), "UPDATE OF folded, cabinet_id, mediator_id", "NEW.id"),
    Cause(table_of(Party), "INSERT", "NEW.request_id"),
    Cause(table_of(Party), "UPDATE OF request_id, person_id, organisation_id", "NEW.request_id, OLD.request_id"),
    Cause(table_of(Party), "DELETE", "OLD.request_id"),
    Cause(table_of(Person), "UPDATE OF folded", _OF_PERSON),
    Cause(table_of(Organisation), "UPDATE OF folded, bin", "SELECT request_id FROM party WHERE organisation_id = NEW.id"),
    Cause(table_of(Contact), "INSERT", _OF_CONTACT.format(row="NEW")),
    Cause(table_of(Contact), "UPDATE OF folded, person_id, organisation_id",
          f"{_OF_CONTACT.format(row='NEW')} UNION {_OF_CONTACT.format(row='OLD')}"),
    Cause(table_of(Contact), "DELETE", _OF_CONTACT.format(row="OLD")),
)  # fmt: skip
NEW_MATTER = (
    "INSERT INTO search_entry (request_id, words) SELECT request_id, words FROM search_matter WHERE request_id = NEW.id"
)
NEW_MEDIATOR = (
    f"INSERT INTO search_entry (mediator_id, words) SELECT person.id, {OF_MEDIATORS} "  # noqa: S608 - our own words
    "FROM person WHERE person.id = NEW.id"
)
RENAMED = (
    f"UPDATE search_entry SET words = (SELECT {OF_MEDIATORS} FROM person WHERE person.id = NEW.id) "  # noqa: S608 - our own words
    "WHERE mediator_id = NEW.id"
)


def keeping(dialect: str) -> Iterator[str]:
    """The statements that make the triggers over people and requests."""
    yield from _trigger(dialect, "request", "INSERT", NEW_MATTER)
    yield from _trigger(dialect, "mediator", "INSERT", NEW_MEDIATOR)
    for table, operation, matters in CAUSES:
        # A matter that is being erased has no row any more: its line goes with it.
        said_anew = (
            "UPDATE search_entry SET words = (SELECT words FROM search_matter "  # noqa: S608 - our own words
            f"WHERE search_matter.request_id = search_entry.request_id) WHERE request_id IN ({matters}) "
            "AND EXISTS (SELECT 1 FROM request WHERE request.id = search_entry.request_id)"
        )
        # Two who add a side to one matter at once: the second waits here, and then sees what the first has written.
        wait = f"PERFORM 1 FROM search_entry WHERE request_id IN ({matters}) ORDER BY id FOR UPDATE"
        todo = [said_anew] if dialect == "sqlite" else [wait, said_anew]
        yield from _trigger(dialect, table.name, operation, *todo, *([RENAMED] if table.name == "person" else []))


def names_of_triggers() -> list[str]:
    """The triggers over people and requests, which fill the index of SQLite row by row: put aside while thousands come in."""
    causes = [
        ("request", "INSERT"),
        ("mediator", "INSERT"),
        *((table.name, operation) for table, operation, _ in CAUSES),
    ]
    return [_name(*cause) for cause in causes]


def _name(table: str, operation: str) -> str:
    return f"search_{table}_{operation.split(maxsplit=1)[0].lower()}"


def _trigger(dialect: str, table: str, operation: str, *todo: str) -> Iterator[str]:
    name, body = _name(table, operation), "; ".join(todo)
    if dialect == "sqlite":
        yield f"CREATE TRIGGER {name} AFTER {operation} ON {table} BEGIN {body}; END"
    else:
        guarded = f"IF current_setting('{LATER}', true) IS DISTINCT FROM 'on' THEN {body}; END IF; RETURN NULL;"
        yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {guarded} END $$"
        yield f"CREATE TRIGGER {name} AFTER {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def _install() -> None:
    for dialect in BOTH:
        for statement in (
            view_of_matters(dialect),
            *INDEX[dialect],
            *(SYNC if dialect == "sqlite" else ()),
            *keeping(dialect),
        ):
            ddl: sa.DDL = sa.DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
            listen(ENTRY, "after_create", ddl.execute_if(dialect=dialect))
    for table in {cause.table for cause in CAUSES} | {table_of(Mediator)}:
        ENTRY.add_is_dependent_on(table)  # the triggers stand on them


_install()
