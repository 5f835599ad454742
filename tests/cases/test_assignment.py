"""A case is admitted, offered to a mediator, and taken or not."""

from datetime import date

import pytest
import time_machine
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry
from mediation_cms.cases.actions import close_case
from mediation_cms.cases.assignment_actions import (
    accept_offer,
    admit,
    assign_mediator,
    decline_offer,
    enter_answer,
    release_case,
    take_back_offer,
)
from mediation_cms.cases.inputs import AdmissionIn, AnswerIn, DeclineIn
from mediation_cms.cases.models import Answer, Assignment, Case, Interest
from mediation_cms.cases.queries import assignments_of, get_case, list_cases, open_cases_of
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.actions import close_request, reopen_request
from mediation_cms.intake.inputs import ClosingIn, ReasonIn
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.mediators.models import Mediator
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Role, RoleHeld
from tests import make
from tests.make import matters
from tests.make import mediators as registers

BECAUSE = DeclineIn(reason="Екінші тарап – туысым.")


def actions_of(session: Session) -> list[str]:
    """Everything that was recorded of cases, in order."""
    entries = session.exec(select(Entry).where(Entry.action.startswith("case.")).order_by(col(Entry.id)))
    return [entry.action for entry in entries]


def test_an_admitted_request_becomes_a_case_with_its_number(session: Session, cast: matters.Cast) -> None:
    case = matters.admitted(session, cast)
    request = session.get_one(Request, case.request_id)

    assert (case.number, case.status, request.status) == (request.number, CaseStatus.ADMITTED, RequestStatus.ADMITTED)
    assert actions_of(session) == ["case.admitted"]


def test_a_request_is_admitted_once(session: Session, cast: matters.Cast) -> None:
    case = matters.admitted(session, cast)

    with pytest.raises(Refused, match="This was changed meanwhile"):
        admit(session, cast.coordinator, session.get_one(Request, case.request_id), AdmissionIn(on=matters.RECEIVED))


def test_an_admission_that_is_typed_in_later_keeps_its_day(session: Session, cast: matters.Cast) -> None:
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)

    case = admit(session, cast.receptionist, request, AdmissionIn(on=date(2022, 5, 30)))

    assert case.admitted_on == date(2022, 5, 30)
    assert [entry.details for entry in session.exec(select(Entry).where(Entry.action == "case.admitted"))] == [
        {"on": "2022-05-30"}
    ]


def test_nothing_is_admitted_before_it_came_in_or_on_a_day_to_come(session: Session, cast: matters.Cast) -> None:
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)

    with pytest.raises(Invalid) as before:
        admit(session, cast.receptionist, request, AdmissionIn(on=date(2022, 5, 25)))
    with pytest.raises(Invalid) as ahead:
        AdmissionIn.checked({"on": "31.12.2099"})

    assert {name: said.in_(Language.EN) for name, said in before.value.fields.items()} == {
        "on": "The request is open since 26 May 2022. Give that day or a later one."
    }
    assert list(ahead.value.fields) == ["on"]


def test_a_reopened_request_is_not_admitted_before_its_reopening(session: Session, cast: matters.Cast) -> None:
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED)
    close_request(session, cast.coordinator, request, ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"}))
    reopen_request(session, cast.coordinator, request, ReasonIn(on=date(2022, 6, 10), reason="Қайта келді"))

    with pytest.raises(Invalid, match="10 June 2022"):
        admit(session, cast.receptionist, request, AdmissionIn(on=date(2022, 6, 9)))


def test_a_cabinet_admits_what_it_admitted_while_it_had_the_mandate(session: Session, cast: matters.Cast) -> None:
    first, second = (
        make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED) for _number in range(2)
    )
    matters.ethnomediation_since(session, cast.country.cabinet, date(2024, 1, 1))

    assert admit(session, cast.receptionist, first, AdmissionIn(on=date(2023, 12, 31))).admitted_on.year == 2023
    with pytest.raises(Invalid, match="its work is ethnomediation"):
        admit(session, cast.receptionist, second, AdmissionIn(on=date(2024, 1, 1)))


def test_a_coordinator_offers_a_case_and_the_mediator_has_three_working_days(
    session: Session, cast: matters.Cast
) -> None:
    account = matters.account_of(session, cast.mediator)
    account.email = "saule@example.com"
    case = matters.admitted(session, cast)
    with time_machine.travel(date(2026, 11, 20), tick=False):  # a Friday
        offer = assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))

    assert (case.status, case.mediator_id) == (CaseStatus.OFFERED, cast.mediator.person_id)
    assert (offer.answer, offer.answer_by) == (Answer.WAITING, date(2026, 11, 25))
    assert [(message.template, message.address) for message in session.exec(select(Message))] == [
        ("case_offered", "saule@example.com")
    ]
    assert actions_of(session) == ["case.admitted", "case.offered"]


def test_only_a_coordinator_assigns(session: Session, cast: matters.Cast) -> None:
    case = matters.admitted(session, cast)

    for actor in (cast.receptionist, cast.mediator):
        with pytest.raises(Forbidden):
            assign_mediator(session, actor, case, matters.mediator_of(session, cast))


def test_a_mediator_sees_a_case_from_the_offer_on(session: Session, cast: matters.Cast) -> None:
    case = matters.admitted(session, cast)
    with pytest.raises(NotFound):
        get_case(session, cast.mediator, case.id)

    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))

    assert get_case(session, cast.mediator, case.id) is case
    assert [row.id for row in list_cases(session, cast.mediator)] == [case.id]


def test_somebody_who_stands_in_no_register_gets_no_case(session: Session, cast: matters.Cast) -> None:
    case = matters.admitted(session, cast)
    nobody = Mediator(id=make.account_for(session).person_id)  # type: ignore[arg-type]  # an account of a person
    session.add(nobody)
    session.flush()

    with pytest.raises(Refused, match="The mediator stood in no register on"):
        assign_mediator(session, cast.coordinator, case, nobody)


def test_a_suspended_mediator_gets_no_case(session: Session, cast: matters.Cast) -> None:
    case = matters.admitted(session, cast)
    matters.suspended_since(session, cast, "01.02.2024")

    with pytest.raises(Refused, match=r"The mediator was suspended on 1 February 2024\. Assign another\."):
        assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    assert case.status is CaseStatus.ADMITTED


def test_a_forged_mediator_of_another_region_gets_no_case(session: Session, cast: matters.Cast) -> None:
    region = make.region(session, cast.country.republic, "10", "Абай облысы")
    entry = registers.mediator(session, make.district(session, region, "semey", "Семей қаласы"), "Ким Виктор")
    case = matters.admitted(session, cast)

    with pytest.raises(Invalid, match="mediator_id"):
        assign_mediator(session, cast.coordinator, case, session.get_one(Mediator, entry.mediator_id))

    assert (case.status, case.mediator_id) == (CaseStatus.ADMITTED, None)
    assert session.exec(select(Assignment)).all() == []


def test_an_accepted_case_waits_for_the_contract(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)

    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)

    assert case.status is CaseStatus.IN_WORK
    assert [offer.answer for offer, _person in assignments_of(session, case)] == [Answer.ACCEPTED]


def test_nobody_answers_for_the_mediator(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)
    colleague, _entry = matters.mediator_at_work(session, cast.country, "Виктор Ким")

    for actor in (cast.coordinator, colleague):
        with pytest.raises(Forbidden):
            accept_offer(session, actor, case, matters.NO_INTEREST)


def test_a_declined_case_waits_for_another_mediator_and_keeps_the_reason(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)

    decline_offer(session, cast.mediator, case, BECAUSE)

    assert (case.status, case.mediator_id) == (CaseStatus.ADMITTED, None)
    assert [(offer.answer, offer.reason) for offer, _person in assignments_of(session, case)] == [
        (Answer.DECLINED, "Екінші тарап – туысым.")
    ]
    with pytest.raises(NotFound):
        get_case(session, cast.mediator, case.id)


def test_a_declined_case_can_be_offered_again(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)
    decline_offer(session, cast.mediator, case, BECAUSE)
    colleague, entry = matters.mediator_at_work(session, cast.country, "Виктор Ким")

    assign_mediator(session, cast.coordinator, case, session.get_one(Mediator, entry.mediator_id))
    accept_offer(session, colleague, case, matters.NO_INTEREST)

    assert case.mediator_id == colleague.person_id
    assert [offer.answer for offer, _person in assignments_of(session, case)] == [Answer.ACCEPTED, Answer.DECLINED]


def test_an_unanswered_offer_is_taken_back(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)

    take_back_offer(session, cast.coordinator, case, DeclineIn(reason="Жауап бермеді."))

    assert (case.status, case.mediator_id) == (CaseStatus.ADMITTED, None)
    assert [offer.answer for offer, _person in assignments_of(session, case)] == [Answer.TAKEN_BACK]
    with pytest.raises(Forbidden):
        accept_offer(session, cast.mediator, case, matters.NO_INTEREST)


def test_a_case_without_a_contract_is_taken_from_its_mediator_so_that_another_can_be_chosen(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.in_work(session, cast)

    release_case(session, cast.coordinator, case, DeclineIn(reason="Тарап басқа медиаторды сұрады."))

    assert (case.status, case.mediator_id) == (CaseStatus.ADMITTED, None)
    assert session.get_one(Request, case.request_id).mediator_id is None
    (taken,) = session.exec(select(Assignment).where(Assignment.case_id == case.id))
    assert (taken.answer, taken.reason) == (Answer.ACCEPTED, "Тарап басқа медиаторды сұрады.")
    assert taken.answered_at is not None
    assert taken.released_at is not None


def test_who_took_a_case_twice_is_released_twice(session: Session, cast: matters.Cast) -> None:
    case = matters.in_work(session, cast)
    for reason in ("Бірінші рет.", "Екінші рет."):
        release_case(session, cast.coordinator, case, DeclineIn(reason=reason))
        assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
        accept_offer(session, cast.mediator, case, matters.NO_INTEREST)

    found = session.exec(select(Assignment).where(Assignment.case_id == case.id).order_by(col(Assignment.id))).all()
    assert [(offer.reason, offer.released_at is None) for offer in found] == [
        ("Бірінші рет.", False), ("Екінші рет.", False), ("", True),
    ]  # fmt: skip


def test_a_running_mediation_is_not_taken_from_its_mediator(session: Session, cast: matters.Cast) -> None:
    with pytest.raises(Refused, match="This was changed meanwhile"):
        release_case(session, cast.coordinator, matters.in_mediation(session, cast), BECAUSE)


def test_who_only_got_an_offer_does_not_finish_the_case(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)
    closing = ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"})

    with pytest.raises(Forbidden):
        close_case(session, cast.mediator, case, closing)


# --- a mediator who does not sign in --------------------------------------------------------------------------------------

YES = AnswerIn(answer=Answer.ACCEPTED, interest=Interest.NONE)
NO = AnswerIn(answer=Answer.DECLINED, reason="Сырқаттанып қалдым.")


def test_the_answer_of_a_mediator_who_does_not_sign_in_is_entered_by_who_offered(
    session: Session, cast: matters.Cast
) -> None:
    taken, declined = matters.offered_away(session, cast), matters.offered_away(session, cast)

    enter_answer(session, cast.coordinator, taken, YES)
    enter_answer(session, cast.coordinator, declined, NO)

    assert (taken.status, declined.status) == (CaseStatus.IN_WORK, CaseStatus.ADMITTED)
    assert (taken.mediator_id is None, declined.mediator_id is None) == (False, True)
    entered = select(Entry).where(Entry.action.endswith("_for")).order_by(col(Entry.id))
    assert [(entry.action, entry.account_id, entry.details) for entry in session.exec(entered)] == [
        ("case.accepted_for", cast.coordinator.account_id, {"mediator": "Ким Виктор Сергеевич"}),
        ("case.declined_for", cast.coordinator.account_id,
         {"mediator": "Ким Виктор Сергеевич", "reason": "Сырқаттанып қалдым."}),
    ]  # fmt: skip


def test_nobody_answers_for_a_mediator_who_signs_in(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)

    with pytest.raises(Refused, match="answers here"):
        enter_answer(session, cast.coordinator, case, YES)
    account = matters.account_of(session, cast.mediator)
    account.disabled_on = date(2022, 6, 1)
    session.flush()
    enter_answer(session, cast.coordinator, case, YES)

    assert case.status is CaseStatus.IN_WORK


def test_who_signs_in_as_something_else_does_not_see_the_offer_and_is_answered_for(
    session: Session, cast: matters.Cast
) -> None:
    case = matters.offered_away(session, cast)
    account = make.account_for(session)
    account.person_id = case.mediator_id
    session.add(
        RoleHeld(account_id=account.id, role=Role.MANAGER, unit_id=cast.country.region.id, since=date(2020, 1, 1))
    )
    session.flush()

    enter_answer(session, cast.coordinator, case, YES)

    assert case.status is CaseStatus.IN_WORK


def test_only_who_may_offer_enters_an_answer_and_only_one(session: Session, cast: matters.Cast) -> None:
    case = matters.offered_away(session, cast)

    for actor in (cast.receptionist, cast.mediator):
        with pytest.raises(Forbidden):
            enter_answer(session, actor, case, YES)
    enter_answer(session, cast.coordinator, case, YES)
    with pytest.raises(Refused, match="This was changed meanwhile"):
        enter_answer(session, cast.coordinator, case, NO)
    with pytest.raises(Refused, match="This was changed meanwhile"):
        enter_answer(session, cast.coordinator, matters.admitted(session, cast), NO)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, "answer"),
        ({"answer": "waiting"}, "answer"),
        ({"answer": "declined"}, "reason"),
        ({"answer": "no"}, "answer"),
        ({"answer": "accepted"}, "interest"),
        ({"answer": "accepted", "interest": "some"}, "what"),
    ],
)
def test_an_answer_is_yes_or_no_with_a_reason(typed: dict[str, str], wrong: str) -> None:
    with pytest.raises(Invalid) as refused:
        AnswerIn.checked(typed)

    assert list(refused.value.fields) == [wrong]


def test_with_a_case_that_is_finished_its_offer_is_taken_back(session: Session, cast: matters.Cast) -> None:
    case = matters.offered(session, cast)

    close_case(session, cast.coordinator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"}))

    assert (case.status, case.outcome, case.mediator_id) == (CaseStatus.ENDED, Outcome.WITHDRAWN, None)
    assert [offer.answer for offer in session.exec(select(Assignment))] == [Answer.TAKEN_BACK]


def test_the_open_cases_of_each_mediator_are_counted_at_once(session: Session, cast: matters.Cast) -> None:
    matters.offered(session, cast)
    matters.in_mediation(session, cast)
    colleague, _entry = matters.mediator_at_work(session, cast.country, "Виктор Ким")
    ended = matters.in_work(session, cast)
    close_case(session, cast.mediator, ended, ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"}))

    assert cast.mediator.person_id
    assert colleague.person_id
    assert open_cases_of(session, [cast.mediator.person_id, colleague.person_id]) == {cast.mediator.person_id: 2}


def test_who_has_no_role_at_the_place_does_not_see_its_cases(session: Session, cast: matters.Cast) -> None:
    case = matters.admitted(session, cast)
    elsewhere = make.region(session, cast.country.republic, "10", "Абай облысы")

    for role in (Role.COORDINATOR, Role.MEDIATOR, Role.MANAGER):
        actor = make.actor(session, role, elsewhere)
        assert list_cases(session, actor) == []
        with pytest.raises(NotFound):
            get_case(session, actor, case.id)
    assert [row.id for row in list_cases(session, make.actor(session, Role.AUDITOR, cast.country.republic))] == [
        case.id
    ]


def test_a_list_of_cases_goes_on_after_the_last_one_shown(session: Session, cast: matters.Cast) -> None:
    cases: list[Case] = [matters.admitted(session, cast) for _number in range(5)]
    newest_first = [case.id for case in reversed(cases)]

    first = list_cases(session, cast.coordinator, limit=2)
    second = list_cases(session, cast.coordinator, limit=2, after=newest_first[1])

    assert [row.id for row in first] == newest_first[:3]
    assert [row.id for row in second] == newest_first[2:]
