"""The way to the end of a mediation: step by step, left and gone on with, and no end while something is missing."""

from datetime import date

import time_machine
from sqlmodel import select

from mediation_cms.audit.models import Draft
from mediation_cms.cases.models import Case
from mediation_cms.cases.workflow import CaseStatus
from mediation_cms.core import clock
from mediation_cms.intake.models import Outcome
from tests.make import matters
from tests.web.stage import Stage, buttons, read, signing_form, words
from tests.web.visitor import Visitor


def go(page: Visitor, case: Case, step: str, **typed: str) -> str:
    """Open a step, send it, and say where it leads."""
    page.get(f"/cases/{case.id}/closing/{step}?lang=en")
    answer = page.send(f"/cases/{case.id}/closing/{step}", **typed)
    return answer.location or str(answer.status_code)


def test_a_mediation_is_ended_step_by_step_left_and_gone_on_with(stage: Stage) -> None:
    case = matters.in_mediation(stage.session, stage.cast)
    page, at = stage.mediator, f"/cases/{case.id}/closing"
    assert "On which ground? The law knows five." in read(page, case, "/closing")
    page.get(f"{at}/papers")
    assert 'class="past"' not in page.shown  # before the outcome nothing is behind

    assert go(page, case, "outcome") == "422"
    assert go(page, case, "outcome", ending="one_refused") == f"{at}/meetings"
    assert go(page, case, "meetings") == "422"
    assert page.errors == ["No meeting is recorded. Record it first, or write why none took place."]
    assert go(page, case, "meetings", no_meeting_reason="Келмеді.") == f"{at}/terms"
    assert go(page, case, "terms", on="20.06.2022", reason="Келіспейді") == "422"
    assert page.errors == ["Mark which side refused."]
    assert f"Day.month.year, from 03.06.2022 to {clock.today():%d.%m.%Y}." in words(page)
    assert go(page, case, "terms", on="20.06.2022", reason="Келіспейді", later="yes") == f"/cases/{case.id}"

    said = read(page, case, "/closing")
    assert "What was agreed, or why nothing : Which side refused? – Mark which side refused." in said
    assert "End the mediation" not in buttons(page)
    assert go(page, case, "terms", on="20.06.2022", reason="Келіспейді", refused_by="other-1") == f"{at}/papers"
    assert go(page, case, "papers") == f"{at}/follow-up"
    page.get(f"{at}/follow-up?lang=en")
    assert "Three questions about our work" in words(page)
    assert go(page, case, "follow-up") == at
    said = read(page, case, "/closing")
    assert "Monday, 20 June 2022 Who refused Воробьёва Светлана Игоревна Reason Келіспейді" in said
    assert page.send(at).location == f"/cases/{case.id}"

    assert (stage.again(case).outcome, case.ended_on) == (Outcome.ONE_REFUSED, date(2022, 6, 20))
    assert (case.refused_by, case.no_meeting_reason) == (["other-1"], "Келмеді.")
    assert stage.session.exec(select(Draft)).all() == []
    assert page.get(at).status_code == 409


def test_what_is_missing_stops_the_end_whatever_is_sent(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    go(page, case, "outcome", ending="excluded")

    assert page.send(f"/cases/{case.id}/closing").status_code == 422
    assert stage.again(case).status is CaseStatus.IN_MEDIATION
    assert go(page, case, "outcome", ending="withdrawn") == "422"
    assert page.get(f"/cases/{case.id}/closing/nothing").status_code == 404


def test_an_agreement_leads_to_its_draft_and_to_its_signing(stage: Stage) -> None:
    case = matters.met(stage.session, stage.cast)
    page = stage.mediator
    go(page, case, "outcome", ending="agreement")
    assert "There is no draft yet" in read(page, case, "/closing")
    assert "Draft the agreement" in read(page, case, "/closing/terms")

    matters.drafted(stage.session, stage.cast, case)
    stage.session.commit()
    read(page, case, "/closing")
    assert buttons(page)[-2:] == ["Record the signing", "Cancel"]
    page.get(f"/cases/{case.id}/agreement/signing")
    page.send(f"/cases/{case.id}/agreement/signing", **signing_form(stage, case))
    assert stage.again(case).outcome is Outcome.AGREEMENT


def test_a_term_that_runs_cannot_end_by_expiry_and_one_that_is_over_ends_on_its_last_day(stage: Stage) -> None:
    with time_machine.travel(date(2022, 6, 20), tick=True):
        case = matters.met(stage.session, stage.cast)
        page = stage.mediator
        assert go(page, case, "outcome", ending="term_expired") == "422"
        assert page.errors == ["The term runs until 4 July 2022: it has not expired yet."]
    page = stage.mediator
    assert "The term has expired. Nothing closes by itself: record the outcome." in read(page, case)
    go(page, case, "outcome", ending="term_expired")
    assert "The mediation ends on the last day of its term: 4 July 2022." in read(page, case, "/closing/terms")
    read(page, case, "/closing")
    page.send(f"/cases/{case.id}/closing")

    assert (stage.again(case).outcome, case.ended_on) == (Outcome.TERM_EXPIRED, date(2022, 7, 4))
