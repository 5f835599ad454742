"""What an invited side writes from home: sealed, counted where it names danger, taken over once it is known as the side's own."""

import json

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from mediation_cms.accounts.link_models import Purpose
from mediation_cms.accounts.links import link_behind
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.invitation_funnel import Stage, funnel, list_invitations
from mediation_cms.intake.invitation_inputs import AddressReplyIn
from mediation_cms.intake.invitation_models import Invitation, InvitationReply
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.models import Request
from mediation_cms.intake.own_word_actions import begin_own_word, send_own_word, write_own_word
from mediation_cms.intake.own_word_models import OwnWord
from mediation_cms.intake.own_word_queries import being_written, read_word
from mediation_cms.intake.own_word_rules import Told
from mediation_cms.intake.reply_actions import confirm_reply, receive_reply, set_reply_aside
from mediation_cms.intake.safety import keeps_apart
from mediation_cms.intake.screening_actions import ask_side
from mediation_cms.intake.screening_inputs import SafetyIn
from mediation_cms.intake.screening_models import SafetyTalk
from mediation_cms.intake.screening_queries import get_side
from mediation_cms.intake.screening_rules import Risk, Sign
from mediation_cms.jobs.silence import note_silence_of
from mediation_cms.people.models import Channel, Contact, Role
from tests import make
from tests.make import invitations

CALM = {
    "about": {"about": "Құдық ортақ еді."},
    "afraid": {"answer": "no"},
    "threatened": {"answer": "no"},
    "hurt": {"answer": "no"},
    "alone": {"alone": "yes"},
    "language": {"language": "ru"},
    "reach": {"channel": "sms", "value": "8 701 000 00 09", "messages": "yes"},
    "times": {"times": "18:00-ден кейін"},
}
AFRAID = CALM | {
    "afraid": {"answer": "yes"},
    "hurt": {"answer": "yes"},
    **{sign: {"answer": "silent"} for sign in ("followed", "weapon", "children", "withheld", "order")},
}


@pytest.fixture
def visitor(session):
    return make.visitor(session)


@pytest.fixture
def invitation(session, cast, request_):
    return invitations.permitted(session, cast.receptionist, request_)


def agreed(session, visitor, invitation) -> tuple[InvitationReply, OwnWord]:
    reply = receive_reply(session, visitor, invitation, AddressReplyIn.checked({"answer": "agreed"}), Language.KK)
    token = begin_own_word(session, visitor, invitation, reply)
    link = link_behind(session, Purpose.OWN_WORD, token)
    return reply, being_written(session, invitation, link.thing_id)


def wrote(session, visitor, invitation, answers) -> tuple[InvitationReply, OwnWord]:
    reply, word = agreed(session, visitor, invitation)
    for step, typed in answers.items():
        write_own_word(session, visitor, invitation, word, step, typed)
    send_own_word(session, visitor, invitation, word)
    return reply, word


# --- the questions -------------------------------------------------------------------------------------------------------


def test_three_questions_about_safety_are_asked_of_everybody_and_all_of_whoever_does_not_say_no():
    assert Told().steps == ["about", "afraid", "threatened", "hurt", "alone", "language", "reach", "times"]
    unsure = Told({"threatened": {"answer": "silent"}})
    assert unsure.steps == ["about", *Sign, "alone", "language", "reach", "times"]
    assert (unsure.before("about"), unsure.after("hurt"), unsure.after("times")) == (None, "followed", "check")
    assert unsure.before("check") == "times"


def test_what_was_said_before_a_change_of_mind_counts_for_nothing():
    told = Told(json.loads(json.dumps(AFRAID))).with_("afraid", {"answer": "no"}).with_("hurt", {"answer": "no"})

    assert set(told.signs) == {Sign.AFRAID, Sign.THREATENED, Sign.HURT}


def test_nothing_has_to_be_known_but_who_names_a_way_says_where(session, visitor, invitation):
    _reply, word = agreed(session, visitor, invitation)

    for step, typed in (("about", {}), ("language", {"language": ""}), ("reach", {"channel": ""}), ("times", {})):
        write_own_word(session, visitor, invitation, word, step, typed)
    for step, typed, field in (
        ("reach", {"channel": "phone"}, "value"),
        ("reach", {"channel": "email", "value": "a@b\r\nBcc: c@d"}, "value"),
        ("reach", {"channel": "post", "value": "Абай, 1"}, "channel"),
        ("afraid", {}, "answer"),
        ("afraid", {"answer": "maybe"}, "answer"),
        ("about", {"about": "ы" * 2001}, "about"),
    ):
        with pytest.raises(Invalid) as refused:
            write_own_word(session, visitor, invitation, word, step, typed)
        assert list(refused.value.fields) == [field]
    with pytest.raises(Refused):
        send_own_word(session, visitor, invitation, word)


# --- sent ----------------------------------------------------------------------------------------------------------------


def test_what_was_sent_is_sealed_read_by_few_and_stands(session, cast, visitor, invitation):
    _reply, word = wrote(session, visitor, invitation, CALM)

    assert "Құдық".encode() not in (word.said_sealed or b"")
    assert read_word(session, cast.receptionist, invitation).told.of("about") == {"about": "Құдық ортақ еді."}
    auditor = make.actor(session, Role.AUDITOR, cast.country.region)
    with pytest.raises(Forbidden):
        read_word(session, auditor, invitation)
    with pytest.raises(NotFound):
        being_written(session, invitation, word.id)
    word.said_sealed = b"something else"
    with pytest.raises(IntegrityError), session.begin_nested():
        session.flush()


def test_danger_counts_before_anybody_confirms_and_no_longer_when_it_was_not_theirs(
    session, cast, visitor, invitation, request_
):
    reply, word = wrote(session, visitor, invitation, AFRAID)
    assert (request_.risk, keeps_apart(session, request_)) == (Risk.HIGH, True)

    set_reply_aside(session, cast.receptionist, invitation, reply)

    assert (request_.risk, keeps_apart(session, request_)) == (Risk.NONE, False)
    assert session.get(OwnWord, word.id) is None


def test_what_staff_heard_of_a_side_stands_against_what_is_written_from_home(
    session, cast, visitor, invitation, request_
):
    side = get_side(session, request_, invitation.party_id)
    heard = SafetyIn.checked({"asked_on": "01.06.2022", "answers": {"weapon": "yes"}})
    ask_side(session, cast.receptionist, request_, side, heard)

    reply, _word = wrote(session, visitor, invitation, CALM)
    set_reply_aside(session, cast.receptionist, invitation, reply)

    assert request_.risk is Risk.HIGH
    assert session.exec(select(SafetyTalk.account_id)).all() == [cast.receptionist.account_id]


def test_once_confirmed_the_side_is_reached_as_it_asked(session, cast, visitor, invitation):
    reply, _word = wrote(session, visitor, invitation, CALM)
    assert (reply.phone, reply.call_when, reply.separately) == ("+77010000009", "18:00-ден кейін", True)
    ways = select(Contact).where(Contact.value == "+77010000009")
    assert session.exec(ways).all() == []

    confirm_reply(session, cast.receptionist, invitation, reply)

    way = session.exec(ways).one()
    assert (way.channel, way.language, way.safe_times, way.may_leave_message) == (
        Channel.SMS, Language.RU, "18:00-ден кейін", True,
    )  # fmt: skip
    assert invitation.status is InvitationStatus.ACCEPTED


def test_the_questions_open_once_and_only_for_who_agreed(session, cast, visitor, invitation):
    reply, _word = agreed(session, visitor, invitation)
    with pytest.raises(Refused):
        begin_own_word(session, visitor, invitation, reply)
    with pytest.raises(Forbidden):
        begin_own_word(session, cast.receptionist, invitation, reply)


# --- the coordinator's page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "stage"), [("agreed", Stage.AGREED), ("call", Stage.CALL), ("refused", Stage.REFUSED)]
)
def test_an_answer_from_home_counts_at_once_and_as_confirmed_afterwards(
    session, cast, visitor, invitation, answer, stage
):
    typed = {"answer": answer, "phone": "8 701 000 00 05"}
    reply = receive_reply(session, visitor, invitation, AddressReplyIn.checked(typed), Language.KK)

    def counted() -> set[Stage]:
        found = funnel(session, cast.coordinator, clock.today()).counts
        return {each for each, number in found.items() if number} - {Stage.PREPARED}

    at_once = counted()
    confirm_reply(session, cast.receptionist, invitation, reply)

    assert at_once == counted() == {Stage.REACHED, Stage.ANSWERED, stage}


def test_ten_days_of_silence_change_the_invitation_and_the_funnel_and_who_is_late_may_still_agree(
    session, cast, visitor, request_
):
    make.system(session)
    invitation = invitations.sent(session, cast.receptionist, request_)
    assert note_silence_of(session) == 1
    assert note_silence_of(session) == 0

    session.refresh(invitation)
    behind = list_invitations(session, cast.coordinator, clock.today(), stage=Stage.NO_ANSWER)
    assert (invitation.status, [row.id for row in behind]) == (InvitationStatus.EXPIRED, [invitation.id])
    late = receive_reply(session, visitor, invitation, AddressReplyIn.checked({"answer": "agreed"}), Language.KK)
    counts = funnel(session, cast.coordinator, clock.today()).counts
    assert (counts[Stage.NO_ANSWER], counts[Stage.AGREED]) == (0, 1)
    confirm_reply(session, cast.receptionist, invitation, late)
    assert invitation.status is InvitationStatus.ACCEPTED


def test_silence_is_not_noted_on_the_last_day_nor_of_who_asked_for_time_nor_in_a_finished_request(
    session, cast, visitor, request_
):
    make.system(session)
    invitation = invitations.sent(session, cast.receptionist, request_)
    invitation.due_on = clock.today()
    session.add(invitation)
    session.flush()
    assert note_silence_of(session) == 0

    session.refresh(invitation)
    invitation.due_on = clock.today().replace(year=2023)
    receive_reply(session, visitor, invitation, AddressReplyIn.checked({"answer": "refused"}), Language.KK)
    assert note_silence_of(session) == 0
    assert session.exec(select(Invitation.status)).all() == [InvitationStatus.SENT]
    assert session.exec(select(Request.status).where(col(Request.id) == request_.id)).one() == request_.status
