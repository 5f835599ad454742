"""An invited side that comes into mediation another way: its invitation waits no more."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, select

from mediation_cms.audit.models import Entry
from mediation_cms.cases.models import Case, Light
from mediation_cms.cases.readiness_actions import mark_readiness
from mediation_cms.cases.readiness_inputs import ReadinessIn
from mediation_cms.core import clock
from mediation_cms.core.errors import Problem
from mediation_cms.core.languages import Language
from mediation_cms.intake.invitation_actions import note_no_answer
from mediation_cms.intake.invitation_funnel import Stage, funnel
from mediation_cms.intake.invitation_inputs import AddressReplyIn
from mediation_cms.intake.invitation_models import Invitation, ReplyState
from mediation_cms.intake.invitation_queries import open_invitation
from mediation_cms.intake.invitation_workflow import InvitationStatus
from mediation_cms.intake.models import Request
from mediation_cms.intake.reply_actions import receive_reply
from tests import make
from tests.make import invitations, matters

JULY_1 = date(2022, 7, 1)
Made = Callable[..., Invitation]


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    """Today is 10 June 2022, a week after the letter."""
    with clock.telling_of(datetime(2022, 6, 10, 5, tzinfo=UTC)):
        yield


@pytest.fixture
def case(session: Session, cast: matters.Cast) -> Case:
    """A case that the mediator has accepted; nobody has a contract."""
    return matters.in_work(session, cast)


def invited(session: Session, cast: matters.Cast, case: Case, made: Made = invitations.sent) -> Invitation:
    """The invitation of the other side of a case."""
    return made(session, cast.receptionist, session.get_one(Request, case.request_id))


def marked(session: Session, cast: matters.Cast, case: Case, side: str, light: Light, ready: str = "yes") -> None:
    """A light of a side is ticked, or the tick is taken back."""
    given = ReadinessIn.checked({"side": side, "light": light.value, "ready": ready})
    mark_readiness(session, cast.mediator, case, given)


def settled(session: Session) -> list[dict[str, object]]:
    """What the history says of invitations that were settled so."""
    session.flush()
    return [
        entry.details
        for entry in session.exec(select(Entry).where(Entry.action == "invitation.settled").order_by(col(Entry.id)))
    ]


def test_who_signs_the_contract_has_answered_the_invitation(session: Session, cast: matters.Cast, case: Case) -> None:
    invitation = invited(session, cast, case)

    matters.contract(session, cast, case, concluded_on="06.06.2022")

    day = date(2022, 6, 6)
    assert (invitation.status, invitation.ended_on) == (InvitationStatus.ACCEPTED, day)
    assert (invitation.reached_on, invitation.answered_on) == (day, day)
    assert open_invitation(session, invitation.party_id) is None
    assert settled(session) == [{"state": "accepted", "day": "2022-06-06"}]


def test_it_counts_as_agreed_and_never_expires(session: Session, cast: matters.Cast, case: Case) -> None:
    invitation = invited(session, cast, case)

    matters.contract(session, cast, case, concluded_on="06.06.2022")

    counts = funnel(session, cast.coordinator, JULY_1).counts
    assert [counts[stage] for stage in (Stage.ANSWERED, Stage.AGREED, Stage.NO_ANSWER)] == [1, 1, 0]
    with clock.telling_of(datetime(2022, 7, 1, 5, tzinfo=UTC)), pytest.raises(Problem):
        note_no_answer(session, cast.receptionist, invitation)


def test_who_consents_to_mediation_has_answered_and_stays_so_when_the_tick_is_taken_back(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    invitation = invited(session, cast, case)

    marked(session, cast, case, "other-1", Light.INFORMED)
    marked(session, cast, case, "applicant-1", Light.CONSENTED)
    before = invitation.status
    marked(session, cast, case, "other-1", Light.CONSENTED)
    marked(session, cast, case, "other-1", Light.CONSENTED, ready="")

    assert before is InvitationStatus.SENT
    assert (invitation.status, invitation.ended_on) == (InvitationStatus.ACCEPTED, date(2022, 6, 10))


def test_an_answer_by_the_address_that_waits_is_set_aside(session: Session, cast: matters.Cast, case: Case) -> None:
    invitation = invited(session, cast, case)
    given = AddressReplyIn.checked({"answer": "refused"})
    reply = receive_reply(session, make.visitor(session), invitation, given, Language.RU)

    matters.contract(session, cast, case, concluded_on="10.06.2022")

    assert reply.state is ReplyState.SET_ASIDE


def test_a_contract_entered_later_answers_nothing_before_the_applicant_allowed_it(
    session: Session, cast: matters.Cast, case: Case
) -> None:
    invitation = invited(session, cast, case)

    matters.contract(session, cast, case, concluded_on="27.05.2022")

    assert (invitation.permitted_on, invitation.ended_on) == (date(2022, 6, 1), date(2022, 6, 1))


def test_one_that_was_only_prepared_is_taken_back(session: Session, cast: matters.Cast, case: Case) -> None:
    invitation = invited(session, cast, case, invitations.prepared)

    matters.contract(session, cast, case, concluded_on="10.06.2022")

    assert (invitation.status, invitation.answered_on) == (InvitationStatus.WITHDRAWN, None)
