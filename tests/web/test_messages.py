"""Messages on the pages: chosen by their reader, worded by the administrator, shown with the matter that they are about."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from mediation_cms.core import clock
from mediation_cms.core.languages import Language
from mediation_cms.notifications.meetings import Meeting, tell_booked, tell_given_up
from mediation_cms.notifications.models import Delivery, Message, MessageChoice, MessageText
from mediation_cms.notifications.outbox import Reach
from mediation_cms.people.models import Channel, Role
from tests.administration.test_messages import TO_PEOPLE, WORDS
from tests.make import matters
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor


@pytest.mark.database("sqlite")
def test_a_coordinator_chooses_what_comes(stage: Stage) -> None:
    page = stage.coordinator
    page.get("/account?lang=en")
    shown = words(page)
    always = (
        "Another mediator is needed",
        "A mediator was chosen with a reason",
        "A second first consultation was booked with a reason",
        "A mediator may no longer act",
        "What waits today",
    )
    assert f"These always come: {'; '.join(always)}" in shown
    page.send("/account/messages", wanted=["term_near", "case_offered"], one_by_one="yes")

    choice = stage.session.exec(select(MessageChoice)).one()
    assert (choice.one_by_one, "term_near" in choice.off, "term_over" in choice.off) == (True, False, True)
    assert 'value="term_near" checked' in page.get("/account?lang=en").text


@pytest.mark.database("sqlite")
def test_the_administrator_words_a_message_looks_at_it_first_and_takes_it_back(stage: Stage) -> None:
    page = stage.sign_in(Role.ADMINISTRATOR, stage.cast.country.republic)
    address = "/settings/messages/case_offered"
    page.get(f"{address}/words?lang=en")
    sent = {name: value for name, value in WORDS.items() if name != "kind"} | {"since": f"{clock.today():%d.%m.%Y}"}
    page.send(f"{address}/words", **sent | {"body_ru": "{amount}"})
    assert page.page is not None
    assert page.page.status_code == 422
    assert "There is no placeholder {amount}. Choose from the list below." in words(page)
    assert "Новая работа, № {number}" in page.page.text  # nothing typed is lost

    page.send(f"{address}/words", **sent, add="preview")
    assert "Жаңа жұмыс, № 63-OSK-2026-000123" in words(page)
    assert stage.session.exec(select(MessageText)).all() == []
    page.send(f"{address}/words", **sent)
    assert "New work, No. 63-OSK-2026-000123" in words(opened(page, address))
    assert "own words" in words(opened(page, "/settings/messages"))

    text = stage.session.exec(select(MessageText)).one()
    page.get(f"/settings/messages/words/{text.id}/ending?lang=en")
    page.send(f"/settings/messages/words/{text.id}/ending", until=f"{clock.today() + timedelta(days=3):%d.%m.%Y}")
    stage.session.refresh(text)
    assert text.until == clock.today() + timedelta(days=3)
    assert "Words of a message written" in words(opened(page, "/settings/messages/history"))


@pytest.mark.database("sqlite")
def test_the_history_of_a_matter_tells_who_was_told_and_the_administrator_what_did_not_arrive(stage: Stage) -> None:
    matters.account_of(stage.session, stage.cast.mediator).email = "saule@example.kz"
    case = matters.offered(stage.session, stage.cast)
    message = stage.session.exec(select(Message)).one()
    message.status, message.problem = Delivery.FAILED, "550 5.1.1 no such mailbox"
    stage.session.commit()

    told = words(opened(stage.coordinator, f"/requests/{case.request_id}/history"))
    assert "A case is offered e-mail Байжанова Сәуле Not delivered 550 5.1.1 no such mailbox" in told
    head = stage.sign_in(Role.ADMINISTRATOR, stage.cast.country.republic)
    assert "A case is offered Байжанова Сәуле 550 5.1.1 no such mailbox" in words(opened(head, "/settings/messages"))
    head.send(f"/settings/messages/undelivered/{message.id}/again")
    stage.session.refresh(message)
    assert (message.status, message.tries) == (Delivery.WAITING, 0)


@pytest.mark.database("sqlite")
def test_the_administrator_words_what_people_are_told_and_sees_how_long_the_sms_is(stage: Stage) -> None:
    page = stage.sign_in(Role.ADMINISTRATOR, stage.cast.country.republic)
    address = "/settings/messages/meeting_tomorrow"
    assert "To people without an account A meeting is booked by mail or SMS, as agreed with the person" in words(
        opened(page, "/settings/messages")
    )
    assert "Bitim: meeting tomorrow at 14:30 (Kazakhstan time). +77182000000 64 of 160 characters · 1 SMS" in words(
        opened(page, address)
    )
    sent = {name: value for name, value in TO_PEOPLE.items() if name != "kind"} | {"since": f"{clock.today():%d.%m.%Y}"}
    page.get(f"{address}/words?lang=en")
    page.send(f"{address}/words", **sent | {"sms_kk": "Бітім: {time} {phone} " + "ә" * 60}, add="preview")
    assert "86 of 134 characters · 2 SMS" in words(page)
    page.send(f"{address}/words", **sent)
    assert "Bitim: ертең 14:30. +77182000000" in words(opened(page, address))
    assert stage.session.exec(select(MessageText.sms_ru)).one() == "Bitim: завтра {time}. {phone}"


@pytest.mark.database("sqlite")
def test_the_history_of_a_matter_tells_what_a_person_was_sent_and_what_was_not_sent_any_more(stage: Stage) -> None:
    case = matters.offered(stage.session, stage.cast)
    starts_at = clock.now() + timedelta(days=3)
    meeting = Meeting(
        uuid4(), 0, None, starts_at, starts_at + timedelta(minutes=30), "видео", "", "/b/{code}", "SECRET", "Кабинет", "",
        case.request_id, Reach(Channel.SMS, "+77010000001", Language.KK),
    )  # fmt: skip
    tell_booked(stage.session, meeting)
    tell_given_up(stage.session, meeting)
    stage.session.commit()

    told = words(opened(stage.coordinator, f"/requests/{case.request_id}/history"))
    assert "A meeting is booked SMS a side Not sent: no longer true" in told
    assert "The person cancels a meeting SMS a side Waiting to be sent" in told
    assert "7701" not in told
    assert "SECRET" not in told


def opened(page: Visitor, address: str) -> Visitor:
    """The same browser on this page, in English."""
    page.get(f"{address}?lang=en")
    return page
