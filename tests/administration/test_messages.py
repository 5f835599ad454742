"""The words of messages: what may be written, from when on it is said, what did not arrive and is sent again."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from mediation_cms.administration.message_actions import end_text, try_again, write_text
from mediation_cms.administration.message_inputs import TextEndIn, TextIn
from mediation_cms.core import clock
from mediation_cms.core.dates import ZONE
from mediation_cms.core.errors import Forbidden, Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.notifications.delivery import mail_of, sms_of
from mediation_cms.notifications.kinds import Fact, MessageKind
from mediation_cms.notifications.models import Delivery, MessageText
from mediation_cms.notifications.outbox import Reach, notify
from mediation_cms.notifications.queries import texts_of
from mediation_cms.notifications.telling import Tidings, tell
from mediation_cms.people.models import Account, Channel, Role
from tests import make

WORDS = {
    "kind": "case_offered",
    "subject_kk": "Жаңа жұмыс, № {number}", "body_kk": "№ {number}: {answer_by}. {link}",
    "subject_ru": "Новая работа, № {number}", "body_ru": "№ {number}: {answer_by}. {link}",
    "subject_en": "New work, No. {number}", "body_en": "No. {number}: {answer_by}. {link}",
}  # fmt: skip


TO_PEOPLE = {
    "kind": "meeting_tomorrow",
    "subject_kk": "Ертең, {time}", "body_kk": "{when}. {link}", "sms_kk": "Bitim: ертең {time}. {phone}",
    "subject_ru": "Завтра, {time}", "body_ru": "{when}. {link}", "sms_ru": "Bitim: завтра {time}. {phone}",
    "subject_en": "Tomorrow, {time}", "body_en": "{when}. {link}", "sms_en": "Bitim: tomorrow {time}. {phone}",
}  # fmt: skip


def typed(**changed):
    return TextIn.checked(WORDS | {"since": f"{clock.today():%d.%m.%Y}"} | changed)


@pytest.fixture
def head(session):
    """The administrator of the republic."""
    return make.actor(session, Role.ADMINISTRATOR, make.small_country(session).republic)


@pytest.fixture
def offer(session):
    """A message to a mediator who reads English."""
    account = make.account_for(session, "Байжанова Сәуле")
    account.email, account.language = "saule@example.kz", Language.EN
    assert account.person_id is not None
    return notify(session, account.person_id, "case_offered", number="63-OSK-2022-{link}", answer_by=date(2022, 6, 3))


def mail(session, message):
    return mail_of(session, message, "https://bitim.example", "bitim@bitim.example")


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"body_kk": "№ {number}, {due_on}"}, "body_kk", "There is no placeholder {due_on}. Choose from the list below."),
        ({"body_kk": "№ {number"}, "body_kk", "A brace stands alone. Close it, or take it out."),
        (
            {"body_en": "No. {number}. {link}"}, "body_en",
            "Not all languages have {answer_by}. Use the same placeholders in each.",
        ),
        (
            {"subject_ru": "Спор № {number}"}, "subject_ru",
            "Others see the subject. Leave out “Спор”: it tells what this is about.",
        ),
        ({"subject_kk": ""}, "subject_kk", "This is empty. Fill it in."),
    ],
)  # fmt: skip
def test_words_that_cannot_be_said_are_refused_beside_their_field(changed, field, said):
    with pytest.raises(Invalid) as refused:
        typed(**changed)

    assert {name: sentence.in_(Language.EN) for name, sentence in refused.value.fields.items()} == {field: said}


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"sms_kk": ""}, "sms_kk", "This is empty. Fill it in."),
        ({"sms_kk": "Медиация {time} {phone}"}, "sms_kk",
         "Others see an SMS. Leave out “Медиация”: it tells what this is about."),
        ({"sms_ru": "Спор {time} {phone}"}, "sms_ru", "Others see an SMS. Leave out “Спор”: it tells what this is about."),
        ({"sms_ru": "{time}"}, "sms_ru", "Not all languages have {phone}. Use the same placeholders in each."),
        ({"sms_en": "{time} {phone} {reason}"}, "sms_en", "There is no placeholder {reason}. Choose from the list below."),
        ({"sms_kk": "ә" * 190 + " {time} {phone}"}, "sms_kk", "This would be 4 SMS. Say it in 3 at most."),
    ],
)  # fmt: skip
def test_words_of_an_sms_are_neutral_short_and_the_same_in_each_language(changed, field, said):
    with pytest.raises(Invalid) as refused:
        TextIn.checked(TO_PEOPLE | {"since": f"{clock.today():%d.%m.%Y}"} | changed)

    assert {name: sentence.in_(Language.EN) for name, sentence in refused.value.fields.items()} == {field: said}


def test_what_an_administrator_wrote_is_what_people_read(session, head):
    write_text(session, head, TextIn.checked(TO_PEOPLE | {"since": f"{clock.today():%d.%m.%Y}"}))
    starts_at = datetime.combine(clock.today() + timedelta(days=1), time(14, 30), clock.ALMATY)
    facts: dict[str, Fact] = {"starts_at": starts_at, "place": ""}
    news = Tidings(MessageKind.MEETING_TOMORROW, "Кабинет", "+7 (7182) 00-00-10", "/b/{code}", "SECRET", facts=facts)
    message = tell(session, None, news, reach=Reach(Channel.SMS, "+77010000001", Language.RU))
    assert message is not None
    written = mail(session, message)

    assert (written["Subject"], sms_of(session, message, "https://bitim.example")) == (
        "Завтра, 14:30", "Bitim: завтра 14:30. +77182000010",
    )  # fmt: skip
    assert (
        f"{ZONE[Language.RU]}. https://bitim.example/b/SECRET?lang=ru\n\nС уважением,\nКабинет\n"
        in written.get_content()
    )


def test_words_that_only_sound_like_a_quarrel_are_fine():
    assert typed(subject_kk="Қабылдау, № {number}", subject_ru="Паспорт № {number}").subject_ru == "Паспорт № {number}"


def test_what_an_administrator_wrote_is_said_as_plain_text(session, head, offer):
    before = mail(session, offer)["Subject"]
    write_text(session, head, typed(body_en="<b># 7</b> {number} {answer_by} {link}"))

    written = mail(session, offer)
    assert (before, written["Subject"]) == (
        "New case offered, No. 63-OSK-2022-{link}",
        "New work, No. 63-OSK-2022-{link}",
    )
    assert "<b># 7</b> 63-OSK-2022-{link} 3 June 2022 https://bitim.example/desk?lang=en\n" in written.get_content()
    assert written.get_content().startswith("Hello Сәуле,\n")


def test_other_words_follow_from_a_day_on_and_ours_come_back_when_they_end(session, head, offer):
    today = clock.today()
    first = write_text(session, head, typed())
    later = write_text(session, head, typed(since=f"{today + timedelta(days=9):%d.%m.%Y}"))
    assert [(text.since, text.until) for text in texts_of(session, MessageKind.CASE_OFFERED)] == [
        (today, later.since), (later.since, None),
    ]  # fmt: skip

    end_text(session, head, later, TextEndIn(until=later.since))  # it never began
    end_text(session, head, first, TextEndIn(until=today + timedelta(days=1)))
    assert [text.until for text in session.exec(select(MessageText))] == [today + timedelta(days=1)]
    with pytest.raises(Invalid):
        end_text(session, head, first, TextEndIn(until=today + timedelta(days=2)))
    with pytest.raises(Invalid):
        write_text(session, head, typed(since=f"{today - timedelta(days=1):%d.%m.%Y}"))


def test_the_database_keeps_words_apart_and_as_they_were_said(session, head):
    text = write_text(session, head, typed(until=f"{clock.today() + timedelta(days=5):%d.%m.%Y}"))
    facts = text.model_dump(exclude={"id", "since", "until"})
    day = clock.today() + timedelta(days=2)
    for change in (lambda: session.add(MessageText(**facts, since=day)), lambda: setattr(text, "body_kk", "басқа")):
        with pytest.raises(DBAPIError), session.begin_nested():
            change()


def test_what_did_not_arrive_is_sent_to_where_its_reader_is_now(session, head, offer):
    offer.status, offer.tries, offer.problem = Delivery.FAILED, 20, "550 5.1.1 no such mailbox"
    session.exec(select(Account).where(Account.person_id == offer.person_id)).one().email = "saule@new.example.kz"
    session.flush()
    try_again(session, head, offer)

    assert (offer.status, offer.tries, offer.address) == (Delivery.WAITING, 0, "saule@new.example.kz")


def test_an_invitation_is_not_sent_again_without_its_code(session, head, offer):
    offer.template, offer.status = "invitation", Delivery.FAILED
    with pytest.raises(Refused):
        try_again(session, head, offer)


def test_nobody_else_writes_words(session):
    country = make.small_country(session)
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR):
        with pytest.raises(Forbidden):
            write_text(session, make.actor(session, role, country.region), typed())
