"""Accounts of mediators: whoever signs in is the very person who stands in the register, and sees the cases offered there."""

from sqlmodel import Session

from mediation_cms.access import Actor, Can, authorize, may
from mediation_cms.accounts.actions import add_account
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.accounts.queries import seat
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import entries_of, in_force
from mediation_cms.people.models import Account, Person


def open_account(session: Session, actor: Actor, given: AccountIn, roles: list[RoleIn]) -> tuple[Account, str]:
    """A new account for the mediator `given.person_id`, as `add_account` makes it.

    Raises Invalid beside the mediator who stands in no register, who stands or stood in one outside the actor's places
    (whoever has the passphrase sees the cases there as well), or who has an account.
    """
    authorize(actor, Can.MANAGE_ACCOUNTS, seat(session, roles))
    mediator = session.get(Mediator, given.person_id)
    if mediator is None:
        raise Invalid({"person_id": NO_SUCH_CHOICE})
    name, entries = session.get_one(Person, mediator.id).name, entries_of(session, mediator)
    if not all(may(actor, Can.MANAGE_ACCOUNTS, entry) for entry in entries):
        outside = _("%(name)s is in a register outside your places. Ask the administrator of the republic.", name=name)
        raise Invalid({"person_id": outside})
    if not in_force(session, mediator, clock.today()):
        raise Invalid({"person_id": _("%(name)s stands in no register today.", name=name)})
    return add_account(session, actor, given, roles, known_at=entries)
