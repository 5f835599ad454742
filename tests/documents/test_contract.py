"""What the mediation contract says, read back out of the PDF."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts import Representative
from tests.documents.reading import in_order
from tests.documents.samples import CHILD, COURT, FIRM, FIRST, KK, RU, SECOND, contract

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
            "Әбілқасымова Гүлжан Һәкімқызы (сенімхат № 14, 2026 жылғы 20 мамыр).",
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


def test_what_the_sides_have_worded_themselves_stands_alone(read):
    own = {
        "confidentiality": Words("–", "Записи встреч открыты"),
        "liability": Words("–", "Медиатор застрахован"),
        "procedure": Words("–", "Встречи по субботам"),
    }
    said = read(contract(RU, own_words=tuple(own), **own))

    assert (
        in_order(said, "7.1. Записи встреч открыты.", "8.1. Медиатор застрахован.", "11.2. Встречи по субботам.") == []
    )
    standing = ("не разглашают сведения", "возмещает убытки", "Время и место встреч", "отказаться от медиации на любой")
    assert [words for words in standing if words in " ".join(said.split())] == []


def test_a_court_that_waits_is_named_in_the_contract(read):
    assert "в орган, ведущий дело: Усть-Каменогорский городской суд, дело № 6310-26-2/1234." in read(
        contract(RU, proceedings=COURT)
    )


@pytest.mark.parametrize(
    ("capacity", "kazakh", "russian"),
    [
        ("attorney", "сенімхат № 14", "доверенность № 14"),
        ("parent", "туу туралы куәлік № 14", "свидетельство о рождении № 14"),
        ("guardian", "қорғаншылық туралы шешім № 14", "решение об опеке № 14"),
    ],
)
def test_the_power_of_a_representative_is_called_by_the_paper_that_shows_it(read, capacity, kazakh, russian):
    speaks = Representative(name="Әбілқасымова Гүлжан", capacity=capacity, document_no="14")
    sides = (FIRST, replace(SECOND, representatives=(speaks,)))

    assert f"({kazakh})" in read(replace(contract(KK), sides=sides))
    assert f"({russian})" in read(replace(contract(RU), sides=sides))
