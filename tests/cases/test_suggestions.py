"""Whom the queue proposes out of a register: the database weighs the mediators by the rule that weighs candidates."""

from datetime import date
from itertools import product

import pytest
from sqlmodel import Session, select

from mediation_cms.cases.assignment_actions import assign_mediator, decline_offer
from mediation_cms.cases.inputs import DeclineIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.suggesting import suggestions
from mediation_cms.cases.suitability import Candidate, Near, Proposal, weight
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import restamp
from mediation_cms.intake.models import Request
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import STAMP
from mediation_cms.mediators.actions import enter_in_register, leave_register
from mediation_cms.mediators.inputs import LeavingIn, PracticeIn
from mediation_cms.mediators.models import Mediator, RegisterEntry
from tests import make
from tests.cases.conflicting import case_of
from tests.make import matters
from tests.make.counting import statements
from tests.make.mediators import entry_in
from tests.make.mediators import mediator as make_mediator

MOST_CASES = 2


@pytest.fixture
def case(session: Session, cast: matters.Cast) -> Case:
    """A case about neighbours, in Kazakh, where two cases are as many as most can carry; nobody has any yet."""
    session.exec(select(Rule).where(Rule.code == "mediator.open_cases")).one().value = MOST_CASES
    session.flush()
    restamp(session, STAMP)
    return case_of(session, cast, "Касымов Ерлан Маратович", "Ли Ольга Петровна")


def asked(session: Session, cast: matters.Cast, case: Case) -> list[Proposal]:
    request = session.get_one(Request, case.request_id)
    return suggestions(session, cast.coordinator, case, request, Language.KK, "қазақша")


def proposed(session: Session, cast: matters.Cast, case: Case) -> list[str]:
    return [each.name for each in asked(session, cast, case)]


def register(session: Session, cast: matters.Cast, *names: str) -> list[RegisterEntry]:
    """Mediators of the district of whom nothing else is known."""
    return [make_mediator(session, cast.country.district, name) for name in names]


def mediator_of(session: Session, entry: RegisterEntry) -> Mediator:
    return session.get_one(Mediator, entry.mediator_id)


def test_the_database_weighs_by_the_rule_that_weighs_candidates(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    request = session.get_one(Request, case.request_id)
    semey = make.district(session, cast.country.region, "semey", "Семей қаласы")
    leave_register(session, make.system(session), cast.entry, LeavingIn(until=date(2022, 6, 1), ground="own wish"))
    entries: dict[str, RegisterEntry] = {}
    crowd: list[Candidate] = []
    for at, (near, speaks, at_home) in enumerate(product(sorted(Near, reverse=True), (True, False), (True, False))):
        practice = PracticeIn(
            cabinet_id=cast.country.cabinet.id if near is Near.CABINET else None,
            languages=[request.language if speaks else "en"],
            dispute_codes=[request.dispute_code if at_home else "LAB"],
        )
        name = f"Абаев {'АБВГДЕЖЗИКЛМ'[at]}"
        place = semey if near is Near.REGION else cast.country.district
        entries[name] = make_mediator(session, place, name, practice)
        crowd.append(
            Candidate(entries[name].mediator_id, name, near, "", speaks, at_home, 0, MOST_CASES, signs_in=False)
        )

    told = []
    while best := proposed(session, cast, case):
        told += best
        for name in best:
            leave_register(
                session, make.system(session), entries[name], LeavingIn(until=date(2022, 6, 1), ground="ill")
            )

    assert told == [who.name for who in sorted(crowd, key=weight, reverse=True)]


def test_who_stands_in_several_registers_is_proposed_once_and_as_near_as_they_are(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    semey = make.district(session, cast.country.region, "semey", "Семей қаласы")
    far = make_mediator(session, semey, "Абаев Абай", register_kind="akim")
    enter_in_register(
        session, make.system(session), cast.country.district, mediator_of(session, far), entry_in(register_kind="akim")
    )

    found = asked(session, cast, case)

    assert [each.name for each in found] == ["Байжанова Сәуле", "Абаев Абай"]
    assert str(found[1].reasons[0].words).startswith("same district: ")


def test_who_is_busy_overloaded_or_has_declined_is_proposed_after_the_others(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    _free, busy, full = register(session, cast, "В Г", "Б Г", "А Г")
    for entry in (busy, full, full):
        other = case_of(session, cast, "Юсупов Тимур", "Цой Инна")
        assign_mediator(session, cast.coordinator, other, mediator_of(session, entry))
    assert proposed(session, cast, case) == ["Байжанова Сәуле", "В Г", "Б Г"]

    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    decline_offer(session, cast.mediator, case, DeclineIn.checked({"reason": "Демалыстамын."}))
    assert proposed(session, cast, case) == ["Байжанова Сәуле", "В Г", "Б Г"]
    assert "has declined this case before" in [str(each.words) for each in asked(session, cast, case)[0].reasons]


def test_who_is_a_side_is_never_proposed_and_who_may_be_one_comes_last(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    register(session, cast, "Ли Ольга Петровна", "Ли Ольга", "Я Я")

    found = asked(session, cast, case)

    assert [each.name for each in found] == ["Байжанова Сәуле", "Я Я", "Ли Ольга"]
    assert [reason.good for reason in found[2].reasons][-1] is False


def test_three_are_found_among_thirty_with_as_many_statements_as_among_two(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    register(session, cast, "А Б")
    asked(session, cast, case)
    with statements(session) as among_two:
        assert len(asked(session, cast, case)) == 2
    register(session, cast, *(f"В {'г' * n}" for n in range(1, 29)))

    with statements(session) as among_thirty:
        assert len(asked(session, cast, case)) == 3
    assert len(among_thirty) == len(among_two)
