"""A letter that came back set no term, one that is sent again has days of its own, and who is invited stays who it is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from mediation_cms.cases.matter_actions import amend_party
from mediation_cms.core import clock
from mediation_cms.core.errors import Refused
from mediation_cms.documents.inputs import BY_NAME
from mediation_cms.intake.inputs import PartyIn
from mediation_cms.intake.invitation_actions import note_no_answer, withdraw_invitation
from mediation_cms.intake.invitation_inputs import WithdrawalIn
from mediation_cms.intake.invitation_papers import invitation_facts
from mediation_cms.intake.invitation_workflow import InvitationStatus
from tests import make
from tests.make import invitations, matters

JUNE_16 = datetime(2022, 6, 16, 5, tzinfo=UTC)
CAME_BACK = {"tried_on": "12.06.2022", "result": "wrong"}
FIRM = {
    "name": "ТОО «Көктем»", "kind": "company", "bin": "990140000007", "address": "Өскемен",
    "contact": {"channel": "phone", "value": "8 701 123 45 67", "language": "ru"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    """Today is 16 June 2022: of the letter of 3 June the days are over."""
    with clock.telling_of(JUNE_16):
        yield


def test_of_a_letter_that_came_back_nobody_is_deemed_to_have_rejected_anything(session, cast, request_):
    invitation = invitations.sent(session, cast.receptionist, request_)

    invitations.tried(session, cast.receptionist, invitation, **CAME_BACK)

    assert (invitation.status, invitation.sent_on, invitation.due_on) == (InvitationStatus.PERMITTED, None, None)
    with pytest.raises(Refused):
        note_no_answer(session, cast.receptionist, invitation)
    invitations.tried(session, cast.receptionist, invitation, tried_on="15.06.2022")
    assert (invitation.status, invitation.due_on) == (InvitationStatus.SENT, date(2022, 6, 25))


def test_who_was_called_besides_is_told_though_the_letter_came_back(session, cast, request_):
    invitation = invitations.sent(session, cast.receptionist, request_)
    invitations.tried(session, cast.receptionist, invitation, channel="call", tried_on="04.06.2022", result="reached")

    invitations.tried(session, cast.receptionist, invitation, **CAME_BACK)

    assert (invitation.status, invitation.due_on) == (InvitationStatus.TOLD, None)


def test_the_days_of_another_proposal_that_got_through_go_on(session, cast, request_):
    invitation = invitations.permitted(session, cast.receptionist, request_)
    by_hand = {"channel": "visit", "result": "reached", "handed_over": "yes"}
    invitations.tried(session, cast.receptionist, invitation, **by_hand)
    invitations.tried(session, cast.receptionist, invitation, tried_on="05.06.2022")

    invitations.tried(session, cast.receptionist, invitation, **CAME_BACK)

    assert (invitation.status, invitation.sent_on, invitation.due_on) == (
        InvitationStatus.SENT, date(2022, 6, 3), date(2022, 6, 13),
    )  # fmt: skip
    note_no_answer(session, cast.receptionist, invitation)
    assert invitation.status is InvitationStatus.EXPIRED


def test_a_letter_that_is_sent_again_gives_the_days_of_its_own_sending(session, cast, request_):
    invitation = invitations.sent(session, cast.receptionist, request_)

    letter = invitation_facts(session, invitation, BY_NAME["ru"])

    assert (letter.made_on, letter.sent_on, letter.answer_by) == (
        date(2022, 6, 16), date(2022, 6, 16), date(2022, 6, 26),
    )  # fmt: skip


def test_nobody_else_is_put_in_the_place_of_who_is_being_invited(session, cast, request_):
    side = invitations.other_side(session, request_)
    invitation = invitations.sent(session, cast.receptionist, request_)
    firm = PartyIn.checked({"side": "other", "kind": "organisation", "organisation": FIRM})
    other_name = PartyIn.checked({"side": "other", "person": {"surname": "Воробьёва", "given_name": "Светлана"}})

    with pytest.raises(Refused, match="is being invited and stays who it is"):
        amend_party(session, cast.receptionist, request_, side, firm)
    amend_party(session, cast.receptionist, request_, side, other_name)

    withdraw_invitation(session, cast.receptionist, invitation, WithdrawalIn.checked({"ended_on": "15.06.2022"}))
    amend_party(session, cast.receptionist, request_, side, firm)
    assert side.organisation_id is not None


def test_who_was_invited_without_a_name_gets_one(session, cast):
    unnamed = [{"side": "other", "kind": "unnamed"}]
    request = make.request(session, cast.receptionist, cast.country.cabinet, matters.RECEIVED, others=unnamed)
    invitations.prepared(session, cast.receptionist, request)
    side = invitations.other_side(session, request)

    named = PartyIn.checked({"side": "other", "person": {"surname": "Ким", "given_name": "Виктор"}})
    amend_party(session, cast.receptionist, request, side, named)

    assert side.person_id is not None
