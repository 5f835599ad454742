"""How a mediation ends on its pages, and how it is opened again: what each ground asks for is said before the click."""

import re
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from sqlmodel import Session

from mediation_cms.cases.actions import close_case
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.models import Outcome
from mediation_cms.web.app import Bitim
from tests.make import matters
from tests.web.conftest import Visitor
from tests.web.stage import Stage, buttons, read, words


@pytest.fixture
def stage(session: Session, app: Bitim, signed_in: Callable[..., Visitor]) -> Stage:
    """The people of a cabinet in front of their screens."""
    return Stage(session, app.database, matters.cast(session), signed_in)


def test_the_five_grounds_are_shown_first(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    read(page, case, "/ending")
    assert page.page is not None

    assert re.findall(r"/ending\?ending=(\w+)", page.page.text) == [
        "excluded",
        "both_refused",
        "one_refused",
        "term_expired",
    ]
    assert f'href="/cases/{case.id}/agreement"' in page.page.text


def test_what_an_ending_asks_for_is_said_before_the_click(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/ending?lang=en&ending=one_refused")
    assert "No meeting is recorded. Record it first, or write why none took place." in words(page)
    assert "On which day was the refusal sent to you?" in words(page)

    assert f"Day.month.year, from 03.06.2022 to {clock.today():%d.%m.%Y}. The mediation ends on this day." in words(
        page
    )
    assert "Which side refused? * One side or several, but not all. 1. Төлегенов" in words(page)

    typed = {"ending": "one_refused", "on": "20.06.2022", "reason": "Келіспейді"}
    answer = page.send(f"/cases/{case.id}/ending", **typed)
    assert answer.status_code == 422
    assert page.errors == [
        "Mark which side refused.",
        "No meeting is recorded. Record it first, or write why none took place.",
    ]
    assert "Келіспейді" in answer.text
    page.send(f"/cases/{case.id}/ending", **typed, refused_by="other-1", no_meeting_reason="Келмеді.")
    assert (stage.again(case).outcome, case.ended_on) == (Outcome.ONE_REFUSED, date(2022, 6, 20))
    said = read(page, case)
    assert "Why no meeting took place Келмеді." in said
    assert "Who refused Воробьёва Светлана Игоревна Reason" in said


def test_a_term_that_runs_cannot_end_by_expiry(stage: Stage) -> None:
    with time_machine.travel(date(2022, 6, 20), tick=True):
        case = matters.met(stage.session, stage.cast)
        page = stage.mediator
        text = page.get(f"/cases/{case.id}/ending?lang=en&ending=term_expired").text

        assert "The term runs until 4 July 2022: it has not expired yet." in words(page)
        assert '<button class="button" disabled>' in text
        assert page.send(f"/cases/{case.id}/ending", ending="term_expired").status_code == 422
    assert stage.again(case).status is CaseStatus.IN_MEDIATION


def test_an_expired_term_is_shown_and_ends_on_its_last_day(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    assert "The term has expired. Nothing closes by itself: record the outcome." in read(page, case)
    page.get(f"/cases/{case.id}/ending?lang=en&ending=term_expired")
    assert "The mediation ends on the last day of its term: 4 July 2022." in words(page)

    page.send(f"/cases/{case.id}/ending", ending="term_expired")

    assert (stage.again(case).outcome, case.ended_on) == (Outcome.TERM_EXPIRED, date(2022, 7, 4))


def test_an_ending_that_is_none_leads_back_to_the_grounds(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/ending?lang=en")

    assert page.send(f"/cases/{case.id}/ending", ending="withdrawn", on="20.06.2022").status_code == 422
    assert "On which ground? The law knows five." in words(page)
    assert page.get(f"/cases/{case.id}/ending?ending=agreement").status_code == 200


def test_a_case_is_finished_before_a_contract(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    page = stage.mediator
    page.get(f"/cases/{case.id}/closure?lang=en")

    assert page.send(f"/cases/{case.id}/closure", outcome="not_mediable", on="01.06.2022").status_code == 422
    assert page.errors == ["Give the reason: it stays in the history."]
    page.send(f"/cases/{case.id}/closure", outcome="not_mediable", on="01.06.2022", reason="Үшінші адамның құқығы.")
    assert (stage.again(case).outcome, case.ended_reason) == (Outcome.NOT_MEDIABLE, "Үшінші адамның құқығы.")


def test_a_coordinator_reopens_with_a_reason(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    close_case(
        stage.session, stage.cast.mediator, case, ClosingIn.checked({"outcome": "withdrawn", "on": "01.06.2022"})
    )
    page = stage.coordinator
    read(page, case)
    assert buttons(page) == ["Reopen the case"]
    page.get(f"/cases/{case.id}/reopening?lang=en")

    assert page.send(f"/cases/{case.id}/reopening", on="31.05.2022", reason="Қайта келді.").status_code == 422
    assert page.errors == ["It ended on 1 June 2022: it cannot be open again before that day."]
    page.send(f"/cases/{case.id}/reopening", on="10.06.2022", reason="Қайта келді.")
    assert stage.again(case).status is CaseStatus.IN_WORK


def test_a_matter_with_an_agreement_is_not_reopened(stage: Stage) -> None:
    case = stage.session.get_one(Case, matters.signed(stage.session, stage.cast).case_id)
    page = stage.coordinator
    read(page, case)

    assert buttons(page) == ["Agreement"]
    assert page.get(f"/cases/{case.id}/reopening").status_code == 409
