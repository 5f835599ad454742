"""Earlier times for who waits: what was kept and not taken goes to the next, and what has opened since is offered.

What was only held is thrown away a day later: until then its holder still sees what was typed, and other times.
"""

import logging
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.consultations.booking_models import ActiveTalk, Booking, WaitingWish, WishState
from mediation_cms.consultations.waiting import drop_holds, end_wish, offer_soonest
from mediation_cms.core import clock
from mediation_cms.jobs.shift import Shift

LOG = logging.getLogger(__name__)
KEPT = timedelta(days=1)
MOST = 100
"""In one transaction; the next round takes the others."""


def offer_earlier_times(shift: Shift) -> None:
    """Tell who waits of the soonest time that is open, one time after the other."""
    with shift.database.session(writes=False) as session:
        waits = session.exec(select(WaitingWish.id).where(WaitingWish.state == WishState.WAITING).limit(1)).first()
    if waits is None:
        return
    with shift.database.transaction() as session:
        found = offer_all(session)
    if found:
        LOG.info("told %s of an earlier time", found)


def offer_all(session: Session) -> int:
    """Let go what was not taken in time, end what is over, offer to the others first come first told; how many were told."""
    lapse(session)
    waiting = select(WaitingWish).where(WaitingWish.state == WishState.WAITING, col(WaitingWish.offer_id).is_(None))
    return sum(
        offer_soonest(session, wish)
        for wish in session.exec(waiting.order_by(col(WaitingWish.id)).limit(MOST).with_for_update())
    )


def lapse(session: Session) -> None:
    """What was kept and not taken is free, and nobody waits any more whose last day or whose talk has come."""
    now = clock.now()
    kept = select(WaitingWish).join(Booking, col(Booking.id) == WaitingWish.offer_id)
    for wish in session.exec(kept.where(col(Booking.held_until) <= now, WaitingWish.state == WishState.WAITING)):
        offer = session.get_one(Booking, wish.offer_id)
        wish.offer_id = None
        session.add(wish)
        session.flush()
        drop_holds(session, [offer])
    begun = select(Booking.id).where(col(Booking.starts_at) <= now)
    over = sa.or_(col(WaitingWish.until) < clock.today(), col(WaitingWish.booking_id).in_(begun))
    for wish in session.exec(select(WaitingWish).where(WaitingWish.state == WishState.WAITING, over)):
        end_wish(session, wish, WishState.OVER)


def forget_holds(shift: Shift) -> None:
    """Throw away what was held and never booked, and the keys of talks that are over."""
    now = clock.now()
    with shift.database.transaction() as session:
        offered = select(WaitingWish.offer_id).where(col(WaitingWish.offer_id).is_not(None))
        stale = select(Booking).where(col(Booking.held_until) < now - KEPT, col(Booking.id).not_in(offered))
        drop_holds(session, session.exec(stale).all())
        session.execute(sa.delete(ActiveTalk).where(col(ActiveTalk.until) <= now))
