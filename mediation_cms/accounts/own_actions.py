"""What people do to their own account: language, password, sessions on other devices."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.inputs import LanguageIn, MessagesIn, PasswordIn
from mediation_cms.accounts.models import SignIn
from mediation_cms.accounts.passwords import hashed, matches
from mediation_cms.accounts.queries import seat_of
from mediation_cms.accounts.sessions import TooManyTries, end_all, seconds_to_wait
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound
from mediation_cms.core.i18n import _
from mediation_cms.notifications.kinds import choosable
from mediation_cms.notifications.models import MessageChoice
from mediation_cms.notifications.queries import choice_of
from mediation_cms.people.models import Account


def choose_language(session: Session, actor: Actor, account: Account, given: LanguageIn) -> None:
    """The pages greet in this language from the next sign-in on; mail of the house is written in it."""
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    account.language = given.language
    session.add(account)
    record(session, actor, "account.language_chosen", account, place_id=seat_of(session, account).id)


def choose_messages(session: Session, actor: Actor, account: Account, given: MessagesIn) -> None:
    """Which messages come, and whether a coordinator gets one a day or each by itself.

    What must arrive is never asked about. What was chosen for another role stays.
    """
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    choice = choice_of(session, account.id) or MessageChoice(account_id=account.id)
    asked = {kind.value for kind in choosable(actor.roles)}
    choice.off = sorted(set(choice.off) - asked | asked - set(given.wanted))
    choice.one_by_one = given.one_by_one
    session.add(choice)
    session.flush()
    record(
        session, actor, "account.messages_chosen", account, place_id=seat_of(session, account).id,
        left_out=choice.off, one_by_one=choice.one_by_one,
    )  # fmt: skip


def change_password(
    session: Session, actor: Actor, account: Account, given: PasswordIn, *, token: str, network: str
) -> None:
    """Another password. Every session but the one behind the token ends: whoever knew the old one is out.

    Raises TooManyTries (429) after wrong old passwords, Invalid for a wrong old one or a weak new one. The caller keeps a
    wrong old one as a failed sign-in: `remember_failure` in a transaction of its own after the rollback.
    """
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    wait = seconds_to_wait(session, account.login, network, clock.now())
    if wait:
        raise TooManyTries(wait)
    if not matches(account.password_hash, given.old):
        raise Invalid({"old": _("This is not your present password. Type it again.")})
    account.password_hash = hashed(given.password)
    session.add(account)
    ended = end_all(session, account, but=token)
    record(session, actor, "account.password_changed", account, place_id=seat_of(session, account).id, sessions=ended)


def end_session(session: Session, actor: Actor, account: Account, signed_in: SignIn) -> None:
    """End one session of the account, as on a phone that was left somewhere."""
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    if signed_in.account_id != account.id:
        raise NotFound
    signed_in.ended_at = clock.now()
    session.add(signed_in)
    record(session, actor, "account.sessions_ended", account, place_id=seat_of(session, account).id, count=1)


def end_other_sessions(session: Session, actor: Actor, account: Account, *, token: str) -> int:
    """End every session of the account but the one behind the token; how many there were."""
    authorize(actor, Can.KEEP_OWN_ACCOUNT, account)
    ended = end_all(session, account, but=token)
    record(session, actor, "account.sessions_ended", account, place_id=seat_of(session, account).id, count=ended)
    return ended
