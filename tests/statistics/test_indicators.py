"""Each indicator counts what its definition says, at its edges, and opens exactly its records."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from mediation_cms.agreements.models import Agreement
from mediation_cms.agreements.workflow import AgreementStatus
from mediation_cms.certification.models import CourseKind
from mediation_cms.core.errors import Forbidden, Invalid, NotFound
from mediation_cms.core.stamps import restamp
from mediation_cms.intake.models import IntakeChannel, Outcome
from mediation_cms.mediators.models import MediatorKind, RegisterEntry, RegisterKind
from mediation_cms.outreach.models import Qualifier
from mediation_cms.people.models import Role
from mediation_cms.places.models import Mandate, MandateKind, Placing
from mediation_cms.statistics.counting import Record
from mediation_cms.statistics.report import records
from tests import make
from tests.make import statistics as made

EVE, FIRST, MIDDLE, LAST, AFTER = (
    date(2021, 12, 31), date(2022, 1, 1), date(2022, 3, 15), date(2022, 6, 30), date(2022, 7, 1),
)  # fmt: skip
EDGES = (EVE, FIRST, MIDDLE, LAST, AFTER)


@pytest.fixture
def oskemen(country):
    return country.cabinets["oskemen"]


@pytest.fixture
def value(reports):
    return lambda code, place="63", period="2022-H1", borders="then": reports.value(code, place, period, borders)


def test_requests_received_are_those_of_the_period_first_registered_here(session, country, oskemen, value):
    for on in EDGES:
        made.matter(session, oskemen, on)
    made.matter(session, country.cabinets["temirtau"], MIDDLE)
    handed_over = made.matter(session, country.cabinets["temirtau"], MIDDLE)
    made.transferred(session, handed_over, oskemen, MIDDLE)

    assert (value("A1"), value("A1", "35"), value("A1", "KZ")) == (3, 2, 5)


def test_duplicates_and_the_other_side_s_own_request_are_not_counted(session, oskemen, value):
    made.matter(session, oskemen, MIDDLE)
    twin = made.matter(session, oskemen, MIDDLE, IntakeChannel.WEB, counted=False)
    made.ended(session, twin, Outcome.MERGED, MIDDLE)

    assert (value("A1"), value("A2")) == (1, 0)


def test_online_requests_came_by_the_website_or_by_video(session, oskemen, value):
    for channel in IntakeChannel:
        made.matter(session, oskemen, MIDDLE, channel)
    for on in EDGES:
        made.matter(session, oskemen, on, IntakeChannel.WEB)
    again = made.matter(session, oskemen, EVE, IntakeChannel.WEB)
    made.reopened(session, made.ended(session, again, Outcome.ADVICE_ONLY, EVE), MIDDLE)

    assert (value("A1"), value("A2")) == (len(IntakeChannel) + 3, 2 + 3)


def test_consultations_count_on_the_day_they_were_held(session, oskemen, value):
    request = made.matter(session, oskemen, EVE)
    for on in EDGES:
        made.consulted(session, request, on)

    assert value("C1") == 3


def test_settled_at_consultation_counts_on_the_day_the_request_ended(session, oskemen, value):
    for on in EDGES:
        made.ended(session, made.matter(session, oskemen, EVE), Outcome.SETTLED_AT_CONSULTATION, on)
    made.ended(session, made.matter(session, oskemen, EVE), Outcome.ADVICE_ONLY, MIDDLE)

    assert value("C2") == 3


def test_contracts_and_agreements_count_on_the_day_they_were_signed(session, oskemen, value):
    for on in EDGES:
        made.agreed(session, made.matter(session, oskemen, date(2021, 12, 1)), on)

    assert value("M1") == 3  # each was concluded a day before its agreement: the first of January's in December
    assert value("M2") == 3


def test_a_supplement_adds_no_agreement_and_a_performed_one_counts_once_more(session, oskemen, value):
    first = made.agreed(session, made.matter(session, oskemen, FIRST), MIDDLE)
    session.add(
        Agreement(
            case_id=first.case_id, number=f"{first.number}-S1", amends_id=first.id, status=AgreementStatus.SIGNED,
            district_id=first.district_id, cabinet_id=first.cabinet_id, language=first.language, signed_on=LAST,
            signing=first.signing,
        )
    )  # fmt: skip
    session.flush()
    assert (value("M2"), value("M4")) == (1, 0)

    first.status, first.performed_on = AgreementStatus.PERFORMED, LAST
    session.add(first)
    session.flush()
    assert (value("M2"), value("M4")) == (1, 1)


def test_mediations_without_agreement_are_the_other_four_endings_of_article_26(session, oskemen, value):
    for outcome in set(Outcome) - {Outcome.AGREEMENT}:
        made.ended(session, made.matter(session, oskemen, FIRST), outcome, MIDDLE)
    made.agreed(session, made.matter(session, oskemen, FIRST), MIDDLE)

    assert value("M3") == 4


def test_preventive_measures_events_and_courses_count_on_their_days(session, country, value):
    town = country.towns["oskemen"]
    for on in EDGES:
        made.measure(session, town, on)
        made.event(session, town, on, audience=10)
        made.course(session, town, on, finished=2)
        made.certificate(session, town, on)
    made.event(session, country.towns["temirtau"], MIDDLE, audience=1000)

    assert [value(code) for code in ("P1", "E1", "E2", "T1", "T2", "T3")] == [3, 3, 30, 3, 6, 3]


def test_the_audience_of_events_is_more_than_its_sum_when_one_of_them_is_known_so(session, country, reports):
    made.event(session, country.towns["oskemen"], FIRST, 300)
    assert (reports("63").by_code["E2"].value, reports("63").by_code["E2"].qualifier) == (300, Qualifier.EXACT)

    made.event(session, country.towns["oskemen"], FIRST, 80, Qualifier.ABOUT)
    assert reports("63").by_code["E2"].qualifier is Qualifier.ABOUT

    made.event(session, country.towns["oskemen"], FIRST, 20, Qualifier.MORE_THAN)
    assert (reports("63").by_code["E2"].value, reports("63").by_code["E2"].qualifier) == (400, Qualifier.MORE_THAN)
    assert reports("35").by_code["E2"].qualifier is Qualifier.EXACT


def test_who_finished_two_courses_counts_twice_and_who_did_not_finish_not_at_all(session, country, reports):
    learner = made.person(session)
    made.course(session, country.towns["oskemen"], FIRST, 6, CourseKind.ETHNOMEDIATION, learners=[learner])
    made.course(session, country.towns["oskemen"], LAST, 5, CourseKind.GENERAL, learners=[learner])

    trained = reports("63").by_code["T2"]

    assert (trained.value, trained.by) == (11, {"ethnomediation": 6, "general": 5})


def test_a_replacement_of_a_certificate_is_not_counted(session, country, value):
    lost = made.certificate(session, country.towns["oskemen"], FIRST)
    made.certificate(session, country.towns["oskemen"], LAST, replaces=lost)

    assert value("T3") == 1


# --- stocks --------------------------------------------------------------------------------------------------------------


def test_the_register_is_that_of_the_last_day(session, country, value):
    town = country.towns["oskemen"]
    made.registered(session, town, since=LAST)
    made.registered(session, town, since=AFTER)
    made.registered(session, town, since=EVE, until=LAST)  # out on the last day
    made.registered(session, town, since=EVE, until=AFTER)
    made.registered(session, town, MediatorKind.PROFESSIONAL, since=EVE)

    assert (value("R1"), value("R2"), value("R2", period="2021")) == (1, 2, 2)


def test_other_registers_are_not_the_ank_s(session, country, value):
    mediator = made.registered(session, country.towns["oskemen"], until=FIRST)
    session.add(
        RegisterEntry(
            mediator_id=mediator.id, register_kind=RegisterKind.AKIM, kind=MediatorKind.PUBLIC, number="1",
            district_id=country.towns["oskemen"].id, since=FIRST,
        )
    )  # fmt: skip
    session.flush()

    assert value("R2") == 0


def test_who_stands_as_both_counts_once_as_professional_and_in_one_region_only(session, country, value):
    both = made.registered(session, country.towns["oskemen"], since=EVE)
    made.registered(session, country.towns["temirtau"], MediatorKind.PROFESSIONAL, since=LAST, mediator=both)

    assert [value(code, place) for code in ("R1", "R2") for place in ("63", "35", "KZ")] == [0, 1, 1, 0, 0, 0]
    assert [value(code, "63", "2021") for code in ("R1", "R2")] == [0, 1]


def test_suspended_mediators_are_included_and_shown_beside(session, country, reports):
    made.registered(session, country.towns["oskemen"])
    made.suspended(session, made.registered(session, country.towns["oskemen"]), since=LAST)
    made.suspended(session, made.registered(session, country.towns["oskemen"]), since=EVE, until=LAST)

    public = reports("63").by_code["R2"]

    assert (public.value, public.beside) == (3, {"suspended": 1})


def test_cabinets_are_those_open_on_the_last_day_and_virtual_ones_stand_apart(session, country, reports):
    town = country.towns["oskemen"]
    opened_late = make.cabinet(session, town, "63-LAT", since=AFTER)
    closed = make.cabinet(session, town, "63-OLD")
    closed.closed_on = LAST
    virtual = make.cabinet(session, town, "63-VIR")
    virtual.physical = False
    session.add_all([opened_late, closed, virtual])
    session.flush()

    cabinets = reports("63").by_code["K1"]

    assert (cabinets.value, cabinets.beside) == (3, {"virtual": 1})
    assert reports("63-OSK").by_code["K1"].value == 1


def test_a_cabinet_that_moved_is_still_one(session, country, reports):
    placing = session.exec(select(Placing).where(Placing.unit_id == country.cabinets["ridder"].id)).one()
    placing.until = FIRST
    session.add(placing)
    session.flush()
    session.add(Placing(unit_id=country.cabinets["ridder"].id, parent_id=country.towns["oskemen"].id, since=FIRST))
    session.flush()

    assert [reports.value("K1", place) for place in ("63", "oskemen", "ridder")] == [3, 2, 0]


# --- the place -----------------------------------------------------------------------------------------------------------


def test_a_district_and_a_cabinet_have_their_own_figures(session, country, value):
    second = make.cabinet(session, country.towns["oskemen"], "63-TWO")
    made.matter(session, country.cabinets["oskemen"], MIDDLE)
    made.agreed(session, made.matter(session, second, MIDDLE), MIDDLE)
    made.event(session, second, MIDDLE)
    made.event(session, country.towns["oskemen"], MIDDLE)

    places = ("oskemen", "63-OSK", "63-TWO", "ridder")
    assert {code: [value(code, place) for place in places] for code in ("A1", "M1", "M2", "E1")} == {
        "A1": [2, 1, 1, 0],
        "M1": [1, 0, 1, 0],
        "M2": [1, 0, 1, 0],
        "E1": [2, 0, 1, 0],
    }


def test_what_lies_in_a_district_does_not_apply_to_a_cabinet(session, country, reports):
    report = reports("63-OSK")

    assert {code for code, figure in report.by_code.items() if figure.value == "not_applicable"} == {"R1", "R2", "T3"}


def test_agreements_do_not_apply_where_no_cabinet_had_the_mandate_on_any_day(session, country, value):
    for cabinet in country.cabinets.values():
        mandate = session.exec(select(Mandate).where(Mandate.unit_id == cabinet.id)).one()
        mandate.until = date(2024, 1, 1)
        session.add(mandate)
        session.flush()
        session.add(
            Mandate(unit_id=cabinet.id, mandate=MandateKind.ETHNOMEDIATION, since=date(2024, 1, 1), source="test")
        )
    session.flush()
    restamp(session, "places")

    assert [value("M2", "KZ", period) for period in ("2023", "2023-12-31..2024-06-30", "2024-H1")] == [
        0,
        0,
        "not_applicable",
    ]
    assert value("M2", "63-OSK", "2024") == "not_applicable"


# --- what opens ----------------------------------------------------------------------------------------------------------


def test_a_figure_opens_its_records_in_the_order_of_their_days_page_by_page(session, reader, country, oskemen, reports):
    numbers = [made.matter(session, oskemen, FIRST + timedelta(days=offset % 7)).number for offset in range(25)]
    report = reports("63")

    found: list[Record] = []
    after = None
    while True:
        part = records(session, reader, report, "A1", after, limit=10)
        found += part.records
        after = part.after
        if after is None:
            break

    assert sorted(record.number for record in found) == sorted(numbers)
    assert [(record.on, record.key) for record in found] == sorted((record.on, record.key) for record in found)


def test_a_record_says_number_date_place_type_and_outcome_and_no_name(session, reader, oskemen, country, reports):
    request = made.ended(session, made.matter(session, oskemen, FIRST), Outcome.SETTLED_AT_CONSULTATION, LAST)

    (record,) = records(session, reader, reports("63"), "C2").records

    assert (record.number, record.on, record.kind, record.outcome) == (
        request.number,
        LAST,
        "FAM",
        "settled_at_consultation",
    )
    assert (record.cabinet_id, record.district_id) == (oskemen.id, country.towns["oskemen"].id)
    assert set(type(record).__slots__) == {
        "key", "on", "number", "title", "kind", "outcome", "district_id", "cabinet_id", "amount",
    }  # fmt: skip


def test_lines_of_the_balance_and_parts_of_a_breakdown_open_too(session, reader, country, oskemen, reports):
    open_one = made.matter(session, oskemen, EVE)
    made.course(session, country.towns["oskemen"], FIRST, 2, CourseKind.GENERAL)
    report = reports("63")

    def numbers(code: str) -> list[str]:
        return [record.number for record in records(session, reader, report, code).records]

    assert numbers("open_at_start") == numbers("open_at_end") == [open_one.number]
    assert len(numbers("T2.general")) == 2


def test_an_unknown_figure_and_a_broken_place_in_a_list_are_refused(session, reader, country, reports):
    with pytest.raises(NotFound):
        records(session, reader, reports("63"), "Z9")
    for after in ("yesterday", "2022-01-01~", "~"):
        with pytest.raises(Invalid):
            records(session, reader, reports("63"), "A1", after)


def test_only_who_may_read_the_report_of_the_place_sees_its_records(session, reader, country, reports):
    report = reports("63")
    manager = make.actor(session, Role.MANAGER, country.vko)
    neighbour = make.actor(session, Role.MANAGER, country.karaganda)

    assert records(session, manager, report, "A1").records == ()
    with pytest.raises(Forbidden):
        records(session, neighbour, report, "A1")
