"""The consent of who books a talk, or waits for one: its words with the eight elements, and which version was agreed to."""

from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.consultations.booking_models import Booking, BookingConsent, WaitingWish, WishConsent
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.languages import Language
from mediation_cms.intake.application_models import ConsentPurpose
from mediation_cms.intake.consents import ConsentText, consent_text


def consent_at(session: Session, cabinet_id: UUID, name: str, language: Language) -> ConsentText:
    """The consent as it reads today for who books or waits at this cabinet."""
    return consent_text(session, ConsentPurpose.BOOKING, cabinet_id, name, language, clock.today())


def booking_consent(session: Session, booking: Booking, name: str, language: Language) -> ConsentText:
    """The consent as it reads today for who books this talk."""
    return consent_at(session, booking.cabinet_id, name, language)


def keep_consent(session: Session, booking: Booking, name: str, language: Language) -> None:
    """Keep what was agreed to, with its very words. Part of a use-case, which authorizes and records."""
    text = booking_consent(session, booking, name, language)
    kept = BookingConsent(booking_id=booking.id, version=text.version, language=language, given_at=clock.now())
    _keep(session, kept, text.written())


def keep_wish_consent(session: Session, wish: WaitingWish, name: str, language: Language) -> None:
    """The same of who waits. On the page their name was still a field above the words; here it stands in them."""
    text = consent_at(session, wish.cabinet_id, name, language)
    kept = WishConsent(wish_id=wish.id, version=text.version, language=language, given_at=clock.now())
    _keep(session, kept, text.written())


def carry_consent(session: Session, wish: WaitingWish, booking: Booking) -> None:
    """Who waited has taken a time: what they agreed to stands with the talk, as it was given. Part of a use-case."""
    given = session.exec(select(WishConsent).where(WishConsent.wish_id == wish.id)).first()
    if given is None:
        return
    kept = BookingConsent(
        booking_id=booking.id, version=given.version, language=given.language, given_at=given.given_at
    )
    _keep(session, kept, unseal(session, given, "words_sealed"))


def consent_of(session: Session, booking: Booking) -> tuple[BookingConsent | WishConsent, list[str]] | None:
    """What was agreed to, line by line; None where staff booked. Whoever shows it has asked for the right.

    Of a time that is kept for who waits, it is what they agreed to when they began to wait.
    """
    kept: BookingConsent | WishConsent | None
    kept = session.exec(select(BookingConsent).where(BookingConsent.booking_id == booking.id)).first()
    if kept is None:
        of_wish = select(WishConsent).join(WaitingWish, col(WaitingWish.id) == WishConsent.wish_id)
        kept = session.exec(of_wish.where(WaitingWish.offer_id == booking.id)).first()
    return (kept, (unseal(session, kept, "words_sealed") or "").split("\n")) if kept else None


def _keep(session: Session, kept: BookingConsent | WishConsent, words: str | None) -> None:
    seal(session, kept, "words_sealed", words)
    session.add(kept)
    session.flush()
