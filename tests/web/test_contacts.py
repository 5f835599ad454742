"""The short form, the list of a day, drafts and readiness as they come and go on the pages."""

import re
from datetime import date

from sqlmodel import select

from mediation_cms.audit.models import Draft
from mediation_cms.cases.models import Readiness
from mediation_cms.consultations.models import Consultation, ContactLog
from mediation_cms.core import clock
from mediation_cms.intake.models import Request
from mediation_cms.web.typed import today_as_typed
from tests import make
from tests.make import matters
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor


def request_of(stage: Stage) -> Request:
    """The request of a case in work."""
    case = matters.in_work(stage.session, stage.cast)
    stage.session.commit()
    return stage.session.get_one(Request, case.request_id)


def test_a_contact_is_looked_for_refused_and_saved_and_nothing_is_lost(stage: Stage) -> None:
    request, page = request_of(stage), stage.mediator
    assert request.number in page.get("/contacts/new").text
    given = {
        "held_on": today_as_typed(),
        "kind": "call",
        "minutes": "15",
        "outcome": "reached",
        "notes": "Хабарластым.",
    }

    found = page.send("/contacts/new", add="find", q="воробьева", **given)
    assert (found.status_code, request.number in found.text, "Хабарластым." in found.text) == (200, True, True)
    refused = page.send("/contacts/new", **given, matter=str(request.id))
    assert (refused.status_code, page.errors, "Хабарластым." in refused.text) == (422, ["Біреуін таңдаңыз."], True)
    assert page.send("/contacts/new", **given, matter=str(request.id), sides="other-1").status_code == 303
    page.get("/contacts/new")
    twice = page.send("/contacts/new", **given, matter=str(request.id), sides="other-1")
    assert (twice.status_code, 'name="again"' in twice.text) == (422, True)

    assert [line.sides for line in stage.session.exec(select(ContactLog))] == [["other-1"]]
    assert "Хабарластым." in page.get(f"/requests/{request.id}/consultations").text
    assert request.number in page.get("/desk").text


def test_somebody_new_is_one_screen_and_may_stay_unnamed(stage: Stage) -> None:
    page = stage.mediator
    page.get("/contacts/new")
    given = {
        "matter": "new",
        "held_on": today_as_typed(),
        "kind": "talk",
        "outcome": "advice_only",
        "mode": "in_person",
    }

    refused = page.send("/contacts/new", **given, language="kk", new__unnamed="yes")
    assert refused.status_code == 422
    answer = page.send(
        "/contacts/new", **given, language="kk", new__unnamed="yes", new__dispute_code="NEI",
        new__cabinet_id=str(stage.cast.country.cabinet.id),
    )  # fmt: skip

    assert answer.status_code == 303, page.errors
    talk = stage.session.exec(select(Consultation)).one()
    assert (talk.side, talk.result, talk.mediator_id) == ("applicant-1", "advice_only", stage.cast.mediator.mediator_id)


def test_a_draft_is_saved_offered_gone_on_with_and_gone_when_the_form_is_taken(stage: Stage) -> None:
    request, page = request_of(stage), stage.mediator
    at = f"/requests/{request.id}/consultations/new"
    page.get(at)
    given = {
        "held_on": today_as_typed(),
        "mode": "phone",
        "language": "kk",
        "result": "continues",
        "notes": "Жартысы жазылды.",
    }

    slot = page.hidden()["draft"]
    saved = page.send(at, later="yes", **given)
    assert saved.location == f"{at}?draft={slot}"
    assert page.get(saved.location).text.count("Жартысы жазылды.") == 1
    offered = page.get(at).text
    assert (f"{at}?draft={slot}" in offered, "Жартысы жазылды." in offered) == (True, False)
    assert page.send(f"/drafts?page={at}%23{slot}", later="yes", notes="Үнсіз сақталды.").json is not None
    assert "Үнсіз сақталды." in page.get(saved.location).text
    assert page.send("/drafts?page=/desk", notes="x").status_code == 404
    page.get(saved.location)
    assert page.send(at, **given).status_code == 303
    assert stage.session.exec(select(Draft)).all() == []
    page.get(at)
    kept = page.send(at, later="yes", **given).location.partition("draft=")[2]
    page.get(at)
    assert page.send(f"/drafts/removal?page={at}%23{kept}").location == at
    assert stage.session.exec(select(Draft)).all() == []


def test_forms_that_are_begun_beside_each_other_are_kept_beside_each_other(stage: Stage) -> None:
    request, page = request_of(stage), stage.mediator
    at = f"/requests/{request.id}/consultations/new"
    first, second, third = (slot_of(page, at) for _tab in range(3))
    assert len({first, second, third}) == 3
    for slot, typed in ((first, "Бірінші."), (second, "Екінші.")):
        assert page.send(f"/drafts?page={at}%23{slot}", later="yes", notes=typed).json is not None
    for slot, typed in ((first, "Бірінші."), (second, "Екінші.")):
        assert typed in page.get(f"{at}?draft={slot}").text

    both = page.get(at).text
    assert [f"{at}?draft={slot}" in both for slot in (first, second, third)] == [True, True, False]
    here = page.hidden()["draft"]
    left = page.send(f"/drafts/removal?page={at}%23{first}", later="yes", notes="Үшінші.")
    assert left.location == f"{at}?draft={here}"
    page.get(f"{at}?draft={second}")
    given = {"held_on": today_as_typed(), "mode": "phone", "language": "kk", "result": "continues", "notes": "Екінші."}
    assert page.send(f"{at}?draft={second}", **given).status_code == 303
    assert [draft.address for draft in stage.session.exec(select(Draft))] == [f"{at}#{here}"]


def slot_of(page: Visitor, at: str) -> str:
    """Open an empty form: the word under which it is kept."""
    page.get(at)
    return page.hidden()["draft"]


def test_the_draft_of_a_contact_keeps_its_matter_and_waits_on_the_desk(stage: Stage) -> None:
    request, page = request_of(stage), stage.mediator
    at = f"/contacts/new?request={request.id}"
    page.get(at)
    slot = page.hidden()["draft"]
    saved = page.send(at, later="yes", matter=str(request.id), notes="Жолда.")
    assert saved.location == f"{at}&draft={slot}"
    assert "Жолда." in page.get(saved.location).text
    assert "?draft=" not in page.get("/contacts/new").text

    desk = page.get("/desk?lang=en").text
    assert (f"/contacts/new?request={request.id}&amp;draft={slot}" in desk, "Begun and not sent" in desk) == (
        True,
        True,
    )
    assert "Begun and not sent" not in stage.receptionist.get("/desk?lang=en").text
    for number in range(6):
        page.get("/requests/new")
        page.send("/requests/new", later="yes", subject=f"Қаралама {number}")
    assert page.get("/desk?lang=en").text.count("draft=") == 7


def test_what_is_sent_after_the_session_has_ended_comes_back_to_the_same_account_alone(stage: Stage) -> None:
    page = stage.mediator
    page.get("/contacts/new")
    form = page.hidden()
    stage.session.commit()
    page.client.delete_cookie("bitim")
    answer = page.client.post("/contacts/new", data=form | {"notes": "Сеанс аяқталды."})
    door = answer.location
    assert door.startswith("/sign-in?kept=")

    other = stage.receptionist
    login = matters.account_of(stage.session, stage.cast.receptionist).login
    other.client.delete_cookie("bitim")
    other.get(door)
    assert other.send(door, login=login, password="correct horse battery staple").location == "/desk"
    login = matters.account_of(stage.session, stage.cast.mediator).login
    page.get(door)
    back = page.send(door, login=login, password="correct horse battery staple").location
    assert back == f"/contacts/new?draft={form['draft']}"
    assert "Сеанс аяқталды." in page.get(back).text


def test_a_list_of_a_day_keeps_every_row_and_shows_the_numbers(stage: Stage) -> None:
    page, cabinet = stage.receptionist, stage.cast.country.cabinet
    page.get("/contacts/list")
    given = {"cabinet_id": str(cabinet.id), "held_on": today_as_typed(), "language": "kk", "event": "Ашық есік күні"}
    one = {"rows__1__name": "Асан Әлия", "rows__1__dispute_code": "NEI", "rows__1__result": "settled"}
    two = {"rows__4__unnamed": "yes", "rows__4__dispute_code": "FAM", "rows__4__result": "advice_only"}

    wider = page.send("/contacts/list", add="rows", shown="5", **given, **one, **two).text
    assert (wider.count('name="rows-9-name"'), 'value="Асан Әлия"' in wider) == (1, True)
    refused = page.send("/contacts/list", **given, **(one | {"rows__1__result": ""}), **two)
    assert (refused.status_code, 'id="rows-0-result-error"' in refused.text, "Асан Әлия" in refused.text) == (
        422, True, True,
    )  # fmt: skip
    saved = page.send("/contacts/list", **given, **one, **two)
    assert saved.status_code == 303, page.errors
    result = page.get(saved.location).text
    assert [number in result for number in ("000001", "000002", "000003")] == [True, True, False]
    assert ("Асан Әлия" in result, "Ашық есік күні" in result) == (True, True)


def test_a_light_is_set_and_taken_back_by_one_tap_and_what_is_missing_is_named(stage: Stage) -> None:
    case = matters.in_work(stage.session, stage.cast)
    stage.session.commit()
    page, at = stage.mediator, f"/cases/{case.id}"
    assert "Before the contract it is still missing:" in (page.get(f"{at}?lang=en").text)
    light = {"side": "other-1", "light": "informed"}

    for _press in range(2):
        assert page.send(f"{at}/readiness", **light, ready="yes").status_code == 303
    mark = stage.session.exec(select(Readiness)).one()
    assert (mark.side, mark.light, mark.marked_on) == ("other-1", "informed", clock.today())
    page.get(at)
    page.send(f"{at}/readiness", **light)
    assert stage.session.exec(select(Readiness)).all() == []
    assert page.send(f"{at}/readiness", side="other-9", light="informed", ready="yes").status_code == 422


def test_the_desk_says_what_was_written_today_and_what_went_silent(stage: Stage) -> None:
    silent, page = request_of(stage), stage.mediator
    spoken_of_by_nobody = make.request(
        stage.session, stage.cast.receptionist, stage.cast.country.cabinet, date(2022, 5, 26)
    ).number
    assert "Nobody was spoken to for two weeks" in words_at(page, "/desk?lang=en")
    page.get("/contacts/new")
    page.send(
        "/contacts/new",
        matter=str(silent.id),
        held_on=today_as_typed(),
        kind="visit",
        outcome="reached",
        sides="applicant-1",
    )

    said = words_at(page, "/desk")
    assert "Nobody was spoken to for two weeks" not in said
    assert f"visit · {silent.number}" in said
    assert spoken_of_by_nobody not in said


def test_whoever_comes_from_a_matter_reads_the_names_of_no_other(stage: Stage) -> None:
    here, elsewhere = request_of(stage), request_of(stage)
    page = stage.mediator
    assert {here.number, elsewhere.number} <= set(
        re.findall(r"\d\d-[A-Z]{3}-\d{4}-\d{6}", page.get("/contacts/new").text)
    )
    shown = page.get(f"/contacts/new?request={here.id}").text
    assert (here.number in shown, elsewhere.number in shown) == (True, False)
    found = page.send(f"/contacts/new?request={here.id}", add="find", q=elsewhere.number)
    assert elsewhere.number in found.text


def words_at(page: Visitor, at: str) -> str:
    """What a page says."""
    assert page.get(at).status_code == 200
    return words(page)


def test_the_list_of_errors_names_the_field_of_each_sentence(stage: Stage) -> None:
    page = stage.receptionist
    page.get("/requests/new?lang=en")
    page.send("/requests/new?lang=en", subject="Аула", applicant__kind="person", applicant__person__iin="12")
    said = words(page)
    assert "How did the request come in? Choose one." in said
    assert "Dispute category: " in said
    assert "Side 1, applicant. Given name: This is empty." in said

    page.get("/contacts/new?lang=en")
    page.send("/contacts/new?lang=en", kind="joint", held_on=today_as_typed(), matter="")
    assert "Minutes: This is empty." in words(page)
    assert re.search(r'class="of-meeting">\s*<fieldset', page.shown)  # the style sheet marks it for a meeting

    page.get("/contacts/list?lang=en")
    page.send("/contacts/list?lang=en", held_on=today_as_typed(), language="kk", rows__0__minutes="5")
    assert ("Row 1. Outcome: Choose one." in words(page), "What was held: This is empty." in words(page)) == (
        True,
        True,
    )
    assert "data-of" not in page.shown
