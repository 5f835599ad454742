"""For which mediators of the registers an administrator may open an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.access.sight import in_sight
from mediation_cms.accounts.queries import ACCOUNT
from mediation_cms.core import clock
from mediation_cms.core.names import full_name
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import ENTRY, IN_FORCE, MEDIATOR, PERSON
from mediation_cms.people.models import Role

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
ANY = ENTRY.alias("any_entry")
STANDING = (
    sa.select(
        MEDIATOR.c.id, MEDIATOR.c.cabinet_id, ENTRY.c.district_id, PERSON.c.surname, PERSON.c.given_name,
        PERSON.c.patronymic,
    )
    .select_from(ENTRY.join(MEDIATOR, MEDIATOR.c.id == ENTRY.c.mediator_id).join(PERSON, PERSON.c.id == MEDIATOR.c.id))
    .where(IN_FORCE, ~sa.exists().where(ACCOUNT.c.person_id == MEDIATOR.c.id))
    .order_by(PERSON.c.sort_key, MEDIATOR.c.id, ENTRY.c.since, ENTRY.c.id)
)  # fmt: skip


@dataclass(frozen=True)
class WithoutAccount:
    """A mediator who stands in a register today and has no account."""

    mediator_id: UUID
    cabinet_id: UUID | None
    district_id: UUID
    name: str


def without_account(session: Session, actor: Actor) -> Sequence[WithoutAccount]:
    """Mediators whose every entry, of today or earlier, lies where the actor is an administrator; by the alphabet."""
    statement = STANDING.where(_only_where_administrator(actor))
    found: dict[UUID, WithoutAccount] = {}
    for row in session.connection().execute(statement, {"on": clock.today()}):
        name = full_name(row.surname, row.given_name, row.patronymic)
        found.setdefault(row.id, WithoutAccount(row.id, row.cabinet_id, row.district_id, name))
    return list(found.values())


def may_open_account(session: Session, actor: Actor, mediator: Mediator) -> bool:
    """Whether the mediator is one of them."""
    statement = STANDING.where(_only_where_administrator(actor), MEDIATOR.c.id == mediator.id)
    return session.connection().execute(statement, {"on": clock.today()}).first() is not None


def mediators_with_number(session: Session, number: str) -> list[UUID]:
    """Who has this number in a register today: each akim and each organisation numbers its own."""
    statement = sa.select(ENTRY.c.mediator_id).distinct().where(IN_FORCE, ENTRY.c.number == number)
    return list(session.connection().execute(statement, {"on": clock.today()}).scalars())


def _only_where_administrator(actor: Actor) -> sa.ColumnElement[bool]:
    elsewhere = ~in_sight(actor, ADMINISTRATORS, ANY.c.district_id)
    return ~sa.exists().where(ANY.c.mediator_id == MEDIATOR.c.id, elsewhere)
