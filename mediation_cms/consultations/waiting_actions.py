"""Waiting for an earlier time: somebody asks to be told, takes what is offered, or does not wait any more."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.consultations.booking_consents import carry_consent, keep_wish_consent
from mediation_cms.consultations.booking_inputs import WhoIn, WishIn
from mediation_cms.consultations.booking_models import Booking, WaitingWish, WishState
from mediation_cms.consultations.booking_placing import time_of
from mediation_cms.consultations.booking_queries import offer_for, wish_of
from mediation_cms.consultations.booking_rules import require_ahead
from mediation_cms.consultations.booking_steps import Coming, Placed, book_held, lock, put_at
from mediation_cms.consultations.booking_who import person_who_comes
from mediation_cms.consultations.booking_workflow import BOOKING, BookingStep
from mediation_cms.consultations.waiting import end_wish, kept_for, offer_freed, offer_soonest
from mediation_cms.core import clock
from mediation_cms.core.errors import stale
from mediation_cms.core.languages import Language
from mediation_cms.mediators.occupancy import Taken, in_turn
from mediation_cms.people.models import Contact, Person
from mediation_cms.people.queries import contacts_of


def wish_earlier(session: Session, actor: Actor, booking: Booking) -> WaitingWish:
    """The person asks to be told if a time before the booked one frees up. Asked twice is asked once."""
    authorize(actor, Can.KEEP_BOOKING, booking)
    lock(session, booking)
    require_ahead(booking.starts_at)
    BOOKING.after(booking.state, BookingStep.MOVE)
    known = wish_of(session, booking)
    if known is not None:
        return known
    if booking.person_id is None:
        raise stale()
    wish = WaitingWish(
        cabinet_id=booking.cabinet_id, booking_id=booking.id, person_id=booking.person_id, kind=booking.kind,
        contact_id=booking.contact_id, mode=booking.mode, language=booking.language, made_at=clock.now(),
        mediator_id=None if booking.any_mediator else booking.mediator_id, until=clock.local(booking.starts_at).date(),
    )  # fmt: skip
    return _noted(session, actor, wish)


def wish_time(
    session: Session, actor: Actor, given: WishIn, who: WhoIn, read_in: Language | None = None
) -> WaitingWish:
    """Somebody who found no time asks to be told when one frees up, until a day, with the consent as it was `read_in`."""
    authorize(actor, Can.BOOK, given)
    person, _ways, chosen = person_who_comes(session, who, given.language)
    wish = WaitingWish(**given.model_dump(), person_id=person.id, contact_id=chosen.id, made_at=clock.now())
    session.add(wish)
    session.flush()
    keep_wish_consent(session, wish, who.name, read_in or given.language)
    return _noted(session, actor, wish)


def take_offer(session: Session, actor: Actor, booking: Booking) -> Placed:
    """Take the time that is kept: the booking moves to it; who had none gets it booked. Raises Taken when it is kept no more."""
    authorize(actor, Can.KEEP_BOOKING, booking)
    lock(session, booking)
    require_ahead(booking.starts_at)
    kept = kept_for(session, booking)
    wish = wish_of(session, booking)
    if wish is None:
        raise Taken
    if wish.booking_id is None:
        person, way = session.get_one(Person, wish.person_id), session.get(Contact, wish.contact_id)
        ways = contacts_of(session, person)
        placed = book_held(session, actor, booking, Coming(person, ways, way or ways[0]))
        carry_consent(session, wish, booking)
        return placed
    offered = offer_for(session, booking)
    if offered is None:
        raise Taken
    before, after = time_of(booking), time_of(offered)
    in_turn(session, {before.mediator_id, *kept})
    end_wish(session, wish, WishState.FULFILLED)
    placed = put_at(session, actor, booking, after, "waiting.taken", asked=True)
    offer_freed(session, booking.cabinet_id, before)
    return placed


def drop_wish(session: Session, actor: Actor, wish: WaitingWish, booking: Booking) -> None:
    """The person does not wait any more; a time that was kept is free at once. The booking stands as it was."""
    authorize(actor, Can.KEEP_BOOKING, booking)
    session.refresh(wish, with_for_update=True)
    end_wish(session, wish, WishState.OVER)
    record(session, actor, "waiting.dropped", wish, matter_id=booking.request_id)


def _noted(session: Session, actor: Actor, wish: WaitingWish) -> WaitingWish:
    session.add(wish)
    record(session, actor, "waiting.wished", wish, until=wish.until)
    offer_soonest(session, wish)
    return wish
