"""Applications to the registers of the demo: one that waits for documents, one that is checked, one that was refused."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.core import clock
from mediation_cms.law.queries import working_calendar
from mediation_cms.mediators.application_actions import (
    ask_for_documents,
    complete_application,
    mark_checked,
    note_documents,
    receive_application,
    refuse_applicant,
)
from mediation_cms.mediators.application_inputs import ApplicationIn, DocumentsIn, EducationIn, RefusalIn
from mediation_cms.mediators.application_models import RegisterApplication
from mediation_cms.mediators.inputs import PracticeIn
from mediation_cms.people.inputs import IdentifiedPersonIn
from mediation_cms.places.facts import Place

ANSWERS = dict.fromkeys(("public_servant", "incapable", "prosecuted", "convicted"), "no")
COMMISSION = "Өңірлік комиссия / Региональная комиссия"
NO_IIN = "ойдан шығарылған адам / вымышленный человек"


def ask_to_enter(session: Session, keeper: Actor, district: Place, now: datetime) -> None:
    """Three applications of the last weeks."""
    days = working_calendar(session)
    with clock.telling_of(now - timedelta(minutes=30)):
        today = clock.today()
        announced = days.next_working(today - timedelta(days=5))
        waiting = _taken(session, keeper, district, "Нұрғалиева Сәуле Бақытқызы", 1979, "public", announced)
        ask_for_documents(session, keeper, waiting)
        _checked(
            session, keeper, _taken(session, keeper, district, "Ахметов Данияр Серікұлы", 1984, "professional", today)
        )
        young = _taken(session, keeper, district, "Ким Алина Викторовна", today.year - 22, "professional", today)
        given = {
            "act_no": "12",
            "act_on": today,
            "act_by": COMMISSION,
            "ground": "25 жасқа толмаған / не достигла 25 лет",
        }
        refuse_applicant(session, keeper, young, RefusalIn.checked(given))


def _taken(
    session: Session, keeper: Actor, district: Place, name: str, born: int, kind: str, received_on: date
) -> RegisterApplication:
    surname, given_name, patronymic = name.split()
    who = IdentifiedPersonIn(
        surname=surname, given_name=given_name, patronymic=patronymic, born_on=date(born, 5, 14), no_iin_reason=NO_IIN
    )
    received_on = min(received_on, clock.today())
    asked = {
        "register_kind": "akim" if kind == "public" else "ank", "kind": kind, "received_on": received_on, "identity": "card",
        "identity_seen_on": received_on,
    } | ({"announced_on": received_on} if kind == "public" else {})  # fmt: skip
    practice = PracticeIn(languages=["kk", "ru"])
    return receive_application(session, keeper, district, who, practice, ApplicationIn.checked(asked))


def _checked(session: Session, keeper: Actor, found: RegisterApplication) -> None:
    """A professional mediator who has shown everything."""
    day = found.received_on
    given = {
        "education": "higher", "institution": "Торайғыров университеті", "graduated_in": 2006, "training_no": "2026-0117",
        "training_issuer": "«Медиация орталығы» ҚҚ", "training_programme": "general", "training_hours": 72,
        "training_from": day - timedelta(days=60), "training_on": day - timedelta(days=40), "replies": ANSWERS,
    }  # fmt: skip
    complete_application(session, keeper, found, EducationIn.checked(given))
    note_documents(
        session, keeper, found, DocumentsIn.checked({"seen": dict.fromkeys(("identity", "diploma", "training"), day)})
    )
    mark_checked(session, keeper, found)
