"""Kazakh endings against the table of the phrasebook and the grammar behind it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core.kazakh import (
    Case,
    ending,
    inflected,
    inflected_number,
    joined_by_and,
    last_word,
    so_many_of_them,
)

CASES = (Case.OF, Case.TO, Case.OBJECT, Case.IN, Case.FROM)
# Phrasebook, section 2.1, row by row.
NUMBERS = """
0 дің ге ді де ден
1 дің ге ді де ден
2 нің ге ні де ден
3 тің ке ті те тен
4 тің ке ті те тен
5 тің ке ті те тен
6 ның ға ны да дан
7 нің ге ні де ден
8 дің ге ді де ден
9 дың ға ды да дан
10 ның ға ды да нан
20 ның ға ны да дан
30 дың ға ды да дан
40 тың қа ты та тан
50 дің ге ді де ден
60 тың қа ты та тан
70 тің ке ті те тен
80 нің ге ді де нен
90 ның ға ды да нан
100 дің ге ді де ден
1000 ның ға ды да нан
1000000 ның ға ды да нан
"""
OF_THEM = {
    1: "і", 2: "еуі", 3: "еуі", 4: "еуі", 5: "еуі", 6: "ауы", 7: "еуі", 8: "і", 9: "ы", 10: "ы", 20: "сы", 30: "ы", 40: "ы",
    50: "і", 60: "ы", 70: "і", 80: "і", 90: "ы", 100: "і", 1000: "ы", 22: "сі", 23: "і", 24: "і", 25: "і", 26: "сы", 27: "сі",
    159: "ы",
}  # fmt: skip
# Phrasebook, section 11: in, from, to, of.
MONTHS = """
қаңтар қаңтарда қаңтардан қаңтарға қаңтардың
ақпан ақпанда ақпаннан ақпанға ақпанның
наурыз наурызда наурыздан наурызға наурыздың
сәуір сәуірде сәуірден сәуірге сәуірдің
мамыр мамырда мамырдан мамырға мамырдың
маусым маусымда маусымнан маусымға маусымның
шілде шілдеде шілдеден шілдеге шілденің
тамыз тамызда тамыздан тамызға тамыздың
қыркүйек қыркүйекте қыркүйектен қыркүйекке қыркүйектің
қазан қазанда қазаннан қазанға қазанның
қараша қарашада қарашадан қарашаға қарашаның
желтоқсан желтоқсанда желтоқсаннан желтоқсанға желтоқсанның
"""
# Phrasebook, section 18: in, from.
TOWNS = """
Семей Семейде Семейден
Көкшетау Көкшетауда Көкшетаудан
Ақтөбе Ақтөбеде Ақтөбеден
Қонаев Қонаевта Қонаевтан
Атырау Атырауда Атыраудан
Орал Оралда Оралдан
Тараз Таразда Тараздан
Талдықорған Талдықорғанда Талдықорғаннан
Қарағанды Қарағандыда Қарағандыдан
Қостанай Қостанайда Қостанайдан
Қызылорда Қызылордада Қызылордадан
Ақтау Ақтауда Ақтаудан
Павлодар Павлодарда Павлодардан
Петропавл Петропавлда Петропавлдан
Түркістан Түркістанда Түркістаннан
Жезқазған Жезқазғанда Жезқазғаннан
Өскемен Өскеменде Өскеменнен
Астана Астанада Астанадан
Алматы Алматыда Алматыдан
Шымкент Шымкентте Шымкенттен
Жетісу Жетісуда Жетісудан
"""


@pytest.mark.parametrize("row", NUMBERS.strip().splitlines())
def test_a_figure_takes_the_endings_of_the_phrasebook(row):
    figure, *endings = row.split()

    assert [inflected_number(int(figure), figure, case) for case in CASES] == [f"{figure}-{said}" for said in endings]


@pytest.mark.parametrize("row", MONTHS.strip().splitlines())
def test_a_month_takes_the_endings_of_the_phrasebook(row):
    month, *forms = row.split()

    assert [inflected(month, case) for case in (Case.IN, Case.FROM, Case.TO, Case.OF)] == forms


@pytest.mark.parametrize("row", TOWNS.strip().splitlines())
def test_a_town_takes_the_endings_of_the_phrasebook(row):
    town, *forms = row.split()

    assert [inflected(town, case) for case in (Case.IN, Case.FROM)] == forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("облысы", "облысының облысына облысын облысында облысынан"),
        ("күні", "күнінің күніне күнін күнінде күнінен"),
        ("Достық үйі", "Достық үйінің Достық үйіне Достық үйін Достық үйінде Достық үйінен"),
    ],
)
def test_a_word_with_an_owner_takes_the_endings_of_one(word, forms):
    said = [inflected(word, case, possessed=True) for case in CASES]

    assert " ".join(said) == forms


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (16, "16-дан"), (142, "142-ден"), (1294, "1294-тен"), (2621, "2621-ден"), (400, "400-ден"), (50_000, "50000-нан"),
        (560, "560-тан"), (10_000, "10000-нан"), (3_000_000, "3000000-нан"), (2_000_000_000, "2000000000-тан"),
        (Decimal("252.5"), "252.5-тен"), (Decimal("0.25"), "0.25-тен"), (Decimal("30.0"), "30.0-дан"),
    ],
)  # fmt: skip
def test_more_than_so_many(number, said):
    assert inflected_number(number, str(number), Case.FROM) == said


@pytest.mark.parametrize(("number", "said"), OF_THEM.items())
def test_so_many_of_them(number, said):
    assert so_many_of_them(number, str(number)) == f"{number}-{said}"


def test_of_none_of_them_kazakh_has_no_form():
    with pytest.raises(ValueError, match="жоқ"):
        so_many_of_them(0, "0")


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("қаңтар", "маусым", "қаңтар мен маусым"),
        ("тамыз", "қараша", "тамыз бен қараша"),
        ("қыркүйек", "қазан", "қыркүйек пен қазан"),
        ("сот", "полиция", "сот пен полиция"),
        ("әке", "бала", "әке мен бала"),
    ],
)
def test_and_fits_the_word_before_it(first, second, said):
    assert joined_by_and(first, second) == said


@given(st.integers(0, 10_000))
def test_every_number_has_every_ending(number):
    told = {ending(last_word(number), case) for case in CASES}

    assert len(told) == len(CASES)
    assert all(suffix[-1] in "ңаеыінтд" for suffix in told)


@given(st.integers(1, 10**9))
def test_a_number_ends_as_its_last_group_is_read(number):
    assert last_word(number * 1000 + 1) == "бір"
    assert last_word(number) == last_word(-number)
