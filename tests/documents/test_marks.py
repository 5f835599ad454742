"""What is printed across and around the words."""

from datetime import date

import pytest

from mediation_cms.core.i18n import Words
from tests.documents.every_sample import SAMPLES
from tests.documents.reading import text
from tests.documents.samples import BOTH, KK, RU, SUBJECT, agreement, contract


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_a_paper_of_the_demonstration_says_so_on_each_page(press, sample):
    paper = press.render(sample(BOTH, demo=True))

    assert press.html(sample(BOTH, demo=True)).count('<div class="across">') == 1
    for page in range(1, paper.pages + 1):
        assert "ҮЛГІ / ОБРАЗЕЦ" in text(paper.pdf, page=page)


def test_a_draft_says_so_and_an_approved_paper_does_not(read):
    assert "P7QM-4XTD-RH92-7K2M · ЖОБА / ПРОЕКТ" in read(contract(BOTH, draft=True))
    assert "P7QM-4XTD-RH92-7K2M · ҮЛГІ · ЖОБА 1 / 2" in read(contract(KK, draft=True, demo=True))
    assert [mark for mark in ("ЖОБА", "ПРОЕКТ", "ҮЛГІ", "ОБРАЗЕЦ") if mark in read(contract(BOTH))] == []


def test_a_stop_is_added_only_where_it_is_missing(read):
    said = read(agreement(RU, subject=Words("Дауыс бар ма?", "Спор о заборе. "), performance=SUBJECT))

    assert "2.1. Спор о заборе. 3. Медиатор" in said
    assert f"5.2. {SUBJECT.ru}." in said


def test_dates_of_the_sample_are_what_the_paper_bears(read):
    assert "город Усть-Каменогорск, 1 июля 2026 года" in read(agreement(RU, made_on=date(2026, 7, 1)))
