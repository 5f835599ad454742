"""Triggers: what the database itself refuses, so that neither a slip of ours nor a hand on it can do what must never be.

They stand beside the tables (made with them) and are repeated in the migrations; a test holds the two against each other.
"""

import re

import sqlalchemy as sa
from sqlalchemy.event import listen

BOTH = ("sqlite", "postgresql")
_GUARDED: set[sa.Table] = set()


def refuse(
    table: sa.Table, name: str, operation: str, condition: str, sentence: str, dialects: tuple[str, ...] = BOTH
) -> None:
    """The database refuses the operation (INSERT, UPDATE, DELETE) on a row for which the condition holds.

    The condition is SQL that both databases understand and may use OLD and NEW.
    """
    _GUARDED.add(table)
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
    """No row of the table is deleted while the condition holds."""
    refuse(table, f"{table.name}_stays", "DELETE", still, sentence)


def hold(metadata: sa.MetaData, *, but: str) -> None:
    """In every table where anything is refused, but one, a row keeps its key, and no other row is put in its place.

    Only SQLite's REPLACE can do the latter: it deletes whatever is in the way of a unique key and fires no trigger of that.
    """
    for table in metadata.sorted_tables:
        if table in _GUARDED and table.name != but:
            refuse(table, f"{table.name}_key_stands", "UPDATE OF id", changed("id"), "a key once given does not change")
            for operation, itself in (("INSERT", "1 = 0"), ("UPDATE", "there.rowid = OLD.rowid")):
                name = f"{table.name}_is_not_replaced_by_{operation.lower()}"
                refuse(table, name, operation, _in_the_way(table, itself), "nothing is put in its place", ("sqlite",))


def _in_the_way(table: sa.Table, itself: str) -> str:
    """The condition that a row other than itself has a unique key of the new one: any that the table declares, or SQLite adds."""
    same = ["there.rowid = NEW.rowid"]
    for key in (*table.constraints, *table.indexes):
        if isinstance(key, sa.PrimaryKeyConstraint | sa.UniqueConstraint) or (isinstance(key, sa.Index) and key.unique):
            parts = [f"there.{column.name} = NEW.{column.name}" for column in key.columns]
            where = key.dialect_options["sqlite"].get("where") if isinstance(key, sa.Index) else None
            if where is not None:  # its columns are those of `there`, where nothing else is said
                parts += [str(where), re.sub(rf"\b({'|'.join(table.c.keys())})\b", r"NEW.\1", str(where))]
            same.append(" AND ".join(parts))
    any_key = " OR ".join(f"({one})" for one in sorted(same))
    return f'EXISTS (SELECT 1 FROM "{table.name}" AS there WHERE ({any_key}) AND NOT ({itself}))'  # noqa: S608 - names of our own tables


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
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
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
