"""Triggers: what the database itself refuses, so that neither a slip of ours nor a hand on it can do what must never be.

They stand beside the tables (made with them) and are repeated in the migrations; a test holds the two against each other.
"""

import sqlalchemy as sa
from sqlalchemy.event import listen

BOTH = ("sqlite", "postgresql")


def refuse(
    table: sa.Table, name: str, operation: str, condition: str, sentence: str, dialects: tuple[str, ...] = BOTH
) -> None:
    """The database refuses the operation (INSERT, UPDATE, DELETE) on a row for which the condition holds.

    The condition is SQL that both databases understand and may use OLD and NEW.
    """
    for dialect, statements in refusal(table.name, name, operation, condition, sentence).items():
        for statement in statements if dialect in dialects else ():
            listen(table, "after_create", _ddl(statement, dialect))


def changed(*names: str, as_text: tuple[str, ...] = ()) -> str:
    """The condition that one of these columns changes; JSON `as_text`, since PostgreSQL has no `=` for it.

    Not `IS DISTINCT FROM`, which older SQLite does not know.
    """
    plain = (f"(OLD.{name} IS NULL) <> (NEW.{name} IS NULL) OR OLD.{name} <> NEW.{name}" for name in names)
    return " OR ".join((*plain, *(f"CAST(OLD.{name} AS TEXT) <> CAST(NEW.{name} AS TEXT)" for name in as_text)))


def keep(table: sa.Table, sentence: str, still: str = "1 = 1") -> None:
    """No row of the table is deleted while the condition holds, nor another put in its place.

    Only SQLite's REPLACE can do the latter, and fires no other trigger; PostgreSQL is spared the look at each insert.
    """
    name = table.name
    refuse(table, f"{name}_stays", "DELETE", still, sentence)
    there = f'EXISTS (SELECT 1 FROM "{name}" AS there WHERE there.id = NEW.id)'  # noqa: S608 - names of our own tables
    refuse(table, f"{name}_is_not_replaced", "INSERT", there, sentence, ("sqlite",))


def refusal(table: str, name: str, operation: str, condition: str, sentence: str) -> dict[str, list[str]]:
    """The statements that make such a trigger, by dialect."""
    quoted = f'"{table}"'
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN {'OLD' if operation == 'DELETE' else 'NEW'}; END $$"
    )
    return {
        "sqlite": [
            f"CREATE TRIGGER {name} BEFORE {operation} ON {quoted} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        ],
        "postgresql": [
            function,
            f"CREATE TRIGGER {name} BEFORE {operation} ON {quoted} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ],
    }


def sweep(metadata: sa.MetaData) -> None:
    """On SQLite, rows go with the row that they belong to even for a hand that has not switched foreign keys on."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.ondelete == "CASCADE":
                listen(key.column.table, "after_create", _ddl(sweeping(table.name, key), "sqlite"))


def sweeping(child: str, key: sa.ForeignKey) -> str:
    """The statement that makes such a trigger."""
    parent, column = key.column.table.name, key.parent.name
    deletion = f'DELETE FROM "{child}" WHERE "{column}" = OLD."{key.column.name}"'  # noqa: S608 - names of our own tables
    return f'CREATE TRIGGER sweep_{child}_{column} AFTER DELETE ON "{parent}" BEGIN {deletion}; END'


def _ddl(statement: str, dialect: str) -> sa.ExecutableDDLElement:
    ddl: sa.DDL = sa.DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    return ddl.execute_if(dialect=dialect)
