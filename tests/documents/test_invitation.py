"""What the letter to another side says, and what it does not."""

import re

import pytest

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import same
from tests.documents.reading import in_order
from tests.documents.samples import BOTH, KK, RU, invitation


def test_the_letter_says_first_that_it_binds_to_nothing_then_whom_to_call_and_until_when(read):
    assert (
        in_order(
            read(invitation(RU)),
            "Это не суд и не следствие. Участвовать или нет, решаете Вы.",
            "штрафа или наказания не будет",
            "+7 (7232) 50-10-20",
            "до 1 июня 2026 года включительно",
            "в течение 10 календарных дней",
            "bitim.example/i/",
            "7K2M-Q9XA-04VD",
        )
        == []
    )
    assert "Жауабыңызды 2026 жылғы 1 маусымға дейін (қоса алғанда) күтеміз." in read(invitation(KK))


@pytest.mark.parametrize("languages", [KK, RU, BOTH])
def test_the_letter_tells_nothing_of_the_matter_unless_the_applicant_allowed_it(read, languages):
    said = read(invitation(languages)).lower()
    allowed = read(invitation(languages, applicant=same("Төлегенов Қайрат"), category=Words("Көршілер", "Соседи")))

    assert [word for word in ("дау", "жанжал", "спор", "конфликт", "төлегенов") if re.search(rf"\b{word}", said)] == []
    assert "Төлегенов Қайрат" in allowed
    category = {Language.KK: "Көршілер", Language.RU: "Соседи"}
    assert [category[each] for each in languages if category[each] not in allowed] == []
