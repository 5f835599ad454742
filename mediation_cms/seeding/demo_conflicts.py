"""Conflicts of interest in the demo: what mediators declared, a relative among the sides of a case, and who is barred."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, select

from mediation_cms.cases.models import Answer, Assignment
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.clock import local, telling_of
from mediation_cms.intake.barring_actions import BarringIn, bar_person
from mediation_cms.intake.models import Party
from mediation_cms.mediators.tie_actions import declare_tie
from mediation_cms.mediators.tie_inputs import MembershipIn, RelativeIn, TieIn, VillageIn
from mediation_cms.mediators.tie_models import Kin
from mediation_cms.mediators.tie_queries import whose
from mediation_cms.people.models import Person
from mediation_cms.seeding.demo_crew import Crew
from mediation_cms.seeding.telling import Told

LONG = timedelta(days=400)


def declare_all(session: Session, crew: Crew, told: Sequence[Told]) -> None:
    """What two mediators declared of themselves; the sister of one is a side of a case that waits for a mediator.

    Who declined a case because of a relative is barred from it by the coordinator.
    """
    at = max(matter.at for matter in told)
    with telling_of(at):
        since = local(at).date() - LONG
        _ties(session, crew, "mediator", [
            VillageIn(called="Кенжекөл ауылы", since=since),
            MembershipIn(called="№ 12 жалпы орта білім беру мектебі", since=since),
        ])  # fmt: skip
        _ties(session, crew, "mediator2", [*_relative(session, told, since)])
        for matter in told:
            _bar_who_declined(session, crew, matter)


def _ties(session: Session, crew: Crew, login: str, given: Sequence[TieIn]) -> None:
    hand = crew.hands[login]
    of = whose(session, [hand.id])[hand.id]
    for tie in given:
        declare_tie(session, hand.actor, of, tie)


def _relative(session: Session, told: Sequence[Told], since: date) -> Sequence[RelativeIn]:
    """The applicant of the first case that waits for a mediator."""
    for matter in told:
        if hasattr(matter, "case") and matter.case.status is CaseStatus.ADMITTED:
            sides = select(Person).join(Party).where(Party.request_id == matter.request.id, Party.side == "applicant")
            person = session.exec(sides).first()
            if person is not None:
                name = person.model_dump(include={"surname", "given_name", "patronymic"})
                return [RelativeIn(kin=Kin.SIBLING, since=since, **name)]
    return []


def _bar_who_declined(session: Session, crew: Crew, matter: Told) -> None:
    if not hasattr(matter, "case"):
        return
    declined = select(Assignment).where(Assignment.case_id == matter.case.id, Assignment.answer == Answer.DECLINED)
    for offer in session.exec(declined):
        bar_person(session, crew.actors["coordinator"], matter.request, BarringIn(person_id=offer.mediator_id))
