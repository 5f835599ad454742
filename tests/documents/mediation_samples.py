"""Facts of invented papers on the way of a mediation, of the same people."""

from datetime import date
from typing import Any

from mediation_cms.core.i18n import Words
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import CaseReportFacts, CourtNoticeFacts, ExtensionFacts, IssuedPaper, Talk, same
from tests.documents.samples import BOTH, CO_MEDIATOR, COURT, FIRST, MEDIATOR, SECOND, paper


def extension(languages: tuple[Language, ...] = BOTH, **changed: Any) -> ExtensionFacts:
    return ExtensionFacts(
        **paper("63-OSK-2026-000123-E", date(2026, 6, 30), languages)
        | {
            "contract_number": "63-OSK-2026-000123-C1",
            "contract_on": date(2026, 6, 3),
            "sides": (FIRST, SECOND),
            "mediators": (MEDIATOR,),
            "days": 20,
            "ended_before": date(2026, 7, 3),
            "counted_from": date(2026, 7, 3),
            "ends_on": date(2026, 7, 23),
            "reason": same("Жер комиссиясының өлшеу актісі 10 шілдеде дайын болады"),
        }
        | changed
    )


def court_notice(languages: tuple[Language, ...] = BOTH, **changed: Any) -> CourtNoticeFacts:
    return CourtNoticeFacts(
        **paper("63-OSK-2026-000123-B", date(2026, 6, 4), languages)
        | {
            "contract_number": "63-OSK-2026-000123-C1",
            "contract_on": date(2026, 6, 3),
            "sides": (FIRST, SECOND),
            "mediators": (MEDIATOR,),
            "proceedings": COURT,
            "ends_on": date(2026, 7, 3),
        }
        | changed
    )


def case_report(languages: tuple[Language, ...] = BOTH, **changed: Any) -> CaseReportFacts:
    printed = (
        IssuedPaper(
            kind=Words("Медиация туралы шарт", "Договор о медиации"),
            number="63-OSK-2026-000123-C1",
            dated_on=date(2026, 6, 3),
        ),
        IssuedPaper(
            kind=Words("Дауды (жанжалды) реттеу туралы келісім", "Соглашение об урегулировании спора (конфликта)"),
            number="63-OSK-2026-000123-A1",
            dated_on=date(2026, 6, 28),
        ),
    )
    return CaseReportFacts(
        **paper("63-OSK-2026-000123-S", date(2026, 7, 20), languages)
        | {
            "case_number": "63-OSK-2026-000123",
            "received_on": date(2026, 5, 21),
            "admitted_on": date(2026, 5, 22),
            "sides": (FIRST.name, SECOND.name),
            "mediators": (MEDIATOR.name, CO_MEDIATOR.name),
            "contract_number": "63-OSK-2026-000123-C1",
            "contract_on": date(2026, 6, 3),
            "ends_on": date(2026, 7, 23),
            "extension_days": 20,
            "extended_on": date(2026, 6, 30),
            "talks": (
                Talk(held_on=date(2026, 6, 9), joint=False, minutes=40),
                Talk(held_on=date(2026, 6, 10), joint=False, minutes=35),
                Talk(held_on=date(2026, 6, 16), joint=True, minutes=90),
            ),
            "outcome": Words(
                "Дауды (жанжалды) реттеу туралы келісім", "Соглашение об урегулировании спора (конфликта)"
            ),
            "ended_on": date(2026, 6, 28),
            "agreement_number": "63-OSK-2026-000123-A1",
            "papers": printed,
        }
        | changed
    )
