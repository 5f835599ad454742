"""People and organisations as they are kept: found again, and sealed."""

from datetime import date

import pytest
from sqlmodel import select

from mediation_cms.core.crypto import Unreadable
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import Invalid
from mediation_cms.people.inputs import ContactIn, OrganisationIn, PersonIn
from mediation_cms.people.models import Channel, Contact, Organisation, OrganisationKind, Person
from mediation_cms.people.queries import contacts_of, iin_of, named, names_of, with_iin
from mediation_cms.people.records import organisation_from, organisation_named, person_from, put_person

IIN = "061211600012"  # published test vector, born on 11 December 2006
BIN = "990140000007"  # synthetic


def aigul(**more):
    return PersonIn.checked({"surname": "Ахметова", "given_name": "Айгүл", "patronymic": "Маратқызы"} | more)


def test_a_person_is_found_by_the_iin_which_stands_nowhere_in_the_open(session):
    person = person_from(session, aigul(iin=IIN))

    assert with_iin(session, IIN) == [person]
    assert iin_of(session, person) == IIN
    assert person.born_on == date(2006, 12, 11)
    stored = session.exec(select(Person.iin_sealed, Person.iin_index)).one()
    assert IIN.encode() not in stored[0]
    assert IIN not in stored[1]


def test_a_sealed_iin_moved_to_another_person_does_not_open(session):
    first, second = person_from(session, aigul(iin=IIN)), person_from(session, aigul())
    second.iin_sealed = first.iin_sealed

    with pytest.raises(Unreadable):
        iin_of(session, second)


def test_a_person_is_found_in_any_spelling_of_the_name(session):
    person = person_from(session, aigul())

    assert named(session, "Айгуль Ахметова") == []
    assert named(session, "Айгул Маратовна Ахметова") == [person]
    assert names_of(session, [person.id]) == {person.id: "Ахметова Айгүл Маратқызы"}


def test_document_number_and_address_are_sealed(session):
    given = aigul(document_kind="other", document_no="N 1", no_iin_reason="foreigner", address="Абай 1")

    person = person_from(session, given)

    assert (unseal(session, person, "document_sealed"), unseal(session, person, "address_sealed")) == ("N 1", "Абай 1")
    assert person.no_iin_reason == "foreigner"


def test_a_correction_keeps_what_forms_do_not_show(session):
    person = person_from(session, aigul(iin=IIN, address="Абай 1"))

    put_person(session, person, PersonIn(surname="Ахмет", given_name="Айгүл", no_iin_reason="typed by mistake"))

    assert (person.name, iin_of(session, person), person.no_iin_reason) == ("Ахмет Айгүл", IIN, "")
    assert (person.born_on, unseal(session, person, "address_sealed")) == (date(2006, 12, 11), "Абай 1")


def test_a_correction_of_the_birth_date_must_agree_with_the_iin_on_file(session):
    person = person_from(session, aigul(iin=IIN))

    with pytest.raises(Invalid) as refused:
        put_person(session, person, aigul(born_on="12.12.2006"))

    assert list(refused.value.fields) == ["born_on"]


def test_the_longest_name_in_latin_letters_fits(session):
    person = person_from(session, PersonIn(surname="x" * 120, given_name="xy" * 60, patronymic="xz" * 60))

    assert session.exec(select(Person)).all() == [person]


def test_a_contact_is_kept_once_and_an_empty_one_not_at_all(session):
    phone = {"value": "8 701 123 45 67", "safe_times": "after six"}
    person = person_from(session, aigul(contact=phone))
    put = person_from(session, aigul(contact={"value": ""}))

    assert [(contact.value, contact.safe_times) for contact in contacts_of(session, person)] == [
        ("+77011234567", "after six")
    ]
    assert contacts_of(session, put) == []


def test_an_organisation_is_known_by_its_bin(session):
    first = organisation_from(session, OrganisationIn(name="«Қоғамдық келісім» КММ", bin=BIN))
    second = organisation_from(
        session,
        OrganisationIn(name="КГУ «Қоғамдық келісім»", bin=BIN, contact=ContactIn(channel=Channel.POST, value="1")),
    )

    assert second == first
    assert session.exec(select(Organisation.name)).all() == ["«Қоғамдық келісім» КММ"]
    assert session.exec(select(Contact.organisation_id)).all() == [first.id]


def test_organisations_without_bin_are_not_taken_for_one_another(session):
    given = OrganisationIn(name="«Береке» ЖШС")

    assert organisation_from(session, given) != organisation_from(session, given)


def test_a_court_that_is_named_again_is_the_same_court(session):
    court = organisation_named(session, "Өскемен қалалық соты", OrganisationKind.COURT)

    assert organisation_named(session, "Оскемен  қалалык соты", OrganisationKind.COURT) == court
    assert organisation_named(session, "Өскемен қалалық соты", OrganisationKind.POLICE) != court


@pytest.mark.database("postgresql")
def test_names_stand_in_our_alphabet_whatever_language_the_server_sorts_by(session):
    sorting = "SELECT collation_name FROM information_schema.columns WHERE table_name = %s AND column_name = %s"

    for column in (("person", "sort_key"), ("account", "login")):
        assert session.connection().exec_driver_sql(sorting, column).scalar_one() == "C"
