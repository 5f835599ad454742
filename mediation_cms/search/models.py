"""The index of the search: one line for each matter and mediator with all words that lead to it.

The database keeps it by itself, in the transaction of the change, by triggers beside the tables (`search/triggers.py`).
"""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from mediation_cms.core.db import table_of


class SearchEntry(SQLModel, table=True):
    """What leads to one matter, or to one mediator: folded words and marks (`core/marks.py`), parted by single spaces.

    The key counts up, so that the newest come first; a line never holds an IIN.
    """

    id: int | None = Field(default=None, primary_key=True)
    request_id: UUID | None = Field(default=None, foreign_key="request.id", unique=True, ondelete="CASCADE")
    mediator_id: UUID | None = Field(default=None, foreign_key="mediator.id", unique=True, ondelete="CASCADE")
    words: str

    __tablename__ = "search_entry"
    __table_args__ = (sa.CheckConstraint("(request_id IS NULL) <> (mediator_id IS NULL)", name="one"),)


ENTRY = table_of(SearchEntry)
