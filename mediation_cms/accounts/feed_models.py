"""The address of somebody's calendar: whoever has it reads when they are busy, without signing in."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from mediation_cms.core.columns import instant
from mediation_cms.core.db import Row


class CalendarFeed(Row, table=True):
    """That an account gave out such an address: one at a time. We keep its keyed hash alone.

    `with_names`: it says who comes, and the number of a matter; without it only that the time is taken.
    """

    account_id: UUID = Field(foreign_key="account.id", unique=True, ondelete="CASCADE")
    token_index: str = Field(max_length=64, unique=True)
    with_names: bool = False
    made_at: datetime = instant()
