"""What hundreds of tests begin with is built once by the product's own actions, and then written again, statement by statement.

Only where nothing else was written before it: the rows that come out are then the very rows that the actions would make, and the
triggers of the database run as they always do. Whatever is built on another ground is built by the actions.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlmodel import Session, SQLModel

from mediation_cms.core import clock
from mediation_cms.core.stamps import READ

Built = TypeVar("Built")
WRITES = ("INSERT", "UPDATE", "DELETE")
WRITTEN = "written in this test"
Statement = tuple[str, Any, bool]


@dataclass
class Written:
    """What a test has written so far; `ground` names what it began with, `mark` how much of it that was."""

    statements: list[Statement] = field(default_factory=list)
    ground: tuple[str, ...] = ()
    mark: int = 0


@dataclass(frozen=True)
class Kept:
    """How something is written again, and what was built, its rows by their keys."""

    statements: tuple[Statement, ...]
    built: Any


@dataclass(frozen=True)
class Key:
    """A row that is read anew in each test."""

    row: type[SQLModel]
    key: Any


KEPT: dict[tuple[object, ...], Kept] = {}


def listen(engine: Engine) -> None:
    """From now on what is written over this engine is noted, for as long as a test notes it."""
    sa.event.listen(engine, "before_cursor_execute", _note)


@contextmanager
def noting(connection: Connection) -> Iterator[None]:
    """Note what one test writes."""
    connection.info[WRITTEN] = Written()
    yield
    del connection.info[WRITTEN]


def again(session: Session, name: str, build: Callable[[], Built]) -> Built:
    """What `build` builds: by its statements where the ground is the same as when it was built first, else by itself."""
    session.flush()
    connection = session.connection()
    written: Written | None = connection.info.get(WRITTEN)
    if written is None or len(written.statements) != written.mark:
        return build()
    ground, start = written.ground, written.mark
    key = (connection.engine.url, clock.today(), ground, name)
    kept = KEPT.get(key)
    if kept is None:
        built = build()
        session.flush()
        KEPT[key] = Kept(tuple(written.statements[start:]), _as_keys(built))
    else:
        for statement, parameters, many in kept.statements:
            connection.exec_driver_sql(statement, list(parameters) if many else parameters)
        session.info.pop(READ, None)
        built = _as_rows(session, kept.built)
    written.ground, written.mark = (*ground, name), len(written.statements)
    return built


def _note(connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
    written: Written | None = connection.info.get(WRITTEN)
    if written is not None and statement.lstrip().startswith(WRITES):
        written.statements.append((statement, parameters, many))


def _as_keys(built: Any) -> Any:
    if isinstance(built, SQLModel):
        return Key(type(built), sa.inspect(built).identity[0])
    return _in_parts(built, _as_keys)


def _as_rows(session: Session, built: Any) -> Any:
    if isinstance(built, Key):
        return session.get_one(built.row, built.key)
    return _in_parts(built, lambda part: _as_rows(session, part))


def _in_parts(built: Any, change: Callable[[Any], Any]) -> Any:
    if is_dataclass(built) and not isinstance(built, type):
        parts = {each.name: getattr(built, each.name) for each in fields(built) if each.init}
        return replace(built, **{name: change(part) for name, part in parts.items()})
    return built
