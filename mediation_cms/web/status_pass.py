"""The pass of a browser whose reader had number and code: its secret lies in the signed cookie, and ends when nobody reads.

It ends with the button, after thirty idle minutes (two on the cabinet's own computer, which forgets the cookie as well), after
eight hours, with the browser's window, and with the code.
"""

from datetime import timedelta
from typing import NamedTuple

from flask import g, session

from mediation_cms.access import Actor
from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.accounts.queries import reserved
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.coming_back_actions import come_back, leave
from mediation_cms.intake.models import Request
from mediation_cms.people.models import AccountKind
from mediation_cms.web import kiosk, transactions

HELD, SEEN = "status", "status_seen"
IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=8)


class Pass(NamedTuple):
    """Who has come back in this browser: to which request, by which link."""

    request: Request
    link: PersonalLink
    reader: Actor


def visitor() -> Actor:
    """Somebody without an account."""
    return reserved(g.session, AccountKind.VISITOR)


def give_pass(request: Request) -> None:
    """Let this browser in."""
    session[HELD] = come_back(g.session, visitor(), request)
    _mark()


def held_pass() -> Pass | None:
    """The pass of this browser, if it has one that stands; it is in use, and stands for another while."""
    token, seen = session.get(HELD), session.get(SEEN)
    if not isinstance(token, str) or not isinstance(seen, int | float):
        return None
    try:
        link = link_behind(g.session, Purpose.STATUS, token)
    except NotFound:
        link = None
    now, idle = clock.now(), timedelta(seconds=kiosk.IDLE) if g.kiosk else IDLE
    if link is None or now - link.made_at > LONGEST or now.timestamp() - seen > idle.total_seconds():
        drop_pass()
        return None
    _mark()
    return Pass(g.session.get_one(Request, link.thing_id), link, visitor())


def end_pass() -> None:
    """The reader is done here."""
    found = held_pass()
    if found is not None:
        leave(g.session, found.reader, found.request, found.link)
    drop_pass()


def end_pass_on_leaving() -> None:
    """The cabinet's own computer forgets its visitor: the pass ends in a short transaction of its own, since that page reads."""
    found = held_pass()
    if found is not None:
        of, reader, link = found.request.id, found.reader, found.link.id
        g.session.rollback()
        with transactions.database().transaction() as apart:
            leave(apart, reader, apart.get_one(Request, of), apart.get_one(PersonalLink, link))


def drop_pass() -> None:
    """Forget the pass in this browser."""
    session.pop(HELD, None)
    session.pop(SEEN, None)


def _mark() -> None:
    session[SEEN] = int(clock.now().timestamp())
