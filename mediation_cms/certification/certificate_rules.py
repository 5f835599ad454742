"""What a certificate is on a day, and until when it is good. Pure."""

from calendar import isleap
from datetime import date
from typing import Protocol

from mediation_cms.core.i18n import Labelled

LEAP_DAY = (2, 29)


class CertificateState(Labelled, context="certificate"):
    """What a certificate is worth. The first of these that fits from the end upwards is said."""

    VALID = "valid", "Valid"
    EXPIRED = "expired", "Expired"
    REPLACED = "replaced", "Replaced"
    REVOKED = "revoked", "Revoked"


class Standing(Protocol):
    """What decides: the last day, if there is one, and the day of revocation."""

    @property
    def valid_until(self) -> date | None:
        """The last day."""

    @property
    def revoked_on(self) -> date | None:
        """The first day without it."""


def state_of(certificate: Standing, replaced_on: date | None, day: date) -> CertificateState:
    """What the certificate is on that day. What was revoked stays so, whatever else became of it."""
    if certificate.revoked_on is not None and certificate.revoked_on <= day:
        return CertificateState.REVOKED
    if replaced_on is not None and replaced_on <= day:
        return CertificateState.REPLACED
    if certificate.valid_until is not None and certificate.valid_until < day:
        return CertificateState.EXPIRED
    return CertificateState.VALID


def last_day_of(issued_on: date, years: int) -> date | None:
    """The last day of so many years from the day of issue; none where there is no limit (0)."""
    if years == 0:
        return None
    if (issued_on.month, issued_on.day) == LEAP_DAY and not isleap(issued_on.year + years):
        return date(issued_on.year + years, 2, 28)
    return issued_on.replace(year=issued_on.year + years)


def reminder_due(valid_until: date, days: list[int], today: date) -> int | None:
    """Which of the reminders, so many days before the last one, is to be sent today; none while none is near, or it is over."""
    left = (valid_until - today).days
    return min((each for each in days if left <= each), default=None) if left >= 0 else None
