"""What the papers say on the way of a mediation: the extension of its term, the notice to the court, the report of a case."""

from datetime import date

import pytest

from mediation_cms.documents.facts import Proceedings, same
from tests.documents.mediation_samples import case_report, court_notice, extension
from tests.documents.reading import in_order
from tests.documents.samples import (
    CO_MEDIATOR,
    COURT,
    FIRST,
    KK,
    MEDIATOR,
    RU,
    SECOND,
    SUBJECT,
    termination,
)


def test_an_extension_says_by_how_much_until_when_why_and_is_signed_by_all(read):
    said = read(extension(RU, mediators=(MEDIATOR, CO_MEDIATOR)))

    assert (
        in_order(
            said, "Протокол о продлении срока медиации", "Договор о медиации: № 63-OSK-2026-000123-C1",
            "продлили срок медиации на 20 календарных дней", "Причина продления: Жер комиссиясының",
            "Прежний последний день срока: 3 июля 2026 года.", "Новый последний день срока: 23 июля 2026 года.",
            "Число экземпляров протокола: 4", f"Сторона 1 {FIRST.name.ru}",
            f"Сторона 2: {SECOND.name.ru} {SECOND.representatives[0].name}",
            f"Медиатор {MEDIATOR.name}", f"Медиатор {CO_MEDIATOR.name}",
        )
        == []
    )  # fmt: skip
    assert "Дни отсчитаны" not in said


def test_an_extension_of_a_term_that_ended_on_a_day_off_says_from_which_day_it_is_counted(read):
    said = read(extension(KK, counted_from=date(2026, 7, 1)))

    assert in_order(said, "Медиация мерзімін ұзарту туралы хаттама", "есептелді: 2026 жылғы 1 шілде.") == []


@pytest.mark.parametrize(
    ("proceedings", "to", "whose"),
    [
        (COURT, "В суд: Усть-Каменогорский городской суд по гражданскому делу № 6310-26-2/1234", "актом суда"),
        (
            Proceedings(body=same("ПП № 3"), case_number="26-17", criminal=True),
            "В орган, ведущий уголовный процесс: ПП № 3 по уголовному делу № 26-17",
            "актом органа",
        ),
    ],
)
def test_the_notice_of_the_beginning_goes_to_whoever_sent_the_sides_and_names_the_last_day(
    read, proceedings, to, whose
):
    said = read(court_notice(RU, proceedings=proceedings))

    last = "Последний день срока медиации: 3 июля 2026 года."
    assert in_order(said, "Уведомление о начале медиации", to, "заключили договор о медиации", last, whose) == []
    assert SUBJECT.ru[:30] not in said


def test_the_notice_of_the_end_names_the_agreement_by_its_number_and_day_alone(read):
    signed = {"ground": "agreement", "agreement_number": "63-OSK-2026-000123-A1", "agreement_on": date(2026, 6, 28)}

    assert "реттеу туралы келісім: № 63-OSK-2026-000123-A1, 2026 жылғы 28 маусым." in read(termination(KK, **signed))
    assert "-A1" not in read(termination(KK))


def test_a_report_adds_up_the_talks_of_each_kind(read):
    said = read(case_report(RU))

    assert (
        in_order(
            said, "Справка по делу", FIRST.name.ru, SECOND.name.ru, MEDIATOR.name, CO_MEDIATOR.name,
            "По договорённости от 30 июня 2026 года срок продлён на 20 календарных дней.",
            "Исход: Соглашение об урегулировании спора (конфликта), № 63-OSK-2026-000123-A1,",
            "16.06.2026 совместная встреча 90", "Всего совместная встреча: 1 90",
            "Всего встреча с одной стороной: 2 75", "№ 63-OSK-2026-000123-A1", "не составляют тайны",
        )
        == []
    )  # fmt: skip
    assert [known for known in (FIRST.id_number, FIRST.phone, FIRST.address.ru) if known in said] == []


def test_a_report_of_a_case_that_has_only_begun_has_no_empty_rows(read):
    begun = case_report(
        KK, contract_number="", contract_on=None, ends_on=None, extension_days=0, extended_on=None, talks=(), outcome=None,
        ended_on=None, agreement_number="", papers=(),
    )  # fmt: skip
    said = read(begun)

    parts = ("Медиация туралы шарт жасалмаған.", "Іс аяқталған жоқ.", "Кездесу енгізілмеген.")
    assert in_order(said, *parts) == []
    assert "Берілген құжаттар" not in said
