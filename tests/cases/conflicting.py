"""Matters between people of these names, mediators of the district, and what speaks against each of them."""

from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.cases.assignment_actions import admit
from mediation_cms.cases.conflict import Hit
from mediation_cms.cases.conflict_queries import conflicts_of
from mediation_cms.cases.inputs import AdmissionIn
from mediation_cms.cases.models import Case
from mediation_cms.mediators.models import Mediator
from mediation_cms.people.models import Person, Role
from mediation_cms.places.models import Unit
from tests import make
from tests.make import matters
from tests.make.mediators import mediator


def somebody(name: str, side: str = "applicant", **more: object) -> dict[str, object]:
    """A side by its name."""
    surname, given_name, *patronymic = name.split()
    person = {"surname": surname, "given_name": given_name, "patronymic": "".join(patronymic), **more}
    return {"side": side, "person": person}


def case_of(session: Session, cast: matters.Cast, *names: str, at: Unit | None = None) -> Case:
    """An admitted case between these people."""
    applicant, *others = names
    made = make.request(
        session, cast.receptionist if at is None else make.actor(session, Role.RECEPTIONIST, at),
        at or cast.country.cabinet, matters.RECEIVED,
        applicant=somebody(applicant), others=[somebody(name, "other") for name in others],
    )  # fmt: skip
    return admit(session, make.system(session), made, AdmissionIn(on=matters.RECEIVED))


def found(session: Session, actor: Actor, case: Case, *who: Mediator) -> dict[str, list[Hit]]:
    """What was found of these mediators, by name."""
    hits = conflicts_of(session, actor, case)
    return {session.get_one(Person, one.id).name: list(hits.get(one.id, ())) for one in who}


def of_register(session: Session, cast: matters.Cast, name: str) -> Mediator:
    """A mediator of the district."""
    return session.get_one(Mediator, mediator(session, cast.country.district, name).mediator_id)
