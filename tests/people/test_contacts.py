"""Phones of all countries and e-mail addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.parsing import Unreadable
from mediation_cms.people.rules import normalise_email, normalise_phone, shown_phone


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("8 701 123 45 67", "+77011234567", "+7 (701) 123-45-67"),
        ("701 123 45 67", "+77011234567", "+7 (701) 123-45-67"),
        ("+7 (7232) 00-00-00", "+77232000000", "+7 (7232) 00-00-00"),
        ("8 7172 70 00 00", "+77172700000", "+7 (7172) 70-00-00"),
        ("8-727-000-00-00", "+77270000000", "+7 (727) 000-00-00"),
        ("+7 916 123 45 67", "+79161234567", "+7 (916) 123-45-67"),
        ("+998 90 123 45 67", "+998901234567", "+998 90 123 45 67"),
        ("+996555123456", "+996555123456", "+996 555 123 456"),
        ("+86 138 1234 5678", "+8613812345678", "+86 138 1234 5678"),
    ],
)
def test_a_phone_is_stored_in_one_form_and_shown_in_that_of_its_country(typed, stored, shown):
    assert normalise_phone(typed) == stored
    assert shown_phone(stored) == shown
    assert normalise_phone(shown) == stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "The number is incomplete. Type +7 and 10 digits."),
        ("701 123", "The number is incomplete. Type +7 and 10 digits."),
        ("+7 701 123 45 67 8", "The number is incomplete. Type +7 and 10 digits."),
        ("жоқ", "The number is incomplete. Type +7 and 10 digits."),
        ("123 456 78 90", "There is no such number. Check the code of the town or network."),
        ("+7 701 123 45 67 ext. 5", "Type the number without its extension and write the extension into the note."),
    ],
)
def test_what_is_no_phone_is_refused(typed, said):
    with pytest.raises(Unreadable) as refusal:
        normalise_phone(typed)

    assert str(refusal.value.sentence) == said


@given(st.integers(0, 9_999_999), st.sampled_from(["700", "701", "707", "747", "771", "775", "778"]))
def test_every_mobile_number_is_read_as_it_is_shown(rest, network):
    number = f"+7{network}{rest:07d}"

    assert normalise_phone(shown_phone(number)) == number


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Aty.Zhoni@Example.COM ", "Aty.Zhoni@example.com"),
        ("a+b@mail.example.kz", "a+b@mail.example.kz"),
        ("имя@почта.қаз", "имя@почта.қаз"),
    ],
)
def test_an_address_keeps_its_name_and_its_domain_is_small(typed, stored):
    assert normalise_email(typed) == stored


@pytest.mark.parametrize(
    "typed",
    ["", "aty", "aty@", "@example.com", "a@b", "a@b..kz", "a@-b.kz", "a b@c.kz", "a@b.kz\nBcc: c@d.kz", "a@b@c.kz", "<a@b.kz>",
     f"{'a' * 65}@b.kz", f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 60}.kz"],
)  # fmt: skip
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Unreadable) as refusal:
        normalise_email(typed)

    assert str(refusal.value.sentence) == "The address lacks @ or a domain, for example name@example.com"
