"""Numbers, shares and sums as people read them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_cms.core import formats
from mediation_cms.core.languages import Language
from mediation_cms.core.money import money
from mediation_cms.core.money_in_words import money_in_words
from mediation_cms.core.parsing import Unreadable, parse_amount
from mediation_cms.core.russian import form, form_of

KK, RU, EN = Language.KK, Language.RU, Language.EN


def plain(text):
    """With ordinary spaces, so that an expectation can be read."""
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "kk", "en"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1294, "1 294", "1,294"),
        (1_000_000, "1 000 000", "1,000,000"),
        (Decimal("28.4"), "28,4", "28.4"),
        (Decimal("1294.50"), "1 294,50", "1,294.50"),
        (Decimal("1E+3"), "1 000", "1,000"),
        (-5, "−5", "−5"),
    ],
)
def test_a_number_in_figures(value, kk, en):
    assert [plain(formats.number(value, language)) for language in Language] == [kk, kk, en]


def test_thousands_hold_together():
    assert formats.number(1294, KK) == "1\u00a0294"


@pytest.mark.parametrize(
    ("said", "kk", "ru", "en"),
    [
        (lambda to: formats.percent(Decimal("28.4"), to), "28,4 %", "28,4 %", "28.4%"),
        (lambda to: formats.percent(Decimal("32.00"), to), "32 %", "32 %", "32%"),
        (lambda to: formats.percent(Decimal("0.05"), to), "0,1 %", "0,1 %", "0.1%"),
        (lambda to: formats.percent(100, to), "100 %", "100 %", "100%"),
        (lambda to: formats.share(179, 560, to), "32 %", "32 %", "32%"),
        (lambda to: formats.share(159, 560, to), "28,4 %", "28,4 %", "28.4%"),
        (lambda to: formats.size(2_430_000, to), "2,4 МБ", "2,4 МБ", "2.4 MB"),
        (lambda to: formats.size(999_960, to), "1 МБ", "1 МБ", "1 MB"),
        (lambda to: formats.size(0, to), "0 Б", "0 Б", "0 B"),
        (lambda to: formats.more_than(16, to), "16-дан астам", "более 16", "more than 16"),
        (lambda to: formats.more_than(1294, to), "1 294-тен астам", "более 1 294", "more than 1,294"),
        (lambda to: formats.fewer_than(5, to), "5-тен аз", "менее 5", "fewer than 5"),
        (lambda to: formats.about(50, to), "шамамен 50", "около 50", "about 50"),
        (lambda to: money(Decimal(150_000), to), "150 000 ₸", "150 000 ₸", "₸150,000"),
        (lambda to: money(Decimal("1250.5"), to), "1 250,50 ₸", "1 250,50 ₸", "₸1,250.50"),
        (
            lambda to: money_in_words(Decimal(150_000), to),
            "150 000 (жүз елу мың) теңге",
            "150 000 (сто пятьдесят тысяч) тенге",
            "150,000 (one hundred and fifty thousand) tenge",
        ),
        (
            lambda to: money_in_words(Decimal("2002.21"), to),
            "2 002 (екі мың екі) теңге 21 тиын",
            "2 002 (две тысячи два) тенге 21 тиын",
            "2,002 (two thousand and two) tenge 21 tiyn",
        ),
        (
            lambda to: money_in_words(Decimal("0.02"), to),
            "0 (нөл) теңге 2 тиын", "0 (ноль) тенге 2 тиына", "0 (zero) tenge 2 tiyn",
        ),
    ],
)  # fmt: skip
def test_a_figure_is_said_as_in_the_phrasebook(said, kk, ru, en):
    assert [plain(said(language)) for language in Language] == [kk, ru, en]


def test_there_is_no_share_of_nothing():
    assert formats.share(0, 0, KK) == "–"


def test_the_first_letter_of_a_sentence_is_raised_and_no_other():
    assert formats.raised("в Абайской области") == "В Абайской области"
    assert formats.raised("іс ҚХА-да") == "Іс ҚХА-да"
    assert formats.raised("") == ""


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("150000", "150000"), ("150 000 ₸", "150000"), ("150\u00a0000,50 теңге", "150000.50"), ("₸150,000.50", "150000.50"),
        ("150 000,5", "150000.5"), ("1.50", "1.50"), ("  7 тг.", "7"), ("0", "0"), ("1\u202f000 KZT", "1000"),
        ("₸1,500", "1500"), ("1,500,000", "1500000"), ("1,500.00", "1500"),
    ],
)  # fmt: skip
def test_a_sum_is_read_in_every_way_people_write_it(typed, amount):
    assert parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "көп",
        "-5",
        "1,5,0",
        "15 0000",
        "1e6",
        "150.000.50",
        "1.234",
        "9" * 13,
        "=1+1",
        "٣",
        "1,500",
        "0,001",
        "150,000 ₸",
    ],
)
def test_what_is_no_sum_is_refused(typed):
    with pytest.raises(Unreadable):
        parse_amount(typed)


@given(st.decimals(min_value=0, max_value=999_999_999_999, places=2), st.sampled_from(Language))
def test_a_sum_is_read_as_it_is_shown(amount, language):
    assert parse_amount(money(amount, language)) == amount


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "дней"), (1, "день"), (2, "дня"), (5, "дней"), (11, "дней"), (12, "дней"), (21, "день"), (22, "дня"), (25, "дней"),
        (101, "день"), (111, "дней"), (112, "дней"), (560, "дней"), (1001, "день"),
    ],
)  # fmt: skip
def test_a_russian_noun_after_a_number(n, said):
    assert form(n, "день", "дня", "дней") == said


@pytest.mark.parametrize(
    ("n", "said"), [(1, "гражданина"), (21, "гражданина"), (2, "граждан"), (11, "граждан"), (142, "граждан")]
)
def test_a_russian_noun_after_more_than(n, said):
    assert form_of(n, "гражданина", "граждан") == said
