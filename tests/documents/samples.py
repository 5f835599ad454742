"""Facts of invented papers. The people are made up; the IINs are published test vectors."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from mediation_cms.core.clock import ALMATY
from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import (
    AgreementFacts,
    Balance,
    Cabinet,
    Change,
    ContractFacts,
    CourtRouteFacts,
    Finished,
    HalfYearFacts,
    Indicator,
    InvitationFacts,
    Mediator,
    ObligationsFacts,
    Proceedings,
    ReceiptFacts,
    ReferralFacts,
    RefusalFacts,
    Representative,
    Side,
    SupplementFacts,
    Term,
    TerminationFacts,
    Unperformed,
    same,
)

KK, RU, BOTH = (Language.KK,), (Language.RU,), (Language.KK, Language.RU)

CABINET = Cabinet(
    name=Words("Өскемен қаласының медиация кабинеті", "Кабинет медиации города Усть-Каменогорска"),
    house=Words("«Қоғамдық келісім» КММ, Достық үйі", "КГУ «Қоғамдық келісім», Дом дружбы"),
    address=Words("Тәуелсіздік даңғылы, 12-үй, 3-кабинет", "проспект Независимости, дом 12, кабинет 3"),
    phone="+7 (7232) 50-10-20",
    place=Words("Өскемен қаласы", "город Усть-Каменогорск"),
)
ADDRESS = Words("Меновное ауылы, Достық көшесі, 14-үй", "село Меновное, улица Достық, дом 14")
FIRST = Side(
    number=1,
    name=same("Төлегенов Қайрат Мұхаметжанұлы"),
    id_kind="iin",
    id_number="000229500008",
    address=ADDRESS,
    phone="+7 701 000 00 01",
    email="kairat@example.kz",
)
SECOND = Side(
    number=2,
    name=same("Воробьёва Светлана Игоревна"),
    id_kind="iin",
    id_number="000229500909",
    address=Words("Меновное ауылы, Достық көшесі, 16-үй", "село Меновное, улица Достық, дом 16"),
    phone="+7 701 000 00 02",
    representatives=(
        Representative(
            name="Әбілқасымова Гүлжан Һәкімқызы",
            capacity="attorney",
            document_no="14",
            document_on=date(2026, 5, 20),
        ),
    ),
)
FIRM = Side(
    number=3,
    name=Words("«Шығыс Құрылыс» ЖШС", "ТОО «Шығыс Құрылыс»"),
    id_kind="bin",
    id_number="000440000008",
    address=Words("Қазақстан көшесі, 64-үй", "улица Казахстан, дом 64"),
    representatives=(Representative(name="Ким Виктор Сергеевич", capacity="head", position=same("директор")),),
)
CHILD = Side(
    number=4,
    name=same("Әлімбеков Алихан Дәуренұлы"),
    id_kind="document",
    document=Words("туу туралы куәлік", "свидетельство о рождении"),
    id_number="0123456",
    address=ADDRESS,
    minor=True,
    representatives=(Representative(name="Әлімбекова Жанар Сапарқызы", capacity="parent"),),
)
MEDIATOR = Mediator(
    name="Байжанова Сәуле Тілеуқызы",
    status=Words("қоғамдық медиатор", "общественный медиатор"),
    register=Words("ҚХА тізілімі", "реестр АНК"),
    register_no="63-0042",
    certificate_no="63-К-2019-0042",
    certificate_on=date(2019, 3, 1),
    phone="+7 701 000 00 03",
)
CO_MEDIATOR = Mediator(
    name="Жұмабаев Болат Серікұлы",
    status=Words("кәсіби медиатор", "профессиональный медиатор"),
    register=Words(
        "медиаторлар ұйымының тізілімі («Шығыс медиация»)", "реестр организации медиаторов («Шығыс медиация»)"
    ),
    register_no="17",
    certificate_no="П-2021-17",
    certificate_on=date(2021, 4, 12),
    phone="+7 701 000 00 04",
)
SUBJECT = Words(
    "Жер учаскелерінің арасындағы дуалдың орны мен ортақ құдықты пайдалану тәртібі",
    "Место ограды между земельными участками и порядок пользования общим колодцем",
)
COURT = Proceedings(
    body=Words("Өскемен қалалық соты", "Усть-Каменогорский городской суд"), case_number="6310-26-2/1234"
)
WELL = Term(
    number="4.1",
    sides=(1, 2),
    what=Words("құдықты кезекпен пайдаланады", "пользуются колодцем по очереди"),
)
FENCE = Term(
    number="4.2",
    sides=(2,),
    what=Words("дуалды жер актісіндегі шекараға жылжытады", "переносит ограду на границу по земельному акту"),
    due_on=date(2026, 7, 20),
    proof=Words("өлшеу актісі", "акт замера"),
)
PAYMENT = Term(
    number="4.3",
    sides=(1,),
    what=Words("жөндеу ақысын төлейді", "оплачивает ремонт"),
    amount=Decimal(85000),
    due_on=date(2026, 8, 10),
    proof=Words("түбіртек", "квитанция"),
)


def paper(number: str, made_on: date, languages: tuple[Language, ...]) -> dict[str, Any]:
    """What every sample begins with."""
    return {
        "number": number,
        "languages": languages,
        "cabinet": CABINET,
        "made_on": made_on,
        "verification_url": "https://bitim.example/papers/P7QM-4XTD-RH92-7K2M",
        "verification_code": "P7QM-4XTD-RH92-7K2M",
        "demo": False,
    }


def receipt(languages: tuple[Language, ...] = BOTH, **changed: Any) -> ReceiptFacts:
    return ReceiptFacts(
        **paper("63-OSK-2026-000123", date(2026, 5, 21), languages)
        | {
            "applicant": "Төлегенов Қайрат Мұхаметжанұлы",
            "received_at": datetime(2026, 5, 21, 10, 15, tzinfo=ALMATY),
            "channel": Words("кабинетке өзі келді", "лично в кабинете"),
            "answer_by": date(2026, 5, 28),
            "status_url": "https://bitim.example/status",
            "secret_code": "7KQM-X4TD",
            "received_by": "Нұрғалиева Айгүл Ерланқызы",
            "received_by_position": Words("қабылдаушы", "регистратор"),
        }
        | changed
    )


REFUSED = {
    "request_number": "63-OSK-2026-000123",
    "applicant": "Төлегенов Қайрат Мұхаметжанұлы",
    "received_on": date(2026, 5, 21),
    "where": (
        Words("Сот", "Суд"),
        Words("Мемлекет кепілдік берген заң көмегі", "Гарантированная государством юридическая помощь"),
        same("Халықты қамту орталығы, Абай көшесі, 5, +7 (7232) 00-00-09"),
    ),
    "given_by": "Нұрғалиева Айгүл Ерланқызы",
    "given_by_position": Words("қабылдаушы", "регистратор"),
}


def refusal(languages: tuple[Language, ...] = BOTH, **changed: Any) -> RefusalFacts:
    facts = {
        "refused_on": date(2026, 5, 23),
        "ground": Words(
            "Дау медиацияға қатыспайтын адамдардың мүддесіне қатысты",
            "Спор затрагивает интересы лиц, не участвующих в медиации",
        ),
        "source": Words("«Медиация туралы» Заң, 1-баптың 2-тармағы", "Закон «О медиации», пункт 2 статьи 1"),
        "objections_to": "+7 (7232) 00-00-10",
    }
    return RefusalFacts(**paper("63-OSK-2026-000123-R", date(2026, 5, 23), languages) | REFUSED | facts | changed)


def referral(languages: tuple[Language, ...] = BOTH, **changed: Any) -> ReferralFacts:
    return ReferralFacts(**paper("63-OSK-2026-000123-N", date(2026, 5, 23), languages) | REFUSED | changed)


def invitation(languages: tuple[Language, ...] = BOTH, **changed: Any) -> InvitationFacts:
    return InvitationFacts(
        **paper("63-OSK-2026-000123-L1", date(2026, 5, 22), languages)
        | {
            "addressee": same("Воробьёва Светлана Игоревна"),
            "address": "Меновное ауылы, Достық көшесі, 16-үй",
            "sent_on": date(2026, 5, 22),
            "term_days": 10,
            "answer_by": date(2026, 6, 1),
            "code": "7K2M-Q9XA-04VD",
            "own_language": languages[-1],
            "site": "https://bitim.example",
        }
        | changed
    )


def contract(languages: tuple[Language, ...] = BOTH, **changed: Any) -> ContractFacts:
    return ContractFacts(
        **paper("63-OSK-2026-000123-C1", date(2026, 6, 3), languages)
        | {
            "made_at": time(14, 30),
            "place": CABINET.place,
            "sides": (FIRST, SECOND),
            "subject": SUBJECT,
            "mediators": (MEDIATOR,),
            "mediation_language": Words("қазақ, орыс", "казахский, русский"),
            "term_days": 30,
            "ends_on": date(2026, 7, 3),
            "extension_days": 30,
        }
        | changed
    )


def agreement(languages: tuple[Language, ...] = BOTH, **changed: Any) -> AgreementFacts:
    return AgreementFacts(
        **paper("63-OSK-2026-000123-A1", date(2026, 6, 28), languages)
        | {
            "place": CABINET.place,
            "contract_number": "63-OSK-2026-000123-C1",
            "contract_on": date(2026, 6, 3),
            "sides": (FIRST, SECOND),
            "subject": SUBJECT,
            "mediators": (MEDIATOR,),
            "terms": (WELL, FENCE, PAYMENT),
            "performance": Words("төлем банктегі шотқа аударылады", "платёж переводится на банковский счёт"),
        }
        | changed
    )


def supplement(languages: tuple[Language, ...] = BOTH, **changed: Any) -> SupplementFacts:
    later = Term(number="4.3", sides=(1,), what=PAYMENT.what, amount=Decimal(90000), due_on=date(2026, 9, 10))
    cleaning = Term(number="4.4", sides=(1, 2), what=Words("құдықты тазалайды", "чистят колодец"))
    return SupplementFacts(
        **paper("63-OSK-2026-000123-A2", date(2026, 8, 1), languages)
        | {
            "place": CABINET.place,
            "agreement_number": "63-OSK-2026-000123-A1",
            "agreement_on": date(2026, 6, 28),
            "sides": (FIRST, SECOND),
            "mediators": (MEDIATOR,),
            "changes": (
                Change(action="reword", clause="4.3", term=later),
                Change(action="strike", clause="4.1"),
                Change(action="add", clause="4.4", term=cleaning),
            ),
            "reason": Words("жалақы кешіктірілді", "задержана заработная плата"),
        }
        | changed
    )


def termination(languages: tuple[Language, ...] = BOTH, **changed: Any) -> TerminationFacts:
    return TerminationFacts(
        **paper("63-OSK-2026-000123-T1", date(2026, 7, 6), languages)
        | {
            "contract_number": "63-OSK-2026-000123-C1",
            "contract_on": date(2026, 6, 3),
            "sides": (FIRST, SECOND),
            "mediators": (MEDIATOR,),
            "ground": "one_refused",
            "effective_on": date(2026, 7, 4),
            "proceedings": COURT,
        }
        | changed
    )


def half_year(languages: tuple[Language, ...] = BOTH, **changed: Any) -> HalfYearFacts:
    return HalfYearFacts(
        **paper("63-2022-H1", date(2022, 7, 8), languages)
        | {
            "title": Words("Медиация кабинеттерінің есебі", "Отчёт кабинетов медиации"),
            "place": Words("Шығыс Қазақстан облысы", "Восточно-Казахстанская область"),
            "period": Words("2022 жылдың бірінші жартыжылдығы", "первое полугодие 2022 года"),
            "period_before": Words("2021 жылдың бірінші жартыжылдығы", "первое полугодие 2021 года"),
            "as_of": date(2022, 6, 30),
            "borders": Words("Сол кездегі шекара бойынша.", "В границах того времени."),
            "indicators": INDICATORS,
            "balance": Balance(
                open_at_start=0,
                received=560,
                transferred_in=0,
                reopened=0,
                finished=(
                    Finished(label=Words("келісіммен аяқталғаны", "завершено соглашением"), value=159),
                    Finished(label=Words("нәтижесі көрсетілмегені", "исход не указан"), value=401),
                ),
                transferred_out=0,
                open_at_end=0,
            ),
            "text": Words(
                "2022 жылдың бірінші жартыжылдығында ҚХА медиаторларына 560 өтініш түсті.",
                "За 1 полугодие 2022 года к медиаторам АНК поступило 560 обращений.",
            ),
            "break_on": date(2022, 6, 8),
            "break_reason": Words("Облыстар бөлінді.", "Области разделены."),
        }
        | changed
    )


def indicator(code: str, kk: str, ru: str, **figures: Any) -> Indicator:
    """One line of the sample report. Its definition is short; real ones take two lines."""
    return Indicator(
        code=code,
        kind="stock" if code[0] in "RK" else "flow",
        label=Words(kk, ru),
        definition=Words(f"{code} қалай саналады", f"как считается {code}"),
        **figures,
    )


INDICATORS = (
    indicator("A1", "Түскен өтініштер", "Поступило обращений", value=560, before=512),
    indicator("C2", "Консультация сатысында шешілді", "Разрешено на стадии консультации", value=20, before="<5"),
    indicator("M2", "Жасалған медиативтік келісімдер", "Заключено медиативных соглашений", value=159, before=1138),
    indicator("P1", "Алдын алу шаралары", "Превентивные меры", value="not_applicable", before="not_applicable"),
    indicator("R1", "Кәсіби медиаторлар", "Профессиональные медиаторы", value=42, before=39),
    indicator("K1", "Медиация кабинеттері", "Кабинеты медиации", value=17, before=17),
    indicator("E1", "Өткізілген іс-шаралар", "Проведено мероприятий", value=16, more_than=True),
)


def obligations(languages: tuple[Language, ...] = BOTH, **changed: Any) -> ObligationsFacts:
    drawn = agreement(languages)
    return ObligationsFacts(
        **paper(drawn.number, date(2026, 7, 20), languages)
        | {"agreement_number": drawn.number, "agreement_on": drawn.made_on, "sides": drawn.sides, "terms": drawn.terms}
        | changed
    )


def court_route(languages: tuple[Language, ...] = BOTH, **changed: Any) -> CourtRouteFacts:
    drawn = agreement(languages)
    late = (Unperformed(number="4.1", due_on=date(2026, 7, 1)), Unperformed(number="4.3", due_on=date(2026, 7, 15)))
    return CourtRouteFacts(
        **paper(drawn.number, date(2026, 7, 20), languages)
        | {"agreement_number": drawn.number, "agreement_on": drawn.made_on, "unperformed": late, "limitation_years": 3}
        | changed
    )
