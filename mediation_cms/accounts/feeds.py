"""Whose calendar an address leads to."""

from sqlmodel import Session, col, delete, select

from mediation_cms.accounts.feed_models import CalendarFeed
from mediation_cms.core.db import keyring
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.codes import as_printed
from mediation_cms.people.models import Account


def feed_of(session: Session, account: Account) -> CalendarFeed | None:
    """The address that the account has given out."""
    return session.exec(select(CalendarFeed).where(CalendarFeed.account_id == account.id)).first()


def feed_behind(session: Session, token: str) -> tuple[CalendarFeed, Account]:
    """The feed with this secret part, and whose it is. Raises NotFound, also for an account that is disabled."""
    found = session.exec(
        select(CalendarFeed, Account)
        .join(Account, col(Account.id) == CalendarFeed.account_id)
        .where(CalendarFeed.token_index == index_of(session, token), col(Account.disabled_on).is_(None))
    ).first()
    if found is None:
        raise NotFound
    return found


def drop_feed(session: Session, account: Account) -> None:
    """The address of an account that is disabled leads nowhere, also when the account is opened again."""
    session.execute(delete(CalendarFeed).where(col(CalendarFeed.account_id) == account.id))


def index_of(session: Session, token: str) -> str:
    """What is kept of the secret part."""
    return keyring(session).index(as_printed(token), "calendar feed")
