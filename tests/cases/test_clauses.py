"""Standard clauses: what stands in a contract and what its paper says beyond."""

import pytest

from mediation_cms.cases.clauses import (
    LANGUAGE_OF_THE_TALKS,
    STANDARD,
    beyond_standard,
    in_own_words,
    language_of_the_talks,
    named_in_both,
    standard,
)
from mediation_cms.cases.inputs import ContractIn
from mediation_cms.cases.models import ContractLanguage
from mediation_cms.core.i18n import Words
from mediation_cms.core.names import clean_line, clean_words


@pytest.mark.parametrize("language", list(ContractLanguage))
@pytest.mark.parametrize("clause", list(STANDARD))
def test_the_standard_wording_comes_back_from_the_form_as_it_was(clause: str, language: ContractLanguage) -> None:
    wording = standard(clause, language)

    assert clause in ContractIn.model_fields
    assert clean_words(wording.replace("\n", "\r\n")) == wording
    assert len(wording) <= 2000
    assert beyond_standard(clause, wording) == ""


def test_what_was_added_is_told_apart() -> None:
    wording = standard("liability", ContractLanguage.KK_RU)

    assert beyond_standard("liability", f"{wording}\n\nТараптар қосты.") == "Тараптар қосты."
    assert not in_own_words("liability", f"{wording}\n\nТараптар қосты.")


def test_what_replaces_the_standard_wording_is_said_alone() -> None:
    assert beyond_standard("liability", "Медиатор жауап бермейді.") == "Медиатор жауап бермейді."
    assert in_own_words("liability", "Медиатор жауап бермейді.")


@pytest.mark.parametrize("language", list(ContractLanguage))
def test_the_language_of_the_talks_is_named_in_both_languages(language: ContractLanguage) -> None:
    named = language_of_the_talks(language)

    assert clean_line(named) == named
    assert len(named) <= 60
    assert named_in_both(named) == LANGUAGE_OF_THE_TALKS[language]
    assert named_in_both("өзбек тілі") == Words("өзбек тілі", "өзбек тілі")
