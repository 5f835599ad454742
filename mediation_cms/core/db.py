"""The database: base row, engine, sessions. The same on SQLite and PostgreSQL."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, Session, SQLModel

from mediation_cms.core.columns import SqliteKey, snake
from mediation_cms.core.crypto import Keyring
from mediation_cms.core.keys import new_key

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


PATIENCE, BRIEFLY, CHANCE = 30_000, 20, 10
"""Milliseconds: how long a writer of SQLite waits for its turn, how long SQLite itself looks for it, then a rest by chance."""
# What a list reads: columns, not objects.
Records = Sequence[Any]


class Row(SQLModel):
    """What every table has: a time-ordered key (UUID version 7), known before the insert. Secrets are never keys."""

    id: UUID = Field(default_factory=new_key, primary_key=True)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - a class attribute by SQLAlchemy's convention
        return snake(cls.__name__)


def table_of(row: type[SQLModel]) -> sa.Table:
    """The table behind a class of rows."""
    table: sa.Table = row.__table__  # type: ignore[attr-defined]  # SQLModel gives it to every table
    return table


def make_engine(url: str) -> Engine:
    """An engine whose connections keep foreign keys, wait for each other and lose nothing that was acknowledged.

    What people typed is no part of its errors: these are logged.
    """
    engine = sa.create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        engine.dialect.colspecs = {**engine.dialect.colspecs, sa.Uuid: SqliteKey}
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not open transactions behind our back
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", f"busy_timeout={PATIENCE}",
                   "mmap_size=268435456", "cache_size=-16000"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes its place in the queue at once: upgrading later answers "database is locked".
    if not connection.get_execution_options().get("writes", True):
        connection.exec_driver_sql("BEGIN")
        return
    cursor = connection.connection.cursor()
    (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone() or (PATIENCE,)
    try:
        cursor.execute(f"PRAGMA busy_timeout={BRIEFLY}")
        _in_the_queue(connection, patience)
    finally:
        cursor.execute(f"PRAGMA busy_timeout={patience}")
        cursor.close()


def _in_the_queue(connection: Connection, patience: int) -> None:
    """Begin to write as soon as nobody else does.

    SQLite itself looks ever more rarely, ten times a second in the end: of many who wait, some would wait until they are refused
    while those who come later are lucky. Who looks often and by chance has its turn soon, and nothing has been done yet that
    would have to be repeated.
    """
    until = time.monotonic() + patience / 1000
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as problem:
            busy = getattr(problem.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0, CHANCE / 1000))  # noqa: S311 - chance, no secret
        else:
            return


@dataclass
class Database:
    """Where rows and files are, the field keys and the memo of one process: whatever opens sessions has one of these.

    `bind` is an engine; in tests it may be a connection, so that all sessions share one outer transaction.
    """

    bind: Engine | Connection
    keyring: Keyring
    data_dir: Path
    memo: dict[object, Any] = field(default_factory=dict)

    def session(self, *, writes: bool = True) -> Session:
        """A new session. With `writes=False` it must only read, takes no write lock on SQLite, and sees one state of the rows.

        So the figures of a report fit together whatever others commit meanwhile; a session that writes sees what is newest.
        """
        if isinstance(self.bind, Connection):
            return open_session(
                self.bind, self.keyring, self.memo, self.data_dir, join_transaction_mode="create_savepoint"
            )
        return open_session(self.bind if writes else self._reader, self.keyring, self.memo, self.data_dir)

    def close(self) -> None:
        """Close every connection of this process; the next session opens its own. Before processes part: none may be shared."""
        self.bind.engine.dispose()

    @cached_property
    def _reader(self) -> Engine:
        """For sessions that only read. On SQLite every transaction sees one state of the rows, on PostgreSQL if asked."""
        if self.bind.dialect.name == "postgresql":
            return self.bind.engine.execution_options(writes=False, isolation_level="REPEATABLE READ")
        return self.bind.engine.execution_options(writes=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that is committed at the end, or rolled back by any error. For the edges only."""
        with self.session() as session, session.begin():
            yield session

    @contextmanager
    def at_length(self) -> Iterator[None]:
        """While one hand alone writes very much: SQLite writes into the file itself instead of into a log beside it.

        A log of gigabytes is searched for every page that is read again. Raises OperationalError while others are connected.
        """
        engine = self.bind.engine
        if engine.dialect.name != "sqlite":
            yield
            return
        journal(engine, "DELETE")
        try:
            yield
        finally:
            journal(engine, "WAL")

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection that is committed at the end, or rolled back by any error: for one plain statement beside a session."""
        if isinstance(self.bind, Connection):
            with self.bind.begin_nested():
                yield self.bind
        else:
            with self.bind.begin() as connection:
                yield connection


def journal(engine: Engine, mode: str) -> None:
    """How SQLite keeps what is not committed, from now on and for every connection; outside any transaction."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute(f"PRAGMA journal_mode={mode}")


def open_session(
    bind: Engine | Connection, keyring: Keyring, memo: dict[object, Any], data_dir: Path, **options: Any
) -> Session:
    """A session that carries the keyring, the memo of the process and the data folder in its `info`."""
    info = {"keyring": keyring, "memo": memo, "data_dir": data_dir}
    return Session(bind, info=info, expire_on_commit=False, autoflush=True, **options)


def keyring(session: Session) -> Keyring:
    """The field keys that this session seals with."""
    ring: Keyring = session.info["keyring"]
    return ring


def data_dir(session: Session) -> Path:
    """The folder of this installation: files, fonts, the bell of the jobs process."""
    folder: Path = session.info["data_dir"]
    return folder


def remembered(session: Session, key: object, version: object, make: Callable[[], Any]) -> Any:
    """What `make` made for this version of the thing named `key`; made anew when the version has moved on."""
    memo: dict[object, Any] = session.info["memo"]
    found = memo.get(key)
    if found is None or found[0] != version:
        found = memo[key] = (version, make())
    return found[1]


def seal(session: Session, row: Row, name: str, value: str | None) -> None:
    """Put an encrypted text (or None) into the field `name` of the row."""
    setattr(row, name, None if value is None else sealed_cell(session, type(row), row.id, name, value))


def unseal(session: Session, row: Row, name: str) -> str | None:
    """The text that stands encrypted in the field `name` of the row. Raises Unreadable."""
    value: bytes | None = getattr(row, name)
    return None if value is None else opened_cell(session, type(row), row.id, name, value)


def sealed_cell(session: Session, kind: type[Row], key: UUID, name: str, value: str) -> bytes:
    """A text encrypted for the field `name` of the row with this key, for rows that are written as plain values."""
    return keyring(session).seal(value.encode(), f"{table_of(kind).name}:{key}:{name}")


def opened_cell(session: Session, kind: type[Row], key: UUID, name: str, value: bytes) -> str:
    """The text that stands encrypted in such a field. Raises Unreadable."""
    return keyring(session).open(value, f"{table_of(kind).name}:{key}:{name}").decode()


def write_all(session: Session, kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as plain values, all alike in their names: thousands in the time in which objects of hundreds are made."""
    session.flush()  # what they refer to comes first
    if rows:
        session.connection().execute(sa.insert(table_of(kind)), rows)
