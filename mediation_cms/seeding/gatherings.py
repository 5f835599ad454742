"""Events and courses of a seed, entered by the actions of the product."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.certification.actions import add_course
from mediation_cms.certification.inputs import CourseIn, ParticipantIn
from mediation_cms.certification.models import Course
from mediation_cms.outreach.actions import add_event
from mediation_cms.outreach.inputs import EventIn
from mediation_cms.outreach.models import Event
from mediation_cms.places.queries import tree
from mediation_cms.seeding.cast import Cast


def hold_event(session: Session, actor: Actor, told: Mapping[str, Any]) -> Event:
    """The event that a seed tells of; `at` is the code of its cabinet or district."""
    fields = {name: value for name, value in told.items() if name != "at"}
    return add_event(session, actor, tree(session).by_code(told["at"]), EventIn.checked(fields))


def hold_course(session: Session, actor: Actor, told: Mapping[str, Any], cast: Cast) -> Course:
    """The course that a seed tells of, with as many invented learners, all of whom completed it."""
    fields = {name: value for name, value in told.items() if name not in {"at", "learners"}}
    learners = [ParticipantIn(person=cast.learner(), completed=True) for _one in range(told["learners"])]
    return add_course(session, actor, tree(session).by_code(told["at"]), CourseIn.checked(fields), learners)
