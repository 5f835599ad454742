"""The address under which people reach the house."""

from flask import current_app


def site() -> str:
    """`https://bitim.kz`, without a slash at the end: what QR codes, mails and files of calendars begin with."""
    found: str = current_app.settings.base_url  # type: ignore[attr-defined]  # our own Flask
    return found
