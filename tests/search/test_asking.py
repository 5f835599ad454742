"""What is meant by what somebody types: rules without a database."""

import re

import pytest

from mediation_cms.core.marks import of_phone
from mediation_cms.core.names import search_key
from mediation_cms.intake.numbers import folded
from mediation_cms.search.asking import FTS5, TSQUERY, asked, iin_in

NUMBER = "63-OSK-2022-000014"


def leads(typed: str, words: str) -> bool:
    """Whether what was typed leads to a line of the index that says so."""
    line = words.split()
    return any(all(any(term.leads_to(line) for term in part) for part in reading) for reading in asked(typed).readings)


@pytest.mark.parametrize(
    "typed",
    ["Төлегенов", "төлег", "Толегенов", "Tolegenov", "TÖLEGENOV", "Қайрат Төлегенов", "Kayrat Toleg", "Мұхаметжанұлы",
     "Мухаметжанович Төлегенов"],
)  # fmt: skip
def test_a_name_is_found_in_every_spelling_and_by_its_beginning(typed):
    assert leads(typed, search_key("Төлегенов Қайрат Мұхаметжанұлы"))


@pytest.mark.parametrize("typed", ["олегенов", "Төлегенова", "Төлегенов Ерлан", "Төлегенов 7"])
def test_every_word_must_lead_to_the_same_matter(typed):
    assert not leads(typed, search_key("Төлегенов Қайрат Мұхаметжанұлы"))


@pytest.mark.parametrize("typed", ["Kassym", "Касым", "Қасым", "касс"])
def test_doubled_letters_do_not_matter(typed):
    assert leads(typed, search_key("Кассымов"))


@pytest.mark.parametrize(
    "typed", ["+7 (701) 123-45-67", "8 701 123 45 67", "87011234567", "701 123 4567", "123-45-67", "4567", "45 67"]
)
def test_a_phone_is_found_in_any_format_and_by_its_end(typed):
    assert leads(typed, of_phone("+77011234567"))
    assert not leads(typed, of_phone("+77011234568"))


def test_fewer_than_four_digits_are_no_phone():
    assert not leads("567", of_phone("+77011234567"))


def test_a_word_of_the_subject_and_a_number_of_a_court_are_found():
    line = folded(NUMBER, "Құдық суы мен шекара", "ЖТ-2207", "5510-26-2/0000")

    assert all(leads(typed, line) for typed in ("кудык", "шекара 2022", "жт-2207", "5510-26", "63osk2022000014"))
    assert not leads("шекара 2021", line)


@pytest.mark.parametrize("typed", ["", "  ", "ә", "%", "- / .", "*", '"', "'", "№", "\\"])
def test_too_little_asks_for_nothing(typed):
    assert not asked(typed)


@pytest.mark.parametrize("typed", ["a'b", 'x" OR "y', "то&|!:* (ау)", "NEAR(а б)", "\\' ау", "words:аб"])
def test_signs_of_the_databases_are_no_part_of_a_search(typed):
    plain = asked(re.sub(r"\W+", " ", typed))

    assert [asked(typed).written(way) for way in (FTS5, TSQUERY)] == [plain.written(way) for way in (FTS5, TSQUERY)]


def test_twelve_digits_that_are_no_bin_are_kept_out_of_everything():
    assert iin_in("000229 500008") == iin_in("000229500008") == "000229500008"
    assert iin_in("000229500009") == "000229500009"  # a slip of the finger is nearly an IIN
    assert iin_in("990140000007") == ""
    assert iin_in("+77011234567") == iin_in("Төлегенов") == iin_in("2022-000014") == ""


def test_the_index_of_one_line_has_no_sign_between_words():
    line = folded(NUMBER, "Аты-жөні, «үй»; 5-қабат…", "", "")

    assert line == "r63 sоск y2022 n14 y2022000014 аты жони уй 5 кабат"
