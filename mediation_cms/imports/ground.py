"""What the lists say of the rows of a file: read together, and asked once more whether it is the same when they are written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from mediation_cms.core.db import Row, table_of
from mediation_cms.core.stamps import Stamp

AT_ONCE = 500
STAMPS = sa.select(table_of(Stamp)).order_by(table_of(Stamp).c.name)
Found = TypeVar("Found", bound=Row)


def parts(keys: Iterable[Any]) -> Iterable[list[Any]]:
    """Keys in portions that a statement takes."""
    every = list(dict.fromkeys(keys))
    return (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE))


@dataclass
class Ground:
    """What was asked of the lists so far."""

    _asked: list[tuple[type[SQLModel], Any, list[Any], tuple[Any, ...]]] = field(default_factory=list)

    def those(
        self, session: Session, kind: type[Found], column: Any, keys: Iterable[Any], *only: sa.ColumnElement[bool]
    ) -> list[Found]:
        """Rows of which the column has one of these keys, the oldest first within a portion."""
        every = list(dict.fromkeys(keys))
        self._asked.append((kind, column, every, only))
        return [
            row
            for part in parts(every)
            for row in session.exec(select(kind).where(column.in_(part), *only).order_by(table_of(kind).c.id))
        ]

    def mark(self, session: Session) -> str:
        """The mark of all that was asked, as it stands now, and of places, rules, catalogues: another one if anything differs."""
        found = sha256()
        connection = session.connection()
        for row in connection.execute(STAMPS):
            found.update(repr(tuple(row)).encode())
        for kind, column, keys, only in self._asked:
            table = table_of(kind)
            for part in parts(keys):
                for row in connection.execute(sa.select(table).where(column.in_(part), *only).order_by(table.c.id)):
                    found.update(repr(tuple(row)).encode())
        return found.hexdigest()
