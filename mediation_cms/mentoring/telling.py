"""What a trainee is told of an observation, by the way given at the sign-up. The link opens the own page of the course."""

from sqlmodel import Session

from mediation_cms.certification.course_telling import link_to
from mediation_cms.certification.models import Course, Participation
from mediation_cms.core import clock
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.mentoring.models import Observation
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.notifications.outbox import DELIVERED, Reach
from mediation_cms.notifications.telling import Tidings, tell, withdraw
from mediation_cms.people.models import Contact

PAGE = "/learn/own/{code}/observation"


def tell_trainee(session: Session, observation: Observation, kind: MessageKind, *, reason: str = "") -> bool:
    """Tell the trainee; whether a message goes out. What waited to be told of this observation is withdrawn."""
    participation = session.get_one(Participation, observation.participation_id)
    withdraw(session, about := f"observation:{observation.id}")
    way = session.get(Contact, participation.contact_id) if participation.contact_id else None
    if way is None or way.channel not in DELIVERED or not way.may_leave_message:
        return False
    course = session.get_one(Course, participation.course_id)
    house = letterhead(session, course.cabinet_id or course.district_id, clock.today())
    facts: dict[str, Fact] = {"reason": reason}
    if observation.starts_at is not None:
        facts["starts_at"] = observation.starts_at
    tidings = Tidings(
        kind, house.name, house.phone, PAGE, link_to(session, course, participation), facts=facts, about=about
    )
    return tell(session, participation.person_id, tidings, reach=Reach.at(way)) is not None
