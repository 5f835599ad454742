"""Lists read page by page. A page begins after the last row of the one before, wherever that row stands by then: no OFFSET."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session


@dataclass(frozen=True)
class Order:
    """How a list is ordered: by a column or several, and where these are the same by the key, which no two rows share.

    No column ever holds NULL, which stands neither before nor after anything. `falling` is the newest day first.
    """

    by: sa.ColumnElement[Any] | tuple[sa.ColumnElement[Any], ...]
    key: sa.ColumnElement[UUID]
    falling: bool = False

    @property
    def parts(self) -> tuple[sa.ColumnElement[Any], ...]:
        """All columns of the order, the key last."""
        return (*(self.by if isinstance(self.by, tuple) else (self.by,)), self.key)

    def page(self, session: Session, seen: sa.Select[Any], after: UUID | None, limit: int) -> sa.Select[Any]:
        """The rows that come after the one with this key, one more than `limit`: it tells whether another page follows.

        `seen` is what the actor may see; filters are put on afterwards, so that a row which no longer fits them still says
        where to go on. A key that is not seen (of nothing, of others, of what was taken out meanwhile) begins the list anew.
        """
        place = sa.tuple_(*self.parts)
        last = self._place(session, seen, after) if after else None
        if last is not None:
            seen = seen.where(place < last if self.falling else place > last)
        return self.all(seen).limit(limit + 1)

    def all(self, seen: sa.Select[Any]) -> sa.Select[Any]:
        """The rows in this order."""
        return seen.order_by(*(part.desc() if self.falling else part for part in self.parts))

    def _place(self, session: Session, seen: sa.Select[Any], after: UUID) -> Any:
        return session.connection().execute(seen.with_only_columns(*self.parts).where(self.key == after)).first()
