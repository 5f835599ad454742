"""A paper that says nothing: printed to see whether papers can be printed."""

from datetime import datetime
from typing import Final

from mediation_cms.core.clock import ALMATY
from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import Cabinet, ReceiptFacts, same

_CABINET = Cabinet(
    name=Words("Медиация кабинеті", "Кабинет медиации"),
    house=Words("Достық үйі", "Дом дружбы"),
    address=same("–"),
    phone="",
    place=same("–"),
)
_AT = datetime(2026, 1, 5, 10, 0, tzinfo=ALMATY)
SAMPLE: Final = ReceiptFacts(
    number="00-000-2026-000000",
    languages=(Language.KK, Language.RU),
    cabinet=_CABINET,
    made_on=_AT.date(),
    verification_url="",
    verification_code="0000-0000-0000-0000",
    demo=True,
    applicant="ӘҒҚҢӨҰҮҺІ әғқңөұүһі ₸",
    received_at=_AT,
    channel=same("–"),
    answer_by=_AT.date(),
    status_url="",
    secret_code="",
    received_by="",
    received_by_position=same("–"),
)
