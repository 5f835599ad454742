"""Earlier times for who waits: what was kept and not taken goes to the next, and what has opened since is offered.

What was only held is thrown away a day later: until then its holder still sees what was typed, and other times.
"""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.consultations.booking_models import ActiveTalk, Booking, WaitingWish, WishState
from mediation_cms.consultations.waiting import drop_holds, end_wish, offer_soonest
from mediation_cms.core import clock
from mediation_cms.jobs.shift import Shift

KEPT = timedelta(days=1)
KEY = col(WaitingWish.id)


def offer_earlier_times(shift: Shift) -> None:
    """Tell who waits of the soonest time that is open, one time after the other."""
    with shift.database.session(writes=False) as session:
        waits = session.exec(select(WaitingWish.id).where(WaitingWish.state == WishState.WAITING).limit(1)).first()
    if waits is None:
        return
    with shift.database.session(writes=False) as session:
        keys = session.exec(select(WaitingWish.id).where(WaitingWish.state == WishState.WAITING).order_by(KEY)).all()
    for attend in (lapse, offer_to):
        for key in keys:
            with shift.database.transaction() as session:  # one wish each: nobody is kept waiting for the others
                attend(session, key)


def offer_to(session: Session, key: UUID) -> bool:
    """Offer who waits the soonest time that is open; whether there was one. Not while a time is kept for them."""
    wish = _taken_up(session, key)
    return wish is not None and wish.offer_id is None and offer_soonest(session, wish)


def lapse(session: Session, key: UUID) -> None:
    """What was kept and not taken is free; nobody waits any more whose last day or whose talk has come."""
    wish, now = _taken_up(session, key), clock.now()
    if wish is None:
        return
    offer = session.get(Booking, wish.offer_id) if wish.offer_id else None
    booking = session.get(Booking, wish.booking_id) if wish.booking_id else None
    if wish.until < clock.today() or (booking is not None and booking.starts_at <= now):
        end_wish(session, wish, WishState.OVER)
    elif offer is not None and offer.held_until is not None and offer.held_until <= now:
        wish.offer_id = None
        session.add(wish)
        session.flush()
        drop_holds(session, [offer])


def _taken_up(session: Session, key: UUID) -> WaitingWish | None:
    """The wish, if it still waits and no other hand is at it."""
    mine = (WaitingWish.id == key, WaitingWish.state == WishState.WAITING)
    return session.exec(select(WaitingWish).where(*mine).with_for_update(skip_locked=True)).first()


def forget_holds(shift: Shift) -> None:
    """Throw away what was held and never booked, and the keys of talks that are over."""
    now = clock.now()
    with shift.database.transaction() as session:
        offered = select(WaitingWish.offer_id).where(col(WaitingWish.offer_id).is_not(None))
        stale = select(Booking).where(col(Booking.held_until) < now - KEPT, col(Booking.id).not_in(offered))
        drop_holds(session, session.exec(stale).all())
        session.execute(sa.delete(ActiveTalk).where(col(ActiveTalk.until) <= now))
