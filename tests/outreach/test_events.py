"""Events for the public: entered, corrected, taken out, listed."""

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import select

from mediation_cms.audit.inputs import ReasonIn
from mediation_cms.audit.models import Entry
from mediation_cms.core.errors import Forbidden, Invalid, NotFound
from mediation_cms.outreach.actions import add_event, correct_event, remove_event
from mediation_cms.outreach.models import Event, Qualifier
from mediation_cms.outreach.queries import get_event, list_events
from mediation_cms.people.models import Role
from tests import make
from tests.make.counting import statements
from tests.make.outreach import event as make_event
from tests.make.outreach import event_in
from tests.make.paging import pages


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def coordinator(session, country):
    return make.actor(session, Role.COORDINATOR, country.region)


def wrong_fields(**typed):
    with pytest.raises(Invalid) as refused:
        event_in(**typed)
    return list(refused.value.fields)


def test_an_event_is_entered_with_its_audience_and_how_it_is_known(session, country, coordinator):
    given = event_in(audience="400", method="estimate", qualifier="gt", venue="Достық үйі")

    event = add_event(session, coordinator, country.cabinet, given)

    assert (event.cabinet_id, event.district_id, event.held_on) == (
        country.cabinet.id, country.district.id, date(2022, 5, 5),
    )  # fmt: skip
    assert (event.audience, event.method, event.qualifier) == (400, "estimate", Qualifier.MORE_THAN)
    (trace,) = session.exec(select(Entry)).all()
    assert (trace.action, trace.details["audience"], trace.details["qualifier"]) == ("event.added", 400, "gt")


def test_what_cannot_be_is_answered_beside_its_field(session, country, coordinator):
    assert wrong_fields(title_kk="", title_ru="") == ["title_ru"]
    assert wrong_fields(audience="-1") == ["audience"]
    assert wrong_fields(audience="1 000 001") == ["audience"]
    assert wrong_fields(held_on="05.05.2222") == ["held_on"]
    assert wrong_fields(method="list", qualifier="approx") == ["qualifier"]
    with pytest.raises(Invalid) as unknown:
        add_event(session, coordinator, country.cabinet, event_in(kind="concert"))
    assert list(unknown.value.fields) == ["kind"]


def test_an_event_at_a_cabinet_that_was_not_open_is_refused(session, country, coordinator):
    with pytest.raises(Invalid) as refused:
        add_event(session, coordinator, country.cabinet, event_in(held_on="31.12.2014"))

    assert list(refused.value.fields) == ["place_id"]


def test_who_keeps_events_keeps_those_of_the_own_place(session, country):
    far = make.actor(session, Role.COORDINATOR, make.region(session, country.republic, "19", "Алматы облысы"))
    at_desk = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    event = add_event(session, at_desk, country.cabinet, event_in())

    for role in set(Role) - {Role.COORDINATOR, Role.RECEPTIONIST}:
        with pytest.raises(Forbidden):
            add_event(session, make.actor(session, role, country.region), country.cabinet, event_in())
    with pytest.raises(Forbidden):
        correct_event(session, far, event, country.cabinet, event_in())
    with pytest.raises(Forbidden):
        remove_event(session, far, event, ReasonIn(reason="x"))
    with pytest.raises(Forbidden):
        correct_event(session, at_desk, event, country.district, event_in())
    with pytest.raises(NotFound):
        get_event(session, far, event.id)
    assert get_event(session, at_desk, event.id) == event


def test_a_correction_says_what_was_and_what_is(session, country, coordinator):
    event = make_event(session, country.cabinet)

    correct_event(session, coordinator, event, country.cabinet, event_in(audience="30", held_on="06.05.2022"))

    assert (event.audience, event.held_on) == (30, date(2022, 5, 6))
    trace = session.exec(select(Entry).where(Entry.action == "event.corrected")).one()
    assert trace.details == {"changed": {"audience": ["25", "30"], "held_on": ["2022-05-05", "2022-05-06"]}}


def test_an_event_entered_twice_goes_and_its_trace_stays(session, country, coordinator):
    event = make_event(session, country.cabinet)

    remove_event(session, coordinator, event, ReasonIn.checked({"reason": "entered twice"}))

    assert session.exec(select(Event)).all() == []
    trace = session.exec(select(Entry).where(Entry.action == "event.removed")).one()
    assert (trace.details["title"], trace.details["audience"], trace.details["reason"]) == (
        "Ашық есік күні", 25, "entered twice",
    )  # fmt: skip


def test_taking_out_needs_a_reason():
    with pytest.raises(Invalid) as refused:
        ReasonIn.checked({"reason": " \n"})

    assert str(refused.value.fields["reason"]) == "Give the reason: it stays in the history."


def test_the_list_goes_by_place_kind_and_day(session, country):
    semey = make.district(session, country.region, "semey", "Семей қаласы")
    coordinator = make.actor(session, Role.COORDINATOR, country.region)
    first = make_event(session, country.cabinet)
    second = make_event(session, semey, kind="seminar", held_on="01.07.2022")

    def shown(**wanted):
        return [row.id for row in list_events(session, coordinator, **wanted)]

    assert shown() == [second.id, first.id]
    assert shown(after=second.id) == [first.id]
    assert shown(districts=[semey.id]) == [second.id]
    assert shown(kind="open_day") == [first.id]
    assert shown(held_to=date(2022, 6, 30)) == [first.id]
    assert shown(held_from=date(2022, 7, 1)) == [second.id]
    assert shown(limit=0) == [second.id]


def test_the_list_goes_by_the_day_over_its_pages_whenever_each_was_entered(session, country, coordinator):
    days = ("05.05.2022", "01.07.2022", "05.05.2022", "31.12.2021", "05.05.2022")
    may, july, also_may, december, may_too = (make_event(session, country.cabinet, held_on=day).id for day in days)

    def listed(**asked):
        return list_events(session, coordinator, **asked)

    assert [[row.id for row in page] for page in pages(listed)] == [[july, may_too], [also_may, may], [december]]


def test_the_list_goes_on_where_it_was_though_a_row_was_moved_and_begins_anew_after_one_that_is_gone(
    session, country, coordinator
):
    second, first = (make_event(session, country.cabinet, held_on=day) for day in ("05.05.2022", "01.07.2022"))
    gone = make_event(session, country.cabinet)
    remove_event(session, coordinator, gone, ReasonIn(reason="entered twice"))

    def shown(**asked):
        return [row.id for row in list_events(session, coordinator, **asked)]

    assert shown(after=first.id, held_to=date(2022, 6, 30)) == [second.id]
    assert shown(after=gone.id) == shown(after=uuid4()) == [first.id, second.id]


def test_what_somebody_may_not_see_does_not_say_where_it_stands(session, country, coordinator):
    other = make.district(session, make.region(session, country.republic, "19", "Алматы облысы"), "talgar", "Талғар")
    mine, theirs = make_event(session, country.cabinet), make_event(session, other, held_on="01.01.2020")

    assert [row.id for row in list_events(session, coordinator, after=theirs.id)] == [mine.id]


def test_the_list_asks_as_much_for_one_row_as_for_thirty(session, country, coordinator):
    make_event(session, country.cabinet)
    with statements(session) as for_one:
        list_events(session, coordinator)
    for _number in range(29):
        make_event(session, country.cabinet)
    with statements(session) as for_thirty:
        rows = list_events(session, coordinator)

    assert (len(rows), len(for_one), len(for_thirty)) == (30, 1, 1)
