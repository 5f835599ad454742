"""What stands on each paper, read back out of the PDF."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_cms.core.i18n import Words
from tests.documents import samples
from tests.documents.reading import text
from tests.documents.samples import (
    BOTH,
    CHILD,
    COURT,
    FIRM,
    FIRST,
    KK,
    PAYMENT,
    RU,
    SECOND,
    SUBJECT,
    agreement,
    contract,
    half_year,
    receipt,
    supplement,
    termination,
)


@pytest.fixture
def read(printed):
    """The text of the paper, as poppler finds it."""
    return lambda facts: text(printed(facts).pdf)


def in_order(words: str, *parts: str) -> list[str]:
    """The parts that are not there, or not in this order."""
    missing, at = [], 0
    for part in parts:
        found = words.find(part, at)
        if found < 0:
            missing.append(part)
        else:
            at = found + len(part)
    return missing


# --- contract -----------------------------------------------------------------------------------------------------------

CLAUSES_KK = (
    "1. Шарттың жасалған күні, уақыты және орны",
    "2. Тараптар, олардың өкілдері және өкілеттіктері",
    "3. Даудың (жанжалдың) нысанасы",
    "4. Тараптар таңдаған медиатор (медиаторлар)",
    "5. Медиация жүргізуге байланысты шығыстардың тәртібі, шарттары мен мөлшері, медиатордың сыйақысы",
    "6. Медиация тілі",
    "7. Тараптардың құпиялылықты сақтау міндеттемесі және оны бұзудың салдары",
    "8. Медиатор жауаптылығының негіздері мен көлемі",
    "9. Тараптардың деректемелері",
    "10. Медиация мерзімі",
    "11. Медиация жүргізу тәртібі",
)
CLAUSES_RU = (
    "1. Дата, время и место составления договора",
    "2. Стороны, их представители и полномочия",
    "3. Предмет спора (конфликта)",
    "4. Медиатор (медиаторы), выбранный сторонами",
    "5. Порядок, условия и размер расходов на медиацию, вознаграждение медиатора",
    "6. Язык медиации",
    "7. Обязательство сторон о конфиденциальности и последствия его нарушения",
    "8. Основания и объём ответственности медиатора",
    "9. Реквизиты сторон",
    "10. Срок проведения медиации",
    "11. Порядок проведения медиации",
)


@pytest.mark.parametrize(("languages", "clauses"), [(KK, CLAUSES_KK), (RU, CLAUSES_RU)])
def test_the_contract_has_the_eleven_clauses_of_article_21_in_their_order(read, languages, clauses):
    assert in_order(read(contract(languages)), *clauses) == []


def test_the_contract_names_time_sides_powers_mediator_and_term(read):
    said = read(contract(KK))

    assert (
        in_order(
            said,
            "Медиация туралы шарт № 63-OSK-2026-000123-C1",
            "1.1. Күні мен уақыты: 2026 жылғы 3 маусым, сағат 14:30.",
            "1.2. Орны: Өскемен қаласы.",
            "2.1. 1-тарап: Төлегенов Қайрат Мұхаметжанұлы.",
            "2.2. 2-тарап: Воробьёва Светлана Игоревна; сенімхат негізінде әрекет ететін өкіл: "
            "Әбілқасымова Гүлжан Һәкімқызы (құжат № 14, 2026 жылғы 20 мамыр).",
            "3.1. Жер учаскелерінің арасындағы дуалдың орны мен ортақ құдықты пайдалану тәртібі.",
            "4.1. Байжанова Сәуле Тілеуқызы, қоғамдық медиатор, ҚХА тізілімі, № 63-0042; "
            "сертификаты № 63-К-2019-0042, 2019 жылғы 1 наурыз; телефоны +7 701 000 00 03.",
            "5.1. Медиатор медиацияны тегін жүргізеді.",
            "6.1. Медиация тілі: қазақ, орыс.",
            "9.1. 1-тарап: Төлегенов Қайрат Мұхаметжанұлы, ЖСН 000229500008; мекенжайы: Меновное ауылы, "
            "Достық көшесі, 14-үй; телефоны: +7 701 000 00 01; электрондық поштасы: kairat@example.kz.",
            "10.1. Медиация шарт жасалған күннен басталады. Медиация мерзімі: 30 күнтізбелік күн, "
            "соңғы күні – 2026 жылғы 3 шілде.",
        )
        == []
    )


def test_a_fee_and_expenses_are_said_in_figures_and_words_with_who_bears_them(read):
    paid = {"fee": Decimal(350000), "expenses": Words("Жол жүру: 12 000 теңге", "Проезд: 12 000 тенге")}

    assert (
        in_order(
            read(contract(RU, **paid)),
            "5.1. Вознаграждение медиатора: 350 000 (триста пятьдесят тысяч) тенге.",
            "5.2. Расходы, связанные с проведением медиации: Проезд: 12 000 тенге.",
            "5.3. Вознаграждение и расходы Стороны несут в равных долях.",
            "5.4. Если Медиатор отказывается",
        )
        == []
    )
    assert "в равных долях" not in read(contract(RU))


def test_an_organisation_and_a_child_are_represented(read):
    said = read(contract(RU, sides=(FIRM, CHILD)))

    assert (
        in_order(
            said,
            "2.1. Сторона 3: ТОО «Шығыс Құрылыс»; руководитель, действующий от имени юридического лица без доверенности, "
            "директор: Ким Виктор Сергеевич.",
            "2.2. Сторона 4: Әлімбеков Алихан Дәуренұлы; законный представитель, родитель: Әлімбекова Жанар Сапарқызы.",
            "9.1. Сторона 3: ТОО «Шығыс Құрылыс», БИН 000440000008;",
            "9.2. Сторона 4: Әлімбеков Алихан Дәуренұлы, свидетельство о рождении № 0123456;",
        )
        == []
    )


def test_what_the_sides_add_stands_in_its_clause(read):
    said = read(
        contract(
            RU,
            confidentiality=Words("–", "Записи не ведутся"),
            liability=Words("–", "Медиатор застрахован"),
            procedure=Words("–", "Встречи по субботам"),
        )
    )

    assert in_order(said, "7.5. Записи не ведутся.", "8.3. Медиатор застрахован.", "11.5. Встречи по субботам.") == []


def test_a_court_that_waits_is_named_in_the_contract(read):
    assert "в орган, ведущий дело: Усть-Каменогорский городской суд, дело № 6310-26-2/1234." in read(
        contract(RU, proceedings=COURT)
    )


# --- agreement ----------------------------------------------------------------------------------------------------------


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


# --- notice of termination ----------------------------------------------------------------------------------------------

GROUNDS_RU = {
    "agreement": "1) стороны подписали соглашение об урегулировании спора (конфликта)",
    "excluded": "2) медиатор установил обстоятельства, исключающие разрешение спора путём медиации",
    "both_refused": "3) стороны письменно отказались от медиации из-за невозможности разрешить спор",
    "one_refused": "4) одна из сторон письменно отказалась от продолжения медиации",
    "term_expired": "5) истёк срок проведения медиации",
}


@pytest.mark.parametrize("ground", GROUNDS_RU)
def test_the_notice_lists_the_five_grounds_and_marks_the_one_that_applies(read, ground):
    said = read(termination(RU, ground=ground))

    assert in_order(said, *GROUNDS_RU.values()) == []
    assert re.findall(r"(\d\) [^;.]+) \(это основание\)", said)[0].startswith(GROUNDS_RU[ground][:12])
    assert said.count("(это основание)") == 1


def test_the_notice_goes_to_the_court_that_sent_the_sides(read):
    assert (
        in_order(
            read(termination(KK, enclosed_sheets=3)),
            "Сотқа: Өскемен қалалық соты № 6310-26-2/1234 азаматтық іс бойынша",
            "(осы негіз)",
            "Тоқтатылған күні: 2026 жылғы 4 шілде.",
            "Медиацияның мазмұны құпия болғандықтан, бұл хабарламада келтірілмейді.",
            "Қосымша: келісім, 3 парақ.",
        )
        == []
    )
    assert "В суд" not in read(termination(RU, proceedings=None))


# --- receipt ------------------------------------------------------------------------------------------------------------


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


def test_the_receipt_of_an_unnamed_applicant_names_nobody(read):
    said = read(receipt(RU, applicant="", secret_code=""))

    assert "Заявитель" not in said
    assert "Секретный код" not in said


@pytest.mark.parametrize("languages", [KK, RU, BOTH])
def test_the_receipt_says_nothing_about_a_dispute(read, languages):
    said = read(receipt(languages)).lower()

    assert [word for word in ("дау", "жанжал", "спор", "конфликт") if re.search(rf"\b{word}", said)] == []


# --- half-year report ---------------------------------------------------------------------------------------------------


def test_the_report_shows_each_figure_kazakh_over_russian(read):
    said = read(half_year(BOTH))

    assert (
        in_order(
            said,
            "Медиация кабинеттерінің 2022 жылдың бірінші жартыжылдығындағы есебі",
            "Отчёт кабинетов медиации за первое полугодие 2022 года",
            "2022 жылғы 30 маусымдағы жағдай бойынша",
            "ҚХА медиаторларына 560 өтініш түсті.",
            "поступило 560 обращений.",
            "A1 Түскен өтініштер Поступило обращений 560 512 +48",
            "M2 Жасалған медиативтік келісімдер Заключено медиативных соглашений 159 1 138 −979",
        )
        == []
    )


def test_the_report_never_shows_zero_for_what_does_not_apply_nor_a_suppressed_figure(read):
    assert (
        in_order(
            read(half_year(RU)),
            "C2 Разрешено на стадии консультации 20 менее 5 –",
            "P1 Превентивные меры не применяется не применяется –",
            "E1 Проведено мероприятий более 16 – –",
        )
        == []
    )
    assert in_order(read(half_year(KK)), "5-тен аз", "қолданылмайды", "16-дан астам") == []


def test_the_report_carries_balance_break_borders_and_definitions(read):
    assert (
        in_order(
            read(half_year(RU)),
            "08.06.2022 Области разделены.",
            "Баланс",
            "Открыто на начало периода 0",
            "+ поступило 560",
            "− завершено соглашением 159",
            "− исход не указан 401",
            "= открыто на конец периода 0",
            "A1. Поступило обращений. Как считается A1.",
            "В границах того времени.",
        )
        == []
    )


def test_a_report_that_does_not_balance_says_why(read):
    broken = replace(half_year(RU).balance, complaints=(Words("Түсті: 560.", "Поступило: 560."),))

    assert "Баланс не сходится. Поступило: 560." in read(half_year(RU, balance=broken))
    assert "Баланс не сходится" not in read(half_year(RU))


# --- marks --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", samples.SAMPLES, ids=lambda sample: sample.__name__)
def test_a_paper_of_the_demonstration_says_so_on_each_page(press, sample):
    paper = press.render(sample(BOTH, demo=True))

    assert press.html(sample(BOTH, demo=True)).count('<div class="across">') == 1
    for page in range(2 if sample is half_year else 1, paper.pages + 1):
        assert "P7QM-4XTD-RH92-7K2M · ҮЛГІ / ОБРАЗЕЦ" in text(paper.pdf, page=page)


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
