"""What administrators do to accounts. Nobody chooses a password for another: a new account gets a random passphrase once."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from mediation_cms.access import Actor, Can, authorize
from mediation_cms.accounts.feeds import drop_feed
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.accounts.passwords import hashed, new_passphrase
from mediation_cms.accounts.queries import all_roles, find_account, seat, seat_of, standing_roles
from mediation_cms.accounts.sessions import end_all
from mediation_cms.audit import record
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.people.inputs import PersonIn
from mediation_cms.people.models import Account, Person, Role, RoleHeld
from mediation_cms.people.records import person_from
from mediation_cms.places.queries import tree


def add_account(
    session: Session, actor: Actor, given: AccountIn, roles: list[RoleIn], known_at: Sequence[object] = ()
) -> tuple[Account, str]:
    """A new account with its roles, and its passphrase, which is shown once and stored only as a hash.

    `known_at` is wherever the person of `given.person_id` works: it is for the administrators of all of that, or else of
    the republic, to say who signs in as somebody known. Raises Invalid when that person has an account.
    """
    authorize(actor, Can.MANAGE_ACCOUNTS, seat(session, roles))
    if find_account(session, given.login):
        raise Invalid({"login": _("This user name is taken. Choose another.")})
    passphrase = new_passphrase()
    account = Account(
        login=given.login,
        person_id=_person(session, actor, given, known_at).id,
        email=given.email,
        language=given.language,
        password_hash=hashed(passphrase),
    )
    session.add(account)
    session.flush()
    record(session, actor, "account.added", account, place_id=seat(session, roles).id, login=account.login)
    for role in roles:
        grant_role(session, actor, account, role)
    return account, passphrase


def grant_role(session: Session, actor: Actor, account: Account, given: RoleIn) -> RoleHeld:
    """Give the account a role in a place that the actor administers. Refused for one's own account."""
    authorize(actor, Can.MANAGE_ACCOUNTS, seat(session, [given]))
    if account.id == actor.account_id:
        raise Refused(_("You cannot give yourself a role. Ask another administrator."))
    held = _held_anew(session, account, given)
    session.add(held)
    session.flush()
    record(session, actor, "role.granted", held, role=given.role, login=account.login)
    return held


def end_role(session: Session, actor: Actor, held: RoleHeld) -> None:
    """Take a role from today on; in force at once. Refused for one's own role of administrator."""
    authorize(actor, Can.MANAGE_ACCOUNTS, seat(session, [held]))
    if held.until is not None and held.until <= clock.today():
        raise Refused(_("This role ended on %(date)s already.", date=held.until))
    if held.account_id == actor.account_id and held.role is Role.ADMINISTRATOR:
        raise Refused(_("You cannot end your own role of administrator. Ask another administrator."))
    held.until = clock.today()
    session.add(held)
    login = session.get_one(Account, held.account_id).login
    record(session, actor, "role.ended", held, role=held.role, login=login)


def disable_account(session: Session, actor: Actor, account: Account) -> None:
    """Nobody signs in with it any more, and its open sessions end now."""
    authorize(actor, Can.MANAGE_ACCOUNTS, seat_of(session, account))
    _authorize_for_all(session, actor, account)
    if account.id == actor.account_id:
        raise Refused(_("You cannot disable your own account. Ask another administrator."))
    account.disabled_on = clock.today()
    drop_feed(session, account)
    session.add(account)
    end_all(session, account)
    record(session, actor, "account.disabled", account, place_id=seat_of(session, account).id, login=account.login)


def reset_password(session: Session, actor: Actor, account: Account) -> str:
    """A new passphrase, shown once; open sessions end."""
    authorize(actor, Can.MANAGE_ACCOUNTS, seat_of(session, account))
    _authorize_for_all(session, actor, account)
    passphrase = new_passphrase()
    account.password_hash = hashed(passphrase)
    account.disabled_on = None
    session.add(account)
    end_all(session, account)
    record(session, actor, "account.reset", account, place_id=seat_of(session, account).id, login=account.login)
    return passphrase


def _authorize_for_all(session: Session, actor: Actor, account: Account) -> None:
    """Who holds the passphrase holds every role of the account: so its administrator administers all of its places."""
    for held in standing_roles(session, account):
        authorize(actor, Can.MANAGE_ACCOUNTS, tree(session).unit(held.unit_id))


def _held_anew(session: Session, account: Account, given: RoleIn) -> RoleHeld:
    """The role to be given: a new one, or the one that began and ended on the same day. Raises Invalid when it is held."""
    if not tree(session).unit(given.unit_id).is_open(max(given.since, clock.today())):
        raise Invalid({"unit_id": _("There was no such place on that day. Check the date or choose another.")})
    for held in all_roles(session, account):
        if (held.role, held.unit_id) == (given.role, given.unit_id) and (held.until or date.max) > given.since:
            raise Invalid({"role": _("The account holds this role there already.")})
        if (held.role, held.unit_id, held.since) == (given.role, given.unit_id, given.since):
            held.until = None
            return held
    return RoleHeld(account_id=account.id, role=given.role, unit_id=given.unit_id, since=given.since)


def _person(session: Session, actor: Actor, given: AccountIn, known_at: Sequence[object]) -> Person:
    """Whose account it is. Who signs in as somebody known sees what that person deals with, in whatever region it lies."""
    if given.person_id is None:
        name = given.model_dump(include={"surname", "given_name", "patronymic"})
        return person_from(session, PersonIn(**name))
    for place in known_at or [tree(session).republic]:
        authorize(actor, Can.MANAGE_ACCOUNTS, place)
    known = session.get(Person, given.person_id, with_for_update=True)  # two administrators come one after the other
    if known is None:
        raise Invalid({"person_id": NO_SUCH_CHOICE})
    if session.exec(select(Account.id).where(Account.person_id == known.id)).first():
        raise Invalid({"person_id": _("%(name)s has an account already. Look among the accounts.", name=known.name)})
    return known
