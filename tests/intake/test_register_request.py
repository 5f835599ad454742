"""Somebody brings a matter to a cabinet."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Forbidden, Invalid
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Opened, Party, Request, Side, Spell
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Contact, Organisation, Person, Role
from tests import make

DAY = date(2022, 3, 15)


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


def errors(problem: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    """The sentences beside the fields, in English."""
    return {name: sentence.in_(Language.EN) for name, sentence in problem.value.fields.items()}


def test_a_request_gets_the_number_of_region_cabinet_and_year(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)

    made = [make.request(session, receptionist, country.cabinet, DAY) for _number in range(2)]
    next_year = make.request(session, receptionist, country.cabinet, date(2023, 1, 9))

    assert [request.number for request in (*made, next_year)] == [
        "63-OSK-2022-000001",
        "63-OSK-2022-000002",
        "63-OSK-2023-000001",
    ]


def test_a_request_is_open_from_the_day_it_came_in_and_leaves_a_trace(
    session: Session, country: make.SmallCountry
) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)

    request = make.request(session, receptionist, country.cabinet, DAY)

    spell = session.exec(select(Spell)).one()
    assert (spell.opened, spell.opened_on, spell.ended_on, spell.counted) == (Opened.RECEIVED, DAY, None, True)
    assert request.status is RequestStatus.REGISTERED
    assert [(entry.action, entry.matter_id) for entry in session.exec(select(Entry))] == [
        ("request.registered", request.id)
    ]


def test_the_sides_stand_in_their_order_with_their_contacts(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)

    make.request(session, receptionist, country.cabinet, DAY)

    parties = session.exec(select(Party, Person).join(Person).order_by(col(Party.id))).all()
    assert [(party.side, party.side_no, person.surname) for party, person in parties] == [
        (Side.APPLICANT, 1, "Төлегенов"),
        (Side.OTHER, 1, "Воробьёва"),
    ]
    assert [contact.value for contact in session.exec(select(Contact))] == ["+77232000001", "+77232000002"]


def test_narrative_iin_and_address_are_nowhere_in_the_clear(session: Session, country: make.SmallCountry) -> None:
    request = make.request(session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY)

    person = session.exec(select(Person).where(Person.surname == "Төлегенов")).one()
    everything = repr([dict(row) for row in session.connection().exec_driver_sql("SELECT * FROM request").mappings()])
    everything += repr([dict(row) for row in session.connection().exec_driver_sql("SELECT * FROM person").mappings()])
    everything += repr([dict(row) for row in session.connection().exec_driver_sql("SELECT * FROM entry").mappings()])
    assert [secret for secret in ("000229500008", "дуалды", "Достық көшесі") if secret in everything] == []
    assert unseal(session, request, "narrative_sealed") == "Көрші дуалды жылжытып қойған."
    assert unseal(session, person, "iin_sealed") == "000229500008"


def test_the_same_iin_is_found_again_by_its_index(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    for _number in range(2):
        make.request(session, receptionist, country.cabinet, DAY)

    found = session.exec(select(Person).where(Person.surname == "Төлегенов")).all()
    assert len(found) == 2
    assert len({person.iin_index for person in found}) == 1


def test_an_applicant_may_stay_unnamed_and_the_other_side_unknown(session: Session, country: make.SmallCountry) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)

    make.request(
        session, receptionist, country.cabinet, DAY, applicant={"kind": "unnamed", "side": "applicant"}, others=[]
    )

    party = session.exec(select(Party)).one()
    assert (party.person_id, party.organisation_id) == (None, None)


def test_an_employer_stands_in_a_request_as_an_organisation_with_its_bin(
    session: Session, country: make.SmallCountry
) -> None:
    employer = {"kind": "organisation", "side": "other", "organisation": {"name": "«Алтай» ЖШС", "bin": "990140000007"}}

    make.request(
        session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY, others=[employer]
    )

    assert [(found.name, found.bin) for found in session.exec(select(Organisation))] == [
        ("«Алтай» ЖШС", "990140000007")
    ]


def test_a_child_among_the_parties_marks_the_request(session: Session, country: make.SmallCountry) -> None:
    child = {"side": "applicant", "person": {"given_name": "Әлия", "born_on": "01.02.2010"}}

    request = make.request(
        session, make.actor(session, Role.RECEPTIONIST, country.cabinet), country.cabinet, DAY, applicant=child
    )

    assert (request.minor_involved, session.exec(select(Party).where(Party.side == Side.APPLICANT)).one().minor) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        (
            {"received_on": "31.02.2022"},
            "received_on",
            "There is no such date. Use day.month.year, for example 21.11.2026.",
        ),
        ({"received_on": "01.01.2199"}, "received_on", "This date is in the future. Give today or an earlier day."),
        (
            {"received_on": "05.08.1999"},
            "cabinet_id",
            "This cabinet was not open on that day. Check the date or choose another.",
        ),
        (
            {"received_on": "01.01.2010"},
            "cabinet_id",
            "This cabinet was not open on that day. Check the date or choose another.",
        ),
        ({"subject": ""}, "subject", "This is empty. Fill it in."),
        ({"subject": "a\u202eb"}, "subject", "The text has invisible characters. Type it again."),
        (
            {"subject": "x" * 5000},
            "subject",
            "Too long: 5,000 characters, the limit is 120. Shorten it.",
        ),
        ({"dispute_code": "999"}, "dispute_code", "There is no such choice. Choose from the list."),
        ({"channel": "pigeon"}, "channel", "There is no such choice. Choose from the list."),
        (
            {"source": "court"},
            "source_organisation",
            "Write who referred the applicant: the organisation or a few words.",
        ),
        (
            {"applicant": {"side": "applicant", "person": {"given_name": "Ә", "iin": "123456789012"}}},
            "applicant-person-iin",
            "The check digit does not match. One digit may be wrong: compare with the card.",
        ),
        (
            {"applicant": {"side": "applicant", "person": {"given_name": "Ә", "contact": {"value": "123"}}}},
            "applicant-person-contact-value",
            "The number is incomplete. Type +7 and 10 digits.",
        ),
    ],
)
def test_a_slip_is_named_beside_its_field_and_nothing_is_written(
    session: Session, country: make.SmallCountry, changed: dict[str, Any], field: str, sentence: str
) -> None:
    receptionist = make.actor(session, Role.RECEPTIONIST, country.cabinet)

    with pytest.raises(Invalid) as problem:
        make.request(session, receptionist, country.cabinet, DAY, **changed)

    assert errors(problem) == {field: sentence}
    assert session.exec(select(Request)).all() == []


def test_nobody_registers_at_a_cabinet_of_others(session: Session, country: make.SmallCountry) -> None:
    elsewhere = make.cabinet(
        session, make.district(session, country.region, "ridder", "Риддер қаласы"), "63-RID", "Риддер кабинеті"
    )
    receptionist = make.actor(session, Role.RECEPTIONIST, elsewhere)

    with pytest.raises(Forbidden):
        make.request(session, receptionist, country.cabinet, DAY)


def test_a_mediator_who_registers_somebody_deals_with_the_matter(session: Session, country: make.SmallCountry) -> None:
    mediator = make.actor(session, Role.MEDIATOR, country.cabinet)

    assert make.request(session, mediator, country.cabinet, DAY).mediator_id == mediator.person_id
