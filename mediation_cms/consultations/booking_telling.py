"""What the person is told of a booked talk, with a personal link by which it is moved and cancelled without an account."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import give_link
from mediation_cms.consultations.booking_models import Booking, WaitingWish
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.i18n import Text
from mediation_cms.core.languages import Language
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.notifications.calendar import TITLE, Entry, calendar_file
from mediation_cms.notifications.kinds import Fact
from mediation_cms.notifications.meetings import (
    Meeting,
    tell_again,
    tell_booked,
    tell_cancelled,
    tell_earlier,
    tell_given_up,
    tell_moved,
)
from mediation_cms.notifications.outbox import DELIVERED, Reach
from mediation_cms.notifications.telling import was_told
from mediation_cms.people.models import Contact

PAGE = "/b/{code}"


def link_to(session: Session, booking: Booking) -> str:
    """A new personal link to the booking, good until the end of the day of the talk."""
    until = clock.local(booking.ends_at).date()
    return give_link(session, Purpose.BOOKING, booking.id, until, person_id=booking.person_id)


def meeting_of(session: Session, booking: Booking, code: str) -> Meeting:
    """The booking as its person is told of it."""
    return _meeting(
        session, booking, code, key=booking.id, sequence=booking.sequence, person_id=booking.person_id,
        contact_id=booking.contact_id,
    )  # fmt: skip


def confirmed(session: Session, booking: Booking) -> str:
    """Tell that the talk is booked; the link that stands in the message."""
    code = link_to(session, booking)
    tell_booked(session, meeting_of(session, booking, code), asked=True)
    return code


def moved(session: Session, booking: Booking, before: datetime, *, asked: bool) -> str:
    """Tell the new time; the link that stands in the message."""
    code = link_to(session, booking)
    tell_moved(session, meeting_of(session, booking, code), before, asked=asked)
    return code


def again(session: Session, booking: Booking, on: date) -> None:
    """Tell whose talk it is that it stands, at the way that we know, with a link: once a day for each person."""
    once = f"meeting-again:{booking.person_id}:{on}"
    if not was_told(session, once):
        tell_again(session, meeting_of(session, booking, link_to(session, booking)), once)


def given_up(session: Session, booking: Booking) -> None:
    """Confirm that the person has cancelled."""
    tell_given_up(session, meeting_of(session, booking, link_to(session, booking)))


def called_off(session: Session, booking: Booking, reason: str, times: list[datetime]) -> bool:
    """Tell that the cabinet cancels, why, and which times are open instead; whether anything could be sent: else staff call."""
    told = tell_cancelled(session, meeting_of(session, booking, link_to(session, booking)), reason, times)
    return told is not None


def earlier(session: Session, wish: WaitingWish, booking: Booking | None, offer: Booking, kept_until: datetime) -> bool:
    """Tell that an earlier time is kept for this person; whether anything could be sent: else staff call."""
    of = booking or offer
    code = link_to(session, of)
    meeting = _meeting(
        session, of, code, key=of.id, sequence=of.sequence, person_id=wish.person_id, contact_id=wish.contact_id
    )
    return tell_earlier(session, meeting, offer.starts_at, kept_until) is not None


def calendar_of(session: Session, booking: Booking, language: Language, link: str) -> bytes:
    """The file for a calendar, to be downloaded: the same entry as in the mails, so that the one takes the other's place."""
    entry = Entry(
        f"{booking.id}@bitim", booking.sequence, booking.starts_at, booking.ends_at,
        is_cancelled=booking.state.startswith("cancelled"),
    )  # fmt: skip
    place = place_of(session, booking)
    where = place if isinstance(place, str) else place.in_(language)
    return calendar_file(entry, title=TITLE.in_(language), place=where, link=link)


def place_of(session: Session, booking: Booking) -> Text | str:
    """Where it takes place, for a talk in person."""
    if booking.mode is not Mode.IN_PERSON:
        return ""
    return letterhead(session, booking.cabinet_id, clock.local(booking.starts_at).date()).address


def _meeting(
    session: Session, booking: Booking, code: str, *, key: UUID, sequence: int, person_id: UUID | None,
    contact_id: UUID | None,
) -> Meeting:  # fmt: skip
    house = letterhead(session, booking.cabinet_id, clock.today())
    place: Fact = place_of(session, booking)
    return Meeting(
        key=key, sequence=sequence, person_id=person_id, starts_at=booking.starts_at, ends_at=booking.ends_at,
        mode=booking.mode.label, place=place, page=PAGE, code=code, cabinet=house.name, phone=house.phone,
        matter_id=booking.request_id, reach=_reach(session, contact_id),
    )  # fmt: skip


def _reach(session: Session, contact_id: UUID | None) -> Reach | None:
    """By which way the person chose to be told of this talk; None: by a call alone."""
    way = session.get(Contact, contact_id) if contact_id else None
    return Reach.at(way) if way is not None and way.channel in DELIVERED and way.may_leave_message else None
