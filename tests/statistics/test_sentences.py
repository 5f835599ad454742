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
    return Told(Period.parse(period, date(2026, 11, 21)), VKO, lines, figures, balance, formerly)


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
        "Проведено 4 краткосрочных обучающих курса, где 142 гражданина овладели навыками применения методов медиации.",
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
        "Проведено 2 курса, где 21 гражданин овладел навыками применения методов медиации."
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
