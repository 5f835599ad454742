"""Reading observations. A wish is seen by the mentors of its region; what has a case, by who sees the case."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.cases.models import Case
from mediation_cms.cases.queries import get_case
from mediation_cms.cases.queries import visible_to as cases_visible_to
from mediation_cms.certification.models import Course, Participation
from mediation_cms.core import clock
from mediation_cms.core.errors import NotFound
from mediation_cms.intake.models import Party, Side
from mediation_cms.intake.queries import parties_of
from mediation_cms.mentoring.models import Observation, ObserverConsent
from mediation_cms.mentoring.workflow import ObservationState
from mediation_cms.people.models import Organisation, Person, Role
from mediation_cms.places.queries import tree

MOST = 100
MENTORS = (Role.MEDIATOR, Role.COORDINATOR)


@dataclass(frozen=True)
class Shown:
    """An observation with its trainee, the course and, once a meeting is offered, the case."""

    observation: Observation
    trainee: Person
    course: Course
    case: Case | None

    @property
    def the_case(self) -> Case:
        """The case of which a meeting was offered. Raises NotFound."""
        if self.case is None:
            raise NotFound
        return self.case


def observations_of(session: Session, participation: Participation) -> list[Observation]:
    """Everything that a trainee asked for on this place, the newest first."""
    found = select(Observation).where(Observation.participation_id == participation.id)
    return list(session.exec(found.order_by(col(Observation.id).desc())))


def wishes(session: Session, actor: Actor) -> list[Shown]:
    """Who asks to observe in the regions of the actor, who waits longest first."""
    asked = _whole().where(
        Observation.state == ObservationState.ASKED, col(Observation.district_id).in_(_near(actor, session))
    )
    return [
        Shown(observation, trainee, course, None)
        for observation, trainee, course in session.exec(asked.order_by(col(Observation.id)).limit(MOST))
    ]


def taken_up(session: Session, actor: Actor) -> list[Shown]:
    """The observations of cases that the actor sees, the newest first."""
    found = (
        select(Observation, Person, Course, Case)
        .join(Participation, col(Participation.id) == Observation.participation_id)
        .join(Person, col(Person.id) == Participation.person_id)
        .join(Course, col(Course.id) == Participation.course_id)
        .join(Case, col(Case.id) == Observation.case_id)
        .where(cases_visible_to(actor))
    )
    return [
        Shown(one, who, course, case)
        for one, who, course, case in session.exec(found.order_by(col(Observation.id).desc()).limit(MOST))
    ]


def get_observation(session: Session, actor: Actor, observation_id: UUID) -> Shown:
    """One observation that the actor may see. Raises NotFound."""
    row = session.exec(_whole().where(Observation.id == observation_id)).first()
    if row is None:
        raise NotFound
    observation, trainee, course = row
    if observation.case_id is not None:
        return Shown(observation, trainee, course, get_case(session, actor, observation.case_id))
    if observation.district_id not in _near(actor, session):
        raise NotFound
    return Shown(observation, trainee, course, None)


def sides_asked(session: Session, case: Case) -> list[tuple[Party, str]]:
    """The sides that have to consent, and how they are called; who only speaks for one, and third persons, are none."""
    return [
        (party, _name(person or organisation))
        for party, person, organisation in parties_of(session, case.request_id)
        if party.represents_id is None and party.side is not Side.THIRD
    ]


def consents_of(session: Session, observation: Observation) -> list[ObserverConsent]:
    """Every consent that was given, also those that were taken back, in order."""
    found = select(ObserverConsent).where(ObserverConsent.observation_id == observation.id)
    return list(session.exec(found.order_by(col(ObserverConsent.id))))


def surnames_in(session: Session, case: Case) -> list[str]:
    """The surnames of everybody who takes part in a case."""
    return [person.surname for _party, person, _organisation in parties_of(session, case.request_id) if person]


def _name(whose: Person | Organisation | None) -> str:
    return whose.name if whose else ""


def _whole() -> Any:
    return (
        select(Observation, Person, Course)
        .join(Participation, col(Participation.id) == Observation.participation_id)
        .join(Person, col(Person.id) == Participation.person_id)
        .join(Course, col(Course.id) == Participation.course_id)
    )


def _near(actor: Actor, session: Session) -> frozenset[UUID]:
    """The places of the regions in which the actor mediates or coordinates."""
    places, today = tree(session), clock.today()
    own = {unit for role in MENTORS for unit in actor.covers.get(role, frozenset())}
    regions = {places.region_of(unit, today) for unit in own} - {None}
    return frozenset(own).union(*(places.under(region, today) for region in regions if region is not None))
