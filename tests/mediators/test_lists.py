"""The list of the register, and to whom a case may be given."""

from datetime import date

import pytest

from mediation_cms.core.errors import NotFound, Refused
from mediation_cms.mediators.actions import enter_in_register, leave_register, suspend
from mediation_cms.mediators.inputs import LeavingIn, PracticeIn, SuspensionIn
from mediation_cms.mediators.models import Mediator, MediatorKind, RegisterKind, Standing
from mediation_cms.mediators.queries import assignable, get_entry, get_mediator, require_entitled
from mediation_cms.mediators.register_queries import Wanted, list_entries
from mediation_cms.people.models import Role
from tests import make
from tests.make.counting import statements
from tests.make.mediators import entry_in
from tests.make.mediators import mediator as make_mediator
from tests.make.paging import pages

DAY = date(2022, 6, 30)


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def keeper(session, country):
    return make.actor(session, Role.REGISTER_KEEPER, country.republic)


def suspended(session, actor, entry, since="01.06.2022", until=""):
    suspend(session, actor, entry, SuspensionIn.checked({"since": since, "until": until, "ground": "complaint"}))


def numbers(rows):
    return [row.number for row in rows]


# --- the list ----------------------------------------------------------------------------------------------------------


def test_the_list_shows_how_each_entry_stands_on_the_day(session, country, keeper):
    active, out, waiting, later = (
        make_mediator(session, country.district, number=number, since=since)
        for number, since in (("1", "10.01.2020"), ("2", "10.01.2020"), ("3", "10.01.2020"), ("4", "01.07.2022"))
    )
    leave_register(session, keeper, out, LeavingIn(until=DAY, ground="own wish"))
    suspended(session, keeper, waiting)

    rows = list_entries(session, keeper, Wanted(on=DAY))

    assert [(row.number, row.standing) for row in rows] == [("1", "active"), ("2", "removed"), ("3", "suspended")]
    assert numbers(list_entries(session, keeper, Wanted(on=DAY, standing=Standing.SUSPENDED))) == ["3"]
    assert numbers(list_entries(session, keeper, Wanted(on=date(2022, 7, 1)))) == ["1", "2", "3", "4"]
    assert (active.number, later.number) == ("1", "4")


def test_the_list_is_narrowed_by_place_kind_register_and_name(session, country, keeper):
    semey = make.district(session, country.region, "semey", "Семей қаласы")
    make_mediator(session, country.district, "Төлегенов Қайрат", number="1")
    make_mediator(session, semey, "Сейтқали Әсел", number="2", kind=MediatorKind.PROFESSIONAL)
    make_mediator(session, semey, "Ким Ольга", number="3", register_kind=RegisterKind.AKIM)

    def shown(**wanted):
        return numbers(list_entries(session, keeper, Wanted(on=DAY, **wanted)))

    assert shown(districts=[semey.id]) == ["3", "2"]
    assert shown(districts=[]) == []
    assert shown(kind=MediatorKind.PROFESSIONAL) == ["2"]
    assert shown(register_kind=RegisterKind.AKIM) == ["3"]
    assert shown(q="сеиткали") == []
    assert shown(q="Сейткали асел") == ["2"]
    assert shown(q="toleg") == ["1"]
    assert shown(q="%") == ["3", "2", "1"]


def test_the_list_goes_by_the_alphabet_over_its_pages_whoever_was_entered_first(session, country, keeper):
    for number, name in enumerate(("Үсен Болат", "Әлиев Арман", "Яковлев Иван", "Әлиев Арман", "Алиев Арман")):
        make_mediator(session, country.district, name, number=str(number))

    def listed(**asked):
        return list_entries(session, keeper, Wanted(on=DAY), **asked)

    assert [numbers(page) for page in pages(listed)] == [["4", "1"], ["3", "0"], ["2"]]


def test_the_list_asks_as_much_for_one_row_as_for_thirty(session, country, keeper):
    make_mediator(session, country.district)
    with statements(session) as for_one:
        list_entries(session, keeper, Wanted(on=DAY))
    for _number in range(29):
        make_mediator(session, country.district)
    with statements(session) as for_thirty:
        rows = list_entries(session, keeper, Wanted(on=DAY))

    assert (len(rows), len(for_one), len(for_thirty)) == (30, 1, 1)


def test_everybody_who_works_here_sees_the_register_and_nobody_else(session, country):
    entry = make_mediator(session, country.district)
    far = make.actor(session, Role.RECEPTIONIST, make.region(session, country.republic, "19", "Алматы облысы"))
    nobody = make.actor(session, Role.RECEPTIONIST)

    assert get_entry(session, far, entry.id) == entry
    assert get_mediator(session, far, entry.mediator_id).id == entry.mediator_id
    assert list_entries(session, nobody, Wanted(on=DAY)) == []
    with pytest.raises(NotFound):
        get_entry(session, nobody, entry.id)


# --- who may be given a case -------------------------------------------------------------------------------------------


def names(session, country, on=DAY):
    return [who.name for who in assignable(session, country.cabinet.id, on)]


def test_first_the_cabinets_own_mediators_then_the_districts_then_the_regions(session, country):
    semey = make.district(session, country.region, "semey", "Семей қаласы")
    almaty = make.district(session, make.region(session, country.republic, "19", "Алматы облысы"), "talgar", "Талғар")
    make_mediator(session, semey, "Ұзақ Ержан")
    make_mediator(session, semey, "Үсен Болат")
    make_mediator(session, country.district, "Яковлев Иван")
    make_mediator(session, country.district, "Ярова Инна", PracticeIn(cabinet_id=country.cabinet.id, languages=["ru"]))
    make_mediator(session, almaty, "Алиев Арман")

    found = assignable(session, country.cabinet.id, DAY)

    assert [(who.name, who.at_cabinet, who.in_district) for who in found] == [
        ("Ярова Инна", True, True),
        ("Яковлев Иван", False, True),
        ("Ұзақ Ержан", False, False),
        ("Үсен Болат", False, False),
    ]
    assert (found[0].languages, found[0].kind, found[0].district_id) == (["ru"], "public", country.district.id)


def test_whose_entry_is_suspended_ended_or_yet_to_come_is_not_offered(session, country, keeper):
    stays, waits, left = (make_mediator(session, country.district, name) for name in ("А Б", "В Г", "Д Е"))
    make_mediator(session, country.district, "Ж З", since="01.07.2022")
    suspended(session, keeper, waits, until="01.07.2022")
    leave_register(session, keeper, left, LeavingIn(until=DAY, ground="own wish"))

    assert names(session, country) == ["А Б"]
    assert names(session, country, date(2022, 7, 1)) == ["А Б", "В Г", "Ж З"]
    assert names(session, country, date(2022, 6, 29)) == ["А Б", "Д Е"]
    assert stays.until is None


def test_who_is_suspended_in_the_register_of_the_ank_is_not_offered_by_another_register(session, country, keeper):
    entry = make_mediator(session, country.district, "А Б")
    mediator = session.get_one(Mediator, entry.mediator_id)
    akims = enter_in_register(session, keeper, country.district, mediator, entry_in(register_kind="akim"))
    suspended(session, keeper, entry)

    assert names(session, country) == []
    with pytest.raises(Refused) as refused:
        require_entitled(session, mediator, DAY)
    assert str(refused.value.sentence) == "The mediator was suspended on 1 June 2022. Assign another."

    leave_register(session, keeper, entry, LeavingIn(until=DAY, ground="own wish"))
    assert names(session, country) == ["А Б"]
    assert require_entitled(session, mediator, DAY) == akims


def test_who_stands_in_no_register_is_refused(session, country, keeper):
    entry = make_mediator(session, country.district)
    mediator = session.get_one(Mediator, entry.mediator_id)

    assert require_entitled(session, mediator, DAY) == entry
    with pytest.raises(Refused) as refused:
        require_entitled(session, mediator, date(2020, 1, 9))
    assert str(refused.value.sentence) == "The mediator stood in no register on 9 January 2020. Assign another."


def test_who_stands_as_both_mediates_as_a_professional(session, country, keeper):
    entry = make_mediator(session, country.district)
    mediator = session.get_one(Mediator, entry.mediator_id)
    professional = enter_in_register(session, keeper, country.district, mediator, entry_in(kind="professional"))

    assert require_entitled(session, mediator, DAY) == professional
    assert [who.kind for who in assignable(session, country.cabinet.id, DAY)] == ["professional"]


def test_the_choice_of_a_mediator_asks_as_much_for_one_as_for_thirty(session, country):
    make_mediator(session, country.district)
    assignable(session, country.cabinet.id, DAY)  # the tree is read once per process
    with statements(session) as for_one:
        assignable(session, country.cabinet.id, DAY)
    for _number in range(29):
        make_mediator(session, country.district)
    with statements(session) as for_thirty:
        found = assignable(session, country.cabinet.id, DAY)

    assert (len(found), len(for_one), len(for_thirty)) == (30, len(for_one), len(for_one))
