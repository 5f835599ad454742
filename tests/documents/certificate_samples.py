"""Facts of invented certificates: a common one, and one with the longest names that are taken."""

from dataclasses import replace
from datetime import date
from typing import Any

from mediation_cms.core.i18n import Words
from mediation_cms.documents.facts import CertificateFacts, same
from tests.documents.samples import BOTH, CABINET

COMMON = CertificateFacts(
    number="63-2022-000117",
    languages=BOTH,
    cabinet=CABINET,
    made_on=date(2022, 5, 27),
    verification_url="https://bitim.example/certificates/P7QM-4XTD-RH92-7K2M",
    verification_code="P7QM-4XTD-RH92-7K2M",
    holder=same("Смағұлова Айнұр Бекболатқызы"),
    course=Words("Медиацияның жалпы курсы", "Общий курс медиации"),
    hours=48,
    starts_on=date(2022, 5, 20),
    ends_on=date(2022, 5, 27),
    valid_until=date(2025, 5, 27),
    signatory="Б. Ж. Серікбаева",
    position=Words("Достық үйінің директоры", "Директор Дома дружбы"),
)


def certificate(languages: Any = BOTH, **changed: Any) -> CertificateFacts:
    """A certificate of the general course."""
    return replace(COMMON, languages=languages, **changed)


def longest(languages: Any = BOTH) -> CertificateFacts:
    """Everything as long as it is taken: names of 120 letters, titles of 200."""
    name, title = (
        "Мұхамбетжанова-Сейтқалиева " * 5,
        "Көпэтносты ортада татуластыру рәсімдері бойынша даярлау бағдарламасы " * 3,
    )
    house = "Шығыс Қазақстан облысының кәсіби медиаторлар мен келіссөз жүргізушілерінің біріккен орталығы қоғамдық бірлестігі"
    return replace(
        COMMON, languages=languages, holder=Words(name[:120].strip(), name[:119].strip()),
        course=Words(title[:200].strip(), title[:200].strip()), cabinet=replace(CABINET, name=same(house)),
        position=same("Облыстық хатшылықтың меңгерушісі, «Қоғамдық келісім» коммуналдық мемлекеттік мекемесінің директоры"),
    )  # fmt: skip
