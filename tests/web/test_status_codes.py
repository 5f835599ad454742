"""A lost code, and the news that an applicant gets of each step."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from mediation_cms.cases.actions import close_case
from mediation_cms.cases.assignment_actions import accept_offer, admit, assign_mediator
from mediation_cms.cases.inputs import AdmissionIn
from mediation_cms.consultations.booking_models import Booking
from mediation_cms.consultations.booking_workflow import BookingState
from mediation_cms.consultations.models import Mode
from mediation_cms.core import clock
from mediation_cms.core.dates import when
from mediation_cms.core.languages import Language
from mediation_cms.intake.inputs import ClosingIn
from mediation_cms.intake.models import Outcome, Party, Side
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact, Role
from mediation_cms.web.app import Bitim
from tests import make
from tests.make import matters
from tests.web.applied import Applied, applied, told
from tests.web.stage import Stage
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")


def test_a_lost_code_is_given_anew_after_identity_was_checked(stage: Stage, app: Bitim, mine: Applied) -> None:
    desk, at = stage.receptionist, f"/requests/{mine.request.id}/code"
    desk.get(f"{at}?lang=en")
    unchecked = desk.send(at, way="shown").status_code
    page = desk.send(at, identity="document", way="shown")
    shown = re.search(r"<b>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</b>", page.text)
    assert shown is not None
    again = desk.get(f"/requests/{mine.request.id}/messages").text
    desk.get(f"/requests/{mine.request.id}/history?lang=en")
    before, now = (Visitor(app.test_client()) for _each in "ab")

    assert unchecked == 422
    assert (mine.come_back(before), mine.come_back(now, shown[1])) == (404, 303)
    assert shown[1] not in again + desk.shown
    assert "New secret code given, the old one no longer works" in desk.shown
    assert "identity document seen, not copied" in desk.shown
    assert told(stage.session) == ["code_renewed"]


def test_a_code_is_sent_without_the_number_and_not_where_nothing_reaches(stage: Stage, mine: Applied) -> None:
    desk, at = stage.receptionist, f"/requests/{mine.request.id}/code"
    desk.get(f"{at}?lang=en")
    sent = desk.send(at, identity="called_back", way="sent")
    message = stage.session.exec(select(Message).where(Message.template == "request_code")).one()
    for contact in stage.session.exec(select(Contact).where(Contact.channel == Channel.EMAIL)):
        stage.session.delete(contact)
    stage.session.commit()
    desk.get(f"{at}?lang=en")
    refused = desk.send(at, identity="known", way="sent")

    assert (sent.status_code, mine.request.number in str(message.facts)) == (303, False)
    assert refused.status_code == 422
    assert desk.errors == ["No message reaches this person safely. Read the code out or print it."]


def test_who_sees_the_matter_without_answering_for_it_reads_no_messages(stage: Stage, mine: Applied) -> None:
    auditor = stage.sign_in(Role.AUDITOR, stage.cast.country.region)
    at = f"/requests/{mine.request.id}"

    assert [auditor.get(f"{at}{page}").status_code for page in ("/messages", "/code")] == [403, 403]
    assert "/messages" not in auditor.get(at).text


def test_the_applicant_with_a_code_is_told_of_each_step_once(stage: Stage) -> None:
    session, cast = stage.session, stage.cast
    request = make.request(session, cast.receptionist, cast.country.cabinet, clock.today())
    silent = matters.admitted(session, cast, clock.today())  # nobody here has a code
    applied(stage, request)
    case = admit(session, cast.receptionist, request, AdmissionIn(on=clock.today()))
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)
    close_case(session, cast.mediator, case, ClosingIn(outcome=Outcome.ADVICE_ONLY, on=clock.today()))
    news = session.exec(select(Message).where(Message.template == "request_news")).all()

    assert len(news) == len({each.once for each in news}) == 3
    assert {each.matter_id for each in news} == {request.id} != {silent.request_id}
    assert [set(each.facts) - {"number", "cabinet", "phone", "page"} for each in news] == [set()] * 3


def test_the_talk_that_is_booked_for_the_request_stands_on_its_page_without_a_link(
    stage: Stage, visitor: Visitor, mine: Applied
) -> None:
    starts = clock.now() + timedelta(days=3)
    brought = select(Party.person_id).where(Party.request_id == mine.request.id, Party.side == Side.APPLICANT)
    person_id = stage.session.exec(brought).one()
    cast = stage.cast
    talks = [
        Booking(
            cabinet_id=cast.country.cabinet.id, mediator_id=cast.entry.mediator_id, mode=Mode.PHONE, language=Language.KK,
            starts_at=starts + timedelta(hours=hour), ends_at=starts + timedelta(hours=hour, minutes=30), state=state,
            person_id=person_id, request_id=mine.request.id if hour else None, made_at=clock.now(),
            made_by_id=cast.receptionist.account_id,
        )
        for hour, state in enumerate(
            (BookingState.CONFIRMED, BookingState.CONFIRMED, BookingState.CANCELLED_BY_PERSON)
        )
    ]  # fmt: skip
    stage.session.add_all(talks)
    stage.session.commit()
    mine.come_back(visitor)
    page = visitor.get("/status?lang=en").text

    said = [when(talk.starts_at, Language.EN) in page for talk in talks]
    assert said == [True, True, False]
    assert "/b/" not in page
