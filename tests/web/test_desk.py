"""The home of each role: what waits today, and nothing that is not the reader's."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlmodel import col, delete, select

from mediation_cms.audit.models import Reading
from mediation_cms.cases.assignment_actions import assign_mediator
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.certification.course_actions import set_trainers
from mediation_cms.core import clock
from mediation_cms.core.clock import telling_of
from mediation_cms.core.languages import Language
from mediation_cms.core.stamps import restamp
from mediation_cms.intake.invitation_inputs import AddressReplyIn
from mediation_cms.intake.reply_actions import confirm_reply, receive_reply, record_reply
from mediation_cms.law.models import Rule
from mediation_cms.law.queries import STAMP
from mediation_cms.people.models import Role, RoleHeld
from tests import make
from tests.make import invitations, learning, matters
from tests.web.counting import asked_by, same_for_thirty
from tests.web.stage import Stage, buttons, words
from tests.web.visitor import Visitor


def desk(page: Visitor) -> str:
    """The desk in English."""
    answer = page.get("/desk?lang=en")
    assert answer.status_code == 200, answer.text
    return words(page)


def test_a_receptionist_finds_the_open_requests_and_registers_the_next(stage: Stage) -> None:
    waiting = make.request(stage.session, stage.cast.receptionist, stage.cast.country.cabinet, date(2022, 5, 26))
    matters.admitted(stage.session, stage.cast)
    page = stage.receptionist

    said = desk(page)
    place = "Өскемен қаласының медиация кабинеті (en)"
    assert f"Request Received on Құдық суы мен шекара {waiting.number} · {place} 26.05.2022" in said
    assert said.count("63-OSK-2022-") == 1
    assert buttons(page) == ["New request", "A day of open doors"]
    assert "wait for a mediator" not in said


def test_a_receptionist_without_open_requests_is_told_the_next_step(stage: Stage) -> None:
    assert "No request waits Register the next one when somebody comes, calls or writes." in desk(stage.receptionist)


def test_a_mediator_finds_the_course_that_they_teach_and_nobody_elses(stage: Stage) -> None:
    session, cabinet = stage.session, stage.cast.country.cabinet
    with telling_of(learning.NOW):
        taught = learning.opened(session, cabinet)
        set_trainers(session, make.system(session), taught, [matters.mediator_of(session, stage.cast).id])
        learning.opened(session, cabinet)
    session.commit()

    said = desk(stage.mediator)

    assert said.count("Медиация негіздері") == 1
    assert stage.mediator.get(f"/courses/{taught.id}/days").status_code == 200


def test_a_mediator_answers_an_offer_on_the_desk(stage: Stage) -> None:
    case = matters.admitted(stage.session, stage.cast)
    with time_machine.travel(date(2026, 11, 20), tick=True):
        assign_mediator(stage.session, stage.cast.coordinator, case, matters.mediator_of(stage.session, stage.cast))
        stage.session.commit()
        page = stage.mediator
        said = desk(page)

        assert f"Құдық суы мен шекара Answer by 25.11.2026 {case.number}" in said
        assert page.send(f"/cases/{case.id}/acceptance", interest="none").status_code == 303
    assert stage.again(case).status is CaseStatus.IN_WORK


def test_a_mediator_sees_contracts_to_conclude_and_terms_by_their_last_day(stage: Stage) -> None:
    today = clock.today()
    waiting = matters.in_work(stage.session, stage.cast)
    far = matters.in_mediation(stage.session, stage.cast, today, concluded_at="00:00")
    near = matters.in_mediation(stage.session, stage.cast, today - timedelta(days=28))
    over = matters.in_mediation(stage.session, stage.cast)

    said = desk(stage.mediator)

    assert f"Waiting for the contract {waiting.number}" in said
    assert said.index(over.number) < said.index(near.number) < said.index(far.number)
    assert "overdue by" in said
    assert "days left" in said


def test_a_mediator_sees_nothing_of_others(stage: Stage) -> None:
    matters.admitted(stage.session, stage.cast)
    matters.in_mediation(stage.session, stage.cast)
    colleague, _entry = matters.mediator_at_work(stage.session, stage.cast.country, "Ким Виктор")
    stage.session.commit()

    said = desk(stage.at_the_desk_of(colleague, Role.MEDIATOR))
    assert "63-OSK" not in said
    assert "Nothing waits for your answer." in said
    assert "No mediation is under way" in said


def test_a_mediator_is_reminded_of_what_the_sides_owe(stage: Stage) -> None:
    matters.signed_with_due(stage.session, stage.cast, clock.today() + timedelta(days=90))
    page = stage.mediator
    assert "Check the performance" not in desk(page)
    matters.signed(stage.session, stage.cast)
    stage.session.commit()

    assert "Check the performance 20 July 2022 Құдық суы мен шекара" in desk(page)


def test_a_coordinator_sees_what_waits_and_for_how_long(stage: Stage) -> None:
    newer = matters.admitted(stage.session, stage.cast, date(2022, 6, 10))
    older = matters.admitted(stage.session, stage.cast, date(2022, 5, 26))
    over = matters.in_mediation(stage.session, stage.cast)
    with time_machine.travel(date(2022, 6, 1), tick=True):
        late = matters.offered(stage.session, stage.cast)
    stage.session.commit()

    said = desk(stage.coordinator)

    assert "2 cases wait for a mediator" in said
    assert said.index(older.number) < said.index(newer.number)
    assert "Offers without an answer in time" in said
    assert f"Answer by Құдық суы мен шекара {late.number} Байжанова Сәуле 06.06.2022" in said
    assert f"{over.number} 04.07.2022, overdue Байжанова Сәуле" in said
    page = stage.coordinator
    page.get(f"/cases/{late.id}?lang=en")
    assert "answer by 06.06.2022 Overdue" in words(page)


def test_a_coordinator_with_nothing_to_do_is_told_so(stage: Stage) -> None:
    said = desk(stage.coordinator)

    assert "Every case has a mediator" in said
    assert "No term ends within a week." in said


def test_a_manager_finds_the_reports_and_no_matter(stage: Stage) -> None:
    matters.admitted(stage.session, stage.cast)
    with time_machine.travel(date(2026, 11, 21), tick=True):
        page = stage.sign_in(Role.MANAGER, stage.cast.country.region)
        said = desk(page)

    assert "Half-year report first half of 2026 second half of 2026" in said
    assert page.page is not None
    assert 'href="/reports?period=2026-H1"' in page.page.text
    assert "63-OSK" not in said


@pytest.mark.parametrize(("role", "wing"), [(Role.REGISTER_KEEPER, "Registers"), (Role.AUDITOR, "Requests")])
def test_every_other_role_is_led_to_its_wings(stage: Stage, role: Role, wing: str) -> None:
    said = desk(stage.sign_in(role, stage.cast.country.republic))

    assert "Where to go" in said
    assert wing in said


def test_an_answer_by_the_address_waits_on_the_desk_until_the_side_was_called(stage: Stage) -> None:
    session, cast = stage.session, stage.cast
    request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26))
    invitation = invitations.sent(session, cast.receptionist, request)
    session.commit()
    heading, link = "An answer came by the address on the letter", f'href="/invitations/{invitation.id}"'
    reception, coordinator = stage.receptionist, stage.coordinator
    assert heading not in desk(reception)

    asks = AddressReplyIn.checked({"answer": "call", "phone": "8 701 000 00 05"})
    reply = receive_reply(session, make.visitor(session), invitation, asks, Language.RU)
    session.commit()
    for page in (reception, coordinator):
        assert heading in desk(page)
        assert link in page.shown
    assert heading not in desk(stage.mediator)

    confirm_reply(session, cast.receptionist, invitation, reply)
    session.commit()
    assert heading in desk(reception)
    record_reply(session, cast.receptionist, invitation, invitations.reply_in(given_on="08.06.2022"))
    session.commit()
    assert heading not in desk(reception)


def test_answers_of_many_sides_cost_the_desk_no_more_statements(stage: Stage) -> None:
    session, cast = stage.session, stage.cast

    def answered() -> None:
        request = make.request(session, cast.receptionist, cast.country.cabinet, date(2022, 5, 26))
        invitation = invitations.sent(session, cast.receptionist, request)
        agrees = AddressReplyIn.checked({"answer": "agreed"})
        receive_reply(session, make.visitor(session), invitation, agrees, Language.RU)

    same_for_thirty(stage.receptionist, session, "/desk", answered)


def test_who_has_several_roles_sees_the_part_of_each(stage: Stage) -> None:
    account = matters.account_of(stage.session, stage.cast.mediator)
    for role, unit in ((Role.COORDINATOR, stage.cast.country.region), (Role.MANAGER, stage.cast.country.region)):
        stage.session.add(RoleHeld(account_id=account.id, role=role, unit_id=unit.id, since=date(2015, 1, 1)))
    stage.session.commit()

    said = desk(stage.mediator)

    for part in ("What needs you", "Deadlines", "Every case has a mediator", "Half-year report"):
        assert part in said


def test_what_the_desk_shows_is_noted(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    desk(stage.mediator)

    reading = stage.session.exec(select(Reading).where(Reading.page == "desk.home")).one()
    assert reading.shown == [case.number]


def test_a_desk_shows_few_and_asks_no_more_for_many(stage: Stage) -> None:
    matters.in_mediation(stage.session, stage.cast)
    matters.admitted(stage.session, stage.cast)
    page = stage.coordinator
    few = asked_by(page, stage.session, "/desk")
    for _number in range(12):
        matters.in_mediation(stage.session, stage.cast)
        matters.admitted(stage.session, stage.cast)
    stage.session.commit()

    assert len(asked_by(page, stage.session, "/desk")) == len(few)
    assert "13 cases wait for a mediator" in desk(page)
    assert words(page).count("63-OSK-2022-") == 14


def test_without_the_rule_of_reminders_pages_open_and_say_what_is_missing(stage: Stage) -> None:
    matters.in_mediation(stage.session, stage.cast)
    stage.session.exec(delete(Rule).where(col(Rule.code) == "mediation.alert_days"))
    restamp(stage.session, STAMP)
    stage.session.commit()

    missing = "No rule mediation.alert_days is in force on"
    for page in (stage.mediator, stage.coordinator):
        assert missing in desk(page)
        for at in ("/cases?due=near&lang=en", "/agreements?due=soon&lang=en"):
            answer = page.get(at)
            assert (answer.status_code, missing in words(page)) == (200, True)
    assert missing not in desk(stage.receptionist)
