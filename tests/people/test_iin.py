"""IIN and BIN: Government Decree No. 565; the numbers here are published test vectors or made up for the test."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediation_cms.core.parsing import Unreadable
from mediation_cms.people.rules import (
    Sex,
    born_on_of,
    check_birth_date,
    check_digit,
    checked_bin,
    checked_iin,
    masked,
    sex_of,
)  # fmt: skip

WRONG_DIGIT = "The check digit does not match. One digit may be wrong: compare with the card."


@st.composite
def iins(draw):
    """Numbers that could be issued: a birth date, its century and sex, a sequence, the check digit."""
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    century = draw(st.sampled_from("34" if born.year < 2000 else "56"))
    first = f"{born:%y%m%d}{century}{draw(st.integers(0, 9999)):04d}"
    last = check_digit(first)
    assume(last is not None)
    return f"{first}{last}"


def refusal(check, *args):
    with pytest.raises(Unreadable) as refused:
        check(*args)
    return str(refused.value.sentence)


@pytest.mark.parametrize("number", ["061211600012", "000229500008", "000229500909"])
def test_published_numbers_are_taken_by_the_first_or_the_second_pass(number):
    assert checked_iin(number) == number


@pytest.mark.parametrize("typed", ["000229 500 008", " 000229500008 ", "000229-500008", "000229\u00a0500008"])
def test_spaces_and_hyphens_do_not_matter(typed):
    assert checked_iin(typed) == "000229500008"


def test_a_number_that_fails_both_passes_was_never_issued():
    assert check_digit("00022950096") is None
    assert {refusal(checked_iin, f"00022950096{last}") for last in range(10)} == {WRONG_DIGIT}


@pytest.mark.parametrize(
    ("typed", "count"), [("", 0), ("00022950000", 11), ("0002295000088", 13), ("OOO229500008", 9), ("қате", 0)]
)
def test_a_wrong_length_says_how_many_digits_there_are(typed, count):
    assert refusal(checked_iin, typed) == f"An IIN has 12 digits, this has {count}. Check the identity card."


def test_digits_of_other_scripts_are_not_digits():
    assert refusal(checked_iin, "٠٠٠٢٢٩٥٠٠٠٠٨") == "An IIN has 12 digits, this has 0. Check the identity card."


@pytest.mark.parametrize(
    "first", ["00023050000", "99022930000", "00133150000", "00000050000", "00010170000", "00010190000"]
)
def test_a_date_or_a_century_that_cannot_be_is_refused_although_the_check_digit_fits(first):
    number = f"{first}{check_digit(first)}"

    assert refusal(checked_iin, number) == "There is no such birth date in an IIN. Compare with the card."


def test_the_29th_of_february_is_a_birth_date_in_its_own_century_only():
    leap, common = "00022950000", "00022930000"

    assert checked_iin(f"{leap}{check_digit(leap)}")
    assert refusal(checked_iin, f"{common}{check_digit(common)}").startswith("There is no such birth date")


@pytest.mark.parametrize(
    ("seventh", "born", "sex"),
    [
        ("1", date(1888, 6, 3), Sex.MALE), ("2", date(1888, 6, 3), Sex.FEMALE), ("3", date(1988, 6, 3), Sex.MALE),
        ("4", date(1988, 6, 3), Sex.FEMALE), ("5", date(2088, 6, 3), Sex.MALE), ("6", date(2088, 6, 3), Sex.FEMALE),
        ("0", None, None),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_century_and_sex(seventh, born, sex):
    first = f"880603{seventh}0000"
    number = checked_iin(f"{first}{check_digit(first)}")

    assert (born_on_of(number), sex_of(number)) == (born, sex)


def test_another_birth_date_than_the_one_given_is_noticed():
    check_birth_date("000229500008", date(2000, 2, 29))

    assert refusal(check_birth_date, "000229500008", date(2000, 2, 28)) == (
        "The birth date in the IIN differs from the one given. Check both."
    )


def test_a_foreigner_s_number_fits_the_birth_date_in_either_century():
    foreign = f"8806030{'0000'}{check_digit('88060300000')}"

    check_birth_date(foreign, date(1988, 6, 3))
    assert refusal(check_birth_date, foreign, date(1988, 6, 4)).startswith("The birth date in the IIN differs")


@given(iins())
def test_every_number_that_is_made_as_the_decree_says_is_taken(number):
    assert checked_iin(number) == number


@given(iins(), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_found(number, place, shift):
    """By the first pass always, but for the eleventh digit: its weight is 11, so the decree leaves it unchecked."""
    assume(place != 10)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    both_by_first_pass = all(
        sum(int(d) * w for d, w in zip(n, range(1, 12), strict=False)) % 11 != 10 for n in (number, wrong)
    )
    assume(both_by_first_pass)

    with pytest.raises(Unreadable):
        checked_iin(wrong)


@pytest.mark.parametrize("number", ["990140000007", "990140000806"])
def test_a_bin_is_taken(number):
    assert checked_bin(number) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("99014000000", "A BIN has 12 digits, this has 11. Check the registration paper."),
        ("990140000008", "The BIN check digit does not match. Compare with the registration paper."),
        ("000229500008", "This is not the BIN of an organisation. Compare with the registration paper."),
        ("991340000007", "This is not the BIN of an organisation. Compare with the registration paper."),
    ],
)
def test_what_is_no_bin_is_refused(typed, said):
    assert refusal(checked_bin, typed) == said


def test_lists_show_the_mask():
    assert masked("000229500008") == "0002•••••008"
