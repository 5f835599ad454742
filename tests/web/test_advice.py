"""Finding out first: the home page, the advice without a name, the phones, and the quick way out."""

import pytest
from sqlmodel import Session, select

from mediation_cms.audit.models import Draft
from mediation_cms.intake.application_models import Application
from tests import make
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")
ANSWERS = {
    "about": "NEI", "who": "neighbours", "court": "no", "incapable_party": "no", "third_parties": "no", "afraid": "no",
}  # fmt: skip


def advised(visitor: Visitor, **said: str) -> list[str]:
    """The addresses from the first question to the answer."""
    pages = ["/advice/about"]
    while not pages[-1].endswith("/answer"):
        visitor.get(pages[-1])
        step = pages[-1].rpartition("/")[2]
        answer = visitor.send(pages[-1], answer=(ANSWERS | said).get(step, "no"))
        assert answer.status_code == 303, (step, visitor.errors)
        pages.append(str(answer.location))
    visitor.get(f"{pages[-1]}?lang=en")
    return pages


def test_home_has_three_doors_and_the_phones_and_staff_go_to_their_desk(stage: Stage, visitor: Visitor) -> None:
    home = visitor.get("/?lang=en").text
    doors = home.partition('class="doors"')[2].partition('class="split')[0]
    phones = visitor.get("/cabinets").text

    assert [doors.count(f'href="{door}"') for door in ("/advice", "/book", "/status")] == [1, 1, 1]
    assert 'href="/sign-in"' in home
    assert 'href="tel:+77232000000"' in phones
    assert stage.receptionist.get("/").location == "/desk"


def test_the_advice_ends_in_a_plain_answer_and_stores_nothing(stage: Stage, visitor: Visitor, session: Session) -> None:
    visitor.get("/advice?lang=en")
    pages = advised(visitor)
    read = words(visitor)

    assert pages == [f"/advice/{step}" for step in (*ANSWERS, "answer")]
    assert "Mediation looks suitable for you." in read
    assert [session.exec(select(table.id)).all() for table in (Application, Draft)] == [[], []]


def test_what_does_not_fit_names_its_ground_in_the_law_and_where_to_turn(stage: Stage, visitor: Visitor) -> None:
    advised(visitor, third_parties="yes")
    read = words(visitor)

    assert "This dispute does not look suitable." in read
    assert "Law on Mediation, art. 1(2)" in read
    assert "Free legal aid guaranteed by the state" in read


def test_who_is_afraid_reads_first_where_help_is_and_no_address_says_so(stage: Stage, visitor: Visitor) -> None:
    pages = advised(visitor, afraid="yes")
    read = words(visitor)

    assert "It is best to talk to a mediator first." in read
    assert "Police: 102" in read
    assert "Crisis centre" in read
    assert [page for page in pages if "yes" in page or "?" in page] == []


def test_to_every_question_one_may_say_that_one_does_not_know(stage: Stage, visitor: Visitor) -> None:
    visitor.get("/advice?lang=en")
    pages = advised(visitor, **dict.fromkeys((*ANSWERS, "corruption", "crime_category"), "unknown"))

    assert len(pages) == len(ANSWERS) + 3
    assert "It is best to talk to a mediator first." in words(visitor)
    assert all("I do not know" in visitor.get(page).text for page in pages[:-1])


def test_who_answers_nothing_is_asked_again_and_nobody_jumps_to_the_answer(stage: Stage, visitor: Visitor) -> None:
    visitor.get("/advice/about")
    refused = visitor.send("/advice/about")

    assert (refused.status_code, len(visitor.errors)) == (422, 1)
    assert visitor.get("/advice/answer").location == "/advice"
    assert visitor.get("/advice/nonsense").location == "/advice"


def test_the_quick_way_out_forgets_and_leads_to_a_page_that_says_nothing(stage: Stage, visitor: Visitor) -> None:
    advised(visitor, afraid="yes")
    gone = visitor.get("/leave")
    page = visitor.get(str(gone.location)).text

    assert (gone.status_code, gone.location, gone.headers["Clear-Site-Data"]) == (
        303, "/today", '"cache", "cookies", "storage"',
    )  # fmt: skip
    assert [word for word in ("Медиация", "медиация", "Bitim", "Бітім") if word in page] == []
    assert visitor.get("/advice/answer").location == "/advice"


def test_on_the_computer_of_the_cabinet_the_way_out_leaves_the_mode_and_another_site_ends_nothing(
    stage: Stage, visitor: Visitor
) -> None:
    visitor.get("/advice?kiosk=1")
    advised(visitor)
    elsewhere = visitor.client.get("/leave", headers={"Sec-Fetch-Site": "cross-site"})
    still = visitor.get("/advice/answer").status_code
    gone = visitor.get("/leave")

    assert ("Clear-Site-Data" in elsewhere.headers, still) == (False, 200)
    assert gone.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "/kiosk/end" in visitor.get("/advice").text


def test_what_the_dispute_is_about_goes_over_to_the_request_and_fear_does_not(
    stage: Stage, visitor: Visitor, session: Session
) -> None:
    make.visitor(session)
    session.commit()
    advised(visitor, afraid="yes")
    visitor.get("/apply")
    first = visitor.send("/apply").location

    assert first == "/apply/questions/about"
