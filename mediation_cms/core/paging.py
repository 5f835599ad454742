"""Lists read page by page. A page begins after the last row of the one before, wherever that row stands by then: no OFFSET."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session


@dataclass(frozen=True)
class Order:
    """How a list is ordered: by a column, and where that is the same by the key, which no two rows share.

    The column never holds NULL, which stands neither before nor after anything. `falling` is the newest day first.
    """

    by: sa.ColumnElement[Any]
    key: sa.ColumnElement[UUID]
    falling: bool = False

    def page(self, session: Session, seen: sa.Select[Any], after: UUID | None, limit: int) -> sa.Select[Any]:
        """The rows that come after the one with this key, one more than `limit`: it tells whether another page follows.

        `seen` is what the actor may see; filters are put on afterwards, so that a row which no longer fits them still says
        where to go on. A key that is not seen (of nothing, of others, of what was taken out meanwhile) begins the list anew.
        """
        pair = sa.tuple_(self.by, self.key)
        last = self._place(session, seen, after) if after else None
        if last is not None:
            seen = seen.where(pair < last if self.falling else pair > last)
        return self.all(seen).limit(limit + 1)

    def all(self, seen: sa.Select[Any]) -> sa.Select[Any]:
        """The rows in this order."""
        return seen.order_by(*(part.desc() if self.falling else part for part in (self.by, self.key)))

    def _place(self, session: Session, seen: sa.Select[Any], after: UUID) -> Any:
        return session.connection().execute(seen.with_only_columns(self.by, self.key).where(self.key == after)).first()
