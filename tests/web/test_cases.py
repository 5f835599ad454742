"""Mediation on pages: assigned, accepted, contracted, met, ended; every refusal keeps what was typed."""

import re

import pytest
from sqlmodel import select

from mediation_cms.audit.models import Reading
from mediation_cms.cases.assignment_actions import assign_mediator, release_case
from mediation_cms.cases.inputs import DeclineIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Person, Role
from tests import make
from tests.make import matters
from tests.make.mediators import mediator
from tests.web.counting import same_for_thirty
from tests.web.stage import Stage, buttons, read, words
from tests.web.visitor import Visitor

# --- who sees what -------------------------------------------------------------------------------------------------------


def test_the_list_shows_cases_with_their_state_and_notes_the_reading(stage: Stage) -> None:
    waiting, running = matters.admitted(stage.session, stage.cast), matters.in_mediation(stage.session, stage.cast)
    page = stage.coordinator
    page.get("/cases?lang=en")

    said = words(page)
    assert f"{running.number} 04.07.2022 overdue Байжанова Сәуле" in said
    assert f"{waiting.number} not chosen yet" in said
    reading = stage.session.exec(select(Reading).where(Reading.page == "cases.index")).one()
    assert reading.shown == [running.number, waiting.number]


def test_a_line_of_the_list_says_what_is_so_now_to_each_reader_in_their_language(stage: Stage) -> None:
    case = matters.admitted(stage.session, stage.cast)
    page = stage.coordinator
    page.get("/cases?lang=kk")
    kazakh = words(page)
    page.get("/cases?lang=ru")
    russian = words(page)
    request = stage.session.get_one(Request, case.request_id)
    request.subject = "Су"
    stage.session.commit()

    page.get("/cases?lang=ru")
    afterwards = words(page)

    assert (f"{case.number} әлі таңдалмаған" in kazakh, f"{case.number} ещё не выбран" in russian) == (True, True)
    assert ("Су 63-OSK" in russian, f"Су {case.number}" in afterwards) == (False, True)


def test_the_list_is_filtered_by_its_address(stage: Stage) -> None:
    waiting, running = matters.admitted(stage.session, stage.cast), matters.in_mediation(stage.session, stage.cast)
    page = stage.coordinator

    def numbers(query: str) -> set[str]:
        return set(re.findall(r"63-OSK-2022-\d{6}", page.get(f"/cases?{query}").text))

    assert numbers("status=admitted") == {waiting.number}
    assert numbers("due=near") == {running.number}
    assert numbers(f"cabinet_id={stage.cast.country.cabinet.id}") == {waiting.number, running.number}
    assert numbers("cabinet_id=nonsense&status=") == {waiting.number, running.number}
    assert numbers("status=ended") == set()
    for nonsense in ("status=nonsense", "due=<script>", "after=1", "mine=%00"):
        assert page.get(f"/cases?{nonsense}").status_code == 200


def test_a_case_is_found_by_the_number_of_its_receipt_or_its_last_digits(stage: Stage) -> None:
    first, mine = matters.admitted(stage.session, stage.cast), matters.in_work(stage.session, stage.cast)
    coordinator, mediator = stage.coordinator, stage.mediator

    assert coordinator.get(f"/search?q={first.number.lower()}-C").location == f"/cases/{first.id}"
    assert mediator.get("/search?q=2").location == f"/cases/{mine.id}"
    assert "Nothing found" in mediator.get("/search?q=1&lang=en").text


def test_the_page_says_who_was_released_in_the_order_of_what_happened(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    release_case(stage.session, stage.cast.coordinator, case, DeclineIn(reason="Сырқаттанды."))
    stage.session.commit()
    page = stage.coordinator

    assert "answered before: Taken from the mediator to choose another, Сырқаттанды." in read(page, case, "/assignment")
    assign_mediator(stage.session, stage.cast.coordinator, case, matters.mediator_of(stage.session, stage.cast))
    stage.session.commit()
    name = stage.session.get_one(Person, matters.mediator_of(stage.session, stage.cast).id).name
    happened = read(page, case).partition("What happened")[2]
    steps = ("Offered to a mediator", "Taken from the mediator to choose another", "Accepted by the mediator")
    newest_first = [f"{step}: {name}" for step in (*steps, steps[0])]
    assert re.findall("|".join(newest_first), happened) == newest_first


def test_a_mediator_sees_only_own_cases(stage: Stage) -> None:
    matters.admitted(stage.session, stage.cast)
    mine = matters.in_work(stage.session, stage.cast)

    page = stage.mediator
    assert set(re.findall(r"63-OSK-2022-\d{6}", page.get("/cases").text)) == {mine.number}


def test_nobody_is_told_that_there_is_nothing_where_there_is_something_for_others(stage: Stage) -> None:
    matters.admitted(stage.session, stage.cast)
    mediator = stage.mediator
    manager = stage.sign_in(Role.MANAGER, stage.cast.country.region)

    for name in ("requests", "cases", "agreements"):
        assert f"You have no {'signed agreements' if name == 'agreements' else name} yet" in words_of(mediator, name)
        assert manager.get(f"/{name}").status_code == 403
        assert "You may not open this page" in words_of(manager, name)
    refused = select(Reading.page).where(Reading.refused).distinct().order_by(Reading.page)
    assert stage.session.exec(refused).all() == ["agreements.index", "cases.index", "requests.index"]


def words_of(page: Visitor, wing: str) -> str:
    """The list of a wing as it is read, in English."""
    page.get(f"/{wing}?lang=en")
    return words(page)


def test_who_may_not_see_a_case_does_not_learn_that_it_is_there(stage: Stage) -> None:
    case = matters.admitted(stage.session, stage.cast)
    manager = stage.sign_in(Role.MANAGER, stage.cast.country.region)

    for below in ("", "/assignment", "/contract", "/closing", "/agreement"):
        assert manager.get(f"/cases/{case.id}{below}").status_code == 404
        assert stage.mediator.get(f"/cases/{case.id}{below}").status_code == 404


def test_the_reception_desk_sees_the_state_and_neither_minutes_nor_clauses(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.receptionist
    said = read(page, case)

    assert "Mediation under way" in said
    assert "құдықты кезекпен" not in said
    assert "All clauses" not in said
    lights = ["Told of rights and principles", "Consents to mediation", "Documents seen", "Time confirmed"]
    assert buttons(page) == ["Find a date", "Log a conversation", *lights, *lights]


def test_only_a_role_with_the_right_reaches_a_step(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.coordinator

    for below in ("meetings/new", "extension", "closing", "agreement/draft"):
        assert page.get(f"/cases/{case.id}/{below}").status_code == 403


# --- to a mediator -------------------------------------------------------------------------------------------------------


def test_a_coordinator_offers_a_case_to_a_mediator_from_the_list(stage: Stage) -> None:
    case = matters.admitted(stage.session, stage.cast)
    matters.in_work(stage.session, stage.cast)
    page = stage.coordinator
    said = read(page, case, "/assignment")

    assert (
        "Байжанова Сәуле public mediator · Өскемен қаласы (en), of this cabinet · қазақша, русский · 1 open case"
        in said
    )
    page.send(f"/cases/{case.id}/assignment", mediator_id=str(stage.cast.mediator.person_id))
    assert stage.again(case).status is CaseStatus.OFFERED
    assert "The case is offered. The mediator answers by" in read(page, case)


def test_nobody_chosen_is_said_beside_the_list(stage: Stage) -> None:
    case = matters.admitted(stage.session, stage.cast)
    page = stage.coordinator
    page.get(f"/cases/{case.id}/assignment?lang=en")

    assert page.send(f"/cases/{case.id}/assignment").status_code == 422
    assert page.errors == ["Choose one."]


def test_a_forged_mediator_of_another_region_is_refused_beside_the_list(stage: Stage) -> None:
    abroad = make.region(stage.session, stage.cast.country.republic, "10", "Абай облысы")
    entry = mediator(stage.session, make.district(stage.session, abroad, "semey", "Семей қаласы"), "Ким Виктор")
    case = matters.admitted(stage.session, stage.cast)
    page = stage.coordinator
    assert "Ким Виктор" not in read(page, case, "/assignment")

    assert page.send(f"/cases/{case.id}/assignment?lang=en", mediator_id=str(entry.mediator_id)).status_code == 422
    assert page.errors == ["There is no such choice. Choose from the list."]
    assert stage.again(case).status is CaseStatus.ADMITTED


def test_a_mediator_without_a_sign_in_is_marked(stage: Stage) -> None:
    make_entry(stage)
    case = matters.admitted(stage.session, stage.cast)

    assert "Төлегенов Қайрат" in read(stage.coordinator, case, "/assignment")
    said = read(stage.coordinator, case, "/assignment")
    assert "0 open cases does not sign in here: ask for the answer and enter it yourself" in said
    assert said.count("does not sign in here") == 1


def test_the_coordinator_enters_the_answer_of_a_mediator_who_does_not_sign_in(stage: Stage) -> None:
    case = matters.offered_away(stage.session, stage.cast)
    page = stage.coordinator
    assert "Ким Виктор Сергеевич does not sign in here. Ask for the answer and enter it." in read(page, case)
    assert buttons(page)[0] == "Enter the mediator's answer"

    read(page, case, "/answer")
    assert page.send(f"/cases/{case.id}/answer?lang=en", answer="declined").status_code == 422
    assert page.errors == ["Give the reason: it stays in the history."]
    page.send(f"/cases/{case.id}/answer", answer="accepted", interest="none")

    assert stage.again(case).status is CaseStatus.IN_WORK
    said = read(page, case)
    assert "The answer of the mediator is entered." in said
    assert "and the contract is entered by the mediator. Ask the administrator for an account" in said
    page.get(f"/requests/{case.request_id}/history?lang=en")
    assert "Acceptance of the mediator entered for them" in words(page)


def test_nobody_is_asked_to_answer_for_a_mediator_who_signs_in(stage: Stage) -> None:
    case = matters.offered(stage.session, stage.cast)
    page = stage.coordinator

    assert "does not sign in" not in read(page, case)
    assert "Enter the mediator's answer" not in buttons(page)
    assert page.get(f"/cases/{case.id}/answer").status_code == 409


def test_mediators_are_found_by_name_in_any_spelling(stage: Stage) -> None:
    make_entry(stage)
    case = matters.admitted(stage.session, stage.cast)
    page = stage.coordinator

    for typed in ("Қайрат", "tolegenov", "Толегенов Кайрат"):
        page.get(f"/cases/{case.id}/assignment?lang=en&q={typed}")
        assert "Төлегенов Қайрат" in words(page)
        assert "Байжанова Сәуле" not in words(page)


def make_entry(stage: Stage) -> None:
    """A mediator of the district who has no account."""
    mediator(stage.session, stage.cast.country.district)


def test_the_mediator_accepts(stage: Stage) -> None:
    case = matters.offered(stage.session, stage.cast)
    page = stage.mediator
    read(page, case)

    assert buttons(page)[:2] == ["Accept the case", "Decline the case"]
    page.send(f"/cases/{case.id}/acceptance", interest="none")
    assert stage.again(case).status is CaseStatus.IN_WORK
    assert "The case is yours. Next comes the mediation contract." in read(page, case)


def test_the_mediator_declines_with_a_reason_and_is_led_to_the_desk(stage: Stage) -> None:
    case = matters.offered(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/refusal?lang=en")

    assert page.send(f"/cases/{case.id}/refusal", reason=" ").status_code == 422
    answer = page.send(f"/cases/{case.id}/refusal", reason="Екінші тарап – туысым.")
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert stage.again(case).status is CaseStatus.ADMITTED
    assert page.get(f"/cases/{case.id}").status_code == 404
    assert "Declined by the mediator" in read(stage.coordinator, case)


@pytest.mark.parametrize(("made", "below"), [("offered", "withdrawal"), ("in_work", "release")])
def test_a_coordinator_takes_a_case_back(stage: Stage, made: str, below: str) -> None:
    case: Case = getattr(matters, made)(stage.session, stage.cast)
    page = stage.coordinator
    assert "Байжанова Сәуле" in read(page, case, f"/{below}")

    assert page.send(f"/cases/{case.id}/{below}", reason="Ауырып қалды.").status_code == 303
    assert (stage.again(case).status, case.mediator_id) == (CaseStatus.ADMITTED, None)


def test_a_step_that_is_no_longer_possible_says_so_and_opens_the_record_again(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)

    answer = stage.coordinator.get(f"/cases/{case.id}/assignment?lang=en")
    assert answer.status_code == 409
    assert (
        "This was changed meanwhile, perhaps by yourself in another window. Look at the new version and repeat."
        in answer.text
    )
    assert f'<a class="button" href="/cases/{case.id}">Open it again</a>' in answer.text


# --- how often the database is asked -------------------------------------------------------------------------------------


def test_the_list_asks_no_more_for_thirty_cases_than_for_one(stage: Stage) -> None:
    same_for_thirty(stage.coordinator, stage.session, "/cases", lambda: matters.in_mediation(stage.session, stage.cast))


def test_the_page_of_a_case_asks_no_more_for_many_meetings_than_for_one(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    same_for_thirty(page, stage.session, f"/cases/{case.id}", lambda: matters.meeting(stage.session, stage.cast, case))


def test_the_list_of_mediators_asks_no_more_for_thirty_than_for_one(stage: Stage) -> None:
    case = matters.admitted(stage.session, stage.cast)
    same_for_thirty(stage.coordinator, stage.session, f"/cases/{case.id}/assignment", lambda: make_entry(stage))
