"""What is known of the people of a matter: completed, corrected, taken out."""

from datetime import date

import pytest
import time_machine
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.inputs import ClosingIn, PartyIn, RepresentativeIn
from mediation_cms.intake.models import Party, Request, Side
from mediation_cms.intake.party_actions import (
    add_party,
    add_representative,
    correct_party,
    correct_representative,
    remove_party,
)
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


# --- who speaks for a side -----------------------------------------------------------------------------------------------


def speaking(name: str = "Дәулет", phone: str = "8 701 123 45 67", **changed: str) -> RepresentativeIn:
    """Somebody with a power of attorney of 10 March 2026 that was seen."""
    person = {"given_name": name, "contact": {"channel": "phone", "value": phone, "language": "ru"}}
    powers = {"capacity": "power_of_attorney", "document_no": "17", "document_on": "10.03.2026", "document_seen": "yes"}
    return RepresentativeIn.checked({"person": person} | powers | changed)


@pytest.fixture
def speaker(session, receptionist, request_) -> Party:
    side = add_party(session, receptionist, request_, typed())
    with time_machine.travel("2026-03-16 07:00Z"):
        return add_representative(session, receptionist, request_, side, speaking())


def corrected(session: Session) -> list[dict[str, list[str]]]:
    """What the history says was changed of representatives, in order."""
    entries = session.exec(select(Entry).where(Entry.action == "representative.corrected").order_by(col(Entry.id)))
    return [entry.details["changed"] for entry in entries]


@time_machine.travel("2026-03-20 07:00Z")
def test_the_history_says_what_was_known_of_a_representative_before_and_now(session, receptionist, request_, speaker):
    given = speaking("Дәурен", "8 702 765 43 21", document_no="18", document_on="19.03.2026")
    correct_representative(session, receptionist, request_, speaker, given)

    assert session.get_one(Person, speaker.person_id).name == "Дәурен"
    assert phones(session, speaker) == ["+77027654321"]
    assert corrected(session) == [{
        "document_no": ["17", "18"],
        "document_on": ["2026-03-10", "2026-03-19"],
        "document_seen_on": ["2026-03-16", "2026-03-20"],
        "name": ["Дәулет", "Дәурен"],
        "contact": [],
    }]  # fmt: skip


@time_machine.travel("2026-03-20 07:00Z")
def test_a_document_that_reads_as_before_was_seen_when_it_was_seen(session, country, receptionist, request_, speaker):
    colleague = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    correct_representative(session, colleague, request_, speaker, speaking("Дәурен"))

    assert (speaker.document_seen_on, speaker.document_seen_by_id) == (DAY, receptionist.account_id)

    correct_representative(session, colleague, request_, speaker, speaking("Дәурен", document_no="18"))
    assert (speaker.document_seen_on, speaker.document_seen_by_id) == (date(2026, 3, 20), colleague.account_id)

    correct_representative(
        session, colleague, request_, speaker, speaking("Дәурен", document_no="18", document_seen="")
    )
    assert (speaker.document_seen_on, speaker.document_seen_by_id) == (None, None)


def test_a_representative_is_corrected_by_who_may_and_while_the_request_is_open(
    session, country, receptionist, request_, speaker
):
    with pytest.raises(Forbidden):
        correct_representative(
            session, make.actor(session, Role.AUDITOR, country.region), request_, speaker, speaking()
        )
    close_request(session, receptionist, request_, ClosingIn.checked({"outcome": "withdrawn", "on": "16.03.2026"}))
    with pytest.raises(Refused):
        correct_representative(session, receptionist, request_, speaker, speaking("Дәурен"))

    assert corrected(session) == []


def test_a_wrong_date_of_a_power_of_attorney_is_the_only_thing_that_is_said() -> None:
    with pytest.raises(Invalid) as refused:
        speaking(document_on="31.12.1899")

    assert list(refused.value.fields) == ["document_on"]
