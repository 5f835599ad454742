"""Text and names: cleaned, shown, ordered, found in any spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.names import (
    ALPHABET,
    clean_line,
    clean_name,
    clean_words,
    fold,
    full_name,
    search_key,
    sort_key,
)  # fmt: skip
from mediation_cms.core.parsing import Unreadable


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Қайрат \t Төлегенов\n", "Қайрат Төлегенов"),
        ("И\u0306", "Й"),
        ("Ерлан\u00a0Маратұлы", "Ерлан Маратұлы"),
        ("Ер\u00adлан\u200b\ufeff", "Ерлан"),
        ("", ""),
        ("=1+1 <b>", "=1+1 <b>"),
    ],
)
def test_a_line_is_cleaned(typed, clean):
    assert clean_line(typed) == clean


def test_several_lines_are_cleaned_line_by_line():
    typed = "\r\n  Бірінші   жол \r\nекінші\r\r\r\rүшінші\u2028төртінші \n\n"

    assert clean_words(typed) == "Бірінші жол\nекінші\n\nүшінші\nтөртінші"


@pytest.mark.parametrize("clean", [clean_line, clean_words, clean_name])
@pytest.mark.parametrize(
    "hidden",
    [
        "\x00",
        "\x1b",
        "\x85x\x00",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u200d",
        "\ud800",
        "\ue000",
        "\uffff",
        "\u3164",
        "\u2800",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_is_refused(clean, hidden):
    with pytest.raises(Unreadable) as refusal:
        clean(f"Ерлан{hidden}ов")

    assert str(refusal.value.sentence) == "The text has invisible characters. Type it again."


@pytest.mark.parametrize("typed", ["Бiржан", "Hұрлан", "Toлегенов", "Ерлан Ахметoв"])
def test_a_name_of_mixed_letters_is_refused(typed):
    with pytest.raises(Unreadable) as refusal:
        clean_name(typed)

    assert str(refusal.value.sentence) == "The name mixes Cyrillic and Latin letters. Type it in Cyrillic."


@pytest.mark.parametrize("typed", ["Бірғаным-Һадиша", "John Smith", "Анна Müller", "О'Коннор", "王小明", "Аннаев Ц."])
def test_a_name_of_one_script_a_word_is_taken(typed):
    assert clean_name(typed) == typed


@given(st.text())
def test_what_was_cleaned_once_stays_clean(text):
    for clean in (clean_line, clean_words):
        try:
            once = clean(text)
        except Unreadable:
            continue
        assert clean(once) == once


def test_a_name_in_full():
    assert full_name("Төлегенов", "Қайрат", "Мұхаметжанұлы") == "Төлегенов Қайрат Мұхаметжанұлы"


def test_a_single_name_is_a_whole_name():
    assert full_name("", "Сұлтан") == "Сұлтан"


# --- order -------------------------------------------------------------------------------------------------------------


def test_the_order_is_that_of_the_kazakh_alphabet():
    letters = list(ALPHABET.upper())
    letters = letters[1::2] + letters[::2]

    assert "".join(sorted(letters, key=sort_key)) == ALPHABET.upper()


def test_names_stand_in_their_order():
    names = [
        "Қасымов",
        "Касымов",
        "Әбдіров",
        "Абдиров",
        "Ұзақов",
        "Узаков",
        "Іңкәр",
        "Ыбырай",
        "Қасым Ерлан",
        "Smith",
        "қасым",
    ]

    assert sorted(names, key=sort_key) == [
        "Абдиров", "Әбдіров", "Касымов", "қасым", "Қасым Ерлан", "Қасымов", "Узаков", "Ұзақов", "Ыбырай", "Іңкәр", "Smith",
    ]  # fmt: skip


def test_the_key_orders_by_its_bytes_as_databases_compare():
    words = [first + second for first in ALPHABET for second in ALPHABET[::7]]

    assert sorted(words, key=sort_key) == sorted(words, key=lambda word: sort_key(word).encode())


# --- finding -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spellings",
    [
        ("Қасымов", "Касымов", "КАСЫМОВ", "Kasymov", "Qasymov", "Kassymov"),
        ("Айгүл", "Айгуль", "Aigul", "Aygul", "Aigül"),
        ("Ерлан", "Yerlan", "Erlan"),
        ("Жанар", "Zhanar", "Janar"),
        ("Шәкәрім", "Шакарим", "Shakarim", "Şäkärim"),
        ("Нұрғиса", "Нургиса", "Nurgisa", "Nurghisa"),
        ("Әлия", "Алия", "Aliya", "Alia"),
        ("Оңалбай", "Оналбай", "Onalbay", "Onalbai"),
        ("Эльмира", "Elmira", "Элмира"),
        ("Һамит", "Хамит", "Khamit", "Hamit"),
        ("Қасымов Ерлан Маратұлы", "Ерлан Маратович Касымов", "Kassymov Yerlan Maratuly"),
        ("Серікқызы Аружан", "Аружан Сериккызы", "Aruzhan Serikkyzy"),
    ],
)
def test_a_name_is_found_in_any_spelling(spellings):
    assert len({search_key(name) for name in spellings}) == 1


def test_different_names_stay_apart():
    assert search_key("Асан") != search_key("Үсен")
    assert search_key("Марат") != search_key("Мират")


def test_a_short_name_is_not_eaten_as_an_ending():
    assert search_key("Улы") == "улы"
    assert search_key("Илья Ильич") == "илич иля"


def test_numbers_are_folded_alike_on_both_sides():
    assert fold("63-OSK-2022-000123") == fold(" 63-osk-2022-000123 ")


@given(st.text(alphabet=st.one_of(st.sampled_from("aAäbcçhiİıjsSyuоӨөқҚіІңүұһёэьъйыßÇğ 'i\u0307-2"), st.characters())))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.sampled_from(["Қасым", "Ерлан", "Аружан", "Төлеген"]), min_size=1, max_size=4))
def test_the_order_of_words_is_free(words):
    assert search_key(" ".join(words)) == search_key(" ".join(reversed(words)))
