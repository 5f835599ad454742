"""An account for a mediator who stands in a register already: who signs in is that mediator, and sees what was offered."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.mediators.actions import enter_in_register, leave_register
from mediation_cms.mediators.models import Mediator, RegisterEntry
from mediation_cms.people.models import Account, Person, Role
from mediation_cms.web.app import Bitim
from tests import make
from tests.make import matters
from tests.make.mediators import entry_in, left, mediator
from tests.make.places import SmallCountry
from tests.web.visitor import Visitor

NEW = "/settings/accounts/new"
PASSPHRASE = re.compile(r"<b>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</b>")
CHOSEN = re.compile(r'<option value="([^"]+)" selected>([^<]+)</option>')


@pytest.fixture
def cast(session: Session) -> matters.Cast:
    """The people of a cabinet."""
    return matters.cast(session)


def sent(country: SmallCountry, person_id: object, **more: Any) -> dict[str, Any]:
    """The form of an account for somebody of the register: no name is typed."""
    return {
        "person_id": str(person_id), "surname": "", "given_name": "", "patronymic": "", "login": "v.kim", "email": "",
        "language": "ru", "role__role": "mediator", "role__unit_id": str(country.cabinet.id), "role__since": "05.01.2026",
    } | more  # fmt: skip


def logins_of(session: Session, person_id: object) -> list[str]:
    """The accounts of a person."""
    return list(session.exec(select(Account.login).where(Account.person_id == person_id)))


def test_a_mediator_of_the_register_signs_in_accepts_what_was_offered_and_writes_the_contract(
    session: Session, app: Bitim, cast: matters.Cast, signed_in: Callable[..., Visitor]
) -> None:
    case = matters.offered_away(session, cast)
    person_id = case.mediator_id
    administrator = signed_in(Role.ADMINISTRATOR, cast.country.region)
    entry = session.exec(select(RegisterEntry).where(RegisterEntry.mediator_id == person_id)).one()
    card = administrator.get(f"/registers/{entry.id}?lang=en").text
    assert f'href="{NEW}?mediator={person_id}">Make the account</a>' in card
    form = administrator.get(f"{NEW}?mediator={person_id}&lang=kk").text
    assert CHOSEN.findall(form) == [
        (str(person_id), "Ким Виктор Сергеевич, Өскемен қаласы"),
        (str(cast.country.district.id), "Өскемен қаласы"),
    ]

    (passphrase,) = PASSPHRASE.findall(administrator.send(NEW, **sent(cast.country, person_id)).text)

    assert logins_of(session, person_id) == ["v.kim"]
    newcomer = Visitor(app.test_client())
    newcomer.get("/sign-in")
    assert newcomer.send("/sign-in", login="v.kim", password=passphrase).location == "/desk"
    assert case.number in newcomer.get("/desk").text
    newcomer.get(f"/cases/{case.id}")
    assert newcomer.send(f"/cases/{case.id}/acceptance", interest="none").status_code == 303
    session.refresh(case)
    assert case.status is CaseStatus.IN_WORK
    assert newcomer.get(f"/cases/{case.id}/contract").status_code == 200
    card = administrator.get(f"/registers/{entry.id}?lang=en").text
    assert ("Account: v.kim" in card, "Make the account" in card) == (True, False)


def test_only_mediators_of_ones_own_places_without_an_account_are_there_to_be_chosen(
    session: Session, cast: matters.Cast, signed_in: Callable[..., Visitor]
) -> None:
    other = make.region(session, cast.country.republic, "10", "Абай облысы")
    semey = make.district(session, other, "semey", "Семей қаласы")
    here, there = mediator(session, cast.country.district, "Ким Виктор"), mediator(session, semey, "Әлиев Арман")

    def offered_to(*places: Any) -> list[str]:
        page = signed_in(Role.ADMINISTRATOR, *places)
        options = re.search(r'<select id="person_id".*?</select>', page.get(NEW).text, re.DOTALL)
        return re.findall(r'value="([^"]+)"', options[0]) if options else []

    assert offered_to(cast.country.region) == [str(here.mediator_id)]
    assert offered_to(other) == [str(there.mediator_id)]
    assert offered_to(cast.country.republic) == [str(there.mediator_id), str(here.mediator_id)]


def test_the_administrator_of_another_region_is_refused_by_name(
    session: Session, cast: matters.Cast, signed_in: Callable[..., Visitor]
) -> None:
    other = make.region(session, cast.country.republic, "10", "Абай облысы")
    semey = make.district(session, other, "semey", "Семей қаласы")
    there = mediator(session, semey, "Әлиев Арман")
    person = session.get_one(Person, there.mediator_id)
    administrator = signed_in(Role.ADMINISTRATOR, cast.country.region)

    assert "selected" not in administrator.get(f"{NEW}?mediator={person.id}&lang=en").text.partition("role-role")[0]
    answer = administrator.send(f"{NEW}?lang=en", **sent(cast.country, person.id))

    assert (answer.status_code, administrator.errors) == (
        422, ["Әлиев Арман is in a register outside your places. Ask the administrator of the republic."],
    )  # fmt: skip
    assert "Make the account" not in administrator.get(f"/registers/{there.id}?lang=en").text
    assert logins_of(session, person.id) == []


def test_who_once_stood_in_a_register_elsewhere_is_for_the_administrator_above(
    session: Session, cast: matters.Cast, signed_in: Callable[..., Visitor]
) -> None:
    other = make.region(session, cast.country.republic, "10", "Абай облысы")
    moved = mediator(session, make.district(session, other, "semey", "Семей қаласы"), "Әлиев Арман")
    person = session.get_one(Person, moved.mediator_id)
    leave_register(session, make.system(session), moved, left())
    here_since = entry_in(since="01.04.2022")
    known = session.get_one(Mediator, person.id)
    enter_in_register(session, make.system(session), cast.country.district, known, here_since)
    administrator = signed_in(Role.ADMINISTRATOR, cast.country.region)
    administrator.get(NEW)

    assert administrator.send(NEW, **sent(cast.country, person.id)).status_code == 422
    head = signed_in(Role.ADMINISTRATOR, cast.country.republic)
    head.get(NEW)
    assert head.send(NEW, **sent(cast.country, person.id)).status_code == 200


def test_a_second_account_of_the_same_mediator_is_refused_by_name(
    session: Session, cast: matters.Cast, signed_in: Callable[..., Visitor]
) -> None:
    administrator = signed_in(Role.ADMINISTRATOR, cast.country.region)
    administrator.get(f"{NEW}?lang=en")
    answer = administrator.send(NEW, **sent(cast.country, cast.mediator.person_id))

    assert (answer.status_code, administrator.errors) == (
        422, ["Байжанова Сәуле has an account already. Look among the accounts."],
    )  # fmt: skip
    assert len(logins_of(session, cast.mediator.person_id)) == 1


def test_a_person_who_stands_in_no_register_is_not_chosen_as_a_mediator(
    session: Session, cast: matters.Cast, signed_in: Callable[..., Visitor]
) -> None:
    administrator = signed_in(Role.ADMINISTRATOR, cast.country.region)
    administrator.get(NEW)

    for nobody in (cast.receptionist.person_id, "nonsense"):
        answer = administrator.send(NEW, **sent(cast.country, nobody))
        assert (answer.status_code, len(administrator.errors)) == (422, 1)
