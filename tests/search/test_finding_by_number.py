"""Somebody calls with the number of a receipt: it is found as it was written down, or by its end without zeros."""

from datetime import date

import pytest
from sqlmodel import select

from mediation_cms.cases.assignment_actions import admit
from mediation_cms.cases.inputs import AdmissionIn
from mediation_cms.core.stamps import restamp
from mediation_cms.intake.numbers import take
from mediation_cms.people.models import Role
from mediation_cms.places.models import Placing
from mediation_cms.search.asking import asked
from mediation_cms.search.queries import find_matters
from tests import make
from tests.make.counting import statements

DAY = date(2022, 3, 15)


@pytest.fixture
def country(session):
    make.law(session)
    return make.small_country(session)


@pytest.fixture
def coordinator(session, country):
    return make.actor(session, Role.COORDINATOR, country.republic)


@pytest.fixture
def registered(session):
    """Registers a request of the cabinet after so many others of its year."""

    def register(cabinet, others=13, day=DAY):
        take(session, cabinet.id, day.year, others)
        return make.request(session, make.system(session), cabinet, day)

    return register


def found(session, actor, typed):
    return [row.number for row in find_matters(session, actor, asked(typed))]


@pytest.mark.parametrize(
    "typed",
    [
        "63-OSK-2022-000014", "63-osk-2022-14", " 63 - OSK - 2022 - 000 014 ", "№ 63-OSK-2022-000014", "63–оск–2022–14",
        "63-OSK-2022-000014-C", "63-osk-2022-000014-a12", "OSK-2022-000014", "өск-2022-14", "2022-14", "000014", "14", "0014-T",
        "63OSK2022000014", "63osk202214", "63 OSK 2022 14", "osk 14", "-14", "14-",
    ],
)  # fmt: skip
def test_a_number_is_found_as_people_write_it_down(session, country, coordinator, registered, typed):
    registered(country.cabinet)
    registered(country.cabinet, 14, date(2023, 3, 15))

    assert found(session, coordinator, typed) == ["63-OSK-2022-000014"]


@pytest.mark.parametrize(
    "typed",
    ["13", "114", "4", "2021-14", "SEM-2022-14", "19-OSK-2022-14", "63", "2022", "OSK", "%", "9" * 30, "\\d", '"', "'", "*"],
)  # fmt: skip
def test_another_number_is_not_found_and_what_is_no_number_finds_nothing(
    session, country, coordinator, registered, typed
):
    registered(country.cabinet)

    assert found(session, coordinator, typed) == []


def test_the_last_digits_find_every_year_and_cabinet_that_came_so_far(session, country, coordinator, registered):
    semey = make.cabinet(session, make.district(session, country.region, "semey", "Семей"), "63-SEM", "Семей кабинеті")
    for cabinet, day in ((country.cabinet, DAY), (country.cabinet, date(2021, 3, 15)), (semey, DAY)):
        registered(cabinet, day=day)

    assert found(session, coordinator, "14") == ["63-SEM-2022-000014", "63-OSK-2021-000014", "63-OSK-2022-000014"]
    assert found(session, coordinator, "2022-14") == ["63-SEM-2022-000014", "63-OSK-2022-000014"]
    assert found(session, coordinator, "SEM-2022-14") == ["63-SEM-2022-000014"]


def test_a_cabinet_that_went_to_another_region_is_found_under_both(session, country, coordinator, registered):
    abai = make.region(session, country.republic, "10", "Абай облысы", since=date(2022, 6, 8))
    semey = make.district(session, country.region, "semey", "Семей")
    cabinet = make.cabinet(session, semey, "63-SEM", "Семей кабинеті")
    before = registered(cabinet)
    placing = session.exec(select(Placing).where(Placing.unit_id == semey.id)).one()
    placing.until = date(2022, 6, 8)
    session.flush()
    session.add(Placing(unit_id=semey.id, parent_id=abai.id, since=date(2022, 6, 8)))
    session.flush()
    restamp(session, "places")
    after = registered(cabinet, 1, date(2022, 7, 1))

    assert (before.number, after.number) == ("63-SEM-2022-000014", "10-SEM-2022-000016")
    assert found(session, coordinator, "14") == found(session, coordinator, "sem-2022-14") == [before.number]
    assert found(session, coordinator, "16") == found(session, coordinator, "10-sem-2022-16") == [after.number]
    assert found(session, coordinator, "63-SEM-2022-16") == []


def test_nobody_finds_by_a_number_what_they_may_not_see(session, country, registered):
    matter = registered(country.cabinet)
    admit(session, make.system(session), matter, AdmissionIn(on=DAY))
    seen = {role: found(session, make.actor(session, role, country.region), "14") for role in Role}

    desk = {Role.RECEPTIONIST, Role.COORDINATOR, Role.AUDITOR}
    assert seen == {role: [matter.number] if role in desk else [] for role in Role}


def test_a_number_is_looked_for_with_one_statement(session, country, coordinator, registered):
    for year in range(2016, 2022):
        registered(country.cabinet, day=date(year, 3, 15))
    with statements(session) as sent:
        assert len(found(session, coordinator, "14")) == 6

    assert len(sent) == 1
