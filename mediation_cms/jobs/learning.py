"""The day before a course begins, everybody with a place is reminded, once."""

from datetime import timedelta

from sqlmodel import Session, select

from mediation_cms.certification.course_telling import tell_learner
from mediation_cms.certification.day_queries import begins_on
from mediation_cms.certification.models import Course, Participation
from mediation_cms.core import clock
from mediation_cms.jobs.shift import Shift
from mediation_cms.notifications.kinds import MessageKind
from mediation_cms.notifications.models import Message

ONE_DAY = timedelta(days=1)


def remind_learners(shift: Shift) -> None:
    """Tell who learns from tomorrow on; at an hour at which people may be told."""
    with shift.database.session(writes=False) as session:
        keys = [each.id for each in begins_on(session, clock.today() + ONE_DAY) if not _is_told(session, each)]
    for key in keys:
        if shift.ending.is_set():
            return
        with shift.database.transaction() as session:
            participation = session.get(Participation, key)
            if participation is not None and not _is_told(session, participation):
                remind_one(session, participation)


def remind_one(session: Session, participation: Participation) -> None:
    """Put the reminder into the outbox."""
    course = session.get_one(Course, participation.course_id)
    tell_learner(session, course, participation, MessageKind.COURSE_TOMORROW, once=_once(participation))


def _is_told(session: Session, participation: Participation) -> bool:
    return session.exec(select(Message.id).where(Message.once == _once(participation))).first() is not None


def _once(participation: Participation) -> str:
    return f"course:{participation.id}:tomorrow"
