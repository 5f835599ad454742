"""What is typed about a person is taken as people type it, or answered beside its field."""

from datetime import date

import pytest
import time_machine

from mediation_cms.core.errors import Invalid
from mediation_cms.people.inputs import ContactIn, IdentifiedPersonIn, OrganisationIn, PersonIn
from mediation_cms.people.models import Channel, DocumentKind
from mediation_cms.people.rules import check_digit

IIN = "061211600012"  # published test vector, born on 11 December 2006


def wrong_fields(input_type, **typed):
    with pytest.raises(Invalid) as refused:
        input_type.checked(typed)
    return {name: str(sentence) for name, sentence in refused.value.fields.items()}


def test_a_name_of_one_word_is_enough():
    assert PersonIn.checked({"given_name": " Айгүл "}) == PersonIn(given_name="Айгүл")


def test_a_person_needs_a_name():
    assert wrong_fields(PersonIn, surname="Ахметова") == {"given_name": "This is empty. Fill it in."}


def test_a_name_in_mixed_letters_is_typed_again():
    assert wrong_fields(PersonIn, surname="Аxметова", given_name="Айгүл") == {
        "surname": "The name mixes Cyrillic and Latin letters. Type it in Cyrillic."
    }


def test_an_iin_is_read_with_spaces_and_agrees_with_the_birth_date():
    person = PersonIn.checked({"given_name": "Айгүл", "born_on": "11.12.2006", "iin": "061211 600012"})

    assert (person.iin, person.born_on) == (IIN, date(2006, 12, 11))


def test_an_iin_of_another_birth_date_is_refused_beside_the_iin():
    assert wrong_fields(PersonIn, given_name="Айгүл", born_on="12.12.2006", iin=IIN) == {
        "iin": "The birth date in the IIN differs from the one given. Check both."
    }


@time_machine.travel("2026-11-21 07:00Z")
@pytest.mark.parametrize("born_on", ["01.01.1900", "21.11.1905"])
def test_nobody_is_older_than_people_become(born_on):
    assert wrong_fields(PersonIn, given_name="Айгүл", born_on=born_on) == {
        "born_on": "Nobody is older than 120 years. Check the year of birth."
    }


@time_machine.travel("2026-11-21 07:00Z")
def test_the_oldest_of_all_are_entered():
    assert PersonIn.checked({"given_name": "Айгүл", "born_on": "22.11.1905"}).born_on == date(1905, 11, 22)


@pytest.mark.parametrize("century", ["1", "6"])
def test_an_iin_of_a_century_in_which_nobody_alive_was_born_is_answered_beside_it(century):
    first = f"880603{century}0001"
    assert wrong_fields(PersonIn, given_name="Айгүл", iin=f"{first}{check_digit(first)}") == {
        "iin": "There is no such birth date in an IIN. Compare with the card."
    }


def test_a_wrong_iin_is_refused_once_and_not_also_as_missing():
    assert list(wrong_fields(IdentifiedPersonIn, given_name="Айгүл", iin="061211600013")) == ["iin"]


def test_a_document_has_a_kind_a_number_and_the_reason_why_there_is_no_iin():
    kind = DocumentKind.FOREIGN_PASSPORT
    no_reason = "Type the IIN, or write why there is none."

    assert list(wrong_fields(PersonIn, given_name="Ли", document_kind=kind, no_iin_reason="citizen of China")) == [
        "document_no"
    ]
    assert wrong_fields(PersonIn, given_name="Ли", document_no="E1") == {
        "document_no": "Choose the kind of the document as well."
    }
    assert wrong_fields(PersonIn, given_name="Ли", document_kind=kind, document_no="E1") == {"no_iin_reason": no_reason}


def test_a_party_may_come_without_iin_but_a_mediator_says_why():
    assert PersonIn.checked({"given_name": "Айгүл"}).iin is None
    assert list(wrong_fields(IdentifiedPersonIn, given_name="Айгүл")) == ["no_iin_reason"]
    assert IdentifiedPersonIn.checked({"given_name": "Айгүл", "no_iin_reason": "the card is lost"}).iin is None


def test_contacts_are_kept_in_one_form():
    assert ContactIn.checked({"value": "8 (7232) 26-15-00"}).value == "+77232261500"
    assert ContactIn.checked({"channel": "email", "value": "Aty@Example.KZ"}).value == "Aty@example.kz"
    assert ContactIn.checked({"channel": Channel.POST, "value": "Өскемен, 1"}).value == "Өскемен, 1"


def test_a_phone_with_too_few_digits_is_answered_beside_it():
    assert wrong_fields(PersonIn, given_name="Айгүл", contact={"value": "123"}) == {
        "contact-value": "The number is incomplete. Type +7 and 10 digits."
    }


def test_a_bin_is_checked():
    assert OrganisationIn.checked({"name": "«Достық үйі»", "bin": "990140000007"}).bin == "990140000007"
    assert list(wrong_fields(OrganisationIn, name="«Достық үйі»", bin="990140000008")) == ["bin"]


@pytest.mark.parametrize("typed", ["я" * 5000, "Айгүл\u202e", "\x00"])
def test_names_too_long_or_with_invisible_characters_are_refused(typed):
    assert list(wrong_fields(PersonIn, given_name=typed)) == ["given_name"]
