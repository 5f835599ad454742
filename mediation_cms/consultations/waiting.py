"""Telling who waits of an earlier time: the first whom it fits gets it held for some hours, by the same placing as any other."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.accounts.queries import reserved
from mediation_cms.audit import record
from mediation_cms.consultations import booking_telling as telling
from mediation_cms.consultations.booking_inputs import TalkIn
from mediation_cms.consultations.booking_models import Booking, WaitingWish, WishState
from mediation_cms.consultations.booking_placing import hours_or_minutes, minutes_of, open_at
from mediation_cms.core import clock
from mediation_cms.mediators.occupancy import Taken, Time, free, take
from mediation_cms.mediators.occupancy_models import Busy
from mediation_cms.mediators.openings import Opening, openings
from mediation_cms.people.models import AccountKind


def offer_freed(session: Session, cabinet_id: UUID, time: Time) -> WaitingWish | None:
    """Offer a time that has just been freed to the first who waits for one like it; None where it fits nobody."""
    for wish in waiting_at(session, cabinet_id):
        if wish.offer_id is None and _wants(session, wish, time.starts_at, time.mediator_id):
            try:
                found = open_at(session, talk_wanted(wish), time.starts_at)
            except Taken:
                continue  # too soon by the notice, or the mediator speaks another language
            for opening in found:
                if opening.mediator_id == time.mediator_id and offer(session, wish, opening):
                    return wish
    return None


def offer_soonest(session: Session, wish: WaitingWish) -> bool:
    """Offer who waits the soonest time that is open and was not offered before; whether there was one."""
    now = clock.now()
    booking = session.get(Booking, wish.booking_id) if wish.booking_id else None
    last = min(wish.until, clock.local(booking.starts_at).date()) if booking else wish.until
    found = openings(
        session, wish.cabinet_id, first=clock.local(now).date(), last=last, minutes=minutes_of(session, wish.kind, last),
        mode=wish.mode, language=wish.language, mediator_id=wish.mediator_id, now=now,
    )  # fmt: skip
    wanted = (each for each in found if _wants(session, wish, each.starts_at, each.mediator_id))
    return any(offer(session, wish, opening) for opening in wanted)


def offer(session: Session, wish: WaitingWish, opening: Opening) -> bool:
    """Hold this time for who waits, as long as `booking.offer_hours` says, and tell them; whether it was still free."""
    until = min(clock.now() + hours_or_minutes(session, "booking.offer_hours", "hours"), opening.starts_at)
    system = reserved(session, AccountKind.SYSTEM)
    held = Booking(
        cabinet_id=wish.cabinet_id, mediator_id=opening.mediator_id, kind=wish.kind, mode=wish.mode,
        language=wish.language, any_mediator=wish.mediator_id is None, starts_at=opening.starts_at,
        ends_at=opening.ends_at, held_until=until, made_at=clock.now(), made_by_id=system.account_id,
    )  # fmt: skip
    try:
        take(session, opening.mediator_id, opening.starts_at, opening.ends_at, Busy.HELD, held.id, until)
    except Taken:
        return False
    session.add(held)
    session.flush()
    wish.offer_id = held.id
    wish.told = [*wish.told, _mark(opening.starts_at, opening.mediator_id)]
    session.add(wish)
    booking = session.get(Booking, wish.booking_id) if wish.booking_id else None
    told = telling.earlier(session, wish, booking, held, until)
    record(session, system, "waiting.offered", wish, starts_at=opening.starts_at, until=until, reached=told)
    return True


def waiting_at(session: Session, cabinet_id: UUID) -> list[WaitingWish]:
    """Who waits at a cabinet, first come first; not whose wish another hand has taken up at this very moment."""
    mine = (WaitingWish.cabinet_id == cabinet_id, WaitingWish.state == WishState.WAITING)
    return list(
        session.exec(select(WaitingWish).where(*mine).order_by(col(WaitingWish.id)).with_for_update(skip_locked=True))
    )


def talk_wanted(wish: WaitingWish) -> TalkIn:
    """Which talk somebody waits for."""
    return TalkIn(
        cabinet_id=wish.cabinet_id, kind=wish.kind, mode=wish.mode, language=wish.language,
        mediator_id=wish.mediator_id,
    )  # fmt: skip


def kept_for(session: Session, booking: Booking) -> list[UUID]:
    """Whose time is kept for the sake of this booking; the wish is taken up from here on.

    Wishes are taken up before mediators, mediators in the order of their keys: so no two hands wait for each other.
    """
    session.flush()
    mine = sa.or_(col(WaitingWish.booking_id) == booking.id, col(WaitingWish.offer_id) == booking.id)
    wishes = session.exec(select(WaitingWish).where(mine, WaitingWish.state == WishState.WAITING).with_for_update())
    offers = [wish.offer_id for wish in wishes if wish.offer_id is not None]
    return list(session.exec(select(Booking.mediator_id).where(col(Booking.id).in_(offers))))


def settle_wishes(session: Session, booking: Booking) -> None:
    """The booking that a wish was for has ended, or the time that was kept is booked: nobody waits for its sake any more."""
    session.flush()
    mine = sa.or_(col(WaitingWish.booking_id) == booking.id, col(WaitingWish.offer_id) == booking.id)
    for wish in session.exec(select(WaitingWish).where(mine, WaitingWish.state == WishState.WAITING)):
        end_wish(session, wish, WishState.FULFILLED if wish.offer_id == booking.id else WishState.OVER)


def end_wish(session: Session, wish: WaitingWish, state: WishState) -> None:
    """Nobody waits any more; a time that was kept for them and not taken is free at once."""
    held = session.get(Booking, wish.offer_id) if wish.offer_id else None
    wish.state, wish.offer_id = state, None
    session.add(wish)
    session.flush()
    if held is not None and held.held_until is not None:
        drop_holds(session, [held])


def drop_holds(session: Session, holds: Iterable[Booking]) -> None:
    """Throw away what was only held."""
    for held in holds:
        free(session, held.id)
        session.delete(held)
    session.flush()


def _wants(session: Session, wish: WaitingWish, starts_at: datetime, mediator_id: UUID) -> bool:
    booking = session.get(Booking, wish.booking_id) if wish.booking_id else None
    sooner = booking is None or starts_at < booking.starts_at
    in_time = clock.local(starts_at).date() <= wish.until
    suits = wish.mediator_id in {None, mediator_id}
    return sooner and in_time and suits and _mark(starts_at, mediator_id) not in wish.told


def _mark(starts_at: datetime, mediator_id: UUID) -> str:
    return f"{starts_at:%Y-%m-%dT%H:%M}Z {mediator_id}"
