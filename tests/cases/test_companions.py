"""Who works beside the mediator: co-mediators conduct the mediation, observers look on, whoever has left sees nothing."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from mediation_cms.access import Can, may
from mediation_cms.agreements.actions import sign_agreement
from mediation_cms.cases.assignment_actions import assign_mediator, release_case
from mediation_cms.cases.companion_actions import add_companion, end_companion
from mediation_cms.cases.declaration_actions import declare_beside, renew_declaration
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind
from mediation_cms.cases.follow_up_queries import get_call, list_calls
from mediation_cms.cases.inputs import CompanionIn, DeclineIn, PartingIn
from mediation_cms.cases.papers import contract_facts
from mediation_cms.cases.queries import accepted, asked_to_declare, get_case, list_cases, running, waiting_offers
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.validation import NO_SUCH_CHOICE
from mediation_cms.documents.inputs import BY_NAME
from mediation_cms.intake.barring import bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.contacting import quiet
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import companions_of
from mediation_cms.intake.recent import recent
from mediation_cms.mediators.models import Mediator
from mediation_cms.notifications.models import Message
from tests import make
from tests.make import matters
from tests.make.mediators import mediator


@pytest.fixture
def colleague(session, cast):
    return matters.mediator_at_work(session, cast.country, "Болат Жұмабаев", number="99")[0]


def beside(session, cast, case, colleague, part="co_mediator", **more):
    given = CompanionIn.checked({"mediator_id": str(colleague.person_id), "part": part} | more)
    return add_companion(session, cast.coordinator, case, session.get_one(Mediator, colleague.person_id), given)


def declared_beside(session, cast, case, colleague):
    companion = beside(session, cast, case, colleague)
    declare_beside(session, colleague, case, matters.NO_INTEREST)
    return companion


def test_a_contract_waits_for_the_declaration_of_each_co_mediator(session, cast, colleague):
    case = matters.in_work(session, cast)
    beside(session, cast, case, colleague)
    with pytest.raises(Refused, match=r"have not declared yet: Болат Жұмабаев\."):
        matters.contract(session, cast, case)

    declare_beside(session, colleague, case, matters.NO_INTEREST)

    assert matters.contract(session, cast, case).co_mediators == [str(colleague.person_id)]


def test_a_co_mediator_with_an_interest_leaves_and_the_case_stays(session, cast, colleague):
    case = matters.in_work(session, cast)
    companion = beside(session, cast, case, colleague)

    declare_beside(session, colleague, case, matters.SOME_INTEREST)

    assert (companion.until, case.mediator_id, case.status) == (
        clock.today(), cast.mediator.person_id, CaseStatus.IN_WORK
    )  # fmt: skip
    with pytest.raises(NotFound):
        get_case(session, colleague, case.id)
    with pytest.raises(Refused):
        declare_beside(session, cast.mediator, case, matters.NO_INTEREST)
    matters.contract(session, cast, case)


def test_a_co_mediator_sees_conducts_and_stands_in_the_contract(session, cast, colleague):
    case = matters.in_work(session, cast)
    matters.account_of(session, colleague).email = "bolat@example.com"
    with pytest.raises(NotFound):
        get_case(session, colleague, case.id)

    declared_beside(session, cast, case, colleague)

    assert get_case(session, colleague, case.id) is case
    assert [row.id for row in list_cases(session, colleague, limit=9)] == [case.id]
    assert may(colleague, Can.CONDUCT_MEDIATION, case)
    assert not may(colleague, Can.ANSWER_OFFER, case)
    contract = matters.contract(session, cast, case)
    named = [mediator.name for mediator in contract_facts(session, contract, BY_NAME["kk"]).mediators]
    assert named == ["Байжанова Сәуле", "Болат Жұмабаев"]
    told = session.exec(select(Message).where(Message.person_id == colleague.person_id)).all()
    assert [(message.template, message.address) for message in told] == [("companion_added", "bolat@example.com")]


@pytest.mark.parametrize(("part", "listed"), [("co_mediator", True), ("observer", False)])
def test_a_co_mediator_finds_the_matter_among_their_own_and_an_observer_does_not(
    session, cast, colleague, part, listed
):
    case = matters.in_work(session, cast)
    beside(session, cast, case, colleague, part, sides_agree="yes")
    expected = [case.request_id] if listed else []

    assert [row.id for row in recent(session, colleague)] == expected
    silent = quiet(session, colleague, date(2022, 7, 1), 9, mediator_id=colleague.person_id)
    assert [row.id for row in silent] == expected
    assert [row.id for row in recent(session, cast.mediator)] == [case.request_id]


def test_an_observer_looks_on_when_the_sides_agree_and_does_nothing(session, cast, colleague):
    case = matters.in_work(session, cast)
    with pytest.raises(Invalid):
        beside(session, cast, case, colleague, "observer")

    beside(session, cast, case, colleague, "observer", sides_agree="yes")

    assert get_case(session, colleague, case.id) is case
    assert not any(may(colleague, can, case) for can in (Can.CONDUCT_MEDIATION, Can.READ_MINUTES, Can.CLOSE_CASE))
    request = session.get_one(Request, case.request_id)
    acts = (Can.MAKE_PAPER, Can.HOLD_CONSULTATION, Can.CLOSE_REQUEST, Can.ADMIT_CASE, Can.REGISTER_REQUEST)
    assert [can for can in acts if may(colleague, can, request) or may(colleague, can, case)] == []
    assert matters.contract(session, cast, case).co_mediators == []


def test_whoever_has_left_sees_the_case_no_more_and_may_come_back(session, cast, colleague):
    case = matters.in_work(session, cast)
    companion = beside(session, cast, case, colleague)

    parting = PartingIn.checked({"on": f"{clock.today():%d.%m.%Y}", "reason": "Тәжірибесі аяқталды."})
    end_companion(session, cast.coordinator, case, companion, parting)

    with pytest.raises(NotFound):
        get_case(session, colleague, case.id)
    with pytest.raises(Refused):
        end_companion(session, cast.coordinator, case, companion, parting)
    beside(session, cast, case, colleague)
    assert [one.until for one, _who in companions_of(session, case.request_id)] == [None, clock.today()]


def test_nobody_stands_beside_themselves_or_twice_and_after_the_contract_the_sides_are_asked(session, cast, colleague):
    case = matters.in_work(session, cast)
    with pytest.raises(Invalid):
        beside(session, cast, case, cast.mediator)
    matters.contract(session, cast, case, concluded_on=f"{date(2022, 6, 3):%d.%m.%Y}")
    with pytest.raises(Invalid) as told:
        beside(session, cast, case, colleague)
    assert list(told.value.fields) == ["sides_agree"]
    beside(session, cast, case, colleague, sides_agree="yes")
    with pytest.raises(Invalid):
        beside(session, cast, case, colleague, sides_agree="yes")


def test_a_co_mediator_is_asked_to_declare_until_it_is_done(session, cast, colleague):
    case = matters.in_work(session, cast)
    me = colleague.person_id
    assert asked_to_declare(session, colleague, 5, mediator_id=me) == []
    beside(session, cast, case, colleague)
    assert [row.id for row in asked_to_declare(session, colleague, 5, mediator_id=me)] == [case.id]
    assert asked_to_declare(session, cast.mediator, 5, mediator_id=cast.mediator.person_id) == []

    declare_beside(session, colleague, case, matters.NO_INTEREST)

    assert asked_to_declare(session, colleague, 5, mediator_id=me) == []


def test_a_companion_is_of_the_region_as_the_mediator_is(session, cast):
    away = make.region(session, cast.country.republic, "10", "Абай облысы")
    far = mediator(session, make.district(session, away, "semey", "Семей қаласы"), "Ли Ольга").mediator_id
    given = CompanionIn.checked({"mediator_id": str(far), "part": "co_mediator"})

    with pytest.raises(Invalid) as told:
        add_companion(session, cast.coordinator, matters.in_work(session, cast), session.get_one(Mediator, far), given)

    assert told.value.fields == {"mediator_id": NO_SUCH_CHOICE}


def test_a_case_is_offered_to_no_companion_of_it(session, cast, colleague):
    case = matters.in_work(session, cast)
    beside(session, cast, case, colleague)
    release_case(session, cast.coordinator, case, DeclineIn(reason="Тарап сұрады."))

    with pytest.raises(Invalid) as told:
        assign_mediator(session, cast.coordinator, case, session.get_one(Mediator, colleague.person_id))

    assert (list(told.value.fields), case.mediator_id) == (["mediator_id"], None)


def test_a_co_mediator_declares_nothing_in_the_name_of_the_mediator(session, cast, colleague):
    case = matters.in_work(session, cast)
    beside(session, cast, case, colleague)

    with pytest.raises(Forbidden):
        renew_declaration(session, colleague, case, matters.SOME_INTEREST)

    assert [may(who, Can.DECLARE_INTEREST, case) for who in (cast.mediator, colleague)] == [True, False]
    assert case.mediator_id == cast.mediator.person_id


def test_a_contract_names_no_co_mediator_who_is_barred(session, cast, colleague):
    case = matters.in_work(session, cast)
    beside(session, cast, case, colleague)
    request = session.get_one(Request, case.request_id)
    bar(session, cast.coordinator, request, colleague.person_id, BarGround.RECORDED)

    with pytest.raises(Refused, match="barred from the matter"):
        matters.contract(session, cast, case)


def test_what_waits_for_a_co_mediator_is_what_they_conduct(session, cast, colleague):
    offered, in_work, running_one = (
        matters.offered(session, cast), matters.in_work(session, cast), matters.in_work(session, cast),
    )  # fmt: skip
    for case in (offered, in_work, running_one):
        beside(session, cast, case, colleague)
    declare_beside(session, colleague, running_one, matters.NO_INTEREST)
    matters.contract(session, cast, running_one)
    looked_at = matters.in_work(session, cast)
    beside(session, cast, looked_at, colleague, "observer", sides_agree="yes")

    assert [row.id for row in accepted(session, colleague, 9, mediator_id=colleague.person_id)] == [in_work.id]
    assert [row.id for row in running(session, colleague, 9, mediator_id=colleague.person_id)] == [running_one.id]
    assert waiting_offers(session, colleague, 9, mediator_id=colleague.person_id) == []


def test_a_co_mediator_asks_about_the_agreement_and_never_for_an_opinion(session, cast, colleague):
    case = matters.met(session, cast)
    beside(session, cast, case, colleague, sides_agree="yes")
    agreement = matters.drafted(session, cast, case)
    sign_agreement(
        session, cast.mediator, agreement, matters.signing(session, cast, agreement), matters.scan(session, cast)
    )
    calls = {call.kind: call.id for call in session.exec(select(FollowUp))}
    at_the_desk = replace(colleague, covers={**colleague.covers, **cast.receptionist.covers})

    for actor in (colleague, at_the_desk):
        assert {row.kind for when in ("coming", "missed") for row in list_calls(session, actor, when=when)} == {
            FollowUpKind.AGREEMENT
        }
        assert get_call(session, actor, calls[FollowUpKind.AGREEMENT]).case_id == case.id
        with pytest.raises(NotFound):
            get_call(session, actor, calls[FollowUpKind.OPINION])
    case.mediator_id = None  # as in a record of old
    session.flush()
    assert get_call(session, cast.receptionist, calls[FollowUpKind.OPINION]).case_id == case.id
