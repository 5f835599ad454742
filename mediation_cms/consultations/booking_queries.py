"""Reading bookings: of a place or one's own for staff, behind a personal link for the person."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.consultations.booking_inputs import TalkIn
from mediation_cms.consultations.booking_models import Booking, WaitingWish, WishState
from mediation_cms.consultations.booking_placing import minutes_of
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.queries import not_barred
from mediation_cms.mediators.openings import Opening, openings
from mediation_cms.people.models import Role

BOOKING = table_of(Booking)
IN_PLACE = frozenset({Role.RECEPTIONIST, Role.COORDINATOR})
READERS = IN_PLACE | {Role.MEDIATOR}
"""Who sees bookings: all of a place, or the own ones."""
ALTERNATIVES = 3
WAYS_AHEAD = (7, 28)
"""Days that are looked through for other times: near ones first, then all that are usual."""


def visible_to(actor: Actor) -> sa.ColumnElement[bool]:
    """The bookings of the actor's places, and those with the actor as mediator; never of a matter from which they are barred."""
    own = BOOKING.c.mediator_id == actor.mediator_id if Role.MEDIATOR in actor.roles else sa.false()
    barred = sa.or_(BOOKING.c.request_id.is_(None), not_barred(actor, BOOKING.c.request_id))
    theirs = sa.or_(BOOKING.c.person_id.is_(None), BOOKING.c.person_id != actor.person_id)
    return sa.and_(sa.or_(in_sight(actor, IN_PLACE, BOOKING.c.cabinet_id), own), barred, *(
        [theirs] if actor.person_id is not None else []
    ))  # fmt: skip


def get_booking(session: Session, actor: Actor, booking_id: UUID) -> Booking:
    """One booking that the actor may see. Raises NotFound."""
    found = session.exec(select(Booking).where(Booking.id == booking_id, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def booking_behind(session: Session, thing_id: UUID) -> Booking:
    """The booking to which a personal link leads (`PersonalLink.thing_id`). Raises NotFound, for a hold that is long over."""
    found = session.get(Booking, thing_id)
    if found is None:
        raise NotFound
    return found


def bookings_between(
    session: Session, actor: Actor, first: datetime, last: datetime, *, cabinet_id: UUID | None = None,
    mediator_id: UUID | None = None, states: Sequence[BookingState] = (),
) -> list[Booking]:  # fmt: skip
    """The bookings between two instants that the actor may see, in order; holds only where they are asked for."""
    wanted = [visible_to(actor), BOOKING.c.starts_at < last, BOOKING.c.ends_at > first]
    if cabinet_id is not None:
        wanted.append(BOOKING.c.cabinet_id == cabinet_id)
    if mediator_id is not None:
        wanted.append(BOOKING.c.mediator_id == mediator_id)
    wanted.append(BOOKING.c.state.in_(states) if states else BOOKING.c.state != BookingState.HELD)
    return list(session.exec(select(Booking).where(*wanted).order_by(BOOKING.c.starts_at, BOOKING.c.id)))


def talks_ahead_of(session: Session, request: Request) -> list[Booking]:
    """The talks ahead that were booked for this request, or by who brought it. Whoever shows them has asked for the right.

    Only by the same record of a person: a name that is alike proves nothing.
    """
    brought = select(Party.person_id).where(Party.request_id == request.id, Party.side == Side.APPLICANT)
    by_them = sa.and_(BOOKING.c.request_id.is_(None), BOOKING.c.person_id.in_(brought))
    ahead = sa.and_(BOOKING.c.state == BookingState.CONFIRMED, BOOKING.c.ends_at > clock.now())
    theirs = sa.or_(BOOKING.c.request_id == request.id, by_them)
    return list(session.exec(select(Booking).where(ahead, theirs).order_by(BOOKING.c.starts_at, BOOKING.c.id)))


def talks_of(session: Session, actor: Actor, request: Request) -> list[Booking]:
    """The talks that were booked for a request, or from which it was registered, as far as the actor sees them; latest first."""
    of_request = (BOOKING.c.request_id == request.id, BOOKING.c.state != BookingState.HELD, visible_to(actor))
    return list(session.exec(select(Booking).where(*of_request).order_by(BOOKING.c.starts_at.desc(), BOOKING.c.id)))


def talk_of(booking: Booking) -> TalkIn:
    """Which talk a booking is, with whom."""
    return TalkIn(
        cabinet_id=booking.cabinet_id, kind=booking.kind, mode=booking.mode, language=booking.language,
        mediator_id=booking.mediator_id,
    )  # fmt: skip


def nearest(session: Session, talk: TalkIn, to: datetime, most: int = ALTERNATIVES) -> list[Opening]:
    """The open times that are nearest to an instant, each hour once, in order: for who has lost a time."""
    now, wanted = clock.now(), clock.local(to).date()
    for days in WAYS_AHEAD:
        found = openings(
            session, talk.cabinet_id, first=wanted - timedelta(days=days), last=wanted + timedelta(days=days),
            minutes=minutes_of(session, talk.kind, wanted), mode=talk.mode, language=talk.language,
            mediator_id=talk.mediator_id, now=now,
        )  # fmt: skip
        hours = {opening.starts_at: opening for opening in reversed(found)}
        if len(hours) >= most:
            break
    near = sorted(hours.values(), key=lambda opening: (abs(opening.starts_at - to), opening.starts_at))[:most]
    return sorted(near, key=lambda opening: opening.starts_at)


def alternatives_to(session: Session, booking: Booking) -> list[Opening]:
    """The three nearest open times at the cabinet, with any mediator, in the way and language of the booking."""
    return nearest(session, talk_of(booking).model_copy(update={"mediator_id": None}), booking.starts_at)


def colleagues_for(session: Session, booking: Booking) -> list[UUID]:
    """The other mediators of the cabinet who are open at the very time of the booking."""
    day = clock.local(booking.starts_at).date()
    minutes = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
    found = openings(
        session, booking.cabinet_id, first=day, last=day, minutes=minutes, mode=booking.mode, language=booking.language,
        now=clock.now(), notice=False,
    )  # fmt: skip
    then = (each.mediator_id for each in found if each.starts_at == booking.starts_at)
    return [mediator_id for mediator_id in then if mediator_id != booking.mediator_id]


# --- who waits -----------------------------------------------------------------------------------------------------------


def wish_of(session: Session, booking: Booking) -> WaitingWish | None:
    """The wish for an earlier time that stands for a booking, or for whose sake this time is held."""
    mine = sa.or_(col(WaitingWish.booking_id) == booking.id, col(WaitingWish.offer_id) == booking.id)
    return session.exec(select(WaitingWish).where(mine, WaitingWish.state == WishState.WAITING)).first()


def offer_for(session: Session, booking: Booking) -> Booking | None:
    """The earlier time that is kept now for who has this booking; None where there is none, or not any more."""
    wish = wish_of(session, booking)
    offer = session.get(Booking, wish.offer_id) if wish and wish.offer_id else None
    return offer if offer is not None and offer.held_until and offer.held_until > clock.now() else None
