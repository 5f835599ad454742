"""What the receipt says, and what it does not."""

import re
from datetime import date

import pytest

from tests.documents.reading import in_order
from tests.documents.samples import BOTH, KK, RU, receipt


def test_the_receipt_gives_number_code_and_who_answers_until_when(read):
    assert (
        in_order(
            read(receipt(KK)),
            "Өтінішті қабылдау туралы қолхат",
            "Өтінішіңіз тіркелді: 2026 жылғы 21 мамыр, бейсенбі, сағат 10:15",
            "Кабинет жауабын 2026 жылғы 28 мамырға дейін (қоса алғанда) береді.",
            "63-OSK-2026-000123",
            "7KQM-X4TD",
            "https://bitim.example/status",
        )
        == []
    )
    assert "Кабинет ответит до 28 мая 2026 года включительно." in read(receipt(RU))


@pytest.mark.parametrize(
    ("languages", "said", "unsaid"),
    [
        (KK, "Өтініш бойынша жұмыс аяқталды: 2026 жылғы 21 мамыр.", ("береді", "хабарласады", "ұсынылады")),
        (RU, "Работа по обращению завершена: 21 мая 2026 года.", ("ответит", "рассмотрит", "предложат")),
    ],
)
def test_who_was_helped_at_once_is_promised_no_answer(read, languages, said, unsaid):
    text = read(receipt(languages, ended_on=date(2026, 5, 21)))

    assert said in text
    assert [word for word in unsaid if word in text] == []


def test_the_receipt_of_an_unnamed_applicant_names_nobody(read):
    assert "Заявитель" not in read(receipt(RU, applicant=""))


def test_a_receipt_without_a_code_speaks_of_none(read):
    said = read(receipt(RU, secret_code=""))

    assert "Сохраните номер: назовите его, когда обратитесь в кабинет." in said
    assert [word for word in ("код", "https://bitim.example/status") if word in said] == []


@pytest.mark.parametrize("languages", [KK, RU, BOTH])
def test_the_receipt_says_nothing_about_a_dispute(read, languages):
    said = read(receipt(languages)).lower()

    assert [word for word in ("дау", "жанжал", "спор", "конфликт") if re.search(rf"\b{word}", said)] == []
