"""The ready paragraph, without a database: letter by letter as regions publish it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Outcome
from mediation_cms.outreach.models import Qualifier
from mediation_cms.statistics.balance import Balance
from mediation_cms.statistics.indicators import INDICATORS, NOT_APPLICABLE, Figure
from mediation_cms.statistics.periods import Period
from mediation_cms.statistics.sentences import Told, paragraph

EAST_KAZAKHSTAN = {
    "A1": 560, "C2": 20, "M2": 159, "K1": 17, "R1": 42, "R2": 591, "E1": 16, "E2": 400, "T1": 4, "T2": 142,
}  # fmt: skip
VKO = Words("Шығыс Қазақстан облысында", "в Восточно-Казахстанской области", "in East Kazakhstan Region")


def told(
    numbers: dict[str, Any],
    *,
    in_place: Words | None = VKO,
    not_stated: int = 0,
    period: str = "2022-H1",
    audience: Qualifier = Qualifier.EXACT,
    short: int | None = None,
    formerly: bool = True,
) -> Told:
    figures = {
        indicator.code: Figure(indicator, indicator.label, numbers.get(indicator.code, 0)) for indicator in INDICATORS
    }
    figures["E2"] = replace(figures["E2"], qualifier=audience)
    finished = dict.fromkeys(Outcome, 0) | {Outcome.NOT_STATED: not_stated}
    balance = Balance(0, 0, 0, 0, finished, 0, 0, 0, closed_world=False)
    lines = {"T1.ank_short": numbers.get("T1", 0) if short is None else short}
    return Told(Period.parse(period, date(2026, 11, 21)), in_place, lines, figures, balance, formerly)


def said(told: Told, language: Language = Language.RU) -> list[str]:
    return [sentence.in_(language) for sentence in paragraph(told)]


PUBLISHED = (
    "За 1 полугодие 2022 года к медиаторам АНК поступило 560 обращений, из них 159 разрешено заключением медиативного "
    "соглашения и 20 разрешены на стадии консультации."
)
IN_KAZAKH = (
    "2022 жылдың бірінші жартыжылдығында ҚХА медиаторларына 560 өтініш түсті, оның ішінде 159 өтініш медиативтік келісім "
    "жасасу арқылы, 20 өтініш консультация сатысында шешілді."
)
IN_ENGLISH = (
    "In the first half of 2022 the ANK mediators received 560 requests; of these 159 ended in a mediation agreement "
    "and 20 at the consultation stage."
)
NO_AGREEMENTS_SINCE_2024 = (
    "В связи с переходом на новый формат работы (этномедиация, предупреждение конфликтных ситуаций) с начала 2024 года "
    "медиативные соглашения не заключаются."
)


def test_the_paragraph_of_east_kazakhstan_in_russian():
    assert said(told(EAST_KAZAKHSTAN, not_stated=381), Language.RU) == [
        PUBLISHED,
        "Исход остальных обращений (381) не указан.",
        "В Восточно-Казахстанской области при домах дружбы действуют 17 кабинетов медиации.",
        "В реестре АНК состоят: непрофессиональных медиаторов – 591, профессиональных – 42.",
        "Проведено мероприятий: 16, охват населения – 400 чел.",
        "Проведены 4 краткосрочных обучающих курса, где 142 гражданина овладели навыками применения методов медиации.",
    ]


def test_the_paragraph_of_east_kazakhstan_in_kazakh():
    assert said(told(EAST_KAZAKHSTAN, not_stated=381), Language.KK) == [
        IN_KAZAKH,
        "Қалған 381 өтініштің нәтижесі көрсетілмеген.",
        "Шығыс Қазақстан облысында достық үйлерінің жанында 17 медиация кабинеті жұмыс істейді.",
        "ҚХА тізілімінде 591 кәсіби емес және 42 кәсіби медиатор тіркелген.",
        "16 іс-шара өткізіліп, 400 адам қамтылды.",
        "4 қысқамерзімді оқыту курсы өткізіліп, 142 азамат медиация әдістерін қолдану дағдыларын меңгерді.",
    ]


def test_the_paragraph_of_east_kazakhstan_in_english():
    assert said(told(EAST_KAZAKHSTAN, not_stated=381), Language.EN) == [
        IN_ENGLISH,
        "The outcome of the other 381 is not stated.",
        "17 mediation cabinets work at the Houses of Friendship in East Kazakhstan Region.",
        "The ANK register has 591 non-professional and 42 professional mediators.",
        "Events held: 16, people reached: 400.",
        "4 short courses took place; 142 citizens learned to use mediation methods.",
    ]


@pytest.mark.parametrize(
    ("received", "agreed", "settled", "requests", "of_these"),
    [
        (1, 1, 0, "1 обращение", "1 разрешено заключением медиативного соглашения"),
        (
            22,
            2,
            2,
            "22 обращения",
            "2 разрешено заключением медиативного соглашения и 2 разрешены на стадии консультации",
        ),
        (
            111,
            11,
            21,
            "111 обращений",
            "11 разрешено заключением медиативного соглашения и 21 разрешено на стадии консультации",
        ),
        (
            1294,
            5,
            11,
            "1 294 обращения",
            "5 разрешено заключением медиативного соглашения и 11 разрешены на стадии консультации",
        ),
        (5, 0, 1, "5 обращений", "1 разрешено на стадии консультации"),
    ],
)
def test_the_russian_verb_and_noun_follow_the_number(received, agreed, settled, requests, of_these):
    first = said(told({"A1": received, "M2": agreed, "C2": settled}))[0].replace("\N{NO-BREAK SPACE}", " ")

    assert first == f"За 1 полугодие 2022 года к медиаторам АНК поступило {requests}, из них {of_these}."


def test_requests_that_wait_still_are_only_counted():
    assert said(told({"A1": 5}))[0] == "За 1 полугодие 2022 года к медиаторам АНК поступило 5 обращений."


def test_no_requests_have_a_sentence_of_their_own():
    assert said(told({}))[0] == "За 1 полугодие 2022 года обращений к медиаторам АНК не поступало."
    assert said(told({}), Language.KK)[0] == "2022 жылдың бірінші жартыжылдығында ҚХА медиаторларына өтініш түскен жоқ."


def test_what_ended_is_not_said_to_be_of_these_when_it_came_earlier():
    assert said(told({"A1": 1, "M2": 3, "C2": 1}))[:2] == [
        "За 1 полугодие 2022 года к медиаторам АНК поступило 1 обращение.",
        "Разрешено заключением медиативного соглашения: 3, на стадии консультации: 1.",
    ]


def test_no_agreement_is_said_in_words_and_never_as_nought():
    assert said(told({"A1": 5}))[1] == "Медиативных соглашений не заключалось."


def test_agreements_that_do_not_apply_are_a_sentence_with_the_reason():
    late = told({"A1": 5, "M2": NOT_APPLICABLE, "P1": 7}, period="2024-H1", formerly=False)

    assert said(late)[1:] == [
        NO_AGREEMENTS_SINCE_2024,
        "Мер по предупреждению конфликтов проведено: 7.",
    ]
    assert said(told({"A1": 5, "M2": NOT_APPLICABLE}))[1] == (
        "В этом периоде у кабинетов не было мандата на медиацию, поэтому медиативные соглашения не заключались."
    )


@pytest.mark.parametrize(
    ("audience", "number", "kk", "ru", "en"),
    [
        (Qualifier.MORE_THAN, 400, "400-ден астам адам", "более 400 человек", "more than 400 people"),
        (Qualifier.MORE_THAN, 401, "401-ден астам адам", "более 401 человека", "more than 401 people"),
        (Qualifier.ABOUT, 50000, "шамамен 50 000 адам", "около 50 000 человек", "about 50,000 people"),
    ],
)
def test_a_number_known_roughly_is_said_so(audience, number, kk, ru, en):
    rough = told({"A1": 1, "E1": 16, "E2": number}, audience=audience)

    sentences = [said(rough, language)[-1].replace("\N{NO-BREAK SPACE}", " ") for language in Language]
    assert sentences == [
        f"16 іс-шара өткізіліп, {kk} қамтылды.",
        f"Проведено 16 мероприятий с охватом населения {ru}.",
        f"16 events took place, reaching {en}.",
    ]


def test_courses_are_short_only_when_all_of_them_are():
    assert said(told({"A1": 1, "T1": 2, "T2": 21}, short=1))[-1] == (
        "Проведены 2 курса, где 21 гражданин овладел навыками применения методов медиации."
    )


def test_the_register_of_later_years_speaks_of_public_mediators():
    assert said(told({"A1": 1, "R1": 1, "R2": 2}, formerly=False))[-1] == (
        "В реестре АНК состоят: общественных медиаторов – 2, профессиональных – 1."
    )


def test_certificates_are_said_of_a_year():
    assert said(told({"A1": 1, "T3": 110}, period="2017"))[-1] == "В 2017 году сертификаты вручены: 110 чел."
    assert said(told({"A1": 1, "T3": 110}))[-1] == "Медиативных соглашений не заключалось."


def test_outcomes_not_stated_are_the_others_only_when_they_are():
    assert said(told({"A1": 10, "M2": 1, "C2": 1}, not_stated=5))[1] == "Обращений, исход которых не указан: 5."


# --- every sentence with every number ------------------------------------------------------------------------------------

NUMBERS = (0, 1, 2, 5, 11, 21, 61)
CABINETS = {
    1: "действует 1 кабинет",
    2: "действуют 2 кабинета",
    5: "действуют 5 кабинетов",
    11: "действуют 11 кабинетов",
    21: "действует 21 кабинет",
    61: "действует 61 кабинет",
}
COURSES = {
    1: "Проведён 1 курс, где 1 гражданин овладел",
    2: "Проведены 2 курса, где 2 гражданина овладели",
    5: "Проведено 5 курсов, где 5 граждан овладели",
    11: "Проведено 11 курсов, где 11 граждан овладели",
    21: "Проведён 21 курс, где 21 гражданин овладел",
    61: "Проведён 61 курс, где 61 гражданин овладел",
}
SHORT_COURSES = {
    1: "Проведён 1 краткосрочный обучающий курс",
    2: "Проведены 2 краткосрочных обучающих курса",
    5: "Проведено 5 краткосрочных обучающих курсов",
    11: "Проведено 11 краткосрочных обучающих курсов",
    21: "Проведён 21 краткосрочный обучающий курс",
    61: "Проведён 61 краткосрочный обучающий курс",
}
EVENTS = {
    1: "Проведено 1 мероприятие с охватом населения более 1 человека.",
    2: "Проведены 2 мероприятия с охватом населения более 2 человек.",
    5: "Проведено 5 мероприятий с охватом населения более 5 человек.",
    11: "Проведено 11 мероприятий с охватом населения более 11 человек.",
    21: "Проведено 21 мероприятие с охватом населения более 21 человека.",
    61: "Проведено 61 мероприятие с охватом населения более 61 человека.",
}
REQUESTS = {
    1: "1 обращение",
    2: "2 обращения",
    5: "5 обращений",
    11: "11 обращений",
    21: "21 обращение",
    61: "61 обращение",
}


@pytest.mark.parametrize("n", NUMBERS)
def test_every_russian_sentence_follows_its_number(n):
    facts = dict.fromkeys(("A1", "K1", "R1", "R2", "E1", "E2", "T1", "T2", "P1"), n) | {"M2": NOT_APPLICABLE}
    paragraph_said = said(told(facts, audience=Qualifier.MORE_THAN, period="2023-H2", short=0, formerly=False))
    beginnings = [
        f"За 2 полугодие 2023 года к медиаторам АНК поступило {REQUESTS[n]}."
        if n
        else "За 2 полугодие 2023 года обращений к медиаторам АНК не поступало.",
        "В этом периоде у кабинетов не было мандата",
    ]
    if n:
        beginnings += [
            f"Мер по предупреждению конфликтов проведено: {n}.",
            f"В Восточно-Казахстанской области при домах дружбы {CABINETS[n]} медиации.",
            f"В реестре АНК состоят: общественных медиаторов – {n}, профессиональных – {n}.",
            EVENTS[n],
            f"{COURSES[n]} навыками применения методов медиации.",
        ]

    assert len(paragraph_said) == len(beginnings)
    assert [line[: len(start)] for line, start in zip(paragraph_said, beginnings, strict=True)] == beginnings


@pytest.mark.parametrize("n", NUMBERS)
def test_every_kazakh_noun_stays_singular_after_its_number(n):
    facts = dict.fromkeys(("A1", "M2", "K1", "R1", "R2", "E1", "E2", "T1", "T2", "P1"), n)
    sentences = said(told(facts, period="2023-H2", formerly=False), Language.KK)

    if not n:
        assert sentences == [
            "2023 жылдың екінші жартыжылдығында ҚХА медиаторларына өтініш түскен жоқ.",
            "Медиативтік келісім жасалған жоқ.",
        ]
    else:
        assert sentences == [
            (
                f"2023 жылдың екінші жартыжылдығында ҚХА медиаторларына {n} өтініш түсті, оның ішінде {n} өтініш "
                "медиативтік келісім жасасу арқылы шешілді."
            ),
            f"Өткізілген алдын алу шаралары: {n}.",
            f"Шығыс Қазақстан облысында достық үйлерінің жанында {n} медиация кабинеті жұмыс істейді.",
            f"ҚХА тізілімінде {n} қоғамдық және {n} кәсіби медиатор тіркелген.",
            f"{n} іс-шара өткізіліп, {n} адам қамтылды.",
            f"{n} қысқамерзімді оқыту курсы өткізіліп, {n} азамат медиация әдістерін қолдану дағдыларын меңгерді.",
        ]


@pytest.mark.parametrize("n", NUMBERS[1:])
def test_short_courses_take_their_verb_too(n):
    assert said(told({"A1": 1, "T1": n, "T2": 5}))[-1] == (
        f"{SHORT_COURSES[n]}, где 5 граждан овладели навыками применения методов медиации."
    )


@pytest.mark.parametrize("n", NUMBERS[1:])
def test_certificates_and_outcomes_not_stated_stand_after_a_colon_or_in_brackets(n):
    year = said(told({"A1": n + 1, "M2": 1, "T3": n}, not_stated=n, period="2017"))

    assert year[1] == (
        "Обращений, исход которых не указан: 1." if n == 1 else f"Исход остальных обращений ({n}) не указан."
    )
    assert year[-1] == f"В 2017 году сертификаты вручены: {n} чел."


def test_the_report_of_one_cabinet_does_not_count_the_cabinets_in_it():
    assert said(told({"A1": 1, "M2": 1, "K1": 1}, in_place=None)) == [
        (
            "За 1 полугодие 2022 года к медиаторам АНК поступило 1 обращение, "
            "из них 1 разрешено заключением медиативного соглашения."
        )
    ]
