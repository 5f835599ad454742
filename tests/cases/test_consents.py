"""A consent that a request can do without is taken back: by the applicant, or by staff for who asks; and what it stops."""

import pytest
from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.audit.models import Entry
from mediation_cms.cases.consent_actions import withdraw_consent_for, withdraw_own_consent
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, FollowUpState
from mediation_cms.cases.follow_ups import plan_for_opinions
from mediation_cms.core import clock
from mediation_cms.core.errors import Forbidden, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.intake.access_codes import give_code
from mediation_cms.intake.applicant_news import tell_news, way_of_applicant
from mediation_cms.intake.application_models import Consent, ConsentPurpose
from mediation_cms.intake.consents import keep_consents
from mediation_cms.intake.message_inputs import ConsentWithdrawalIn
from mediation_cms.intake.models import Outcome, Party, Request, Side
from mediation_cms.notifications.models import Delivery, Message
from mediation_cms.people.models import Channel, Contact
from tests import make
from tests.make import matters

CALLED_BACK = ConsentWithdrawalIn.checked({"identity": "called_back"})
AGREED = (ConsentPurpose.CASE, ConsentPurpose.MESSAGES, ConsentPurpose.QUESTIONS)


@pytest.fixture
def visitor(session):
    return make.visitor(session)


def agreed(session: Session, visitor: Actor, request: Request) -> Request:
    """The applicant of this request has an e-mail, a code, and has agreed to all but the statistics."""
    sides = select(Party).where(Party.request_id == request.id, Party.side == Side.APPLICANT)
    mail = Contact(person_id=session.exec(sides).one().person_id, channel=Channel.EMAIL, value="q@example.kz")
    mail.language, mail.may_leave_message = Language.KK, True
    session.add(mail)
    keep_consents(session, visitor, request, "Қайрат", AGREED, Language.KK)
    give_code(session, visitor, request)
    return request


@pytest.fixture
def request_(session, cast, visitor):
    registered = make.request(session, cast.receptionist, cast.country.cabinet, clock.today())
    return agreed(session, visitor, registered)


def standing(session, request) -> list[ConsentPurpose]:
    of_request = (Consent.request_id == request.id, col(Consent.withdrawn_at).is_(None))
    return list(session.exec(select(Consent.purpose).where(*of_request).order_by(col(Consent.id))))


def test_who_takes_back_messages_gets_none_and_what_waits_is_not_sent(session, visitor, request_):
    waiting = tell_news(session, request_, "looked at")
    withdraw_own_consent(session, visitor, request_, ConsentPurpose.MESSAGES)
    withdraw_own_consent(session, visitor, request_, ConsentPurpose.MESSAGES)  # tapped twice

    assert waiting is not None
    assert waiting.status is Delivery.WITHDRAWN
    assert tell_news(session, request_, "a mediator was chosen") is None
    assert [way_of_applicant(session, request_, asked=asked) for asked in (True, False)] == [None, None]
    assert session.exec(select(Contact.may_leave_message).where(Contact.channel == Channel.EMAIL)).all() == [False]
    assert session.exec(select(Message.status)).all() == [Delivery.WITHDRAWN]
    assert standing(session, request_) == [ConsentPurpose.CASE, ConsentPurpose.QUESTIONS]
    assert len(session.exec(select(Entry).where(Entry.action == "consent.withdrawn")).all()) == 1


def test_staff_take_it_back_for_who_asks_and_note_how_they_made_sure(session, cast, request_):
    withdraw_consent_for(session, cast.receptionist, request_, ConsentPurpose.QUESTIONS, CALLED_BACK)
    noted = session.exec(select(Entry).where(Entry.action == "consent.withdrawn")).one()

    assert standing(session, request_) == [ConsentPurpose.CASE, ConsentPurpose.MESSAGES]
    assert (noted.matter_id, noted.account_id) == (request_.id, cast.receptionist.account_id)
    assert noted.details == {"purposes": ["questions"], "identity": "called_back"}
    with pytest.raises(Forbidden):
        withdraw_consent_for(session, make.visitor(session), request_, ConsentPurpose.MESSAGES, CALLED_BACK)
    with pytest.raises(Forbidden):
        withdraw_own_consent(session, cast.receptionist, request_, ConsentPurpose.MESSAGES)


def test_what_the_request_needs_stands_and_what_was_never_given_is_not_there(session, visitor, request_):
    with pytest.raises(Refused, match="nobody may read the request"):
        withdraw_own_consent(session, visitor, request_, ConsentPurpose.CASE)
    with pytest.raises(NotFound):
        withdraw_own_consent(session, visitor, request_, ConsentPurpose.STATISTICS)
    assert standing(session, request_) == list(AGREED)


@pytest.mark.parametrize("after_the_end", [True, False])
def test_who_takes_back_questions_is_asked_nothing_and_the_other_side_still_is(session, cast, visitor, after_the_end):
    case = matters.admitted(session, cast, clock.today())
    request = agreed(session, visitor, session.get_one(Request, case.request_id))
    if after_the_end:
        plan_for_opinions(session, case, Outcome.WITHDRAWN, clock.today())
    withdraw_own_consent(session, visitor, request, ConsentPurpose.QUESTIONS)
    if not after_the_end:
        plan_for_opinions(session, case, Outcome.WITHDRAWN, clock.today())
    calls = session.exec(select(FollowUp).where(FollowUp.kind == FollowUpKind.OPINION)).all()
    asked = [session.get_one(Party, call.party_id).side for call in calls if call.state is FollowUpState.WAITING]

    assert asked == [Side.OTHER]
