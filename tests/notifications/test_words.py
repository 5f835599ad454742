"""The words of messages: every message has some, in each language, and none says what it is about."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from mediation_cms.core.bundled import bundled
from mediation_cms.core.dates import ZONE
from mediation_cms.core.db import seal
from mediation_cms.core.languages import Language
from mediation_cms.notifications.delivery import mail_of
from mediation_cms.notifications.kinds import KINDS, VALUES, MessageKind
from mediation_cms.notifications.models import Message
from mediation_cms.notifications.outbox import notify
from mediation_cms.notifications.sms import length
from mediation_cms.notifications.words import sample
from tests import make
from tests.make import matters

PACKAGE = Path(__file__).parents[2] / "mediation_cms"
NOTIFY = re.compile(r"\b(?:notify)\(\s*session,(?:\s*[^,()]+,){1,3}?\s*\"(\w+)\"")
KIND = re.compile(r"\bMessageKind\.([A-Z_]+)\b")
# What an envelope or a subject never says (phrasebook, "neutral outside").
TOLD_TO_NOBODY = re.compile(r"\bдау|жанжал|\bспор|конфликт|dispute|conflict", re.IGNORECASE)
TOLD_IN_NO_SMS = re.compile(r"\bдау|жанжал|\bспор|конфликт|медиа|dispute|conflict|mediat|Айгүл", re.IGNORECASE)
TO_PEOPLE = [kind for kind, facts in KINDS.items() if not facts.is_for_staff]
FACTS: dict[str, dict[str, Any]] = {
    kind.value: {name: VALUES[name].sample for name in facts.values if name != "link"}
    for kind, facts in KINDS.items()
    if facts.is_for_staff
} | {
    "case_offered": {"number": "63-OSK-2022-000123", "answer_by": date(2022, 6, 3)},
    "invitation": {
        "code": "7K2M-Q9XA-04VD", "answer_by": date(2022, 6, 3), "phone": "+7 (7232) 00-00-10", "cabinet": "Кабинет",
    },
}  # fmt: skip


def templates() -> set[str]:
    return {path.stem for path in (bundled("templates") / "mail").glob("*.txt")} - {"base", "person", "written"}


def mail(session, template: str, language: Language):
    account = make.account_for(session, "Байжанова Сәуле")
    account.email, account.language = "saule@example.kz", language
    assert account.person_id is not None
    message = notify(session, account.person_id, template, None, **FACTS[template])
    assert message is not None
    seal(session, message, "code_sealed", str(FACTS[template].get("code", "")) or None)
    return mail_of(session, message, "https://bitim.example", "bitim@bitim.example")


def test_every_message_that_the_product_sends_has_words_and_every_words_a_message():
    code = [path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "kinds.py"]
    sent = {name for text in code for name in NOTIFY.findall(text)}
    sent |= {MessageKind[name].value for text in code for name in KIND.findall(text)}

    assert sent == templates() == set(FACTS) | set(TO_PEOPLE)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", TO_PEOPLE)
def test_what_people_are_told_is_neutral_says_the_zone_and_fits_an_sms(kind, language):
    said = sample(kind, language, None, "https://bitim.example")

    assert said.subject
    assert not TOLD_TO_NOBODY.search(said.subject + said.text)
    assert not TOLD_IN_NO_SMS.search(said.sms)
    assert length(said.sms).parts <= 2
    assert "None" not in said.text + said.sms
    hours, zone = re.findall(r"\d\d:\d\d", said.text), ZONE[language]
    assert (zone in said.text) == bool(hours)
    if re.search(r"\d\d:\d\d", said.sms):
        assert zone.partition(" (")[0] in said.sms
    assert ("/b/7K2M9XA4VDQ3T8WH?lang=" in said.text) == ("link" in KINDS[kind].values)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", (0, 160, 1)), ("a" * 160, (160, 160, 1)), ("a" * 161, (161, 306, 2)), ("{€}", (6, 160, 1)),
        ("ә" * 70, (70, 70, 1)), ("a" * 70 + "ә", (71, 134, 2)), ("я" * 135, (135, 201, 3)), ("😀" * 35, (70, 70, 1)),
    ],
)  # fmt: skip
def test_a_letter_of_kazakh_or_russian_makes_an_sms_shorter(text, counted):
    found = length(text)

    assert (found.signs, found.room, found.parts) == counted


@pytest.mark.database("sqlite")
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("template", sorted(FACTS))
def test_a_message_is_said_in_every_language_and_its_subject_tells_nobody(session, template, language):
    written = mail(session, template, language)

    assert written["Subject"].strip()
    assert not TOLD_TO_NOBODY.search(written["Subject"])
    facts = FACTS[template]
    to_staff = "/tasks" if template == "mediator_lapsed" else "/desk"
    leads = facts.get("page", "/i/{code}").replace("{code}", facts["code"]) if "code" in facts else to_staff
    assert f"https://bitim.example{leads}?lang={language}" in written.get_content()


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
