"""The call list on pages: from the list to the answer, from it to the task, from the breach to the matter that goes on."""

import pytest
from sqlmodel import col, select

from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState, Opinion, Reply
from mediation_cms.cases.models import Case
from mediation_cms.intake.models import Request
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.people.models import Role
from mediation_cms.tasks.models import Task, TaskState
from tests.make import matters
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor


def calls(stage: Stage, kind: FollowUpKind) -> list[FollowUp]:
    """The calls of one kind, the first side first."""
    found = select(FollowUp).where(FollowUp.kind == kind).order_by(col(FollowUp.id))
    return list(stage.session.exec(found))


@pytest.mark.database("sqlite")
def test_a_call_leads_to_an_answer_a_task_and_a_matter_that_goes_on(stage: Stage) -> None:
    case = stage.session.get_one(Case, matters.signed(stage.session, stage.cast).case_id)
    call, page, colleague = calls(stage, FollowUpKind.AGREEMENT)[0], stage.coordinator, stage.receptionist
    page.get("/follow-ups?when=missed&lang=en")
    assert "Төлегенов Қайрат Мұхаметжанұлы Record the answer" in words(page)
    assert "+7 (7232) 00-00-01" in words(page)
    at = f"/follow-ups/{call.id}"
    colleague.get(at)
    page.get(f"{at}?lang=en")
    fields = {"answered_by": str(call.party_id), "channel": "phone", "asked_on": "14.07.2022"}

    assert page.send(at, reply="not_kept", note="Төлемеді.", **fields).status_code == 303
    assert colleague.send(at, reply="kept", **fields).status_code == 409  # a colleague was faster

    stage.session.expire_all()
    assert (call.result, call.state) == (Reply.NOT_KEPT, FollowUpState.ANSWERED)
    assert "A side says that the agreement is not kept" in words_at(page, "/desk?lang=en")
    assert "Төлемеді." in words_at(page, f"/cases/{case.id}?lang=en")
    task = stage.session.exec(select(Task)).one()
    assert "Print the way to court" in words_at(page, f"/tasks/{task.id}?lang=en")
    page.send(f"/tasks/{task.id}", note="Екі тараппен сөйлестім.")
    stage.session.expire_all()
    assert task.state is TaskState.DONE
    auditor = stage.sign_in(Role.AUDITOR, stage.cast.country.region)
    done = [words_at(who, f"/tasks/{task.id}?lang=en") for who in (page, auditor)]
    assert ["Екі тараппен сөйлестім." in shown for shown in done] == [True, False]
    assert all("Done When" in shown for shown in done)

    go_on = f"/requests/{case.request_id}/follow-on"
    page.get(f"{go_on}?lang=en")
    page.send(go_on, received_on="15.07.2022", channel="phone", dispute_code="NEI", subject="Келісімнің орындалуы")
    made = stage.session.exec(select(Request).where(Request.follows_id == case.request_id)).one()
    assert f"Followed by: Келісімнің орындалуы {made.number}" in words_at(page, f"/requests/{case.request_id}?lang=en")
    calendar = page.get(f"/cases/{case.id}/agreement/calendar.ics")
    assert (calendar.mimetype, calendar.data.count(b"BEGIN:VEVENT")) == ("text/calendar", 1)


@pytest.mark.database("sqlite")
def test_what_a_side_says_of_us_is_written_once_and_opened_by_nobody(stage: Stage) -> None:
    matters.signed(stage.session, stage.cast)
    call, page = calls(stage, FollowUpKind.OPINION)[0], stage.receptionist
    at = f"/follow-ups/{call.id}"
    assert "Were you heard out?" in words_at(page, f"{at}?lang=en")
    assert stage.mediator.get(at).status_code == 404

    page.send(at, reply="answered", heard="2", again="0", channel="phone", asked_on="29.06.2022")

    said = stage.session.exec(select(Opinion)).one()
    assert (said.heard, said.again, said.reach) == (2, None, None)
    assert page.get(at).status_code == 409
    assert "Nobody was asked in this half-year" in words_at(stage.mediator, "/opinions?lang=en")


def words_at(page: Visitor, address: str) -> str:
    """What stands on a page."""
    page.get(address)
    return words(page)


@pytest.mark.database("sqlite")
def test_an_auditor_reads_the_call_list_without_the_danger(stage: Stage) -> None:
    case = stage.session.get_one(Case, matters.signed(stage.session, stage.cast).case_id)
    request = stage.session.get_one(Request, case.request_id)
    request.risk = Risk.HIGH
    stage.session.add(request)
    stage.session.commit()
    auditor = stage.sign_in(Role.AUDITOR, stage.cast.country.region)

    said = [words_at(visitor, "/follow-ups?when=missed&lang=en") for visitor in (stage.coordinator, auditor)]

    assert [("Төлегенов" in page, "Risk: high" in page) for page in said] == [(True, True), (True, False)]
