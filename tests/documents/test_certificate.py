"""The certificate as a sheet: one page, lying, with all that it must say, however long the words are."""

from dataclasses import replace

import pytest

from mediation_cms.core.i18n import Words
from tests.documents.certificate_samples import certificate, longest
from tests.documents.reading import opened, text
from tests.documents.samples import BOTH, KK, RU


@pytest.mark.parametrize("sample", [certificate, longest])
@pytest.mark.parametrize("languages", [KK, RU, BOTH])
def test_it_is_one_lying_sheet_however_long_names_and_titles_are(press, sample, languages):
    printed = press.render(sample(languages))

    with opened(printed.pdf) as pdf:
        left, bottom, right, top = (float(each) for each in pdf.pages[0].mediabox)
    assert printed.pages == 1
    assert (round((right - left) / 72 * 25.4), round((top - bottom) / 72 * 25.4)) == (297, 210)


def test_nothing_of_the_longest_words_is_cut_and_the_foot_stays_free(press):
    facts = longest()
    drawn = text(press.render(facts).pdf)

    for words in (facts.holder.kk, facts.course.kk, facts.cabinet.name.kk, facts.position.kk, facts.verification_code):
        assert words.replace(" ", "") in drawn.replace(" ", "")


def test_it_says_who_learned_what_and_until_when_in_both_languages(press):
    drawn = text(press.render(certificate()).pdf)

    for words in (
        "СЕРТИФИКАТ", "Смағұлова Айнұр Бекболатқызы", "«Медиацияның жалпы курсы» курсынан өткені үшін", "48 академиялық сағат",
        "2022 жылғы 20–27 мамыр аралығында", "о прохождении курса «Общий курс медиации»", "с 20 по 27 мая 2022 года",
        "№ 63-2022-000117", "Действителен до 27 мая 2025 года включительно", "Б. Ж. Серікбаева", "P7QM-4XTD-RH92-7K2M",
    ):  # fmt: skip
        assert words in drawn, words


def test_what_is_not_known_is_left_out_and_no_limit_is_said(press):
    bare = replace(
        certificate(RU), course=Words("", ""), hours=None, starts_on=None, ends_on=None, valid_until=None, signatory="",
        position=Words("", ""),
    )  # fmt: skip
    drawn = text(press.render(bare).pdf)

    assert "о прохождении обучения медиации" in drawn
    assert "Бессрочный" in drawn
    assert "академических" not in drawn
