"""Administrators of one place who reach for another, or for more than they were given."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.accounts.actions import add_account, disable_account, grant_role, reset_password
from mediation_cms.accounts.inputs import AccountIn, RoleIn
from mediation_cms.cases.queries import get_case
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.people.models import Account, Role, RoleHeld
from mediation_cms.places.models import Unit
from tests import make
from tests.make import matters
from tests.rights.elsewhere import Elsewhere

LONG_AGO, TO_COME = date(2015, 1, 1), date(2099, 1, 1)


def role_in(role: Role, unit: Unit, since: date = LONG_AGO) -> RoleIn:
    return RoleIn(role=role, unit_id=unit.id, since=since)


@pytest.fixture
def stranger(session: Session, elsewhere: Elsewhere) -> Actor:
    """The administrator of another region."""
    return make.actor(session, Role.ADMINISTRATOR, elsewhere.country.region, name="Ахметов Серік")


def test_an_administrator_makes_no_second_self_of_a_mediator_of_another_region(
    session: Session, cast: matters.Cast, elsewhere: Elsewhere, stranger: Actor
) -> None:
    matters.in_work(session, cast)
    given = AccountIn.checked({"login": "double", "given_name": "Сәуле", "person_id": str(cast.mediator.person_id)})

    with pytest.raises(Forbidden):
        add_account(session, stranger, given, [role_in(Role.MEDIATOR, elsewhere.country.cabinet)])


def test_nobody_has_two_accounts(session: Session, cast: matters.Cast) -> None:
    head = make.actor(session, Role.ADMINISTRATOR, cast.country.republic)
    given = AccountIn.checked({"login": "double", "given_name": "Сәуле", "person_id": str(cast.mediator.person_id)})

    with pytest.raises(Invalid) as refused:
        add_account(session, head, given, [role_in(Role.MEDIATOR, cast.country.cabinet)])

    assert list(refused.value.fields) == ["person_id"]


def test_an_account_is_not_bound_to_a_person_who_is_not_there(session: Session, cast: matters.Cast) -> None:
    head = make.actor(session, Role.ADMINISTRATOR, cast.country.republic)
    given = AccountIn.checked({"login": "nobody", "given_name": "Ешкім", "person_id": str(cast.country.cabinet.id)})

    with pytest.raises(Invalid) as refused:
        add_account(session, head, given, [role_in(Role.MEDIATOR, cast.country.cabinet)])

    assert list(refused.value.fields) == ["person_id"]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEDIATOR, Role.ADMINISTRATOR])
def test_nobody_gives_a_role_to_oneself(session: Session, cast: matters.Cast, role: Role) -> None:
    administrator = make.actor(session, Role.ADMINISTRATOR, cast.country.region)
    own = session.get_one(Account, administrator.account_id)

    with pytest.raises(Refused):
        grant_role(session, administrator, own, role_in(role, cast.country.cabinet))

    held = session.exec(select(RoleHeld.role).where(col(RoleHeld.account_id) == own.id)).all()
    assert list(held) == [Role.ADMINISTRATOR]


@pytest.mark.parametrize("place", ["region", "republic"])
def test_a_role_elsewhere_or_above_is_not_given(
    session: Session, cast: matters.Cast, stranger: Actor, place: str
) -> None:
    account = make.account_for(session)

    with pytest.raises(Forbidden):
        grant_role(session, stranger, account, role_in(Role.COORDINATOR, getattr(cast.country, place)))


@pytest.mark.parametrize("take", [reset_password, disable_account])
def test_who_will_work_elsewhere_tomorrow_is_not_taken_over_today(
    session: Session, cast: matters.Cast, elsewhere: Elsewhere, stranger: Actor, take: object
) -> None:
    account = make.account_for(session)
    for unit, since in ((elsewhere.country.cabinet, LONG_AGO), (cast.country.cabinet, TO_COME)):
        session.add(RoleHeld(account_id=account.id, role=Role.RECEPTIONIST, unit_id=unit.id, since=since))
    session.flush()

    with pytest.raises(Forbidden):
        take(session, stranger, account)  # type: ignore[operator]  # both take the same


def test_an_administrator_sees_no_case(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    administrator = make.actor(session, Role.ADMINISTRATOR, cast.country.republic)

    with pytest.raises(Exception, match="There is no such page"):
        get_case(session, administrator, case.id)
