"""The invitation of another side: what the applicant agreed to, every try to reach the side, every answer that came."""

from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language
from mediation_cms.intake.invitation_workflow import OPEN, OVER, InvitationStatus
from mediation_cms.intake.models import IntakeChannel


class InvitationChannel(Labelled, context="invitation channel"):
    """By which way the other side is invited."""

    CALL = "call", "call"
    SMS = "sms", "SMS"
    POST = "post", "letter"
    EMAIL = "email", "e-mail"
    VISIT = "visit", "visit in person"
    OTHER_PERSON = "other_person", "through somebody else"


WRITTEN = (InvitationChannel.POST, InvitationChannel.EMAIL)
"""Always a written proposal. An SMS is none (our assumption): it only asks to open an address."""
HANDED_OVER = (InvitationChannel.VISIT, InvitationChannel.OTHER_PERSON)
"""A written proposal when the letter was handed over."""


class AttemptResult(Labelled, context="attempt"):
    """What came of one try."""

    SENT = "sent", "sent"
    REACHED = "reached", "reached"
    NOT_REACHED = "not_reached", "not reached"
    LEFT_MESSAGE = "left_message", "left a message"
    WRONG = "wrong", "wrong number or address"


class ReplyAnswer(Labelled, context="answer to an invitation"):
    """What the other side says."""

    AGREED = "agreed", "agrees to talk"
    CALL = "call", "asks for a call"
    THINKING = "thinking", "wants to think"
    REFUSED = "refused", "declines"


class ReplyState(Labelled, context="reply"):
    """Whether staff know that an answer is the side's own."""

    WAITING = "waiting", "not confirmed yet"
    CONFIRMED = "confirmed", "confirmed"
    SET_ASIDE = "set_aside", "set aside"


def _among(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(str(value)) for value in values)})"


_OPEN, _OVER = _among("status", OPEN), _among("status", OVER)
VERSION = sa.Column("version", sa.Integer, nullable=False)


class Invitation(Row, table=True):
    """One invitation of one other side. Nothing leaves before the applicant agreed to its words and channels (decision 12).

    `sent_on` and `due_on` are those of the last written proposal; a call starts no term (Law on Mediation, article 20).
    `left_on`, `reached_on`, `answered_on` are the first days on which something went out, the side was reached, and
    answered in whatever way. The short address is found by
    a keyed index and kept encrypted for the letter.
    """

    request_id: UUID = Field(foreign_key="request.id", index=True, ondelete="CASCADE")
    party_id: UUID = Field(foreign_key="party.id", ondelete="CASCADE")
    status: InvitationStatus = choice(InvitationStatus, default=InvitationStatus.PREPARED)
    language: Language = choice(Language)
    term_days: int
    tells_name: bool = False
    tells_category: bool = False
    channels: list[str] = many(default_factory=list)
    prepared_on: date = Field(index=True)
    prepared_by_id: UUID = Field(foreign_key="account.id")
    permitted_on: date | None = None
    permitted_how: IntakeChannel | None = choice(IntakeChannel, default=None, nullable=True)
    permitted_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    code_index: str | None = Field(default=None, max_length=64, unique=True)
    code_sealed: bytes | None = sealed()
    code_until: date | None = None
    left_on: date | None = None
    sent_on: date | None = None
    due_on: date | None = None
    reached_on: date | None = None
    answered_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = Field(default="", max_length=400)
    version: int = Field(default=1, sa_column=VERSION)

    __mapper_args__ = {"version_id_col": VERSION}  # noqa: RUF012 - SQLAlchemy's own form
    __table_args__ = (
        sa.CheckConstraint("status IN ('prepared', 'withdrawn') OR permitted_on IS NOT NULL", name="consent"),
        sa.CheckConstraint("left_on IS NULL OR permitted_on IS NOT NULL", name="leaves"),
        sa.CheckConstraint(
            "(permitted_on IS NULL) = (permitted_by_id IS NULL) AND (permitted_on IS NULL) = (permitted_how IS NULL)",
            name="permitted",
        ),
        sa.CheckConstraint(
            "(code_index IS NULL) = (permitted_on IS NULL) AND (code_index IS NULL) = (code_until IS NULL)", name="code"
        ),
        sa.CheckConstraint("(sent_on IS NULL) = (due_on IS NULL) AND (due_on IS NULL OR due_on > sent_on)", name="term"),
        sa.CheckConstraint("sent_on IS NULL OR left_on IS NOT NULL", name="sent"),
        sa.CheckConstraint("status <> 'sent' OR sent_on IS NOT NULL", name="written"),
        sa.CheckConstraint("status <> 'expired' OR (due_on IS NOT NULL AND ended_on > due_on)", name="expired"),
        sa.CheckConstraint(f"({_OVER}) = (ended_on IS NOT NULL)", name="ended"),
        sa.CheckConstraint("term_days > 0", name="days"),
        sa.Index("uq_invitation_open", "party_id", unique=True, sqlite_where=sa.text(_OPEN), postgresql_where=sa.text(_OPEN)),
    )  # fmt: skip


class InvitationAttempt(Row, table=True):
    """One try to reach the other side. A `written` one carries the term that runs from it: its day, and the day due."""

    invitation_id: UUID = Field(foreign_key="invitation.id", index=True, ondelete="CASCADE")
    channel: InvitationChannel = choice(InvitationChannel)
    result: AttemptResult = choice(AttemptResult)
    written: bool = False
    tried_on: date
    tried_at: time | None = None
    due_on: date | None = None
    by_id: UUID = Field(foreign_key="account.id")
    note_sealed: bytes | None = sealed()
    message_id: UUID | None = Field(default=None, foreign_key="message.id")

    __table_args__ = (sa.CheckConstraint("written = (due_on IS NOT NULL)", name="term"),)


class InvitationReply(Row, table=True):
    """One answer of the other side. What came by the short address is nobody's word until staff have confirmed it.

    `how` says by which way it came; `reason_code` is of the catalogue, its words are encrypted. `phone` and `call_when` are
    where and when a call is asked for.
    """

    invitation_id: UUID = Field(foreign_key="invitation.id", index=True, ondelete="CASCADE")
    answer: ReplyAnswer = choice(ReplyAnswer)
    given_on: date
    how: IntakeChannel = choice(IntakeChannel)
    language: Language = choice(Language)
    interpreter: bool = False
    separately: bool = False
    phone: str = Field(default="", max_length=20)
    call_when: str = Field(default="", max_length=120)
    reason_code: str = Field(default="", max_length=40)
    said_sealed: bytes | None = sealed()
    by_id: UUID = Field(foreign_key="account.id")
    received_at: datetime = instant()
    state: ReplyState = choice(ReplyState, default=ReplyState.WAITING)
    settled_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    settled_at: datetime | None = instant(default=None, nullable=True)

    __table_args__ = (
        sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
        sa.CheckConstraint("(settled_at IS NULL) = (settled_by_id IS NULL)", name="settled_by"),
        sa.Index("uq_invitation_reply_waiting", "invitation_id", unique=True,
                 sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")),
    )  # fmt: skip


_NOT_ALLOWED = (
    "NOT EXISTS (SELECT 1 FROM invitation AS its WHERE its.id = NEW.invitation_id AND its.permitted_on IS NOT NULL)"
)
for _table in (InvitationAttempt, InvitationReply):
    refuse(
        table_of(_table),
        f"{_table.__tablename__}_needs_consent",
        "INSERT",
        _NOT_ALLOWED,
        "nothing leaves without the applicant",
    )
refuse(
    table_of(InvitationAttempt),
    "invitation_attempt_stands",
    "UPDATE",
    changed("invitation_id", "channel", "result", "written", "tried_on", "due_on"),
    "a try to reach a side stays as it was noted",
)
