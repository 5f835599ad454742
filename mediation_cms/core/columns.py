"""What columns hold, the same on SQLite and PostgreSQL: choices, instants, small lists, encrypted values, keys."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlmodel import Field

KEPT = 5000
"""Keys that a process does not read a second time."""


class Utc(sa.types.TypeDecorator[datetime]):
    """An instant, aware and in UTC in Python whatever the database keeps."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - given by SQLAlchemy
        """To the database: UTC; a naive instant is a fault of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - given by SQLAlchemy
        """From the database: SQLite forgets the zone, which is always UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def choice(enum: type[StrEnum], *, named: str = "", **options: Any) -> Any:
    """A column that holds the value of one enum and, by a CHECK, nothing else. A second one of a table is `named` apart."""
    return Field(
        sa_type=sa.Enum(
            enum,
            native_enum=False,
            create_constraint=True,
            name=named or snake(enum.__name__),
            values_callable=lambda members: [member.value for member in members],
            length=40,
        ),
        **options,
    )


def instant(**options: Any) -> Any:
    """A column that holds an instant in UTC."""
    return Field(sa_type=Utc, **options)


def many(**options: Any) -> Any:
    """A column that holds a small list or mapping as JSON."""
    return Field(sa_type=sa.JSON, **options)


def sorts_by_sign(most: int, **options: Any) -> Any:
    """A column of text that sorts sign by sign, whatever alphabet a PostgreSQL server was set up with."""
    signs = sa.String(most).with_variant(sa.String(most, collation="C"), "postgresql")
    return Field(sa_type=signs, max_length=most, **options)


def sealed(**options: Any) -> Any:
    """A column that holds an encrypted value: write it by `seal`, read it by `unseal`."""
    return Field(default=None, sa_type=sa.LargeBinary, repr=False, **options)


@lru_cache(KEPT)
def _key(digits: str | None) -> UUID | None:
    return None if digits is None else UUID(int=int(digits, 16))


class SqliteKey(sa.Uuid[UUID]):
    """A key in SQLite, where it is 32 hexadecimal digits: each is read once, since lists and pages show the same ones again.

    Always a `UUID` in Python, also where `as_uuid` says otherwise, which no column of ours does.
    """

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None]:  # noqa: ARG002 - given by SQLAlchemy
        """From the digits to the key."""
        return _key


def snake(name: str) -> str:
    """The name of a class as tables and constraints are called: RegisterEntry is register_entry."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("_")
