"""Facts of invented papers of a register."""

from datetime import date
from typing import Any

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import Act, Pause, RegisterExtractFacts, RegisterOrderFacts
from tests.documents.samples import BOTH, paper

STATUS = Words("қоғамдық медиатор", "общественный медиатор")
REGISTER = Words("Әкімнің қоғамдық медиаторлар тізілімі", "Реестр общественных медиаторов акима")
ACT = Act(number="4", on=date(2026, 3, 16), by="Көкпекті ауданының әкімі")
NO_ACT = Act(number="", on=None, by="")


def register_order(languages: tuple[Language, ...] = BOTH, **changed: Any) -> RegisterOrderFacts:
    """A public mediator is entered."""
    return RegisterOrderFacts(
        **paper("4", date(2026, 3, 16), languages) | changed, name="Сейітқали Айгүл Әміртайқызы",
        status=STATUS, register=REGISTER, register_no="63-77", since=date(2026, 3, 17), act=ACT,
        ground="Жергілікті қоғамдастық жиналысының № 5 хаттамасы", certificate_no="77-А", certificate_on=date(2026, 2, 20),
    )  # fmt: skip


def register_extract(languages: tuple[Language, ...] = BOTH, **changed: Any) -> RegisterExtractFacts:
    """The same in the register, suspended once and out by now."""
    return RegisterExtractFacts(
        **paper("63-77", date(2026, 11, 21), languages) | changed, name="Сейітқали Айгүл Әміртайқызы",
        status=STATUS, register=REGISTER, register_no="63-77", standing=Words("Тізілімнен шығарылды", "Исключён из реестра"),
        place=Words("Көкпекті ауданы", "Кокпектинский район"), since=date(2026, 3, 17), until=date(2026, 11, 1),
        ground_in="№ 5 хаттама", act_in=ACT, ground_out="өз еркімен", act_out=NO_ACT,
        spoken=Words("қазақша, орысша", "казахский, русский"), fields=Words("", ""),
        pauses=(Pause(since=date(2026, 5, 1), until=date(2026, 6, 1), ground="шағым", act=ACT),),
    )  # fmt: skip
