"""How a visitor books: the choices in the address, a pressed time, the form that carries all that was typed."""

import re
from html import unescape

from sqlmodel import Session, col, select

from mediation_cms.consultations.booking_models import Booking
from mediation_cms.web.booking_choice import stamp
from tests.make.bookings import Desk, at
from tests.web.stage import words
from tests.web.visitor import Visitor

TYPED = {"name": "Ахметова Сәуле", "phone": "8 701 000 00 01", "told_by": "sms"}


def choice(desk: Desk, **more: str) -> dict[str, str]:
    """All that is chosen before the day."""
    return {"kind": "first", "cabinet": desk.cabinet.code, "language": "kk", "mode": "video"} | more


def address(desk: Desk, **more: str) -> str:
    """Where the days are."""
    return "/book?lang=en&" + "&".join(f"{name}={value}" for name, value in choice(desk, **more).items())


def read(browser: Visitor, pattern: str) -> str:
    """What stands there on the page that is open."""
    found = re.search(pattern, browser.shown)
    assert found is not None, words(browser)
    return found[1]


def hidden(browser: Visitor) -> dict[str, str]:
    """Every hidden field of the page that is open, as a browser sends them."""
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', browser.shown)
    return {name: unescape(value) for name, value in found}


def held(browser: Visitor, desk: Desk, hour: int, **typed: str) -> str:
    """Press a time; where its page is."""
    browser.get(address(desk, day="2026-11-16"))
    answer = browser.send(f"/book/times/{stamp(at(hour))}", **choice(desk), **typed)
    assert answer.status_code == 303, words(browser)
    return str(answer.location)


def press(browser: Visitor, page: str, step: str, **typed: str) -> int:
    """Press a button of the form that is open, with all that it carries."""
    kept = hidden(browser) | {"step": step} | typed
    return browser.send(page, **kept).status_code


def booked(browser: Visitor, desk: Desk, hour: int, **typed: str) -> str:
    """Book a time; where its page is."""
    page = held(browser, desk, hour)
    browser.get(page)
    assert press(browser, page, "check", **(TYPED | typed)) == 200
    assert press(browser, page, "book", consent="yes") == 303, words(browser)
    assert browser.page is not None
    return str(browser.page.location)


def bookings_of(session: Session) -> list[Booking]:
    session.expire_all()
    return list(session.exec(select(Booking).order_by(col(Booking.starts_at))))
