"""What the settlement agreement and its supplement say, read back out of the PDF."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from mediation_cms.documents.facts import Representative, Signatory, same
from tests.documents.reading import in_order
from tests.documents.samples import BOTH, COURT, FIRM, FIRST, KK, PAYMENT, RU, SECOND, agreement, supplement


def test_the_agreement_states_its_terms_as_numbered_rows(read):
    assert (
        in_order(
            read(agreement(KK)),
            "Дауды (жанжалды) реттеу туралы келісім № 63-OSK-2026-000123-A1",
            "Өскемен қаласы, 2026 жылғы 28 маусым",
            "1. Тараптар",
            "2. Даудың (жанжалдың) нысанасы",
            "3. Медиатор",
            "3.2. Медиация 2026 жылғы 3 маусым күні жасалған № 63-OSK-2026-000123-C1 медиация туралы шарт негізінде",
            "4. Тараптар келіскен талаптар мен міндеттемелер",
            "4.1. Екі тарап: құдықты кезекпен пайдаланады.",
            "4.2. 2-тарап: дуалды жер актісіндегі шекараға жылжытады. Мерзімі: 2026 жылғы 20 шілдеге дейін "
            "(қоса алғанда). Растауы: өлшеу актісі.",
            "4.3. 1-тарап: жөндеу ақысын төлейді. Сомасы: 85 000 (сексен бес мың) теңге. "
            "Мерзімі: 2026 жылғы 10 тамызға дейін (қоса алғанда). Растауы: түбіртек.",
            "5. Орындау тәсілдері мен мерзімдері",
            "5.2. төлем банктегі шотқа аударылады.",
            "4.2 2-тарап – 20.07.2026 өлшеу актісі",
            "4.3 1-тарап 85 000 ₸ 10.08.2026 түбіртек",
            "6. Орындамаудың немесе тиісінше орындамаудың салдары",
            "7. Құпиялылық",
            "8. Қорытынды ережелер",
            "27-бабының 1-тармағы",
        )
        == []
    )


def test_the_russian_agreement_says_the_same(read):
    assert (
        in_order(
            read(agreement(RU)),
            "Соглашение об урегулировании спора (конфликта)",
            "3.2. Медиация проведена на основании договора о медиации № 63-OSK-2026-000123-C1 от 3 июня 2026 года.",
            "4.1. Обе стороны: пользуются колодцем по очереди.",
            "4.3. Сторона 1: оплачивает ремонт. Сумма: 85 000 (восемьдесят пять тысяч) тенге. "
            "Срок: до 10 августа 2026 года включительно. Подтверждение: квитанция.",
            "4.3 Сторона 1 85 000 ₸ 10.08.2026 квитанция",
            "8.3. Соглашение имеет юридическую силу и при обмене цифровыми копиями",
            "8.4. Число экземпляров соглашения: 3,",
        )
        == []
    )


def test_side_by_side_every_clause_stands_in_both_languages(read):
    both = read(agreement(BOTH))

    kazakh, russian = (set(re.findall(r"\b\d\.\d\.", read(agreement(languages)))) for languages in (KK, RU))
    assert kazakh == russian
    assert {clause: both.count(f" {clause} ") for clause in kazakh} == dict.fromkeys(kazakh, 2)
    assert "Тексты на казахском и русском языках имеют одинаковую силу." in both
    assert "одинаковую силу" not in read(agreement(RU))


def test_a_partial_agreement_says_that_the_rest_stays_open(read):
    assert "2.2. Соглашение урегулирует спор (конфликт) частично" in read(agreement(RU, partial=True))
    assert "частично" not in read(agreement(RU))


def test_sides_keep_their_numbers_where_only_some_of_them_sign(read):
    said = read(
        agreement(RU, sides=(FIRST, FIRM), terms=(replace(PAYMENT, sides=(3,)), replace(PAYMENT, sides=(1, 3))))
    )

    assert "1.2. Сторона 3: ТОО «Шығыс Құрылыс»" in said
    assert "Сторона 3: оплачивает ремонт." in said
    assert "Обе стороны: оплачивает ремонт." in said


def test_the_interests_of_minors_are_named_where_there_are_minors(read):
    assert "8.2. Интересы несовершеннолетнего учтены (статья 25" in read(agreement(RU, minors_considered=True))
    assert "несовершеннолетн" not in read(agreement(RU))


def test_in_a_criminal_case_the_agreement_bears_its_own_name(read):
    said = read(agreement(RU, proceedings=replace(COURT, criminal=True)))

    assert "Соглашение о достижении примирения сторон в порядке медиации" in said
    assert "уголовное дело № 6310-26-2/1234" in said
    assert "Соглашение немедленно направляется в орган, ведущий дело." in said


@pytest.mark.parametrize(
    ("sides", "kazakh", "russian"),
    [((1, 2, 3), "Барлық тарап:", "Все стороны:"), ((1, 3), "1-тарап, 3-тарап:", "Сторона 1, Сторона 3:")],
)
def test_a_duty_of_several_sides_names_them(read, sides, kazakh, russian):
    three = {"sides": (FIRST, SECOND, FIRM), "terms": (replace(PAYMENT, sides=sides),)}

    assert kazakh in read(agreement(KK, **three))
    assert russian in read(agreement(RU, **three))


def test_a_sum_with_tiyn_is_said_to_the_last_one(read):
    said = read(agreement(RU, terms=(replace(PAYMENT, amount=Decimal("45000.50")),)))

    assert "45 000 (сорок пять тысяч) тенге 50 тиынов" in said
    assert "45 000,50 ₸" in said


def test_who_signs_for_another_is_said_at_the_signature(read):
    said = read(agreement(RU))

    assert in_order(said, "Сторона 1 Төлегенов Қайрат Мұхаметжанұлы", "подпись") == []
    assert "Сторона 2: Воробьёва Светлана Игоревна Әбілқасымова Гүлжан Һәкімқызы представитель" in said


def test_a_signed_agreement_has_a_line_for_each_who_signed_and_for_nobody_else(read):
    speaker = Representative(name="Әбілқасымова Гүлжан", capacity="attorney")
    sides = (FIRST, replace(SECOND, representatives=(speaker,)))
    speaks = Signatory(side=1, name=same("Жүнісов Ерлан"), stands_for=same("Ахметова Айгүл"))
    signed = (speaks, Signatory(side=2, name=same("Ким Виктор")))
    said = read(replace(agreement(KK), sides=sides, signatories=signed)).partition("8. Қорытынды ережелер")[2]

    assert in_order(said, "1-тарап: Ахметова Айгүл", "Жүнісов Ерлан", "өкіл", "2-тарап", "Ким Виктор", "Медиатор") == []
    assert "Әбілқасымова" not in said


def test_the_supplement_says_clause_by_clause_what_changes(read):
    assert (
        in_order(
            read(supplement(KK)),
            "Дауды (жанжалды) реттеу туралы келісімге қосымша келісім",
            "№ 63-OSK-2026-000123-A1, 2026 жылғы 28 маусым",
            "Өзгерту себебі: жалақы кешіктірілді.",
            "3.1. Келісімнің 4.3-тармағы мынадай редакцияда жазылсын:",
            "4.3. 1-тарап: жөндеу ақысын төлейді. Сомасы: 90 000 (тоқсан мың) теңге.",
            "3.2. Келісімнің 4.1-тармағы алып тасталсын.",
            "3.3. Келісім мынадай мазмұндағы 4.4-тармақпен толықтырылсын:",
            "Қалған бөлігінде келісім өзгеріссіз қалады.",
        )
        == []
    )
    assert (
        in_order(
            read(supplement(RU)),
            "Пункт 4.3 соглашения изложить в следующей редакции:",
            "Пункт 4.1 соглашения исключить.",
            "Дополнить соглашение пунктом 4.4 следующего содержания:",
            "В остальной части соглашение остаётся без изменений.",
        )
        == []
    )
