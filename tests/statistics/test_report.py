"""The report as other programs read it, and which records break it after a hand was on the database."""

import json
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col

from mediation_cms.intake.models import Opened, Outcome, Request, Spell
from mediation_cms.statistics.report import broken_records, year_before
from tests.make import statistics as made


def test_the_report_as_json(session, country, reports):
    for _each in range(5):
        made.finished(session, country.cabinets["semey"], date(2022, 2, 1), Outcome.NOT_STATED, date(2022, 6, 30))
    for _each in range(2):
        made.agreed(session, made.matter(session, country.cabinets["oskemen"], date(2022, 2, 1)), date(2022, 3, 3))
    made.matter(session, country.cabinets["oskemen"], date(2021, 2, 1))
    made.course(session, country.towns["semey"], date(2022, 2, 2), 14)

    said = json.loads(json.dumps(reports("63").as_json()))
    indicators = {each["code"]: each for each in said["indicators"]}

    assert {name: said[name] for name in ("place", "period", "borders", "as_of", "made_at", "break")} == {
        "place": "63", "period": "2022-H1", "borders": "then", "as_of": "2022-06-30", "made_at": "2026-11-21T08:00:00Z",
        "break": "2022-06-08",
    }  # fmt: skip
    assert list(indicators) == [
        "A1", "A2", "C1", "C2", "M1", "M2", "M3", "M4", "P1", "R1", "R2", "K1", "E1", "E2", "T1", "T2", "T3",
    ]  # fmt: skip
    assert indicators["A1"] == {
        "code": "A1",
        "kind": "flow",
        "value": 7,
        "label": {"kk": "Түскен өтініштер", "ru": "Поступило обращений", "en": "Requests received"},
        "definition": indicators["A1"]["definition"],
    }
    assert (indicators["K1"]["kind"], indicators["K1"]["value"]) == ("stock", 3)
    assert indicators["T2"]["by"] == {"course_kind": {"ank_short": 14}}
    assert said["balance"] == {
        "open_at_start": 1, "received": 7, "transferred_in": 0, "reopened": 0,
        "finished": {outcome.value: 0 for outcome in Outcome} | {"agreement": 2, "not_stated": 5},
        "transferred_out": 0, "open_at_end": 1, "balanced": True,
    }  # fmt: skip
    assert said["text"]["ru"].startswith(
        "За 1 полугодие 2022 года к медиаторам АНК поступило 7 обращений, из них 2 разрешено"
    )
    assert set(said["text"]) == {"kk", "ru", "en"}


def test_deleting_requests_changes_every_figure_and_what_opens(session, country, reports):
    gone = [
        made.agreed(session, made.matter(session, country.cabinets["semey"], date(2022, 2, 1)), date(2022, 3, 1))
        for _ in range(3)
    ]
    assert (reports.value("A1", "63"), reports.value("M2", "63")) == (3, 3)

    session.execute(sa.delete(Request).where(col(Request.number) == gone[0].number.removesuffix("-A1")))

    report = reports("63")
    assert (report.by_code["A1"].value, report.by_code["M1"].value, report.by_code["M2"].value) == (2, 2, 2)
    assert report.balance.balanced


def test_what_stands_beside_is_the_same_period_a_year_earlier_within_the_same_borders(
    session, country, reader, reports
):
    for day in (date(2021, 2, 1), date(2021, 12, 1), date(2022, 2, 1), date(2022, 2, 1)):
        made.matter(session, country.cabinets["semey"], day)

    earlier = year_before(session, reader, reports("10", borders="now"))

    assert earlier["A1"].value == 1


def test_a_running_period_is_compared_with_the_same_days_of_the_year_before(session, country, reader, reports):
    for day in (date(2025, 7, 1), date(2025, 11, 21), date(2025, 11, 22)):
        made.matter(session, country.cabinets["ridder"], day)

    assert year_before(session, reader, reports("63", "2026-H2"))["A1"].value == 2


def test_public_mediators_bear_the_label_of_their_time(session, country, reports):
    made.registered(session, country.towns["oskemen"])

    then, now = reports("63"), reports("63", "2023-H1")

    assert then.by_code["R2"].as_json()["label"] == {
        "kk": "Кәсіби емес медиаторлар", "ru": "Непрофессиональные медиаторы", "en": "Non-professional mediators",
    }  # fmt: skip
    assert (
        "В реестре АНК состоят: непрофессиональных медиаторов – 1, профессиональных – 0."
        in then.as_json()["text"]["ru"]
    )
    assert then.as_json()["notes"][-1] == {
        "kk": "2022 жылдан бастап – қоғамдық медиатор.", "ru": "С 2022 года: общественный медиатор.",
        "en": "Since 2022: public mediator.",
    }  # fmt: skip
    assert str(now.by_code["R2"].label) == "Public (formerly non-professional) mediators"
    assert "общественных медиаторов – 1" in now.as_json()["text"]["ru"]


# --- a hand on the database ----------------------------------------------------------------------------------------------

RECEIVED, ENDED = date(2022, 2, 1), date(2022, 3, 1)


@pytest.fixture
def settled(session, country):
    """Requests that ended as they should."""
    town = country.cabinets["oskemen"]
    return [made.finished(session, town, RECEIVED, Outcome.SETTLED_AT_CONSULTATION, ENDED) for _each in range(3)]


@pytest.fixture
def agreed(session, country):
    """A request that ended by agreement."""
    request = made.matter(session, country.cabinets["oskemen"], RECEIVED)
    made.agreed(session, request, ENDED)
    return request


def spells_of(request):
    return sa.update(Spell).where(Spell.request_id == request.id)


def why(session, reader, report) -> dict[str, list[str]]:
    return {breach.number: [str(fault) for fault in breach.why] for breach in broken_records(session, reader, report)}


def test_nothing_is_said_against_records_that_only_actions_have_touched(
    session, reader, settled, agreed, country, reports
):
    moved = made.transferred(
        session, made.matter(session, country.cabinets["ridder"], RECEIVED), country.cabinets["semey"], ENDED
    )
    made.ended(session, moved, Outcome.WITHDRAWN, ENDED)
    made.reopened(session, moved, ENDED + timedelta(days=1))

    report = reports("KZ")

    assert (report.balance.complaints, why(session, reader, report)) == ((), {})


def test_an_outcome_without_its_agreement_is_named(session, reader, settled, agreed, reports):
    session.execute(spells_of(settled[1]).values(outcome=Outcome.AGREEMENT))

    report = reports("63")

    assert [str(said) for said in report.balance.complaints] == ["Ended by agreement: 2, agreements signed: 1."]
    assert report.as_json()["balance"]["balanced"] is False
    assert why(session, reader, report) == {
        settled[1].number: [
            "The request has another outcome, or another day of ending, than is counted.",
            "Its ending by agreement and the signing of its agreement do not agree.",
        ]
    }


def test_an_agreement_without_its_ending_is_named(session, reader, settled, agreed, reports):
    session.execute(spells_of(agreed).values(outcome=Outcome.WITHDRAWN))

    report = reports("63-OSK")

    assert not report.balance.balanced
    assert list(why(session, reader, report)) == [agreed.number]


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ({"outcome": None}, "It ended without an outcome, or has an outcome without an end."),
        ({"transferred": True}, "It was transferred and ended at once."),
        ({"outcome": None, "transferred": True}, "A transfer has lost its other end."),
        ({"ended_on": date(2021, 12, 1)}, "The end is before the start."),
        ({"opened_on": date(2022, 1, 31)}, "It is counted on another day than it was received on."),
        ({"opened": "reopened"}, "It is not counted as received exactly once."),
    ],
)
def test_every_damage_to_a_spell_is_named(own_session, damage, fault):
    session, reports, reader, (request, _other) = own_session
    session.execute(spells_of(request).values(**damage))

    found = why(session, reader, reports("63"))

    assert list(found) == [request.number]
    assert fault in found[request.number]


def test_a_request_that_nothing_counts_and_one_that_is_counted_twice_are_named(
    session, reader, settled, country, reports
):
    session.execute(sa.delete(Spell).where(Spell.request_id == settled[0].id))
    made.reopened(session, settled[1], RECEIVED)

    assert why(session, reader, reports("63")) == {
        settled[0].number: ["The request was registered but never opened, so nothing counts it."],
        settled[1].number: ["It was opened again before it had ended."],
    }


def test_a_transfer_that_arrives_on_another_day_is_named(own_session, country):
    session, reports, reader, (request, _other) = own_session
    made.reopened(session, request, ENDED)
    made.transferred(session, request, country.cabinets["ridder"], ENDED)
    assert reports("KZ").balance.balanced

    session.execute(
        spells_of(request).where(col(Spell.opened) == Opened.TRANSFERRED_IN).values(opened_on=date(2022, 3, 9))
    )

    assert [str(said) for said in reports("KZ").balance.complaints] == ["A transfer has lost its other end."]
    assert why(session, reader, reports("KZ")) == {
        request.number: ["A transfer left one cabinet and reached the other on different days."]
    }


def test_damage_outside_the_place_is_not_its_own(session, reader, settled, country, reports):
    session.execute(sa.delete(Spell).where(Spell.request_id == settled[0].id))

    assert why(session, reader, reports("35")) == {}
