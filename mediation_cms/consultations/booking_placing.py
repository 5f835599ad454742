"""What every way of placing a talk has in common: whether the time is open, whose it may be, and that it is the only one."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from mediation_cms.consultations.booking_inputs import TalkIn
from mediation_cms.consultations.booking_models import ActiveTalk, Booking, TalkKind
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.db import keyring, table_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.keys import new_key
from mediation_cms.law.queries import value
from mediation_cms.mediators.occupancy import Taken, Time, busy_between
from mediation_cms.mediators.openings import Opening, openings
from mediation_cms.people.models import Channel, Contact, Person
from mediation_cms.people.same import iins_of, same_human

BOOKING, ACTIVE = table_of(Booking), table_of(ActiveTalk)
PAST = _("This time is past. Choose a later one.")
NOT_OPEN = _("This time is not open for booking, or not any more. Choose another one.")


class AlreadyBooked(Refused):
    """There is a first consultation ahead already; neutral words, since whoever types a phone need not be its owner.

    `bookings` are the keys of what is ahead, for telling those to whom it belongs; never for who has typed.
    """

    def __init__(self, bookings: Iterable[UUID] = ()) -> None:
        self.bookings = list(bookings)
        super().__init__(
            _(
                "With one phone or e-mail, one first consultation can be booked at a time. If you have one, move it by the "
                "link in its message; else call the cabinet, and we book for you."
            )
        )


def minutes_of(session: Session, kind: TalkKind, on: date) -> int:
    """How long such a talk takes by the rule of that day."""
    minutes: int = value(session, f"booking.minutes.{kind}", on)
    return minutes


def hours_or_minutes(session: Session, code: str, unit: str) -> timedelta:
    """The span that a dated rule of booking tells today."""
    return timedelta(**{unit: value(session, code, clock.today())})


def open_at(
    session: Session, talk: TalkIn, starts_at: datetime, but: UUID | None = None, *, notice: bool = True
) -> list[Opening]:
    """Whose time is open then, for this talk: who has the fewest talks ahead first. Raises Taken, in words that say why.

    `but`: a booking that is to be moved, and whose own time stands in nobody's way. `notice`: as in `openings`.
    """
    now = clock.now()
    if starts_at <= now:
        raise Taken(PAST)
    day = clock.local(starts_at).date()
    minutes = minutes_of(session, talk.kind, day)
    if talk.mediator_id is not None:  # one look, where many want the same time
        there = busy_between(session, [talk.mediator_id], starts_at, starts_at + timedelta(minutes=minutes))
        if any(span.thing_id != but for span in there.get(talk.mediator_id, ())):
            raise Taken
    found = openings(
        session, talk.cabinet_id, first=day, last=day, minutes=minutes, mode=talk.mode, language=talk.language,
        mediator_id=talk.mediator_id, now=now, but=but, notice=notice,
    )  # fmt: skip
    then = [opening for opening in found if opening.starts_at == starts_at]
    if not then:
        raise Taken(NOT_OPEN)
    ahead = _talks_ahead(session, [opening.mediator_id for opening in then])
    return sorted(then, key=lambda opening: ahead[opening.mediator_id])


def time_of(booking: Booking) -> Time:
    """The time that a booking takes."""
    return Time(booking.mediator_id, booking.starts_at, booking.ends_at)


# --- one first consultation at a time ------------------------------------------------------------------------------------


def claim(session: Session, booking: Booking, person: Person, contacts: Iterable[Contact]) -> None:
    """Note that this person, and these phones and addresses, have a first consultation ahead. Raises AlreadyBooked.

    The key of each is unique: of two who book at once with one phone, the database takes one.
    """
    if booking.kind is not TalkKind.FIRST or booking.override_reason:
        return
    session.flush()
    connection, keys = session.connection(), sorted(_keys(session, person, contacts))
    connection.execute(sa.delete(ACTIVE).where(ACTIVE.c.key_index.in_(keys), ACTIVE.c.until <= clock.now()))
    try:
        with connection.begin_nested():
            for key in keys:
                row = {"id": new_key(), "key_index": key, "booking_id": booking.id, "until": booking.ends_at}
                connection.execute(sa.insert(ACTIVE), row)
    except IntegrityError as refusal:
        if ACTIVE.c.key_index.name in str(refusal.orig):
            ahead = sa.select(ACTIVE.c.booking_id).where(ACTIVE.c.key_index.in_(keys)).distinct()
            raise AlreadyBooked(connection.execute(ahead).scalars()) from None
        raise


def prolong_claim(session: Session, booking: Booking) -> None:
    """The first consultation ahead is at another time now."""
    session.flush()
    mine = ACTIVE.c.booking_id == booking.id
    session.connection().execute(sa.update(ACTIVE).where(mine).values(until=booking.ends_at))


def end_claim(session: Session, booking: Booking) -> None:
    """The talk is not ahead any more: another may be booked."""
    session.flush()
    session.connection().execute(sa.delete(ACTIVE).where(ACTIVE.c.booking_id == booking.id))


def _keys(session: Session, person: Person, contacts: Iterable[Contact]) -> set[str]:
    records = same_human(session, [person.id])
    told = {f"iin {index}" for index in iins_of(session, records)} | {f"person {key}" for key in records}
    for contact in contacts:
        folded = contact.value.casefold() if contact.channel is Channel.EMAIL else contact.value
        told.add(f"way {folded}")
    ring = keyring(session)
    return {ring.index(each, "first consultation") for each in told}


def _talks_ahead(session: Session, mediators: Iterable[UUID]) -> Counter[UUID]:
    ahead = sa.and_(
        BOOKING.c.mediator_id.in_(set(mediators)),
        BOOKING.c.state == BookingState.CONFIRMED,
        BOOKING.c.starts_at > clock.now(),
    )
    counted = sa.select(BOOKING.c.mediator_id, sa.func.count()).where(ahead).group_by(BOOKING.c.mediator_id)
    return Counter({mediator_id: n for mediator_id, n in session.connection().execute(counted)})  # noqa: C416 - a result has keys of its own
