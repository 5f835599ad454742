"""The form of a paper: tagged, self-contained, numbered on each page, whole at its end."""

from dataclasses import replace

import pytest
import segno

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from tests.documents.every_sample import SAMPLES, all_samples
from tests.documents.mediation_samples import case_report, court_notice, extension
from tests.documents.reading import fonts, opened, structure, text
from tests.documents.samples import (
    BOTH,
    CABINET,
    CHILD,
    CO_MEDIATOR,
    FIRM,
    FIRST,
    KK,
    MEDIATOR,
    PAYMENT,
    RU,
    SECOND,
    agreement,
    contract,
    half_year,
    indicator,
    receipt,
    supplement,
    termination,
)


def repr_of(facts):
    return f"{facts.kind}-{'-'.join(facts.languages)}"


EVERY_PAPER = pytest.mark.parametrize("facts", all_samples(), ids=repr_of)


@EVERY_PAPER
def test_every_paper_is_tagged_and_says_its_language_title_and_author(printed, facts):
    with opened(printed(facts).pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == facts.languages[0]
        assert str(pdf.docinfo.Title).endswith(f"№ {facts.number}")
        assert str(pdf.docinfo.Author) == CABINET.name.in_(facts.languages[0])
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@EVERY_PAPER
def test_every_paper_keeps_for_the_archive(printed, facts):
    with opened(printed(facts).pdf) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert not pdf.is_encrypted
        assert len(pdf.trailer.ID) == 2
        assert "/AcroForm" not in pdf.Root
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


@EVERY_PAPER
def test_every_font_is_our_own_embedded_subset_and_can_be_copied(printed, facts):
    found = fonts(printed(facts).pdf)

    assert {font["name"].split("+")[-1] for font in found} <= {
        "Bitim-Serif", "Bitim-Serif-Bold", "Bitim-Sans", "Bitim-Sans-Bold",
    }  # fmt: skip
    assert [font for font in found if (font["embedded"], font["subset"], font["unicode"]) != ("yes",) * 3] == []


@pytest.mark.parametrize("facts", [each for each in all_samples() if each.kind != "certificate"], ids=repr_of)
def test_every_page_bears_the_number_the_code_and_its_place_among_the_pages(printed, facts):
    paper = printed(facts)

    with opened(paper.pdf) as pdf:
        assert len(pdf.pages) == paper.pages
    for page in range(2 if facts.kind == "half_year" else 1, paper.pages + 1):  # a report begins with its cover
        said = text(paper.pdf, page=page)
        assert f"№ {facts.number} · P7QM-4XTD-RH92-7K2M" in said
        assert said.endswith(f" {page} / {paper.pages}")


def test_headings_tables_and_pictures_are_what_they_are_called(printed):
    with opened(printed(agreement(BOTH)).pdf) as pdf:
        found = structure(pdf)
        kinds = [str(element.S) for element in found]
        figures = [str(element.Alt) for element in found if element.S == "/Figure"]

    assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD"} <= set(kinds)
    assert kinds.count("/H1") == 2
    assert figures == ["Түпнұсқалығын тексеру: https://bitim.example/papers/P7QM-4XTD-RH92-7K2M?lang=kk"]


def test_side_by_side_the_second_language_is_marked_for_screen_readers(printed):
    with opened(printed(agreement(BOTH)).pdf) as pdf:
        marked = [str(element.Lang) for element in structure(pdf) if "/Lang" in element]
    with opened(printed(agreement(RU)).pdf) as pdf:
        alone = [element for element in structure(pdf) if "/Lang" in element]

    assert (set(marked), alone) == ({"ru"}, [])
    assert len(marked) > 25


def test_the_code_leads_to_the_page_that_verifies_the_paper(press):
    html = press.html(receipt())
    squares = segno.make_qr(receipt().verification_url + "?lang=kk", error="m").svg_inline(
        border=0, dark="#16262b", omitsize=True
    )

    assert squares.split("<path", 1)[1] in html


def test_the_same_facts_give_the_same_bytes(press):
    assert press.render(agreement()) == press.render(agreement())
    assert press.render(agreement()).sha256 != press.render(agreement(number="63-OSK-2026-000124-A1")).sha256


def test_a_short_paper_fits_on_one_page(printed):
    short = (receipt, termination, extension, court_notice, case_report)

    assert {facts.__name__: [printed(facts(of)).pages for of in (KK, RU, BOTH)] for facts in short} == {
        facts.__name__: [1, 1, 1 if facts is not case_report else 2] for facts in short
    }


LEAST_DEFINITIONS = 8
LONG = Words(
    "Тараптар құдық пен жолға қатысты келісе алмай келеді. " * 60, "Стороны спорят о колодце и о дороге. " * 60
)
TERMS = tuple(replace(PAYMENT, number=f"4.{n}", what=Words(LONG.kk[: 60 * n], LONG.ru[: 60 * n])) for n in range(1, 25))


@pytest.mark.parametrize("languages", [KK, RU, BOTH])
@pytest.mark.parametrize("length", range(0, 2400, 600))
def test_signatures_never_stand_alone_on_a_page(printed, languages, length):
    words = Words(LONG.kk[:length] or "–", LONG.ru[:length] or "–")
    paper = printed(contract(languages, subject=words))
    last = text(paper.pdf, page=paper.pages)

    assert {"kk": "Медиатор Тараптарға шешім таңбайды", "ru": "Медиатор не навязывает"}[languages[-1]] in last
    assert {"kk": "даналарының саны", "ru": "Число экземпляров"}[languages[-1]] in last
    assert {"kk": "қолы", "ru": "подпись"}[languages[-1]] in last


@pytest.mark.parametrize("sample", [contract, agreement, supplement, termination, extension, court_notice])
def test_each_of_two_mediators_signs_on_the_last_page(printed, sample):
    for languages in (KK, RU, BOTH):
        paper = printed(sample(languages, mediators=(MEDIATOR, CO_MEDIATOR)))
        last = text(paper.pdf, page=paper.pages)
        assert last.index(f"Медиатор {MEDIATOR.name}") < last.rindex(f"Медиатор {CO_MEDIATOR.name}")


def test_a_contract_takes_two_pages_and_side_by_side_three(printed):
    words = Words("Жол жүру шығыны тең бөлінеді.", "Дорожные расходы делятся поровну.")
    usual = {"expenses": words, "confidentiality": words, "liability": words, "procedure": words}

    assert [printed(contract(languages, **usual)).pages for languages in (KK, RU, BOTH)] == [2, 2, 3]


@pytest.mark.parametrize("languages", [KK, RU, BOTH])
def test_no_page_of_a_report_is_left_with_a_line_or_two(printed, languages):
    figures = tuple(indicator(f"T{n}", "Оқытылғандар", "Обучено", value=n) for n in range(40))
    for many in range(16, 40, 4):
        paper = printed(half_year(languages, indicators=figures[:many]))
        last = text(paper.pdf, page=paper.pages)
        assert last.count("қалай саналады") + last.count("Как считается") >= LEAST_DEFINITIONS


@pytest.mark.parametrize("languages", [KK, RU, BOTH])
def test_long_texts_run_over_pages_without_losing_a_word(printed, languages):
    paper = printed(
        agreement(languages, sides=(FIRST, SECOND, FIRM, CHILD), subject=LONG, terms=TERMS, performance=None)
    )
    said = text(paper.pdf)

    for language, word in ((Language.KK, "құдық"), (Language.RU, "колодце")):
        typed = [LONG.in_(language), *(term.what.in_(language) for term in TERMS)]
        assert said.count(word) == (sum(words.count(word) for words in typed) if language in languages else 0)
    assert "4.24." in said


def test_a_name_of_five_thousand_letters_stays_on_the_paper(press):
    paper = press.render(receipt(KK, applicant="Қ" * 5000))

    assert text(paper.pdf).count("Қ") >= 5000
    with opened(paper.pdf) as pdf:
        assert {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}


def test_a_report_begins_with_its_cover(printed):
    said = text(printed(half_year(BOTH)).pdf, page=1)

    assert "Медиация кабинеттерінің есебі 2022 жылдың бірінші жартыжылдығы" in said
    assert "Отчёт кабинетов медиации Первое полугодие 2022 года" in said
    assert "Шығыс Қазақстан облысы" in said
    assert "P7QM-4XTD-RH92-7K2M" in said
    assert "1 / " not in said


def test_a_name_may_hold_signs_of_any_alphabet(press):
    for name in ("Müller Jürgen", "Şahin Ağaoğlu", "Oʻzbekova Oygul", "Łukasz Żak", "Ҡотлоев Ғәлимйән"):
        assert name in text(press.render(receipt(RU, applicant=name)).pdf)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.__name__)
def test_no_line_is_left_empty_by_what_is_not_known(press, sample):
    html = press.html(sample(BOTH, demo=True))

    assert "None" not in html
    assert "Undefined" not in html
