"""Whom an invitation reaches: only where a message may be left, never a child itself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.inputs import RepresentativeIn
from mediation_cms.intake.invitation_actions import send_invitation
from mediation_cms.intake.invitation_models import Invitation, InvitationChannel
from mediation_cms.intake.invitation_papers import invitation_facts
from mediation_cms.intake.invitation_queries import reach_of, way_by
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.intake.models import Request
from mediation_cms.intake.paper_actions import make_invitation
from mediation_cms.intake.party_actions import add_representative
from mediation_cms.notifications.delivery import mail_of, note_sent
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact, Person
from tests.documents.samples import RU
from tests.make import invitations, matters


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    """Today is 10 June 2022, a week after the letter."""
    with clock.telling_of(datetime(2022, 6, 10, 5, tzinfo=UTC)):
        yield


# --- where a message may be left ----------------------------------------------------------------------------------------


def test_a_message_is_left_only_where_the_contact_allows_it(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation = invitations.permitted(session, cast.receptionist, request_)

    with pytest.raises(Invalid) as refused:
        invitations.tried(session, cast.receptionist, invitation, channel="call", result="left_message")

    assert list(refused.value.fields) == ["result"]


@pytest.mark.parametrize(("allowed", "reached"), [(False, None), (True, "sv@example.kz")])
def test_an_email_is_written_only_where_a_message_may_be_left(
    session: Session, cast: matters.Cast, request_: Request, allowed: bool, reached: str | None
) -> None:
    """Others may read the same inbox. Where nobody ticked that a message may be left, none is."""
    invitation = invitations.permitted(session, cast.receptionist, request_)
    side = invitations.other_side(session, request_)
    put_mail(session, session.get_one(Person, side.person_id), "sv@example.kz", may_leave_message=allowed)

    assert (way.value if (way := way_by(session, side, InvitationChannel.EMAIL)) else None) == reached
    if not allowed:
        with pytest.raises(Refused, match="No message may be left"):
            send_invitation(session, cast.receptionist, invitation, InvitationChannel.EMAIL)
        with pytest.raises(Invalid, match="No message may be left"):
            invitations.tried(session, cast.receptionist, invitation, channel="email")


def put_mail(session: Session, whose: Person, address: str, *, may_leave_message: bool = True) -> None:
    """An e-mail of somebody, at which a message may be left or not."""
    way = Contact(person_id=whose.id, channel=Channel.EMAIL, value=address, language=Language.RU)
    way.may_leave_message = may_leave_message
    session.add(way)
    session.flush()


def test_the_invitation_goes_by_mail_without_a_name_of_the_other_or_the_subject_and_its_code_is_kept_encrypted(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    invitation = invitations.permitted(session, cast.receptionist, request_)
    side = session.get_one(Person, invitations.other_side(session, request_).person_id)
    put_mail(session, side, "sv@example.kz")
    code = code_of(session, invitation)

    send_invitation(session, cast.receptionist, invitation, InvitationChannel.EMAIL)

    message = session.exec(select(Message)).one()
    mail = mail_of(session, message, "https://bitim.example", "bitim@bitim.example")
    body = mail.get_content()
    assert (mail["Subject"], mail["To"]) == ("Приглашение к разговору", "sv@example.kz")
    assert f"https://bitim.example/i/{code}?lang=ru" in body
    assert [word for word in ("Төлегенов", "Қайрат", request_.subject, request_.number) if word in body] == []
    assert code not in str(message.facts)
    note_sent(session, message)
    assert message.code_sealed is None
    assert invitation.due_on == date(2022, 6, 20)


def test_the_invitation_goes_as_an_sms_where_a_message_may_be_left_at_any_time_and_starts_no_days(
    session: Session, cast: matters.Cast, request_: Request
) -> None:
    agreed = {"channels": ["sms"]}
    invitation = invitations.permitted(session, cast.receptionist, request_, **agreed)
    side = session.get_one(Person, invitations.other_side(session, request_).person_id)
    phone = session.exec(select(Contact).where(Contact.person_id == side.id)).one()
    for allowed, times in ((False, ""), (True, "после 18:00")):
        phone.may_leave_message, phone.safe_times = allowed, times
        session.flush()
        with pytest.raises(Refused, match="No message may be left"):
            send_invitation(session, cast.receptionist, invitation, InvitationChannel.SMS)
    phone.safe_times = ""
    session.flush()

    send_invitation(session, cast.receptionist, invitation, InvitationChannel.SMS)

    message = session.exec(select(Message)).one()
    assert (message.channel, message.address, message.template) == (Channel.SMS, phone.value, "invitation")
    assert (invitation.due_on, invitation.left_on) == (None, clock.today())


# --- a child -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def child(session: Session, cast: matters.Cast, request_: Request) -> Invitation:
    """An invitation of a side under age, who has an e-mail and a phone of its own."""
    side = invitations.other_side(session, request_)
    side.minor = True
    put_mail(session, session.get_one(Person, side.person_id), "child@example.kz")
    return invitations.permitted(session, cast.receptionist, request_)


def test_nothing_leaves_for_a_child_for_whom_nobody_speaks(
    session: Session, cast: matters.Cast, child: Invitation
) -> None:
    for leave in (
        lambda: invitations.tried(session, cast.receptionist, child),
        lambda: send_invitation(session, cast.receptionist, child, InvitationChannel.EMAIL),
        lambda: make_invitation(session, cast.receptionist, child),
    ):
        with pytest.raises(Refused, match="under age"):
            leave()


def test_the_invitation_of_a_child_goes_to_who_speaks_for_it_and_never_to_the_child(
    session: Session, cast: matters.Cast, request_: Request, child: Invitation
) -> None:
    side = invitations.other_side(session, request_)
    by_mail = {"channel": "email", "value": "anna@example.kz", "may_leave_message": "yes"}
    mother = {"surname": "Воробьева", "given_name": "Анна", "contact": by_mail}
    speaks = RepresentativeIn.checked({"capacity": "parent", "person": mother})
    add_representative(session, cast.receptionist, request_, side, speaks)

    send_invitation(session, cast.receptionist, child, InvitationChannel.EMAIL)

    assert session.exec(select(Message.address)).all() == ["anna@example.kz"]
    assert invitation_facts(session, child, RU).addressee.ru == "Воробьева Анна"
    assert [way.value for way in reach_of(session, side)] == ["anna@example.kz"]
