"""Preventive measures: counts and bodies, never persons."""

from datetime import date

import pytest
from sqlmodel import col, select

from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.models import Entry
from mediation_cms.core.errors import Forbidden, Invalid, NotFound
from mediation_cms.people.models import Role
from mediation_cms.prevention.actions import add_measure, correct_measure, remove_measure
from mediation_cms.prevention.inputs import MeasureIn
from mediation_cms.prevention.models import MeasureKind, PreventiveMeasure
from mediation_cms.prevention.queries import get_measure, list_measures
from tests import make
from tests.make.counting import statements
from tests.make.paging import pages


def measure_in(**more):
    return MeasureIn.checked({"kind": "dialogue_platform", "held_on": "05.05.2024", "participants": "12"} | more)


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def coordinator(session, country):
    return make.actor(session, Role.COORDINATOR, country.region)


def test_a_measure_is_entered_corrected_and_traced(session, country, coordinator):
    measure = add_measure(session, coordinator, country.cabinet, measure_in())

    correct_measure(session, coordinator, measure, country.district, measure_in(participants="15"))

    assert (measure.kind, measure.participants) == (MeasureKind.DIALOGUE_PLATFORM, 15)
    assert (measure.cabinet_id, measure.district_id) == (None, country.district.id)
    assert [
        (trace.action, trace.details.get("changed")) for trace in session.exec(select(Entry).order_by(col(Entry.id)))
    ] == [
        ("measure.added", None),
        ("measure.corrected", {"cabinet_id": [str(country.cabinet.id), ""], "participants": ["12", "15"]}),
    ]


def test_a_measure_entered_by_mistake_goes_and_its_trace_stays(session, country, coordinator):
    measure = add_measure(session, coordinator, country.cabinet, measure_in())

    remove_measure(session, coordinator, measure, ReasonIn(reason="entered twice"))

    assert session.exec(select(PreventiveMeasure)).all() == []
    trace = session.exec(select(Entry).where(Entry.action == "measure.removed")).one()
    assert trace.details == {
        "kind": "dialogue_platform", "held_on": "2024-05-05", "participants": 12, "reason": "entered twice",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed"), [("kind", "concert"), ("held_on", "05.05.2224"), ("participants", "many"), ("note", "н" * 401)]
)
def test_what_cannot_be_is_answered_beside_its_field(field, typed):
    with pytest.raises(Invalid) as refused:
        measure_in(**{field: typed})

    assert list(refused.value.fields) == [field]


def test_who_keeps_measures_keeps_those_of_the_own_place(session, country, coordinator):
    measure = add_measure(session, coordinator, country.cabinet, measure_in())
    far = make.actor(session, Role.COORDINATOR, make.region(session, country.republic, "19", "Алматы облысы"))
    mediator = make.actor(session, Role.MEDIATOR, country.cabinet)

    assert add_measure(session, mediator, country.cabinet, measure_in()).cabinet_id == country.cabinet.id
    for role in set(Role) - {Role.COORDINATOR, Role.MEDIATOR}:
        with pytest.raises(Forbidden):
            add_measure(session, make.actor(session, role, country.region), country.cabinet, measure_in())
    with pytest.raises(Forbidden):
        correct_measure(session, far, measure, country.cabinet, measure_in())
    with pytest.raises(Forbidden):
        remove_measure(session, far, measure, ReasonIn(reason="x"))
    with pytest.raises(NotFound):
        get_measure(session, far, measure.id)
    assert get_measure(session, mediator, measure.id) == measure


def test_the_list_goes_by_place_kind_and_day_with_one_statement(session, country, coordinator):
    made = [add_measure(session, coordinator, country.cabinet, measure_in()) for _number in range(29)]
    last = add_measure(session, coordinator, country.district, measure_in(kind="reception", held_on="01.07.2024"))

    with statements(session) as sent:
        rows = list_measures(session, coordinator)

    assert ([row.id for row in rows], len(sent)) == ([last.id, *(measure.id for measure in reversed(made))], 1)

    def count(**wanted):
        return len(list_measures(session, coordinator, **wanted))

    assert count(kind=MeasureKind.RECEPTION) == 1
    assert count(held_to=date(2024, 6, 30)) == 29
    assert count(held_from=date(2024, 7, 1)) == 1
    assert count(districts=[country.district.id]) == 30
    assert count(districts=[]) == 0
    assert count(after=made[2].id) == 2
    assert count(limit=10) == 11


def test_the_list_goes_by_the_day_over_its_pages_whenever_each_was_entered(session, country, coordinator):
    days = ("05.05.2024", "01.07.2024", "05.05.2024", "31.12.2023", "05.05.2024")
    may, july, also_may, december, may_too = (
        add_measure(session, coordinator, country.cabinet, measure_in(held_on=day)).id for day in days
    )

    def listed(**asked):
        return list_measures(session, coordinator, **asked)

    assert [[row.id for row in page] for page in pages(listed)] == [[july, may_too], [also_may, may], [december]]
