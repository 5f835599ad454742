"""An invited side at its phone, without an account or scripts: from the letter over the questions to the coordinator."""

import re

import pytest
from sqlmodel import Session, select

from mediation_cms.core import clock
from mediation_cms.intake.invitation_models import Invitation
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.intake.models import Request
from mediation_cms.intake.own_word_models import OwnWord
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.web.app import Bitim
from tests import make
from tests.make import invitations
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

STORY = ("Төлегенов", "Қайрат", "Воробьёва", "Светлана", "Құдық", "дуалды")
pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def request_(stage: Stage, session: Session) -> Request:
    make.visitor(session)
    return make.request(session, stage.cast.receptionist, stage.cast.country.cabinet, clock.today())


@pytest.fixture
def address(stage: Stage, session: Session, request_: Request) -> str:
    """Where the letter leads."""
    today = f"{clock.today():%d.%m.%Y}"
    invitation = invitations.permitted(session, stage.cast.receptionist, request_, permitted_on=today)
    session.commit()
    return f"/i/{code_of(session, invitation)}"


def answered(visitor: Visitor, at: str, **fields: str) -> str:
    """The page that follows the answer to one question."""
    visitor.get(at)
    sent = visitor.send(at, **fields)
    assert sent.status_code == 303, visitor.errors
    return str(sent.location)


def walked(visitor: Visitor, address: str, **changed: dict[str, str]) -> list[str]:
    """The addresses of the pages from the letter to the last look, each question answered or left open."""
    answers: dict[str, dict[str, str]] = {
        "afraid": {"answer": "no"}, "threatened": {"answer": "no"}, "hurt": {"answer": "no"}, "alone": {"alone": "unknown"},
    } | changed  # fmt: skip
    answered(visitor, address, answer="agreed")
    go_on = re.search(r'href="(/i/[^"]+/questions/about)"', visitor.get(address).text)
    assert go_on is not None
    pages = [go_on[1]]
    while not pages[-1].endswith("/check"):
        step = pages[-1].rpartition("/")[2]
        pages.append(answered(visitor, pages[-1], **answers.get(step, {})))
    return pages


def test_who_agrees_is_asked_one_question_a_page_and_reads_nothing_of_the_story(
    visitor: Visitor, address: str, request_: Request
) -> None:
    visitor.get(f"{address}?lang=en")
    pages = walked(visitor, address, about={"about": "Біз келісеміз."})
    shown = "".join(visitor.get(page).text for page in pages)
    back = visitor.get(pages[0]).text

    assert [page.rpartition("/")[2] for page in pages] == [
        "about", "afraid", "threatened", "hurt", "alone", "language", "reach", "times", "check",
    ]  # fmt: skip
    assert [word for word in (*STORY, request_.number) if word in shown] == []
    assert "Біз келісеміз." in back
    assert all("I do not know" in visitor.get(page).text for page in pages[:-1])


def test_a_change_of_mind_at_the_last_look_comes_back_there_unless_it_asks_more(visitor: Visitor, address: str) -> None:
    check = walked(visitor, address)[-1]
    changes = re.findall(r'href="(/i/[^"]+\?then=check)"', visitor.get(check).text)

    told = answered(visitor, next(link for link in changes if "/times" in link), times="18:00")
    more = answered(visitor, next(link for link in changes if "/hurt" in link), answer="yes")

    assert (told.rpartition("/")[2], more.rpartition("/")[2]) == ("check", "followed")
    assert str(visitor.get(check).location).rpartition("/")[2] == "followed"


def test_what_is_written_opens_in_no_other_browser_and_once_sent_in_none(
    app: Bitim, visitor: Visitor, address: str, session: Session
) -> None:
    pages = walked(visitor, address, about={"about": "Қорқамын zqzq"})
    other = Visitor(app.test_client())
    stolen = [other.get(page) for page in (*pages, address)]
    visitor.get(pages[-1])
    sent = visitor.send(pages[-1])
    after = [visitor.get(page) for page in (*pages, address)]

    assert [answer.status_code for answer in stolen] == [302] * len(pages) + [200]
    assert (sent.status_code, "zqzq" in "".join(answer.text for answer in (*stolen, *after))) == (303, False)
    assert [answer.status_code for answer in after] == [302] * len(pages) + [200]
    assert other.get(address).text.count("/questions/") == 0
    assert session.exec(select(OwnWord.sent_at)).one() is not None


def test_staff_read_it_before_they_call_and_the_coordinator_sees_the_answer_counted(
    stage: Stage, visitor: Visitor, address: str, session: Session
) -> None:
    silent = {sign: {"answer": "silent"} for sign in ("followed", "weapon", "children", "withheld", "order")}
    check = walked(visitor, address, about={"about": "Құдық ортақ."}, hurt={"answer": "yes"}, **silent)[-1]
    visitor.get(check)
    visitor.send(check)
    invitation = session.exec(select(Invitation)).one()

    desk, coordinator = stage.receptionist, stage.coordinator
    card = desk.get(f"/invitations/{invitation.id}?lang=en").text
    desk.get(f"/invitations/{invitation.id}/own-word?lang=en")
    read = words(desk)
    coordinator.get("/invitations?stage=agreed&lang=en")
    behind = words(coordinator)
    risk = session.exec(select(Request.risk)).one()

    assert "Read what the side wrote" in card
    assert "Құдық ортақ." in read
    assert "Nobody has confirmed yet" in read
    assert ("An answer came" in behind, risk) == (True, Risk.HIGH)


@pytest.mark.parametrize("answer", ["refused", "call"])
def test_who_refuses_or_wants_a_call_is_asked_nothing_more(visitor: Visitor, address: str, answer: str) -> None:
    visitor.get(address)
    visitor.send(address, answer=answer, phone="8 701 000 00 05")

    assert "/questions/" not in visitor.get(address).text
    assert [visitor.get(f"{address}/{at}").status_code for at in ("questions/about", "check", "questions/nothing")] == [
        302
    ] * 3


def test_who_guesses_waits_and_who_holds_the_letter_does_not(app: Bitim, visitor: Visitor, address: str) -> None:
    guesses = [visitor.get(f"/i/0000-0000-{number:04}").status_code for number in range(6)]
    questions = visitor.get("/i/0000-0000-0009/questions/about").status_code

    assert guesses == [404, 404, 404, 429, 429, 429]
    assert questions == 429
    assert visitor.get(address).status_code == 200
