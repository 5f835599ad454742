"""Requests, made by the product's own actions."""

from datetime import date
from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.intake.actions import register_request
from mediation_cms.intake.inputs import RequestIn
from mediation_cms.intake.models import Request
from mediation_cms.places.models import Unit


def request_typed(cabinet: Unit, day: date, /, **changed: Any) -> dict[str, Any]:
    """What a receptionist types for a plain request between two neighbours."""
    typed: dict[str, Any] = {
        "cabinet_id": str(cabinet.id),
        "received_on": f"{day:%d.%m.%Y}",
        "channel": "in_person",
        "source": "self",
        "language": "kk",
        "subject": "Құдық суы мен шекара",
        "narrative": "Көрші дуалды жылжытып қойған.",
        "dispute_code": "NEI",
        "applicant": {
            "side": "applicant",
            "person": {
                "surname": "Төлегенов",
                "given_name": "Қайрат",
                "patronymic": "Мұхаметжанұлы",
                "iin": "000229500008",
                "address": "Меновное ауылы, Достық көшесі, 14",
                "contact": {"channel": "phone", "value": "+7 (7232) 00-00-01", "language": "kk"},
            },
        },
        "others": [
            {
                "side": "other",
                "person": {
                    "surname": "Воробьёва",
                    "given_name": "Светлана",
                    "patronymic": "Игоревна",
                    "iin": "000229500909",
                    "address": "Меновное ауылы, Достық көшесі, 16",
                    "contact": {"channel": "phone", "value": "+7 (7232) 00-00-02", "language": "ru"},
                },
            }
        ],
    }
    return typed | changed


def request(session: Session, actor: Actor, cabinet: Unit, day: date, /, **changed: Any) -> Request:
    """A registered request between two neighbours."""
    return register_request(session, actor, RequestIn.checked(request_typed(cabinet, day, **changed)))
