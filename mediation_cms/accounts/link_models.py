"""A personal link: a way in for one person to one thing, without an account. The address holds the secret, we its keyed hash."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field

from mediation_cms.core.columns import choice, instant
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled


class Purpose(Labelled, context="personal link"):
    """What a personal link is for. Whoever gives out another kind of link adds it here."""

    OWN_WORD = "own_word", "to write for oneself after an invitation"
    FOLLOW_UP = "follow_up", "to answer how it went on"
    DATES = "dates", "to tick the times that suit"
    APPLICATION = "application", "to write a request from home"
    STATUS = "status", "to come back to a request, in one browser"
    BOOKING = "booking", "to see, move and cancel a booked talk"
    CERTIFICATE = "certificate", "to take one's certificate"
    ENROLMENT = "enrolment", "to see and give up a place on a course"


class PersonalLink(Row, table=True):
    """One link: to what, for whom, until when. `used_at` is its first use; `ended_at`, that it leads nowhere any more.

    `thing_id` is the thing of the concept that gave it out; `person_id` whose link it is, where the thing does not say it.
    """

    token_index: str = Field(max_length=64, unique=True)
    purpose: Purpose = choice(Purpose)
    thing_id: UUID = Field(index=True)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True, ondelete="SET NULL")
    until: date
    made_at: datetime = instant()
    used_at: datetime | None = instant(default=None, nullable=True)
    ended_at: datetime | None = instant(default=None, nullable=True)


_ENDED = f"OLD.ended_at IS NOT NULL AND ({changed('until', 'used_at', 'ended_at')})"
refuse(
    table_of(PersonalLink), "personal_link_stands", "UPDATE",
    f"{changed('token_index', 'purpose', 'thing_id', 'made_at')} OR NEW.until > OLD.until OR {_ENDED}",
    "a link leads to one thing, never longer than was said, and ends once",
)  # fmt: skip
