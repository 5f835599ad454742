"""Courses to come, with days and sign-up."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from mediation_cms.certification.course_actions import add_session, take_step
from mediation_cms.certification.course_workflow import CourseStep
from mediation_cms.certification.enrolment_actions import SignedUp, sign_up
from mediation_cms.certification.enrolment_inputs import SessionIn, SignUpIn
from mediation_cms.certification.models import Course
from mediation_cms.core.clock import ALMATY
from mediation_cms.core.languages import Language
from mediation_cms.places.models import Unit
from tests.make.actors import system, visitor
from tests.make.certification import course

NOW = datetime(2026, 11, 16, 10, 0, tzinfo=ALMATY)
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 2)


def planned(session: Session, place: Unit, **more: Any) -> Course:
    """A course of two days in December, eight academic hours each."""
    made = course(
        session,
        place,
        **{"starts_on": "01.12.2026", "ends_on": "02.12.2026", "academic_hours": "16", "capacity": "2"} | more,
    )
    for day in (FIRST, LAST):
        add_session(session, system(session), made, a_day(day))
    return made


def opened(session: Session, place: Unit, **more: Any) -> Course:
    """The same, open for sign-up."""
    made = planned(session, place, **more)
    take_step(session, system(session), made, CourseStep.OPEN)
    return made


def a_day(day: date, **more: object) -> SessionIn:
    """Eight academic hours from nine to four."""
    given = {"held_on": f"{day:%d.%m.%Y}", "from_time": "9:00", "to_time": "16:00", "academic_hours": "8"}
    return SessionIn.checked(given | more)


def who(name: str = "Сапарова Гүлнар", **more: object) -> SignUpIn:
    """Somebody with a phone."""
    surname, _, given_name = name.partition(" ")
    given = {"surname": surname, "given_name": given_name, "phone": "8 701 000 00 01", "told_by": "sms"}
    return SignUpIn.checked(given | more)


def signed_up(session: Session, to: Course, name: str = "Сапарова Гүлнар", **more: object) -> SignedUp:
    """Somebody without an account signs up."""
    return sign_up(session, visitor(session), to, who(name, **more), Language.KK)
