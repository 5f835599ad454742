"""Giving out the address of one's own calendar, and ending it."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.feed_models import CalendarFeed
from mediation_cms.accounts.feeds import feed_of, index_of
from mediation_cms.accounts.queries import seat_of
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.documents.codes import new_code
from mediation_cms.people.models import Account

GROUPS = 7
"""140 random bits: an address is read by programs, and nobody types it."""


def give_feed(session: Session, actor: Actor, account: Account, *, with_names: bool) -> str:
    """A new address of the calendar: the secret part of it, which nobody sees again. The former address ends."""
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    token = new_code(GROUPS).replace("-", "").lower()
    feed = feed_of(session, account) or CalendarFeed(account_id=account.id, token_index="", made_at=clock.now())
    feed.token_index, feed.with_names, feed.made_at = index_of(session, token), with_names, clock.now()
    session.add(feed)
    session.flush()
    record(session, actor, "feed.given", feed, place_id=seat_of(session, account).id)
    return token


def end_feed(session: Session, actor: Actor, account: Account) -> None:
    """The address leads nowhere from here on; nothing to do where there is none."""
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    feed = feed_of(session, account)
    if feed is not None:
        record(session, actor, "feed.ended", feed, place_id=seat_of(session, account).id)
        session.delete(feed)
        session.flush()
