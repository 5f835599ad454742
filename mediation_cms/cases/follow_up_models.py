"""What is asked of the sides afterwards: whether an agreement is kept, and how they were served."""

from datetime import date, datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.people.models import Channel


class FollowUpKind(Labelled, context="follow-up"):
    """What a side is asked about."""

    AGREEMENT = "agreement", "whether the agreement is kept"
    OPINION = "opinion", "three questions about our work"


class FollowUpState(Labelled, context="follow-up state"):
    """Where a call is on its way."""

    WAITING = "waiting", "To be asked"
    ANSWERED = "answered", "Answered"
    NOT_REACHED = "not_reached", "Not reached"
    UNWILLING = "unwilling", "Does not want to answer"
    SET_ASIDE = "set_aside", "Set aside"


class Reply(Labelled, context="reply"):
    """What came of a call."""

    KEPT = "kept", "Kept"
    PARTLY = "partly", "Kept in part"
    NOT_KEPT = "not_kept", "Not kept"
    CHANGED = "changed", "Changed by consent of the sides"
    ANSWERED = "answered", "Answered the questions"
    UNREACHED = "unreached", "Could not be reached"
    UNWILLING = "unwilling", "Does not want to answer"


RESULTS = (Reply.KEPT, Reply.PARTLY, Reply.NOT_KEPT, Reply.CHANGED)
"""The replies that say how an agreement is kept."""
_RESULT_IN = "result IN ({})".format(", ".join(f"'{reply.value}'" for reply in RESULTS))
_WAITING = "state = 'waiting'"


class FollowUp(Row, table=True):
    """That a side is to be asked so many days after the signing or the ending, and what came of it.

    `due_on` is the day that was planned, rolled to a working day; `next_on` the day to call, which moves when nobody answers.
    `home_on` is the day on which the question was sent home. What a side said of our work stands in no row of the side, only
    that it was asked; while it may still be changed from home it lies sealed in a `HeldOpinion`, which nobody reads.
    """

    case_id: UUID = Field(foreign_key="case.id", index=True, ondelete="CASCADE")
    party_id: UUID = Field(foreign_key="party.id", index=True, ondelete="CASCADE")
    cabinet_id: UUID = Field(foreign_key="unit.id")
    kind: FollowUpKind = choice(FollowUpKind)
    after_days: int
    due_on: date
    next_on: date | None
    state: FollowUpState = choice(FollowUpState, default=FollowUpState.WAITING)
    attempts: int = 0
    result: Reply | None = choice(Reply, default=None, nullable=True)
    asked_on: date | None = None
    channel: Channel | None = choice(Channel, default=None, nullable=True)
    answered_by_id: UUID | None = Field(default=None, foreign_key="party.id", ondelete="SET NULL")
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    note_sealed: bytes | None = sealed()
    reason: str = Field(default="", max_length=400)
    no_more: bool = False
    home_on: date | None = None

    __table_args__ = (
        sa.CheckConstraint("after_days > 0 AND attempts >= 0", name="counts"),
        sa.CheckConstraint("(state = 'waiting') = (next_on IS NOT NULL)", name="waiting"),
        sa.CheckConstraint(
            "(kind = 'agreement' AND state = 'answered') = (result IS NOT NULL)", name="result"
        ),
        sa.CheckConstraint(f"result IS NULL OR {_RESULT_IN}", name="result_of_a_reply"),
        sa.CheckConstraint("kind = 'agreement' OR note_sealed IS NULL", name="note"),
        sa.CheckConstraint("(state = 'set_aside') = (reason <> '')", name="reason"),
        sa.Index("uq_follow_up_waiting", "party_id", "kind", "after_days", unique=True,
                 sqlite_where=sa.text(_WAITING), postgresql_where=sa.text(_WAITING)),
        sa.Index("ix_follow_up_next", "cabinet_id", "next_on",
                 sqlite_where=sa.text(_WAITING), postgresql_where=sa.text(_WAITING)),
        sa.Index("ix_follow_up_result", "cabinet_id", "due_on", "after_days",
                 sqlite_where=sa.text("result IS NOT NULL"), postgresql_where=sa.text("result IS NOT NULL")),
    )  # fmt: skip


class Opinion(Row, table=True):
    """What one side said of our work, 1 to 5 or nothing, without the side, the matter or the day.

    `matter_index` is a keyed index: it tells that two opinions are of one matter, and not of which. The key is drawn at random,
    not by the clock, and the half-year is that of the entry, so that one that is over never changes.
    """

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    cabinet_id: UUID = Field(foreign_key="unit.id")
    mediator_id: UUID | None = Field(default=None, foreign_key="mediator.id")
    half: date
    matter_index: str = Field(max_length=64)
    heard: int | None = None
    again: int | None = None
    reach: int | None = None

    __table_args__ = (
        sa.CheckConstraint("heard BETWEEN 1 AND 5 OR again BETWEEN 1 AND 5 OR reach BETWEEN 1 AND 5", name="something"),
        *(
            sa.CheckConstraint(f"{name} IS NULL OR {name} BETWEEN 1 AND 5", name=name)
            for name in ("heard", "again", "reach")
        ),
        sa.Index(None, "half", "cabinet_id"),
    )


class HeldOpinion(Row, table=True):
    """What a side answers of our work from home, sealed, while it may still change its mind. Then it becomes an `Opinion`."""

    follow_up_id: UUID = Field(foreign_key="follow_up.id", unique=True, ondelete="CASCADE")
    said_sealed: bytes | None = sealed()
    closes_at: datetime = instant()


_PLANNED = ("case_id", "party_id", "cabinet_id", "kind", "after_days", "due_on")
refuse(table_of(FollowUp), "follow_up_plan_stands", "UPDATE", changed(*_PLANNED), "what was planned to be asked stands")
refuse(
    table_of(FollowUp),
    "follow_up_answer_stands",
    "UPDATE",
    f"OLD.kind = 'opinion' AND OLD.state NOT IN ('waiting', 'not_reached') AND ({changed('state', 'attempts', 'asked_on')})",
    "a side is asked once how it was served",
)
# It goes with the side that is taken out of an open matter, and with the whole matter when that is erased.
_STANDS = "EXISTS (SELECT 1 FROM party JOIN request ON request.id = party.request_id WHERE party.id = OLD.party_id)"
keep(table_of(FollowUp), "what was asked stays", _STANDS)
refuse(table_of(Opinion), "opinion_stands", "UPDATE", "1 = 1", "an opinion stays as it was given")
keep(table_of(Opinion), "an opinion stays")
