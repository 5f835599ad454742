"""Somebody with a phone, worry and no account: from the home page over the advice to a request with a number and a code."""

import re
from typing import Any

import pytest
from sqlmodel import Session, col, select

from mediation_cms.documents.models import Paper
from mediation_cms.intake.access_code_models import AccessCode, CodeKept
from mediation_cms.intake.application_models import Application, Consent, ConsentPurpose
from mediation_cms.intake.models import IntakeChannel, Party, Request, Side
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Contact
from mediation_cms.web import limits
from mediation_cms.web.app import Bitim
from tests import make
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")
CODE = re.compile(r"<b>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</b>")
ANSWERS: dict[str, dict[str, Any]] = {
    "kind": {"kind": "NEI"}, "about": {"about": "Көрші құдықты жапты zqzq."},
    "other": {"who": "person", "name": "Ерлан", "phone": ""},
    "afraid": {"answer": "no"}, "threatened": {"answer": "no"}, "hurt": {"answer": "no"},
    "place": {}, "cabinet": {}, "language": {"language": "kk"},
    "reach": {"channel": "phone", "value": "8 701 000 00 05", "messages": "yes"},
    "times": {}, "name": {"surname": "Сейітова", "given_name": "Айгүл"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def house(stage: Stage, session: Session) -> None:
    make.visitor(session)
    session.commit()


@pytest.fixture
def answers(stage: Stage) -> dict[str, dict[str, Any]]:
    """The answers of somebody who lives in the district of the cabinet."""
    return ANSWERS | {"place": {"place": str(stage.cast.country.district.id)}}


def begun(visitor: Visitor) -> str:
    """The address of the first question."""
    visitor.get("/apply?lang=en")
    return str(visitor.send("/apply").location)


def walked(visitor: Visitor, answers: dict[str, dict[str, Any]]) -> list[str]:
    """The addresses from the first question to the last look, each question answered or left open."""
    pages = [begun(visitor)]
    while not pages[-1].endswith("/check"):
        visitor.get(pages[-1])
        sent = visitor.send(pages[-1], **answers.get(pages[-1].rpartition("/")[2], {"answer": "silent"}))
        assert sent.status_code == 303, (pages[-1], visitor.errors)
        pages.append(str(sent.location))
    return pages


def sent(visitor: Visitor, answers: dict[str, dict[str, Any]], **ticked: str) -> str:
    """The page with number and code that follows on the one button."""
    check = walked(visitor, answers)[-1]
    visitor.get(check)
    answer = visitor.send(check, **({"case": "yes"} | ticked))
    assert (answer.status_code, answer.location) == (303, "/apply/done"), visitor.errors
    return visitor.get("/apply/done").text


def code_on(page: str) -> str:
    found = CODE.search(page)
    assert found is not None
    return found[1]


def test_a_request_from_home_lies_at_its_cabinet_at_once_and_staff_read_what_was_written(
    stage: Stage, visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    page = sent(visitor, answers, messages="yes")
    request = session.exec(select(Request)).one()
    desk, coordinator = stage.receptionist, stage.coordinator
    overview = desk.get(f"/requests/{request.id}?lang=en").text
    desk.get(f"/requests/{request.id}/consents?lang=en")
    agreed = words(desk)

    assert request.number in page
    assert (request.channel, request.cabinet_id, request.mediator_id, request.subject, request.dispute_code) == (
        IntakeChannel.WEB, stage.cast.country.cabinet.id, None, "Көршілер арасындағы", "NEI",
    )  # fmt: skip
    assert "zqzq" in overview
    assert request.number in coordinator.get("/queue?list=new").text
    assert session.exec(select(Consent.purpose).order_by(col(Consent.id))).all() == [
        ConsentPurpose.CASE, ConsentPurpose.MESSAGES,
    ]  # fmt: skip
    assert [element in agreed for element in ("1. Operator: ", "2. Subject: Сейітова Айгүл", "8. Other: ")] == [
        True
    ] * 3
    assert session.exec(select(Application.said_sealed)).all() == [None]


def test_every_question_is_one_page_with_a_way_back_and_who_somebody_is_comes_last(
    visitor: Visitor, answers: dict[str, dict[str, Any]]
) -> None:
    pages = walked(visitor, answers)
    order = [page.rpartition("/")[2] for page in pages]
    shown = [visitor.get(page).text for page in pages]

    assert order == [
        "kind", "about", "other", "afraid", "threatened", "hurt", "place", "cabinet", "language", "reach", "times", "name",
        "check",
    ]  # fmt: skip
    assert [page.count("<h1") for page in shown] == [1] * len(pages)
    assert all('href="/leave"' in page and 'class="plain back"' in page for page in shown)
    assert "zqzq" in shown[1]
    assert "checked" not in shown[-1].partition("<fieldset")[2]


def test_nobody_passes_the_code_who_has_not_said_how_it_is_kept_and_afterwards_no_page_shows_it(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    code = code_on(sent(visitor, answers))
    again = visitor.get("/apply/done").text
    refused = visitor.send("/apply/done")
    errors = visitor.errors
    visitor.get("/apply/done")
    kept = visitor.send("/apply/done", kept="written")
    status = visitor.get("/status").text
    after = visitor.get("/apply/done")

    assert code_on(again) == code
    assert (refused.status_code, errors) == (422, ["Choose one."])
    assert (kept.status_code, kept.location) == (303, "/status")
    assert session.exec(select(Request.number)).one() in status
    assert (after.status_code, code in after.text + status) == (302, False)
    assert session.exec(select(AccessCode.kept)).all() == [CodeKept.WRITTEN]


def test_a_question_sent_twice_leads_on_once_and_other_words_with_its_key_are_refused(visitor: Visitor) -> None:
    first = begun(visitor)
    visitor.get(first)
    form = visitor.hidden()
    sent, again, other = (
        visitor.client.post(first, data=form | {"kind": kind}, follow_redirects=False) for kind in ("NEI", "NEI", "FAM")
    )

    assert (sent.status_code, again.status_code, again.location) == (303, 303, sent.location)
    assert other.status_code == 422
    assert "This form was sent before, with other words in it." in other.text


def test_two_taps_on_the_first_button_begin_one_request(visitor: Visitor, session: Session) -> None:
    visitor.get("/apply?lang=en")
    form = visitor.hidden()
    once, twice = (visitor.client.post("/apply", data=form) for _tap in range(2))

    assert (once.location, twice.location) == ("/apply/questions/kind", "/apply/questions/kind")
    assert len(session.exec(select(Application)).all()) == 1


def test_the_same_form_sent_twice_is_one_request(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    check = walked(visitor, answers)[-1]
    visitor.get(check)
    fields = visitor.hidden() | {"case": "yes"}
    both = [visitor.client.post(check, data=fields) for _time in range(2)]

    assert [(answer.status_code, answer.location) for answer in both] in (
        [(303, "/apply/done"), (302, "/apply/done")], [(303, "/apply/done")] * 2,
    )  # fmt: skip
    assert len(session.exec(select(Request.id)).all()) == 1
    assert code_on(visitor.get("/apply/done").text)


def test_a_code_that_did_not_reach_the_browser_is_drawn_anew_and_the_first_one_dies(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    first = code_on(sent(visitor, answers))
    with visitor.client.session_transaction() as cookie:
        cookie.pop("application_code")
    without = visitor.get("/apply/done").text
    visitor.send("/apply/done")
    second = code_on(visitor.get("/apply/done").text)

    assert (CODE.search(without), first == second) == (None, False)
    assert len(session.exec(select(AccessCode).where(col(AccessCode.ended_at).is_(None))).all()) == 1


@pytest.mark.parametrize(
    ("reach", "way"),
    [
        ({"channel": "post", "value": "Өскемен, Абай көшесі, 1", "messages": "unknown"}, "хат"),
        ({"channel": "visit", "value": "", "messages": "unknown"}, "жеке келу"),
    ],
)
def test_without_phone_and_mail_one_applies_like_anybody(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session, reach: dict[str, str], way: str
) -> None:
    page = sent(visitor, answers | {"reach": reach})
    contact = session.exec(select(Contact).where(Contact.channel == reach["channel"])).one()

    assert 'value="sent"' not in page
    assert (contact.may_leave_message, "Абай" in contact.value) == (False, False)
    assert session.exec(select(Message)).all() == []


def test_who_agrees_to_messages_gets_number_and_code_apart(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    mail = {"channel": "email", "value": "aigul@example.com", "messages": "yes"}
    page = sent(visitor, answers | {"reach": mail}, messages="yes")
    visitor.send("/apply/done", kept="sent")
    told = session.exec(select(Message).order_by(col(Message.id))).all()

    assert 'value="sent"' in page
    assert [message.template for message in told] == ["request_registered", "request_code"]
    assert ["number" in message.facts for message in told] == [True, False]


def test_what_is_said_of_danger_counts_at_once_and_the_other_side_is_asked_more_of(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    sent(visitor, answers | {"hurt": {"answer": "yes"}})

    assert session.exec(select(Request.risk)).one() is Risk.HIGH


def test_where_nothing_is_known_a_request_comes_in_all_the_same(
    stage: Stage, visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    nothing: dict[str, dict[str, Any]] = {name: {} for name in ("kind", "about", "other", "language", "times")}
    here = {"place": {}, "cabinet": {"cabinet": str(stage.cast.country.cabinet.id)}}
    sent(visitor, answers | nothing | here)

    request = session.exec(select(Request)).one()
    assert (request.dispute_code, request.narrative_sealed) == ("OTH", None)
    assert session.exec(select(Party.side)).all() == [Side.APPLICANT]


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("reach", {"channel": "email", "value": "a@example.com\nBcc: b@example.com"}, None),
        ("reach", {"channel": "phone", "value": "12"}, None),
        ("about", {"about": "а" * 4001}, "Too long: 4,001 characters, the limit is 4,000. Shorten it."),
        ("kind", {"kind": "NOPE"}, None),
        ("cabinet", {"cabinet": "11111111-1111-4111-8111-111111111111"}, None),
        ("name", {"given_name": ""}, None),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_nothing_is_lost(
    visitor: Visitor, answers: dict[str, dict[str, Any]], step: str, typed: dict[str, str], sentence: str | None
) -> None:
    walked(visitor, answers)
    visitor.get(f"/apply/questions/{step}")
    refused = visitor.send(f"/apply/questions/{step}", **typed)
    errors = visitor.errors

    assert (refused.status_code, len(errors), sentence in (None, *errors)) == (422, 1, True)
    assert "zqzq" in visitor.get("/apply/check").text


def test_a_text_of_ten_megabytes_is_refused_and_what_was_written_before_stays(
    visitor: Visitor, answers: dict[str, dict[str, Any]]
) -> None:
    walked(visitor, answers)
    visitor.get("/apply/questions/about")
    refused = visitor.send("/apply/questions/about", about="а" * 5_000_000)

    assert refused.status_code == 413
    assert "zqzq" in visitor.get("/apply/questions/about").text


def test_without_the_consent_to_handle_it_nothing_is_sent(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    check = walked(visitor, answers)[-1]
    visitor.get(check)
    refused = visitor.send(check, statistics="yes")

    assert (refused.status_code, visitor.errors) == (
        422, ["Tick the consent. Without it we cannot handle the request; we can help by phone."],
    )  # fmt: skip
    assert session.exec(select(Request.id)).all() == []


def test_what_is_written_opens_in_no_other_browser_and_can_be_thrown_away(
    app: Bitim, visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    pages = walked(visitor, answers)
    other = Visitor(app.test_client())
    stolen = [other.get(page) for page in (*pages, "/apply/consent", "/apply/done", "/apply/receipt")]
    visitor.get("/apply")
    visitor.send("/apply/removal")

    assert {answer.status_code for answer in stolen} == {302}
    assert session.exec(select(Application.id)).all() == []
    assert [visitor.get(page).status_code for page in pages] == [302] * len(pages)


def test_the_receipt_is_asked_for_with_the_request_and_says_when_it_is_not_ready(
    visitor: Visitor, answers: dict[str, dict[str, Any]], session: Session
) -> None:
    page = sent(visitor, answers)

    assert "/apply/receipt" in page
    assert visitor.get("/apply/receipt").status_code == 409
    assert len(session.exec(select(Paper.id)).all()) == 1


def test_one_network_that_sends_too_much_waits_and_everybody_else_does_not(app: Bitim) -> None:
    here, there = Visitor(app.test_client()), Visitor(app.test_client())
    there.client.environ_base["REMOTE_ADDR"] = "203.0.113.7"
    here.get("/apply")
    fields = here.hidden()
    statuses = [
        here.client.post("/apply", data=fields | {"form_key": f"form {no}"}) for no in range(limits.BEGUN.most + 2)
    ]
    begun(there)

    assert [answer.status_code for answer in statuses[-3:]] == [303, 429, 429]
    assert 0 < int(statuses[-1].headers["Retry-After"]) <= 3600
    assert there.get("/apply/questions/kind").status_code == 200
    assert here.get("/sign-in").status_code == 200
