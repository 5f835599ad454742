"""The words of messages: every message has some, in each language, and none says what it is about."""

import re
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from mediation_cms.core.bundled import bundled
from mediation_cms.core.languages import Language
from mediation_cms.notifications.delivery import mail_of
from mediation_cms.notifications.models import Message
from mediation_cms.notifications.outbox import notify
from tests import make
from tests.make import matters

PACKAGE = Path(__file__).parents[2] / "mediation_cms"
NOTIFY = re.compile(r"\bnotify\(\s*session,\s*[^,]+,\s*\"(\w+)\"")
# What an envelope or a subject never says (phrasebook, "neutral outside").
TOLD_TO_NOBODY = re.compile(r"дау|жанжал|спор|конфликт|dispute|conflict", re.IGNORECASE)
FACTS: dict[str, dict[str, str | date]] = {
    "case_offered": {"number": "63-OSK-2022-000123", "answer_by": date(2022, 6, 3)}
}


def templates() -> set[str]:
    return {path.stem for path in (bundled("templates") / "mail").glob("*.txt")} - {"base"}


def mail(session, template: str, language: Language):
    account = make.account_for(session, "Байжанова Сәуле")
    account.email, account.language = "saule@example.kz", language
    assert account.person_id is not None
    message = notify(session, account.person_id, template, None, **FACTS[template])
    assert message is not None
    return mail_of(session, message, "https://bitim.example", "bitim@bitim.example")


def test_every_message_that_the_product_sends_has_words_and_every_words_a_message():
    sent = {name for path in PACKAGE.rglob("*.py") for name in NOTIFY.findall(path.read_text("utf-8"))}

    assert sent == templates() == set(FACTS)


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("template", sorted(FACTS))
def test_a_message_is_said_in_every_language_and_its_subject_tells_nobody(session, template, language):
    written = mail(session, template, language)

    assert written["Subject"].strip()
    assert not TOLD_TO_NOBODY.search(written["Subject"])
    assert f"https://bitim.example/desk?lang={language}" in written.get_content()


@pytest.mark.database("sqlite")
def test_a_mail_greets_by_name_and_says_days_in_words(session):
    assert mail(session, "case_offered", Language.EN).get_content() == (
        "Hello Сәуле,\n"
        "\n"
        "You are offered case 63-OSK-2022-000123.\n"
        "First check for a conflict of interest.\n"
        "Accept or decline until 3 June 2022 inclusive: https://bitim.example/desk?lang=en\n"
        "\n"
        "Kind regards,\n"
        "Bitim\n"
        "This message was sent automatically. To answer, open the link or call.\n"
    )


@pytest.mark.database("sqlite")
def test_an_offer_of_a_case_is_told_to_its_mediator(session):
    cast = matters.cast(session)
    matters.account_of(session, cast.mediator).email = "saule@example.kz"
    case = matters.offered(session, cast)

    (message,) = session.exec(select(Message)).all()
    assert (message.template, message.person_id, message.matter_id) == (
        "case_offered",
        cast.mediator.person_id,
        case.request_id,
    )
    assert message.facts["number"] == case.number


def test_whoever_no_longer_signs_in_is_told_nothing_at_the_address_of_the_account(session):
    cast = matters.cast(session)
    account = matters.account_of(session, cast.mediator)
    account.email, account.disabled_on = "saule@example.kz", date(2022, 6, 1)

    matters.offered(session, cast)

    assert session.exec(select(Message)).all() == []
