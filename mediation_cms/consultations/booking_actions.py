"""Booking a talk: held while somebody chooses, confirmed, moved, cancelled, and what came of it. Two never get one time.

Each way places the time by `mediators.occupancy` alone. Whether it is open is asked first, to say in words what is wrong; that it
is free is said by the database.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.audit import record
from mediation_cms.consultations import booking_telling as telling
from mediation_cms.consultations.booking_consents import keep_consent
from mediation_cms.consultations.booking_inputs import CalledOffIn, NewTimeIn, OverrideIn, SlotIn, WhoIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_placing import NOT_OPEN, end_claim, hours_or_minutes, open_at, time_of
from mediation_cms.consultations.booking_queries import alternatives_to, talk_of
from mediation_cms.consultations.booking_rules import require_ahead, require_begun
from mediation_cms.consultations.booking_steps import Coming, Placed, book_held, end, lock, note_new_time, put_at
from mediation_cms.consultations.booking_who import person_who_comes, tell_overridden
from mediation_cms.consultations.booking_workflow import BOOKING, BookingState, BookingStep
from mediation_cms.consultations.models import Consultation
from mediation_cms.consultations.waiting import offer_freed
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.intake.barring import is_barred
from mediation_cms.intake.models import Request
from mediation_cms.mediators.occupancy import Taken, Time, free, retake, take
from mediation_cms.mediators.occupancy_models import Busy
from mediation_cms.mediators.openings import Opening

# --- the person ----------------------------------------------------------------------------------------------------------


def hold(session: Session, actor: Actor, given: SlotIn, request: Request | None = None) -> Placed:
    """Hold a time for who is choosing, as long as the rule `booking.hold_minutes` says: others see it gone, then back.

    Raises Taken when it is not open, or somebody was faster. `request`: the talk is to be for it, its reader has come back.
    """
    authorize(actor, Can.BOOK, given)
    if request is not None:
        authorize(actor, Can.COME_BACK, request)
    until = clock.now() + hours_or_minutes(session, "booking.hold_minutes", "minutes")
    booking = _placed(session, actor, given, until, request)
    return Placed(booking, telling.link_to(session, booking))


def let_go(session: Session, actor: Actor, booking: Booking) -> None:
    """Give a held time back at once: its holder has chosen another."""
    authorize(actor, Can.KEEP_BOOKING, booking)
    lock(session, booking)
    if booking.state is BookingState.HELD:
        free(session, booking.id)
        session.delete(booking)
        session.flush()


def confirm(
    session: Session, actor: Actor, booking: Booking, given: WhoIn, read_in: Language | None = None
) -> Placed:  # fmt: skip
    """Book what is held for this person, who is told at once, with the consent as it was `read_in`. Raises AlreadyBooked.

    Where the hold has lapsed it is still booked if nobody was faster, else Taken is raised: what was typed is kept by the form.
    """
    authorize(actor, Can.KEEP_BOOKING, booking)
    lock(session, booking)
    require_ahead(booking.starts_at)
    placed = _confirmed(session, actor, booking, given)
    keep_consent(session, booking, given.name, read_in or booking.language)
    return placed


def move_own(session: Session, actor: Actor, booking: Booking, given: NewTimeIn) -> Placed:
    """The person moves the talk to another time, by the personal link. Raises Taken; the old time stays theirs then."""
    authorize(actor, Can.KEEP_BOOKING, booking)
    return _moved(session, actor, booking, given, asked=True)


def cancel_own(session: Session, actor: Actor, booking: Booking) -> None:
    """The person cancels the talk, by the personal link."""
    authorize(actor, Can.KEEP_BOOKING, booking)
    _given_up(session, actor, booking)


# --- staff ---------------------------------------------------------------------------------------------------------------


def book_for(
    session: Session, actor: Actor, slot: SlotIn, who: WhoIn, override: OverrideIn | None = None,
    request: Request | None = None,
) -> Placed:  # fmt: skip
    """Book for somebody who calls or stands here, in one go, at whatever short notice.

    A reason lets a coordinator book a second first consultation.
    Who is known from a `request` is booked as its applicant. The level above is told of the reason.
    """
    authorize(actor, Can.MANAGE_BOOKINGS, slot)
    reason = override.override_reason if override else ""
    if reason:
        authorize(actor, Can.OVERRIDE_BOOKING, slot)
    until = clock.now() + hours_or_minutes(session, "booking.hold_minutes", "minutes")
    booking = _placed(session, actor, slot, until, request, notice=False)
    booking.override_reason = reason
    placed = _confirmed(session, actor, booking, who, request)
    if reason:
        tell_overridden(session, actor, booking)
    return placed


def move(session: Session, actor: Actor, booking: Booking, given: NewTimeIn) -> Placed:
    """Staff move a talk to another time, or to another mediator. Raises Taken; nothing has changed then."""
    authorize(actor, Can.MANAGE_BOOKINGS, booking)
    return _moved(session, actor, booking, given, asked=False)


def cancel_for(session: Session, actor: Actor, booking: Booking) -> None:
    """The person called to cancel."""
    authorize(actor, Can.MANAGE_BOOKINGS, booking)
    _given_up(session, actor, booking)


def call_off(session: Session, actor: Actor, booking: Booking, given: CalledOffIn) -> bool:
    """The cabinet cancels, with a reason and the three nearest times that are open; whether a message goes: else staff call."""
    authorize(actor, Can.MANAGE_BOOKINGS, booking)
    lock(session, booking)
    booking.state = BOOKING.after(booking.state, BookingStep.CALL_OFF)
    booking.reason = given.reason
    times = [opening.starts_at for opening in alternatives_to(session, booking)]  # its own hour not among them
    end(session, booking)
    told = telling.called_off(session, booking, given.reason, times)
    record(
        session, actor, "booking.called_off", booking, matter_id=booking.request_id, starts_at=booking.starts_at,
        reason=given.reason,
    )  # fmt: skip
    return told


def reassign(session: Session, actor: Actor, booking: Booking, mediator_id: UUID) -> Placed:
    """Give the talk to a colleague who is open at that very time. Messages name no mediator, so the person is told nothing."""
    authorize(actor, Can.MANAGE_BOOKINGS, booking)
    lock(session, booking)
    require_ahead(booking.starts_at)
    talk = talk_of(booking).model_copy(update={"mediator_id": mediator_id})
    open_at(session, talk, booking.starts_at, notice=False)
    after = Time(mediator_id, booking.starts_at, booking.ends_at)
    return put_at(session, actor, booking, after, "booking.reassigned", asked=False)


def swap(session: Session, actor: Actor, first: Booking, second: Booking) -> tuple[Placed, Placed]:
    """Two talks change places: mediator and hour. Both people are told where their hour changes. All or nothing."""
    authorize(actor, Can.MANAGE_BOOKINGS, first)
    authorize(actor, Can.MANAGE_BOOKINGS, second)
    for booking in sorted((first, second), key=lambda each: each.id):
        lock(session, booking)
        require_ahead(booking.starts_at)
        BOOKING.after(booking.state, BookingStep.MOVE)
    if first.cabinet_id != second.cabinet_id or first.id == second.id:
        raise Refused(_("Only two different talks of one cabinet change places. Move one of them instead."))
    before = {first.id: time_of(first), second.id: time_of(second)}
    after = {first.id: before[second.id], second.id: before[first.id]}
    retake(session, after, Busy.BOOKED)
    one, other = (
        note_new_time(session, actor, each, after[each.id], "booking.swapped", asked=False) for each in (first, second)
    )
    return one, other


def note_outcome(
    session: Session, actor: Actor, booking: Booking, step: BookingStep, consultation: Consultation | None = None
) -> None:
    """Note what came of a talk once it has begun: it took place (with its record, where there is one), or who did not come."""
    authorize(actor, Can.MANAGE_BOOKINGS, booking)
    lock(session, booking)
    require_begun(booking.starts_at, step)
    booking.state = BOOKING.after(booking.state, step)
    booking.consultation_id = consultation.id if consultation else booking.consultation_id
    session.add(booking)
    end_claim(session, booking)
    record(
        session, actor, "booking.outcome", booking, matter_id=booking.request_id, state=booking.state,
        starts_at=booking.starts_at,
    )  # fmt: skip


# --- inner parts ---------------------------------------------------------------------------------------------------------


def _placed(
    session: Session, actor: Actor, given: SlotIn, until: datetime, request: Request | None, *, notice: bool = True
) -> Booking:
    """The booking of a time of one of those whom it may be: the first who is still free, and not barred from the matter."""
    candidates = open_at(session, given, given.starts_at, notice=notice)
    if request is not None:
        candidates = [each for each in candidates if not is_barred(session, request.id, each.mediator_id)]
    if not candidates:
        raise Taken(NOT_OPEN)
    booking = Booking(
        **given.model_dump(exclude={"mediator_id"}), mediator_id=candidates[0].mediator_id,
        any_mediator=given.mediator_id is None, ends_at=candidates[0].ends_at, held_until=until, made_at=clock.now(),
        made_by_id=actor.account_id, request_id=request.id if request else None,
    )  # fmt: skip
    booking.mediator_id = _first_free(session, booking, candidates, until)
    session.add(booking)
    session.flush()
    return booking


def _first_free(session: Session, booking: Booking, candidates: Sequence[Opening], until: datetime) -> UUID:
    for opening in candidates:
        try:
            take(session, opening.mediator_id, opening.starts_at, opening.ends_at, Busy.HELD, booking.id, until)
        except Taken:
            continue
        return opening.mediator_id
    raise Taken


def _confirmed(
    session: Session, actor: Actor, booking: Booking, given: WhoIn, request: Request | None = None
) -> Placed:
    person, ways, chosen = person_who_comes(session, given, booking.language, request)
    return book_held(session, actor, booking, Coming(person, ways, chosen, given.note), request)


def _moved(session: Session, actor: Actor, booking: Booking, given: NewTimeIn, *, asked: bool) -> Placed:
    lock(session, booking)
    require_ahead(booking.starts_at)
    BOOKING.after(booking.state, BookingStep.MOVE)
    before = time_of(booking)
    wanted = given.mediator_id or (None if given.any_mediator or booking.any_mediator else booking.mediator_id)
    talk = talk_of(booking).model_copy(update={"mediator_id": wanted})
    for opening in open_at(session, talk, given.starts_at, but=booking.id, notice=asked):
        after = Time(opening.mediator_id, opening.starts_at, opening.ends_at)
        try:
            placed = put_at(session, actor, booking, after, "booking.moved", asked=asked)
        except Taken:
            continue
        offer_freed(session, booking.cabinet_id, before)
        return placed
    raise Taken


def _given_up(session: Session, actor: Actor, booking: Booking) -> None:
    lock(session, booking)
    if booking.state is BookingState.CANCELLED_BY_PERSON:
        return  # tapped twice
    require_ahead(booking.starts_at)
    booking.state = BOOKING.after(booking.state, BookingStep.CANCEL)
    end(session, booking)
    telling.given_up(session, booking)
    record(session, actor, "booking.cancelled", booking, matter_id=booking.request_id, starts_at=booking.starts_at)
    offer_freed(session, booking.cabinet_id, time_of(booking))
