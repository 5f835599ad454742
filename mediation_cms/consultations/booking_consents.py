"""The consent of who books a talk: its words with the eight elements, and which version of them was agreed to."""

from sqlmodel import Session, select

from mediation_cms.consultations.booking_models import Booking, BookingConsent
from mediation_cms.core import clock
from mediation_cms.core.db import seal, unseal
from mediation_cms.core.languages import Language
from mediation_cms.intake.application_models import ConsentPurpose
from mediation_cms.intake.consents import ConsentText, consent_text


def booking_consent(session: Session, booking: Booking, name: str, language: Language) -> ConsentText:
    """The consent as it reads today for who books this talk."""
    return consent_text(session, ConsentPurpose.BOOKING, booking.cabinet_id, name, language, clock.today())


def keep_consent(session: Session, booking: Booking, name: str, language: Language) -> None:
    """Keep what was agreed to, with its very words. Part of a use-case, which authorizes and records."""
    text = booking_consent(session, booking, name, language)
    kept = BookingConsent(booking_id=booking.id, version=text.version, language=language, given_at=clock.now())
    seal(session, kept, "words_sealed", text.written())
    session.add(kept)
    session.flush()


def consent_of(session: Session, booking: Booking) -> tuple[BookingConsent, list[str]] | None:
    """What was agreed to, line by line; None where staff booked. Whoever shows it has asked for the right."""
    kept = session.exec(select(BookingConsent).where(BookingConsent.booking_id == booking.id)).first()
    return (kept, (unseal(session, kept, "words_sealed") or "").split("\n")) if kept else None
