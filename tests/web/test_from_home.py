"""The link of a question in somebody's hand: one tap, no account, no script; and what scanners, thieves and colleagues do."""

import pytest
from sqlmodel import col, select

from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState, HeldOpinion, Opinion, Reply
from mediation_cms.cases.home_actions import ask_at_home
from mediation_cms.core.db import unseal
from mediation_cms.core.languages import Language
from mediation_cms.intake.models import Party
from mediation_cms.notifications.delivery import mail_of
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact
from mediation_cms.web.app import Bitim
from tests import make
from tests.make import matters
from tests.web.stage import Stage, words
from tests.web.visitor import Visitor

STORY = ("Төлегенов", "Қайрат", "Воробьёва", "Светлана", "Құдық", "дуалды", "63-OSK")
pytestmark = pytest.mark.database("sqlite")


def asked(stage: Stage, kind: FollowUpKind) -> tuple[FollowUp, str]:
    """A side that was written to, and where its link leads."""
    session = stage.session
    make.visitor(session)
    matters.signed(session, stage.cast)
    call = session.exec(select(FollowUp).where(FollowUp.kind == kind).order_by(col(FollowUp.id))).first()
    assert call is not None
    party = session.get_one(Party, call.party_id)
    way = Contact(person_id=party.person_id, channel=Channel.EMAIL, value="kairat@example.kz", language=Language.RU)
    way.may_leave_message = True
    session.add(way)
    ask_at_home(session, stage.cast.receptionist, call)
    session.commit()
    message = session.exec(select(Message).where(Message.template == "questions")).one()
    return call, f"/f/{unseal(session, message, 'code_sealed')}"


def test_the_mail_tells_no_story_and_its_link_speaks_the_language_of_the_contact(
    stage: Stage, visitor: Visitor
) -> None:
    _call, address = asked(stage, FollowUpKind.AGREEMENT)
    message = stage.session.exec(select(Message).where(Message.template == "questions")).one()
    mail = mail_of(stage.session, message, "https://bitim.example", "bitim@example.kz")
    said = str(mail["Subject"]) + mail.get_content()

    page = visitor.get(f"{address}?lang=ru").text

    assert f"https://bitim.example{address}?lang=ru" in said
    assert [word for word in STORY[2:] if word in said + page] == []
    assert 'lang="ru"' in page


def test_opening_answers_nothing_a_tap_does_and_another_tap_takes_its_place(stage: Stage, visitor: Visitor) -> None:
    call, address = asked(stage, FollowUpKind.AGREEMENT)
    for _time in range(3):
        assert visitor.get(address).status_code == 200
        assert visitor.client.head(address).status_code == 200
    stage.session.refresh(call)
    assert (call.state, call.attempts) == (FollowUpState.WAITING, 0)

    visitor.send(address, reply="kept")
    visitor.get(f"{address}?lang=en")
    kept = words(visitor)
    visitor.send(address, reply="not_kept")
    stage.session.expire_all()

    assert "Your answer is kept. You may change it here" in kept
    assert (call.result, call.attempts) == (Reply.NOT_KEPT, 1)
    coordinator = stage.coordinator
    coordinator.get("/follow-ups?when=home&lang=en")
    assert "Not kept" in words(coordinator)


def test_once_staff_wrote_an_answer_down_the_link_takes_none(stage: Stage, visitor: Visitor) -> None:
    call, address = asked(stage, FollowUpKind.AGREEMENT)
    visitor.get(address)
    desk = stage.receptionist
    desk.get(f"/follow-ups/{call.id}")
    fields = {"answered_by": str(call.party_id), "channel": "phone", "asked_on": "14.07.2022"}
    desk.send(f"/follow-ups/{call.id}", reply="kept", **fields)

    late = visitor.send(address, reply="not_kept")

    stage.session.expire_all()
    assert (late.status_code, call.result) == (404, Reply.KEPT)
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    "tap", [{"reply": "unreached"}, {"reply": "answered"}, {"reply": "x" * 999}, {}, {"heard": "5"}]
)
def test_nonsense_is_refused_and_keeps_nothing(stage: Stage, visitor: Visitor, tap: dict[str, str]) -> None:
    call, address = asked(stage, FollowUpKind.AGREEMENT)
    visitor.get(address)

    status = visitor.send(address, **tap).status_code

    stage.session.refresh(call)
    assert (status, call.state) == (422, FollowUpState.WAITING)


def test_forged_foreign_and_other_links_say_one_sentence_with_phones_and_guessing_is_slowed(
    stage: Stage, visitor: Visitor, app: Bitim
) -> None:
    _call, address = asked(stage, FollowUpKind.AGREEMENT)
    guesser = Visitor(app.test_client())
    forged = [guesser.get(f"/f/{'0' * 24}{number:04}?lang=en") for number in range(5)]

    assert [page.status_code for page in forged] == [404, 404, 404, 429, 429]
    guesser.page = forged[0]
    assert "This link leads nowhere, or not any more" in words(guesser)
    assert visitor.get(address).status_code == 200


def test_three_questions_are_kept_tap_by_tap_and_shown_to_nobody_once_done(stage: Stage, visitor: Visitor) -> None:
    call, address = asked(stage, FollowUpKind.OPINION)
    visitor.get(address)
    for tap in ({"heard": "2"}, {"again": "0"}, {"heard": "4"}):
        visitor.send(address, **tap)
        visitor.get(address)
    wrong = [visitor.send(address, **tap).status_code for tap in ({"heard": "6"}, {"heard": "x"}, {"reply": "kept"})]
    shown = visitor.get(address).text
    visitor.send(address, reply="done")
    stage.session.expire_all()

    assert wrong == [422] * 3
    assert shown.partition("<main")[2].count('aria-current="true"') == 2
    assert visitor.get(address).status_code == 404
    assert len(stage.session.exec(select(HeldOpinion)).all()) == 1
    assert stage.session.exec(select(Opinion)).all() == []
    assert stage.mediator.get(f"/follow-ups/{call.id}").status_code == 404


def test_who_wants_no_questions_ends_the_link_with_one_tap(stage: Stage, visitor: Visitor) -> None:
    call, address = asked(stage, FollowUpKind.AGREEMENT)
    visitor.get(address)
    done = visitor.send(f"{address}?lang=en", reply="never")
    stage.session.expire_all()

    assert (done.status_code, "Nothing more is needed" in words(visitor)) == (200, True)
    assert (call.state, call.no_more) == (FollowUpState.UNWILLING, True)


def test_staff_send_the_question_instead_of_calling(stage: Stage) -> None:
    call, _address = asked(stage, FollowUpKind.AGREEMENT)
    desk = stage.receptionist
    page = desk.get(f"/follow-ups/{call.id}?lang=en").text
    sent = desk.send(f"/follow-ups/{call.id}/message")

    assert ("Send the question" in page, sent.status_code) == (True, 303)
    assert len(stage.session.exec(select(Message).where(Message.template == "questions")).all()) == 2
