"""Booked talks, which phone or person has one, and who waits for an earlier time."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.models import Mode
from mediation_cms.core.columns import choice, instant, many, sealed
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, keep, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language


class TalkKind(Labelled, context="kind of talk"):
    """What is booked."""

    FIRST = "first", "First consultation"
    FOLLOW_UP = "follow_up", "Another talk on the same matter"


class Booking(Row, table=True):
    """A talk of one person with one mediator at a time. The time itself is taken in `mediators.Occupancy`.

    While it is `held` for somebody who is choosing, it names nobody, at most the request for which it is to be; it ends by
    itself at `held_until`. A move keeps it:
    `sequence` grows with every change that is told, `moved_from` is when it was to be before. `any_mediator`: the person did not
    mind whose time it is. `override_reason` is why somebody may have a second first consultation, `reason` why it was
    cancelled, `closing_id` for which closing of the cabinet, while that stands. What the person wrote beforehand is encrypted.
    """

    cabinet_id: UUID = Field(foreign_key="unit.id")
    mediator_id: UUID = Field(foreign_key="mediator.id")
    kind: TalkKind = choice(TalkKind, default=TalkKind.FIRST)
    mode: Mode = choice(Mode)
    language: Language = choice(Language)
    any_mediator: bool = False
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    state: BookingState = choice(BookingState, default=BookingState.HELD)
    sequence: int = 0
    held_until: datetime | None = instant(default=None, nullable=True)
    moved_from: datetime | None = instant(default=None, nullable=True)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    contact_id: UUID | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    request_id: UUID | None = Field(default=None, foreign_key="request.id", index=True, ondelete="SET NULL")
    consultation_id: UUID | None = Field(default=None, foreign_key="consultation.id", unique=True, ondelete="SET NULL")
    note_sealed: bytes | None = sealed()
    reason: str = Field(default="", max_length=300)
    closing_id: UUID | None = Field(default=None, foreign_key="cabinet_closing.id", index=True, ondelete="SET NULL")
    override_reason: str = Field(default="", max_length=400)
    made_at: datetime = instant()
    made_by_id: UUID = Field(foreign_key="account.id")

    __table_args__ = (
        sa.CheckConstraint("ends_at > starts_at", name="times"),
        sa.CheckConstraint("(state = 'held') = (held_until IS NOT NULL)", name="held"),
        sa.CheckConstraint("state = 'held' OR person_id IS NOT NULL", name="person"),
        sa.Index(None, "cabinet_id", "starts_at"),
        sa.Index(None, "mediator_id", "starts_at"),
        sa.Index("ix_booking_held_until", "held_until",
                 sqlite_where=sa.text("held_until IS NOT NULL"), postgresql_where=sa.text("held_until IS NOT NULL")),
    )  # fmt: skip


class BookingConsent(Row, table=True):
    """That who booked a talk agreed to the use of their data: which version of the words, in which language, when; and the words.

    They are kept as they were read, sealed: they say the name.
    """

    booking_id: UUID = Field(foreign_key="booking.id", unique=True, ondelete="CASCADE")
    version: date
    language: Language = choice(Language)
    given_at: datetime = instant()
    words_sealed: bytes | None = sealed()


class ActiveTalk(Row, table=True):
    """That a phone, an address of e-mail, an IIN or a known person has a first consultation ahead: each of them one at a time.

    `key_index` is a keyed index of it. It ends with the booking, at the latest at `until`: whoever books deletes first what is
    over.
    """

    key_index: str = Field(max_length=64, unique=True)
    booking_id: UUID = Field(foreign_key="booking.id", index=True, ondelete="CASCADE")
    until: datetime = instant()


class WishState(Labelled, context="waiting"):
    """Where a wish for an earlier time is."""

    WAITING = "waiting", "Waiting for an earlier time"
    FULFILLED = "fulfilled", "An earlier time was taken"
    OVER = "over", "Not needed any more"


class WaitingWish(Row, table=True):
    """That somebody wants to be told of an earlier time: than their booking, or, without one, until a last day.

    `mediator_id` where it must be this mediator's time. First come, first told: in the order of their keys. `offer_id` is the
    booking that is held for it now, `told` are the times that were offered already, so that none is offered twice.
    """

    cabinet_id: UUID = Field(foreign_key="unit.id")
    state: WishState = choice(WishState, default=WishState.WAITING)
    booking_id: UUID | None = Field(default=None, foreign_key="booking.id", index=True, ondelete="CASCADE")
    person_id: UUID = Field(foreign_key="person.id", index=True)
    contact_id: UUID | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    kind: TalkKind = choice(TalkKind, default=TalkKind.FIRST)
    mode: Mode = choice(Mode)
    language: Language = choice(Language)
    mediator_id: UUID | None = Field(default=None, foreign_key="mediator.id")
    offer_id: UUID | None = Field(default=None, foreign_key="booking.id", unique=True, ondelete="SET NULL")
    until: date
    told: list[str] = many(default_factory=list)
    made_at: datetime = instant()

    __table_args__ = (
        sa.Index("ix_waiting_wish_waiting", "cabinet_id",
                 sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")),
        sa.Index("uq_waiting_wish_booking", "booking_id", unique=True,
                 sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'")),
    )  # fmt: skip


class WishConsent(Row, table=True):
    """The same of who waits without a booking. It goes over to the talk that they take."""

    wish_id: UUID = Field(foreign_key="waiting_wish.id", unique=True, ondelete="CASCADE")
    version: date
    language: Language = choice(Language)
    given_at: datetime = instant()
    words_sealed: bytes | None = sealed()


_TIME = changed("mediator_id", "starts_at", "ends_at")
refuse(
    table_of(Booking), "booking_stands", "UPDATE",
    f"(OLD.person_id IS NOT NULL AND (({changed('cabinet_id', 'kind', 'made_at', 'made_by_id')}) OR NEW.state = 'held' "
    f"OR (({_TIME}) AND NEW.sequence <= OLD.sequence))) OR NEW.sequence < OLD.sequence "
    "OR (OLD.state LIKE 'cancelled%' AND NEW.state <> OLD.state)",
    "a booking is moved or ended, and each change that is told raises its sequence",
)  # fmt: skip
refuse(
    table_of(BookingConsent), "booking_consent_stands", "UPDATE",
    changed("booking_id", "version", "language", "given_at", "words_sealed"),
    "what somebody agreed to stands as it was read",
)  # fmt: skip
refuse(
    table_of(WishConsent), "wish_consent_stands", "UPDATE",
    f"{changed('wish_id', 'version', 'language', 'given_at')} OR (OLD.words_sealed IS NOT NULL AND ({changed('words_sealed')}))",
    "what somebody agreed to stands as it was read",
)  # fmt: skip
keep(table_of(Booking), "a booking is cancelled, never deleted", "OLD.person_id IS NOT NULL")
