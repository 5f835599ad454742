"""What is known of the people of a matter: completed, corrected, taken out."""

from datetime import date

import pytest
from sqlmodel import Session, select

from mediation_cms.intake.inputs import PartyIn
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.party_actions import add_party, correct_party, remove_party
from mediation_cms.people.models import Contact, Person, Role
from tests import make

DAY = date(2026, 3, 16)
BIN = "990140000007"
CHILD = "160405500016"
"""An IIN of a boy born on 5 April 2016."""


@pytest.fixture
def country(session: Session) -> make.SmallCountry:
    """A small country with its law."""
    make.law(session)
    return make.small_country(session)


@pytest.fixture
def receptionist(session, country):
    return make.actor(session, Role.RECEPTIONIST, country.cabinet)


@pytest.fixture
def request_(session, country, receptionist) -> Request:
    return make.request(session, receptionist, country.cabinet, DAY)


def typed(name: str = "Петр", phone: str = "", **person: str) -> PartyIn:
    contact = {"channel": "phone", "value": phone, "language": "ru"}
    return PartyIn.checked(
        {"kind": "person", "side": "other", "person": {"given_name": name, "contact": contact, **person}}
    )


def phones(session: Session, party: Party) -> list[str]:
    return [contact.value for contact in session.exec(select(Contact).where(Contact.person_id == party.person_id))]


def test_a_phone_that_is_learnt_later_is_kept(session, receptionist, request_):
    party = add_party(session, receptionist, request_, typed())

    correct_party(session, receptionist, request_, party, typed(phone="8 701 123 45 67"))

    assert phones(session, party) == ["+77011234567"]


def test_a_phone_that_changes_gives_way_and_one_that_is_cleared_is_gone(session, receptionist, request_):
    party = add_party(session, receptionist, request_, typed(phone="8 701 123 45 67"))

    correct_party(session, receptionist, request_, party, typed(phone="8 702 765 43 21"))
    assert phones(session, party) == ["+77027654321"]

    correct_party(session, receptionist, request_, party, typed())
    assert phones(session, party) == []


def test_a_child_is_known_by_the_iin_alone_also_when_it_is_typed_later(session, receptionist, request_):
    unnamed = PartyIn.checked({"kind": "unnamed", "side": "other"})
    party = add_party(session, receptionist, request_, unnamed)
    assert (party.minor, request_.minor_involved) == (False, False)

    correct_party(session, receptionist, request_, party, typed("Коля", iin=CHILD))

    assert (party.minor, request_.minor_involved) == (True, True)


def test_who_is_taken_out_is_forgotten_unless_another_record_names_them(session, receptionist, request_):
    alone = add_party(session, receptionist, request_, typed("Иван", phone="8 701 123 45 67"))
    elsewhere = add_party(session, receptionist, request_, typed("Сауле"))
    session.add(Party(request_id=request_.id, side=Side.THIRD, side_no=1, person_id=elsewhere.person_id))
    session.flush()
    gone, kept = alone.person_id, elsewhere.person_id

    remove_party(session, receptionist, request_, alone)
    remove_party(session, receptionist, request_, elsewhere)

    assert session.exec(select(Person).where(Person.id == gone)).first() is None
    assert session.exec(select(Contact).where(Contact.person_id == gone)).first() is None
    assert session.exec(select(Person).where(Person.id == kept)).first() is not None


def test_whoever_a_party_is_no_more_is_forgotten(session, receptionist, request_):
    party = add_party(session, receptionist, request_, typed("Иван", phone="8 701 123 45 67"))
    gone = party.person_id
    firm = PartyIn.checked(
        {"kind": "organisation", "side": "other", "organisation": {"name": "ТОО «Көктем»", "kind": "other"}}
    )

    correct_party(session, receptionist, request_, party, firm)

    assert session.exec(select(Person).where(Person.id == gone)).first() is None


def test_the_phone_of_an_organisation_that_no_form_showed_stays(session, receptionist, request_):
    def firm(phone: str) -> PartyIn:
        contact = {"channel": "phone", "value": phone, "language": "ru"}
        known = {"name": "ТОО «Көктем»", "kind": "other", "bin": BIN, "contact": contact}
        return PartyIn.checked({"kind": "organisation", "side": "other", "organisation": known})

    elsewhere = add_party(session, receptionist, request_, firm("8 701 123 45 67"))
    party = add_party(session, receptionist, request_, typed("Иван"))

    correct_party(session, receptionist, request_, party, firm("8 702 765 43 21"))

    statement = select(Contact.value).where(Contact.organisation_id == elsewhere.organisation_id)
    assert set(session.exec(statement)) == {"+77011234567", "+77027654321"}
