"""What an applicant agreed to, behind the code and at the desk, and how it is taken back after a page that says so."""

import pytest
from sqlmodel import col, select

from mediation_cms.core.languages import Language
from mediation_cms.intake.application_models import Consent, ConsentPurpose
from mediation_cms.intake.consents import keep_consents
from mediation_cms.web.app import Bitim
from tests import make
from tests.web.applied import Applied
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")
AGREED = (ConsentPurpose.CASE, ConsentPurpose.MESSAGES, ConsentPurpose.QUESTIONS)


@pytest.fixture
def agreed(stage: Stage, mine: Applied) -> Applied:
    """An applicant who has agreed to three uses."""
    session = stage.session
    keep_consents(session, make.visitor(session), mine.request, "Төлегенов Қайрат", AGREED, Language.RU)
    session.commit()
    return mine


def withdrawn(stage: Stage) -> list[str]:
    stage.session.expire_all()
    return list(
        stage.session.exec(
            select(Consent.purpose).where(col(Consent.withdrawn_at).is_not(None)).order_by(col(Consent.id))
        )
    )


def test_the_applicant_reads_the_very_words_and_takes_one_back_after_a_page_that_says_what_it_means(
    stage: Stage, visitor: Visitor, agreed: Applied
) -> None:
    agreed.come_back(visitor)
    linked = 'href="/status/consents"' in visitor.get("/status?lang=en").text
    listed = visitor.get("/status/consents?lang=en").text
    visitor.get("/status/consents/questions?lang=en")
    asked, before = words(visitor), withdrawn(stage)
    answer = visitor.send("/status/consents/questions")
    visitor.get("/status/consents?lang=en")

    assert linked
    assert listed.count("Соглашаюсь") == len(AGREED)
    assert [f'href="/status/consents/{use}"' in listed for use in (*AGREED, "statistics")] == [True, True, True, False]
    assert "It cannot be given again on this request." in asked
    assert (before, answer.status_code, withdrawn(stage)) == ([], 303, ["questions"])
    assert words(visitor).count("Taken back:") == 1
    assert 'href="/status/consents/questions"' not in visitor.shown


def test_the_one_that_is_needed_is_not_taken_back_and_the_page_says_what_to_do(
    stage: Stage, visitor: Visitor, agreed: Applied
) -> None:
    agreed.come_back(visitor)
    page = visitor.get("/status/consents/case?lang=en").text
    answers = [visitor.send(f"/status/consents/{use}").status_code for use in ("case", "statistics", "booking", "x")]

    assert ("button danger" in page, 'href="/status/withdrawal"' in page) == (False, True)
    assert (answers, withdrawn(stage)) == ([409, 404, 404, 404], [])


def test_without_a_pass_nothing_is_shown_and_nothing_is_taken_back(stage: Stage, app: Bitim, agreed: Applied) -> None:
    stranger = Visitor(app.test_client())
    stranger.get("/status?lang=en")
    answers = [stranger.client.get(f"/status/consents{of}").location for of in ("", "/questions")]
    stranger.send("/status/consents/questions")
    said = stranger.get("/status?lang=en").text

    assert (answers, withdrawn(stage)) == (["/status", "/status"], [])
    assert "the consent is not taken back" in said


def test_staff_take_it_back_for_a_caller_after_they_made_sure_who_asks(stage: Stage, agreed: Applied) -> None:
    desk, at = stage.receptionist, f"/requests/{agreed.request.id}"
    listed = desk.get(f"{at}/consents?lang=en").text
    desk.get(f"{at}/consents/messages?lang=en")
    asked = words(desk)
    without = desk.send(f"{at}/consents/messages").status_code
    given = desk.send(f"{at}/consents/messages", identity="called_back").status_code
    desk.get(f"{at}/consents?lang=en")
    shown = words(desk)

    assert f'href="{at}/consents"' in desk.get(f"{at}/people").text
    assert (f'{at}/consents/messages"' in listed, f'{at}/consents/case"' in listed) == (True, False)
    assert "It cannot be given again on this request." in asked
    assert (without, given, withdrawn(stage)) == (422, 303, ["messages"])
    assert shown.count("withdrawn:") == 1
