"""Signing in and out. The cookie holds a random token, the table its hash; a session ends at sign-out and with its account."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from mediation_cms.accounts.holders import IDLE, LONGEST, token_hash
from mediation_cms.accounts.models import FailedSignIn, SignIn
from mediation_cms.accounts.passwords import matches
from mediation_cms.accounts.queries import find_account
from mediation_cms.core import clock
from mediation_cms.core.db import keyring
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.people.models import Account, AccountKind

REMEMBERED = timedelta(hours=1)
FREE_TRIES = 3
LONGEST_WAIT = 15 * 60


class TooManyTries(Refused):
    """Failures grow a delay (429). Nobody is locked out: the right person gets in when the delay is over."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(_("Too many attempts. Try again in %(n)s s.", n=seconds))
        self.seconds = seconds


def sign_in(session: Session, login: str, password: str, network: str, device: str) -> str:
    """A token for the cookie. Raises TooManyTries (429) or Refused (409), which look and last alike for unknown logins.

    The caller keeps the failure: call `remember_failure` in a transaction of its own after the rollback.
    """
    now = clock.now()
    wait = seconds_to_wait(session, login, network, now)
    if wait:
        raise TooManyTries(wait)
    account = find_account(session, login)
    usable = account is not None and account.kind is AccountKind.PERSON and account.disabled_on is None
    if not matches(account.password_hash if account and usable else "", password) or account is None:
        raise Refused(_("The user name or the password does not match. Try again."))
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(token_hash=token_hash(token), account_id=account.id, started_at=now, seen_at=now, device=device[:200])
    )
    return token


def remember_failure(session: Session, login: str, network: str) -> None:
    """Keep a failed try, so that the next one waits longer. Neither login nor address is stored in the clear."""
    session.add(
        FailedSignIn(
            login_index=_login_index(session, login), network_index=_network_index(session, network), at=clock.now()
        )
    )


def seconds_to_wait(session: Session, login: str, network: str, now: datetime) -> int:
    """The delay after failures of this login or from this network: 0 for the first tries, then doubling up to 15 minutes."""
    since = now - REMEMBERED
    count, last = session.exec(
        select(func.count(), func.max(FailedSignIn.at)).where(
            col(FailedSignIn.at) > since,
            or_(
                FailedSignIn.login_index == _login_index(session, login),
                FailedSignIn.network_index == _network_index(session, network),
            ),
        )
    ).one()
    if count < FREE_TRIES or last is None:
        return 0
    wait = min(2 ** (count - FREE_TRIES + 1), LONGEST_WAIT)
    over = last + timedelta(seconds=wait)
    return max(0, round((over - now).total_seconds() + 0.5)) if over > now else 0


def mark_seen(session: Session, sign_in_id: UUID) -> None:
    """Write that the session is in use."""
    signed_in = session.get(SignIn, sign_in_id)
    if signed_in is not None:
        signed_in.seen_at = clock.now()
        session.add(signed_in)


def sign_out(session: Session, token: str) -> None:
    """End the session behind the token, if there is one."""
    signed_in = session.exec(
        select(SignIn).where(SignIn.token_hash == token_hash(token), col(SignIn.ended_at).is_(None))
    ).first()
    if signed_in is not None:
        signed_in.ended_at = clock.now()
        session.add(signed_in)


def open_sessions(session: Session, account: Account) -> list[SignIn]:
    """The sessions of the account that are neither ended nor expired, the one used last first."""
    now = clock.now()
    statement = (
        select(SignIn)
        .where(SignIn.account_id == account.id, col(SignIn.ended_at).is_(None))
        .where(col(SignIn.seen_at) >= now - IDLE, col(SignIn.started_at) >= now - LONGEST)
        .order_by(col(SignIn.seen_at).desc(), col(SignIn.id).desc())
    )
    return list(session.exec(statement))


def is_of(signed_in: SignIn, token: str) -> bool:
    """Whether this is the session behind the token."""
    return secrets.compare_digest(signed_in.token_hash, token_hash(token))


def end_all(session: Session, account: Account, but: str = "") -> int:
    """End every session of the account, but the one behind the token when it is given; how many were ended."""
    ended = 0
    for signed_in in session.exec(
        select(SignIn).where(SignIn.account_id == account.id, col(SignIn.ended_at).is_(None))
    ):
        if but and is_of(signed_in, but):
            continue
        signed_in.ended_at = clock.now()
        session.add(signed_in)
        ended += 1
    return ended


def _login_index(session: Session, login: str) -> str:
    return keyring(session).index(login.strip().casefold(), "login")


def _network_index(session: Session, network: str) -> str:
    return keyring(session).index(network, "network")
