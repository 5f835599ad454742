"""Server-side sessions and the memory of failed sign-ins."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import instant
from mediation_cms.core.db import Row


class SignIn(Row, table=True):
    """A session: the cookie holds the token, the table only its hash."""

    token_hash: str = Field(max_length=64, unique=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    started_at: datetime = instant()
    seen_at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)
    device: str = Field(default="", max_length=200)


class FailedSignIn(Row, table=True):
    """A wrong password: for which login (keyed index), from which network (keyed index), when."""

    login_index: str = Field(max_length=64)
    network_index: str = Field(max_length=64)
    at: datetime = instant()

    __table_args__ = (sa.Index(None, "login_index", "at"), sa.Index(None, "network_index", "at"))


class SavedView(Row, table=True):
    """A list with its filters and columns, as it stands in the address, under a name that its owner gave it."""

    account_id: UUID = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    page: str = Field(max_length=40)
    name: str = Field(max_length=60)
    query: str = Field(max_length=600)

    __table_args__ = (sa.UniqueConstraint("account_id", "page", "name"),)
