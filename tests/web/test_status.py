"""Coming back by number and code: how the request stands, messages and files both ways, and nobody else is let in."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from sqlmodel import col, select

from mediation_cms.accounts.link_models import PersonalLink
from mediation_cms.core import clock
from mediation_cms.intake.access_codes import give_code
from mediation_cms.intake.message_models import HandedFile, RequestMessage
from mediation_cms.intake.models import Outcome, Request
from mediation_cms.intake.paper_actions import make_receipt
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.web.app import Bitim
from tests import make
from tests.make import matters
from tests.web.applied import Applied, applied, told
from tests.web.stage import Stage, scanned, words
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")
STORY = ("Төлегенов", "Қайрат", "Воробьёва", "Светлана", "Құдық", "дуалды", "Меновное")
HALF_AN_HOUR = timedelta(minutes=30)
WRONG = "7K2M-Q9XA-04VD-HT3E"


# --- the door ----------------------------------------------------------------------------------------------------------


def test_number_and_code_open_the_page_which_names_nobody_and_stands_in_no_address(
    visitor: Visitor, mine: Applied
) -> None:
    assert mine.come_back(visitor, mine.code.lower().replace("-", " ")) == 303
    assert visitor.page is not None
    assert visitor.page.location == "/status"
    page = visitor.get("/status?lang=en")

    assert "The cabinet acts now: it contacts you until" in words(visitor)
    assert re.findall(r'<li(?: class="past"| aria-current="step")?><b>([^<]+)', page.text) == [
        "Received", "Looked at", "Talk with you", "Invitation of the other side", "Mediation", "Finished",
    ]  # fmt: skip
    assert [word for word in (*STORY, mine.code) if word in page.text] == []
    assert page.headers["Cache-Control"] == "no-store"


def test_who_guesses_waits_longer_and_keeps_out_neither_the_right_person_nor_staff(
    stage: Stage, app: Bitim, mine: Applied
) -> None:
    guesser = Visitor(app.test_client())
    answers = [mine.come_back(guesser, WRONG) for _try in range(5)]
    assert guesser.page is not None
    waits = guesser.page.headers["Retry-After"]
    unknown = guesser.send("/status", number="63-ZZZ-1999-000001", code=mine.code).status_code

    assert (answers, unknown) == ([404, 404, 404, 429, 429], 429)
    assert waits == "2"
    assert mine.come_back(Visitor(app.test_client())) == 303  # the same network
    assert stage.receptionist.get("/desk").status_code == 200  # signs in at once
    assert guesser.get("/i/00000000").status_code == 404  # another door is not slower either


def test_refusals_say_the_same_whether_the_number_exists_or_not(visitor: Visitor, mine: Applied) -> None:
    tries = [(mine.request.number, WRONG), ("63-ZZZ-1999-000001", WRONG), ("63-ZZZ-1999-000001", mine.code)]
    said = []
    for number, code in tries:
        visitor.get("/status?lang=en")
        text = visitor.send("/status", number=number, code=code).text
        said.append(re.sub(r'value="[^"]*"', "", text))

    assert said[0] == said[1] == said[2]
    assert "The number or the code does not match. Check the receipt." in said[0]


def test_a_pass_ends_by_its_button_when_nobody_reads_and_with_the_code(stage: Stage, app: Bitim, mine: Applied) -> None:
    browsers = [Visitor(app.test_client()) for _each in range(3)]
    for browser in browsers:
        mine.come_back(browser)
        browser.get("/status")
        assert mine.request.number in browser.shown
    kept = browsers[0].client.get_cookie("bitim")
    browsers[0].send("/status/leaving")
    assert kept is not None
    browsers[0].client.set_cookie("bitim", kept.value)  # who kept the cookie has nothing of it
    with clock.telling_of(clock.now() + HALF_AN_HOUR + timedelta(minutes=1)):
        browsers[1].get("/status")
    give_code(stage.session, stage.cast.receptionist, mine.request)
    stage.session.commit()
    pages = [browser.get("/status").text for browser in (browsers[0], browsers[2])] + [browsers[1].shown]

    assert [mine.request.number in page for page in pages] == [False] * 3
    assert mine.come_back(browsers[2]) == 404  # the old code is dead
    assert all(each.ended_at for each in stage.session.exec(select(PersonalLink)).all()[::2])


def test_on_the_computer_of_the_cabinet_it_ends_after_two_minutes_and_with_the_button(
    app: Bitim, mine: Applied
) -> None:
    first, second = Visitor(app.test_client()), Visitor(app.test_client())
    for browser in (first, second):
        browser.get("/status?kiosk=1")
        assert mine.come_back(browser) == 303
        page = browser.get("/status").text
        assert page.count("<form ") == page.count('<form autocomplete="off" ')
    kept = first.client.get_cookie("bitim")
    first.get("/kiosk/end")
    assert kept is not None
    first.client.set_cookie("bitim", kept.value)  # as it lay in the browser before
    with clock.telling_of(clock.now() + timedelta(minutes=3)):
        second.get("/status")

    assert [mine.request.number in page for page in (first.get("/status").text, second.shown)] == [False, False]


# --- messages ----------------------------------------------------------------------------------------------------------


def test_messages_go_both_ways_and_wait_on_the_desk_until_they_are_read(
    stage: Stage, visitor: Visitor, mine: Applied
) -> None:
    mine.come_back(visitor)
    visitor.get("/status?lang=en")
    form = visitor.hidden()
    sent = [
        visitor.client.post("/status/messages", data=form | {"body": "Қашан шақырасыз? zqaskzq"}) for _twice in "ab"
    ]
    desk = stage.receptionist
    before = desk.get("/desk?lang=en").text
    at = f"/requests/{mine.request.id}/messages"
    desk.get(f"{at}?lang=en")
    asked = words(desk)
    desk.send(at, body="Ертең қоңырау шаламыз. zqanswerzq")
    after = desk.get("/desk?lang=en").text
    unread = stage.session.exec(select(RequestMessage).where(col(RequestMessage.read_at).is_(None))).all()
    visitor.get("/status?lang=en")

    assert [answer.status_code for answer in sent] == [303, 303]
    assert (at in before, at in after) == (True, False)
    assert (asked.count("zqaskzq"), "1 unread" in asked) == (1, True)
    assert ["zqaskzq" in visitor.shown, "zqanswerzq" in visitor.shown] == [True, True]
    assert [each.from_applicant for each in unread] == [False]
    stage.session.expire_all()
    assert stage.session.exec(select(RequestMessage).where(col(RequestMessage.read_at).is_(None))).all() == []
    assert told(stage.session) == ["request_message"]
    raw = stage.session.connection().exec_driver_sql("SELECT facts FROM message").all()
    assert "zqanswerzq" not in str(raw)


def test_what_was_typed_when_the_pass_had_ended_comes_back_behind_the_code(visitor: Visitor, mine: Applied) -> None:
    visitor.get("/status?lang=en")
    kept = visitor.send("/status/messages", body="Ұзақ жазған едім zqlongzq").text
    assert 'name="kept" value="Ұзақ жазған едім zqlongzq"' in kept
    visitor.send("/status", number=mine.request.number, code=mine.code, kept="Ұзақ жазған едім zqlongzq")

    assert re.search(r"<textarea[^>]*>\s*Ұзақ жазған едім zqlongzq</textarea>", visitor.shown)


def test_what_cannot_be_kept_when_the_pass_had_ended_is_said_not_to_have_happened(
    visitor: Visitor, mine: Applied
) -> None:
    visitor.get("/status?lang=en")
    visitor.send("/status/files", file=(scanned(), "менің.pdf"))
    file = visitor.get("/status").text
    visitor.send("/status/withdrawal", body="Керек емес")
    withdrawn = visitor.get("/status").text

    assert ("the file was not sent" in file, "the request is not withdrawn" in withdrawn) == (True, True)
    assert mine.request.status is not RequestStatus.ENDED


def test_the_receipt_is_there_for_who_comes_back_and_for_nobody_else(
    stage: Stage, app: Bitim, visitor: Visitor, mine: Applied
) -> None:
    mine.come_back(visitor)
    without = visitor.get("/status/receipt").status_code
    make_receipt(stage.session, stage.cast.receptionist, mine.request)
    stage.session.commit()

    assert 'href="/status/receipt"' in visitor.get("/status").text
    assert (without, visitor.get("/status/receipt").status_code) == (404, 409)  # 409: it is being printed
    assert app.test_client().get("/status/receipt").location == "/status"


def test_too_much_is_refused_beside_the_form(visitor: Visitor, mine: Applied) -> None:
    mine.come_back(visitor)
    visitor.get("/status?lang=en")
    long, empty = (visitor.send("/status/messages", body=body).status_code for body in ("а" * 2001, "  "))
    answers = [visitor.send("/status/messages", body=f"zq{no}").status_code for no in range(21)]

    assert (long, empty) == (422, 422)
    assert answers == [303] * 20 + [409]
    assert "That is much for one day." in visitor.shown


# --- files -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def laid(stage: Stage, mine: Applied) -> Visitor:
    """The receptionist, who has laid a file beside the messages."""
    desk = stage.receptionist
    at = f"/requests/{mine.request.id}"
    desk.get(f"{at}/messages?lang=en")
    assert desk.send(f"{at}/files", file=(scanned(), "zqpaperzq.pdf")).status_code == 303
    return desk


def test_a_file_of_staff_is_shown_only_when_they_say_so_and_one_of_the_applicant_always(
    stage: Stage, app: Bitim, visitor: Visitor, mine: Applied, laid: Visitor
) -> None:
    handed = stage.session.exec(select(HandedFile)).one()
    mine.come_back(visitor)
    hidden = visitor.get("/status").text
    unseen = visitor.get(f"/status/files/{handed.id}").status_code
    laid.get(f"/requests/{mine.request.id}/messages")
    laid.send(f"/requests/{mine.request.id}/files/{handed.id}/showing", shown="yes")
    visitor.get("/status?lang=en")
    seen = visitor.client.get(f"/status/files/{handed.id}")
    visitor.send("/status/files", file=(scanned(), "менің.pdf"))
    wrong = visitor.send("/status/files", file=(BytesIO(b"MZ program"), "x.pdf")).status_code
    laid.get(f"/requests/{mine.request.id}/messages?lang=en")
    other = applied(
        stage, make.request(stage.session, stage.cast.receptionist, stage.cast.country.cabinet, clock.today())
    )
    stranger = Visitor(app.test_client())
    other.come_back(stranger)

    assert ("zqpaperzq" in hidden, unseen) == (False, 404)
    assert (seen.status_code, seen.headers["Content-Disposition"].partition(";")[0]) == (200, "attachment")
    assert (wrong, "менің.pdf" in laid.shown) == (422, True)
    assert stranger.get(f"/status/files/{handed.id}").status_code == 404
    assert app.test_client().get(f"/status/files/{handed.id}").location == "/status"
    assert told(stage.session) == ["request_message"]


# --- withdrawing -------------------------------------------------------------------------------------------------------


def test_the_applicant_withdraws_before_a_contract_and_an_open_offer_is_taken_back(
    stage: Stage, visitor: Visitor
) -> None:
    make.visitor(stage.session)
    case = matters.offered(stage.session, stage.cast, clock.today())
    mine = applied(stage, stage.session.get_one(Request, case.request_id))
    mine.come_back(visitor)
    visitor.get("/status/withdrawal?lang=en")
    visitor.send("/status/withdrawal", body="Татуластық. zqwhyzq")
    stage.session.expire_all()
    visitor.get("/status?lang=en")

    assert (mine.request.outcome, case.mediator_id, case.outcome) == (Outcome.WITHDRAWN, None, Outcome.WITHDRAWN)
    assert "The request is withdrawn. You may apply again at any time." in words(visitor)
    assert f"/requests/{mine.request.id}/messages" in stage.coordinator.get("/desk").text
    assert visitor.send("/status/withdrawal").status_code == 409


def test_after_a_contract_the_page_says_whom_to_call(stage: Stage, visitor: Visitor) -> None:
    make.visitor(stage.session)
    case = matters.in_mediation(stage.session, stage.cast)
    mine = applied(stage, stage.session.get_one(Request, case.request_id))
    mine.come_back(visitor)
    page = visitor.get("/status/withdrawal?lang=en").text
    answer = visitor.send("/status/withdrawal").status_code
    stage.session.expire_all()

    assert ("button danger" in page, "Call the cabinet: nobody has to go on." in page) == (False, True)
    assert (answer, mine.request.outcome) == (409, None)
