"""What who signed up for a course is told: that there is a place, or a waiting list, the day before, and that it is cancelled.

By the way that was given at the sign-up; where only a call was wanted nothing is sent, and staff call.
"""

from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import give_link
from mediation_cms.certification.models import Course, CourseSession, Participation
from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.notifications.calendar import Entry, calendar_file
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.notifications.models import Message
from mediation_cms.notifications.outbox import DELIVERED, Reach
from mediation_cms.notifications.telling import Tidings, tell, withdraw
from mediation_cms.people.models import Contact

PAGE = "/learn/own/{code}"
MORNING = time(9, 0)
LINK_LEADS = timedelta(days=30)
"""So long after the last day the own page of a learner opens."""


def title_in(course: Course, language: Language) -> str:
    """The title of a course for one reader; in English, which it has not, as in Kazakh."""
    return course.title_ru if language is Language.RU else course.title_kk


def first_hour(session: Session, course: Course) -> datetime:
    """When a course begins: its first session, else the morning of its first day."""
    first = select(CourseSession.starts_at).where(CourseSession.course_id == course.id)
    found = session.exec(first.order_by(col(CourseSession.starts_at))).first()
    return found or datetime.combine(course.starts_on, MORNING, clock.ALMATY)


def link_to(session: Session, course: Course, participation: Participation) -> str:
    """A new personal link to somebody's place on a course: the secret part of its address."""
    until = max(course.ends_on, clock.today()) + LINK_LEADS
    return give_link(session, Purpose.ENROLMENT, participation.id, until, person_id=participation.person_id)


def tell_learner(
    session: Session, course: Course, participation: Participation, kind: MessageKind, *, code: str = "", reason: str = "",
    asked: bool = False, once: str | None = None,
) -> Message | None:  # fmt: skip
    """Tell one of them; what still waited to be told of this place is withdrawn. None: a call has to."""
    way = session.get(Contact, participation.contact_id) if participation.contact_id else None
    if way is None or way.channel not in DELIVERED or not way.may_leave_message:
        return None
    about = f"course:{participation.id}"
    withdraw(session, about)
    language, house = way.language or participation.language, letterhead(
        session, course.cabinet_id or course.district_id, clock.today()
    )  # fmt: skip
    facts: dict[str, Fact] = {
        "starts_at": first_hour(session, course), "course": title_in(course, language), "place": course.place_note,
        "reason": reason,
    }  # fmt: skip
    tidings = Tidings(
        kind, house.name, house.phone, PAGE, code or link_to(session, course, participation), facts=facts, about=about,
        once=once,
    )  # fmt: skip
    return tell(session, participation.person_id, tidings, reach=Reach.at(way), asked=asked)


def calendar_of(session: Session, course: Course, language: Language, link: str) -> bytes:
    """The first day of a course as a file for a calendar, to be downloaded."""
    first = select(CourseSession).where(CourseSession.course_id == course.id).order_by(col(CourseSession.starts_at))
    found = session.exec(first).first()
    starts_at = found.starts_at if found else first_hour(session, course)
    ends_at = found.ends_at if found else starts_at + timedelta(hours=1)
    entry = Entry(f"{course.id}@bitim", 0, starts_at, ends_at)
    return calendar_file(entry, title=title_in(course, language), place=course.place_note, link=link)
